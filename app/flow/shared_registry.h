#pragma once
// The register of VAT numbers for those who may not wait for one another: the requests of buyers.

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "app/ports/vat_registry.h"
#include "core/date.h"

namespace enclosure::app {

/// How long buyers' requests leave the register alone after it gave no answer.
inline constexpr std::chrono::seconds kSilentRegisterRests{60};

/// Asks for one thread at a time and lets none wait for another: while the register is being asked,
/// and for kSilentRegisterRests after it gave no answer, everybody else is told at once that it was
/// not asked (`VatAnswer::asked`). So a register that hangs holds one thread of the server, and not
/// all of them. Where a single state is silent, numbers of that state alone rest.
///
/// `registry` is borrowed and asked outside of any other lock; `clock` is that of whoever answers
/// the requests.
class SharedRegistry : public VatRegistry {
 public:
  SharedRegistry(VatRegistry& registry, std::function<Instant()> clock)
      : registry_(registry), clock_(std::move(clock)) {}

  VatAnswer check(const VatQuestion& question) override {
    const std::unique_lock turn(asking_, std::try_to_lock);
    if (!turn.owns_lock() || rests(kEverybody) || rests(question.prefix)) return not_asked();
    VatAnswer answer = registry_.check(question);
    note(question.prefix, answer);
    return answer;
  }

 private:
  static constexpr const char* kEverybody = "";

  static VatAnswer not_asked() {
    VatAnswer answer;
    answer.asked = false;
    return answer;
  }

  /// A clock that went back ends the rest: nobody knows how long it would be.
  [[nodiscard]] bool rests(const std::string& prefix) const {
    const auto silent = silent_since_.find(prefix);
    if (silent == silent_since_.end()) return false;
    const Instant now = clock_();
    return now >= silent->second && now < silent->second + kSilentRegisterRests;
  }

  void note(const std::string& prefix, const VatAnswer& answer) {
    using Busy = VatAnswer::Busy;
    if (answer.busy == Busy::kThatState) {
      silent_since_[prefix] = clock_();
    } else if (answer.busy == Busy::kEverybody || answer.kind == VatAnswer::Kind::kUnavailable) {
      silent_since_[kEverybody] = clock_();
    }
  }

  VatRegistry& registry_;
  std::function<Instant()> clock_;
  std::mutex asking_;                            // held by whoever asks; it guards what follows
  std::map<std::string, Instant> silent_since_;  // by the prefix of a state; kEverybody: all
};

}  // namespace enclosure::app
