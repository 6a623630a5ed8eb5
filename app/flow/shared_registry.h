#pragma once
// One register of VAT numbers for many threads.

#include <chrono>
#include <mutex>

#include "app/ports/vat_registry.h"

namespace enclosure::app {

/// Lets one thread ask at a time. Who would wait longer than `patience` for its turn gets
/// kUnavailable with the code BUSY_HERE, so that a slow register never holds more than a few
/// threads for long. `registry` is borrowed.
class SharedRegistry : public VatRegistry {
 public:
  SharedRegistry(VatRegistry* registry, std::chrono::milliseconds patience)
      : registry_(registry), patience_(patience) {}

  VatAnswer check(const VatQuestion& question) override {
    const std::unique_lock lock(mutex_, patience_);
    if (lock.owns_lock() && registry_ != nullptr) return registry_->check(question);
    VatAnswer answer;
    answer.code = "BUSY_HERE";
    return answer;
  }

 private:
  VatRegistry* registry_;
  std::chrono::milliseconds patience_;
  std::timed_mutex mutex_;
};

}  // namespace enclosure::app
