#pragma once
// Sending stopped by the seller, or by an answer that lets no message through: all of it, or that
// of one channel. Nothing is lost meanwhile: messages wait, as long as their windows are open.

#include <optional>
#include <string>
#include <vector>

#include "app/ports/store.h"

namespace enclosure::app {

/// Since when sending is paused, and why; the reason may be empty.
struct Pause {
  Instant since{};
  std::string because;
};

/// One that holds, with the channel that it stops; without one it stops all mails.
struct ActivePause {
  std::optional<Channel> channel;
  Pause pause;
};
/// All that hold now, that of all mails first.
[[nodiscard]] std::vector<ActivePause> active_pauses(StoreTransaction& tx);
/// "all mails wait since 2026-09-01T08:00:00Z: holiday"
[[nodiscard]] std::string pause_told(const ActivePause& active);
/// "enclosure messages resume --channel amazon"
[[nodiscard]] std::string resume_command(const ActivePause& active);

/// Pauses the channel, or all of them without one.
void pause(StoreTransaction& tx, std::optional<Channel> channel, Instant now,
           const std::string& because);
/// Lets it go on. Without a channel: all of them, those that were paused alone as well.
void resume(StoreTransaction& tx, std::optional<Channel> channel);
/// The pause of `channel` itself, or of all without one; nothing while it runs.
[[nodiscard]] std::optional<Pause> pause_of(StoreTransaction& tx, std::optional<Channel> channel);
/// Whether sending went on since the last call: what happened to orders in the pause has not been
/// looked at, so everything that is open must be.
[[nodiscard]] bool take_resumed(Store& store);
/// Whether messages of `channel` wait, be it for its own pause or that of all.
[[nodiscard]] bool is_paused(StoreTransaction& tx, Channel channel);

}  // namespace enclosure::app
