#pragma once
// The desk for buyers, asked with nothing but a token.

#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "app/flow/buyer_desk.h"

namespace enclosure::app {

/// What a link without its second factor shows and gives.
class TokenDesk {
 public:
  TokenDesk(const Shop& shop, Store& store, std::function<Instant()> clock)
      : archive_(shop.archive(), std::size_t{1} << 20U),
        desk_(shop, store, std::move(clock), BuyerServices{archive_, uses_}) {}
  TokenDesk(const TokenDesk&) = delete;
  TokenDesk& operator=(const TokenDesk&) = delete;

  std::optional<BuyerPage> page(std::string_view token) { return desk_.page(visit(token)); }
  std::optional<BuyerFile> manual(std::string_view token, std::size_t index) {
    FileAnswer answer = desk_.manual(visit(token), index);
    if (answer.kind != FileAnswer::Kind::kFile) return std::nullopt;
    return std::move(answer.file);
  }

 private:
  static BuyerVisit visit(std::string_view token) {
    BuyerVisit visit;
    visit.token = token;
    return visit;
  }

  ArchiveCache archive_;
  LinkUses uses_;
  StoreBuyerDesk desk_;
};

}  // namespace enclosure::app
