#pragma once
// A store inside of a transaction that is open already.

#include "app/ports/store.h"

namespace enclosure::app {

/// Lets a use case that knows stores alone be a part of a larger unit of work: its transactions are
/// parts of `tx`, and what they did is kept when `tx` commits. For one thread; lives within `tx`.
class WithinTransaction final : public Store {
 public:
  explicit WithinTransaction(StoreTransaction& tx) : tx_(tx) {}

  std::vector<std::string> check() override { return {}; }
  /// Whoever asks may find everything changed: nothing is to be cached from in here.
  std::uint64_t data_version() override { return ++version_; }

 protected:
  void run(const std::function<bool(StoreTransaction&)>& work) override {
    const auto done = tx_.attempt<Done>([&]() -> Result<Done> {
      if (work(tx_)) return Done{};
      return Fault{"ROLLBACK", "", "the work found faults", ""};  // seen by nobody
    });
    static_cast<void>(done);
  }
  void look(const std::function<void(StoreTransaction&)>& work) override { work(tx_); }

 private:
  StoreTransaction& tx_;
  std::uint64_t version_ = 0;
};

}  // namespace enclosure::app
