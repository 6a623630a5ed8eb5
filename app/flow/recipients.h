#pragma once
// How the store knows an address without keeping it.

#include <string>

#include "app/flow/shop.h"
#include "core/ids.h"

namespace enclosure::app {

/// A keyed hash of `address`, letter case aside: the same in every row about that address, and of
/// no use to whoever has the store without the workspace's key. Empty for no address.
[[nodiscard]] std::string recipient_key(const EmailAddress& address, const Shop& shop);

}  // namespace enclosure::app
