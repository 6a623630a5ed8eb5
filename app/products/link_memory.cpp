#include "app/products/link_memory.h"

#include "app/errors.h"

namespace enclosure::app {

std::optional<LinkCheck> StoreLinkMemory::of(const std::string& url) {
  std::optional<LinkCheck> check;
  read_([&](StoreTransaction& tx) { check = tx.link_check_of(url); });
  return check;
}

void StoreLinkMemory::keep(const LinkCheck& check) {
  waiting_.push_back(check);
  if (waiting_.size() % kAtOnce == 0) (void)write_down();
}

std::size_t StoreLinkMemory::write_down() {
  if (waiting_.empty()) return 0;
  try {
    write_([&](StoreTransaction& tx) {
      for (const LinkCheck& check : waiting_) tx.put_link_check(check);
    });
    waiting_.clear();
  } catch (const WorldError& error) {
    if (error.exit_code() != kExitTryLater) throw;
  }
  return waiting_.size();
}

}  // namespace enclosure::app
