#pragma once
// Whether anybody dispatches: each pass leaves its time in the store, for other processes to see.

#include <optional>

#include "app/flow/shop.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Notes that a pass was made at `now`. Passes that follow each other closely write once.
void note_pass(Store& store, Instant now);

/// The last pass that was noted; nothing: there was none.
[[nodiscard]] std::optional<Instant> last_pass(StoreTransaction& tx);

/// Whether a pass was made within the last five minutes, or is being made; passes come every
/// minute. Throws WorldError when the lock file of the workspace cannot be had.
[[nodiscard]] bool is_dispatching(StoreTransaction& tx, const Shop& shop, Instant now);

}  // namespace enclosure::app
