#include "app/flow/console_desk.h"

#include "app/flow/console_words.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kSessionBytes = 32;
/// When a session was seen is written down once in so long: most pages change nothing.
constexpr std::chrono::minutes kSeenStep{1};

/// Of no use without the session itself, which stands in no page.
std::string form_token_of(std::string_view session) {
  return base64url(hmac_sha256(session, "enclosure console form"));
}

}  // namespace

std::optional<std::string> StoreConsoleDesk::log_in(std::string_view key) {
  const auto key_id = tools_.keys.opened_by(key);
  if (!key_id) return std::nullopt;
  const std::string session = base64url(random_bytes(kSessionBytes));
  const Instant now = tools_.clock();
  store_.write([&](StoreTransaction& tx) {
    tx.forget_console_sessions(now - kConsoleLongest, now - kConsoleIdle);
    tx.put_console_session({sha256_hex(session), *key_id, now, now});
  });
  return session;
}

bool StoreConsoleDesk::knows_session(std::string_view session) {
  const Instant now = tools_.clock();
  const std::string id = sha256_hex(session);
  const auto found = store_.read<std::optional<ConsoleSession>>(
      [&](StoreTransaction& tx) { return tx.console_session(id); });
  if (!found) return false;
  const bool open = found->created_at + kConsoleLongest > now &&
                    found->last_seen_at + kConsoleIdle > now &&
                    tools_.keys.name_of(found->key_id).has_value();
  if (!open) {
    log_out(session);
  } else if (found->last_seen_at + kSeenStep <= now) {
    store_.write([&](StoreTransaction& tx) {
      if (!tx.console_session(id)) return;  // somebody logged out meanwhile
      tx.put_console_session({id, found->key_id, found->created_at, now});
    });
  }
  return open;
}

void StoreConsoleDesk::log_out(std::string_view session) {
  store_.write([&](StoreTransaction& tx) { tx.remove_console_session(sha256_hex(session)); });
}

bool StoreConsoleDesk::is_form_token(std::string_view session, std::string_view token) {
  return equal_in_constant_time(form_token_of(session), token);
}

console::Frame StoreConsoleDesk::frame(std::string_view session) {
  console::Frame frame;
  frame.brand = shop_.config.brand.empty() ? "Enclosure" : shop_.config.brand;
  frame.csrf = form_token_of(session);
  frame.zone = shop_.config.time_zone.name();
  frame.now = moment(tools_.clock());
  frame.shadow = shop_.config.shadow.has_value();
  std::string key_id;
  store_.read([&](StoreTransaction& tx) {
    if (const auto found = tx.console_session(sha256_hex(session))) key_id = found->key_id;
    frame.pauses = pauses_told(tx, shop_.config.time_zone);
  });
  frame.user = tools_.keys.name_of(key_id).value_or("");
  return frame;
}

console::Moment StoreConsoleDesk::moment(Instant at) const {
  return moment_in(at, shop_.config.time_zone);
}

console::Moment StoreConsoleDesk::moment(const std::optional<Instant>& at) const {
  return at ? moment(*at) : console::Moment{};
}

std::vector<DoctorFinding> StoreConsoleDesk::checks() {
  constexpr std::chrono::minutes kFresh{5};
  const Instant now = tools_.clock();
  const std::lock_guard lock(mutex_);
  if (checked_at_ && *checked_at_ + kFresh > now && *checked_at_ <= now) return checks_;
  DoctorWorld world;
  world.workspace = shop_.workspace;
  world.now = now;
  world.is_quick = true;
  world.open_store = world.look_at_store = [this](const DoctorWorld::Use& use) { use(store_); };
  checks_ = examine(world);
  checked_at_ = now;
  return checks_;
}

}  // namespace enclosure::app
