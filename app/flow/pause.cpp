#include "app/flow/pause.h"

#include <array>

namespace enclosure::app {
namespace {

constexpr const char* kResumed = "dispatcher.resumed";
constexpr std::array kChannels = {Channel::kAmazon, Channel::kShop};

std::string key_of(std::optional<Channel> channel) {
  return channel ? "dispatcher." + std::string(to_string(*channel)) : "dispatcher";
}

}  // namespace

void pause(StoreTransaction& tx, std::optional<Channel> channel, Instant now,
           const std::string& because) {
  const std::string key = key_of(channel);
  if (tx.setting(key) == "paused" && because.empty()) return;
  tx.put_setting(key, "paused");
  tx.put_setting(key + ".since", to_string(now));
  tx.put_setting(key + ".because", because);
}

void resume(StoreTransaction& tx, std::optional<Channel> channel) {
  tx.put_setting(key_of(channel), "running");
  tx.put_setting(kResumed, "yes");
  if (channel) return;
  for (const Channel each : kChannels) {
    if (tx.setting(key_of(each)) == "paused") tx.put_setting(key_of(each), "running");
  }
}

bool take_resumed(Store& store) {
  const bool resumed =
      store.read<bool>([](StoreTransaction& tx) { return tx.setting(kResumed) == "yes"; });
  if (resumed) store.write([](StoreTransaction& tx) { tx.put_setting(kResumed, ""); });
  return resumed;
}

std::optional<Pause> pause_of(StoreTransaction& tx, std::optional<Channel> channel) {
  const std::string key = key_of(channel);
  if (tx.setting(key) != "paused") return std::nullopt;
  const auto since = parse_instant(tx.setting(key + ".since"));
  return Pause{since ? *since : Instant{}, tx.setting(key + ".because")};
}

std::vector<ActivePause> active_pauses(StoreTransaction& tx) {
  std::vector<ActivePause> active;
  if (auto all = pause_of(tx, std::nullopt)) active.push_back({std::nullopt, *std::move(all)});
  for (const Channel channel : kChannels) {
    if (auto one = pause_of(tx, channel)) active.push_back({channel, *std::move(one)});
  }
  return active;
}

std::string pause_told(const ActivePause& active) {
  const std::string whose = !active.channel                       ? "all mails"
                            : *active.channel == Channel::kAmazon ? "mails to Amazon's buyers"
                                                                  : "mails of the own shop";
  return whose + " wait since " + to_string(active.pause.since) +
         (active.pause.because.empty() ? "" : ": " + active.pause.because);
}

std::string resume_command(const ActivePause& active) {
  return "enclosure messages resume" +
         (active.channel ? " --channel " + std::string(to_string(*active.channel)) : "");
}

bool is_paused(StoreTransaction& tx, Channel channel) {
  return pause_of(tx, std::nullopt).has_value() || pause_of(tx, channel).has_value();
}

}  // namespace enclosure::app
