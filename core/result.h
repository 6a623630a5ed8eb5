#pragma once
// Either a value or the faults that prevented it (GCC 12 has no std::expected).

#include <cassert>
#include <optional>
#include <utility>

#include "core/fault.h"

namespace enclosure {

/// Holds a `T`, or at least one `Fault`. Reading the value of a failed result is a bug and asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : value_(std::move(value)) {}         // NOLINT(google-explicit-constructor)
  Result(Fault fault) : faults_{std::move(fault)} {}    // NOLINT(google-explicit-constructor)
  Result(Faults faults) : faults_(std::move(faults)) {  // NOLINT(google-explicit-constructor)
    assert(!faults_.empty());
  }

  [[nodiscard]] bool has_value() const { return value_.has_value(); }
  explicit operator bool() const { return has_value(); }

  T& operator*() & { return assert(value_), *value_; }
  const T& operator*() const& { return assert(value_), *value_; }
  T&& operator*() && { return assert(value_), std::move(*value_); }
  T* operator->() { return assert(value_), &*value_; }
  const T* operator->() const { return assert(value_), &*value_; }

  /// The faults; empty when there is a value.
  [[nodiscard]] const Faults& faults() const& { return faults_; }
  [[nodiscard]] Faults faults() && { return std::move(faults_); }

 private:
  std::optional<T> value_;
  Faults faults_;
};

/// Success without a value.
struct Done {};

/// Takes the value out of `result`, or moves its faults (under `path`) into `faults` and gives
/// `T{}`'s stand-in `otherwise`. For readers that collect every fault before they give up.
template <typename T>
T take(Result<T> result, std::string_view path, Faults& faults, T otherwise = T{}) {
  if (result) return *std::move(result);
  append(faults, under(path, std::move(result).faults()));
  return otherwise;
}

}  // namespace enclosure
