#include "app/flow/way_out.h"

namespace enclosure::app {
namespace {

constexpr const char* kShutSince = "dispatcher.way.shut_since";
constexpr const char* kDetail = "dispatcher.way.detail";

}  // namespace

std::optional<ShutWay> shut_way(StoreTransaction& tx) {
  const auto since = parse_instant(tx.setting(kShutSince));
  if (!since) return std::nullopt;
  return ShutWay{*since, tx.setting(kDetail)};
}

void note_shut(StoreTransaction& tx, Instant now, const std::string& detail) {
  if (!shut_way(tx)) tx.put_setting(kShutSince, to_string(now));
  tx.put_setting(kDetail, detail);
}

void note_open(StoreTransaction& tx) {
  tx.put_setting(kShutSince, "");
}

}  // namespace enclosure::app
