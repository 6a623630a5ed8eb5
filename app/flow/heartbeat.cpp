#include "app/flow/heartbeat.h"

#include "app/store/lock.h"

namespace enclosure::app {
namespace {

constexpr const char* kLastPass = "dispatcher.pass";
constexpr std::chrono::seconds kBetweenNotes{30};
constexpr std::chrono::minutes kLately{5};

/// Virtual time may have run ahead, or a clock been set back: both ways count.
bool is_near(std::optional<Instant> then, Instant now, std::chrono::seconds within) {
  return then && std::chrono::abs(now - *then) <= within;
}

}  // namespace

void note_pass(Store& store, Instant now) {
  const auto noted = store.read<std::optional<Instant>>(last_pass);
  if (is_near(noted, now, kBetweenNotes)) return;
  store.write([now](StoreTransaction& tx) { tx.put_setting(kLastPass, to_string(now)); });
}

std::optional<Instant> last_pass(StoreTransaction& tx) {
  const auto noted = parse_instant(tx.setting(kLastPass));
  return noted ? std::optional(*noted) : std::nullopt;
}

bool is_dispatching(StoreTransaction& tx, const Shop& shop, Instant now) {
  if (is_near(last_pass(tx), now, kLately)) return true;
  // A long pass notes its time only at its end, but has the dispatcher meanwhile.
  return !LockFile(lock_file_of(shop.workspace)).try_take(Job::kDispatch);
}

}  // namespace enclosure::app
