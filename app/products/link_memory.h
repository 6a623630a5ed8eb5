#pragma once
// The answers in enclosure.db, read and written while nobody is kept waiting.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "app/ports/store.h"
#include "app/products/check_links.h"

namespace enclosure::app {

/// A memory that keeps others from writing only for the moments in which it writes. One thread.
class StoreLinkMemory : public LinkMemory {
 public:
  using Work = std::function<void(StoreTransaction&)>;
  /// Calls the work once in a transaction.
  using WithStore = std::function<void(const Work&)>;

  /// Answers are written whenever so many have come together: what an interrupted run forgets.
  static constexpr std::size_t kAtOnce = 20;

  /// `write` throws WorldError (try later) when others write all the time.
  StoreLinkMemory(WithStore read, WithStore write)
      : read_(std::move(read)), write_(std::move(write)) {}

  std::optional<LinkCheck> of(const std::string& url) override;
  void keep(const LinkCheck& check) override;

  /// Writes what is not written yet; gives how many answers could not be kept, because the
  /// database was busy. Throws the other WorldErrors.
  [[nodiscard]] std::size_t write_down();

 private:
  WithStore read_;
  WithStore write_;
  std::vector<LinkCheck> waiting_;
};

}  // namespace enclosure::app
