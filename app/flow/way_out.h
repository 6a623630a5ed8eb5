#pragma once
// The way on which mails leave, where it is shut: the server cannot be reached or refuses the
// account. That is nobody's attempt; it is remembered so that the wait grows and the seller is
// told.

#include <optional>
#include <string>

#include "app/ports/store.h"

namespace enclosure::app {

/// Since when no mail could leave, and what was said last.
struct ShutWay {
  Instant since{};
  std::string detail;
};

/// Nothing while mails leave, and before the first one.
[[nodiscard]] std::optional<ShutWay> shut_way(StoreTransaction& tx);
/// The way is shut at `now`; since when, stays as it was.
void note_shut(StoreTransaction& tx, Instant now, const std::string& detail);
/// Something was answered to a message again.
void note_open(StoreTransaction& tx);

}  // namespace enclosure::app
