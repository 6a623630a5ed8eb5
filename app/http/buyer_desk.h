#pragma once
// What the server may ask on behalf of a buyer. The flow answers; the server knows nothing of
// stores and files.

#include <optional>
#include <string>
#include <string_view>

#include "app/http/response.h"
#include "app/web/buyer_view.h"
#include "core/language.h"

namespace enclosure::app {

/// The page on which a buyer ends review requests and check-ups.
struct OptOutPage {
  LanguageTag language;
  std::string seller_name;
  bool done = false;  ///< it is as the buyer wishes
};

/// The buyer's side. Nothing tells a wrong token from an expired or a revoked one. Called from many
/// threads.
struct BuyerDesk {
  virtual ~BuyerDesk() = default;
  virtual std::optional<BuyerPage> page(std::string_view token) = 0;
  /// `index` counts the order's documents from 0; the default, /invoice.pdf, is the newest invoice
  /// that is not cancelled, or the newest document where none stands.
  virtual std::optional<Download> invoice(std::string_view token,
                                          std::optional<std::size_t> index) = 0;
  virtual std::optional<Download> manual(std::string_view token, std::size_t index) = 0;
  /// The page of a link out of a mail (which opens nothing else); `wish`: the buyer opts out now.
  virtual std::optional<OptOutPage> opt_out(std::string_view token, bool wish) = 0;
};

}  // namespace enclosure::app
