#pragma once
// Campaigns as data: for which orders a message is sent, counted from what, at which hours. They
// choose within the windows of the policy (P02), never beyond them. Pure; read from enclosure.json
// by app/config; told in docs/messages.md.

#include <array>
#include <bitset>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/country.h"
#include "core/order.h"
#include "messaging/delivery.h"

namespace enclosure::messaging {

/// The three messages; never more per order (P01).
enum class Stage { kDocuments = 1, kReview = 2, kCheckUp = 3 };

/// What a delay is counted from.
enum class Trigger { kConfirmed, kShipped, kDelivered };

/// Hours of the buyer's day in which nothing is sent (P05), 0 to 23; they may go over midnight. The
/// same hour twice: none.
struct QuietHours {
  int from = 21;
  int until = 8;

  friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

/// When a message may leave, in the buyer's local time.
struct SendingHours {
  QuietHours quiet;
  std::optional<std::chrono::minutes> time_of_day = std::nullopt;  ///< at this time
  std::bitset<7> weekdays = {};                                    ///< Monday first; none set: any

  friend bool operator==(const SendingHours&, const SendingHours&) = default;
};

/// What a campaign says about one of the three messages.
struct CampaignMessage {
  bool enabled = true;
  Trigger trigger = Trigger::kDelivered;
  std::chrono::seconds delay{0};
  std::optional<std::chrono::minutes> time_of_day;
  std::bitset<7> weekdays;
  std::optional<QuietHours> quiet;  ///< none: those of all messages

  friend bool operator==(const CampaignMessage&, const CampaignMessage&) = default;
};

/// Which orders a campaign is for. An empty list and an absent value ask for nothing; all others
/// must hold. Patterns know `*` and `?` and no difference of letter case; one item that matches is
/// enough.
struct Conditions {
  std::vector<Channel> channels;
  std::vector<Fulfilment> fulfilments;
  std::vector<std::string> marketplaces;  ///< ids of Amazon's stores
  std::vector<CountryCode> countries;     ///< of delivery
  std::vector<std::string> languages;     ///< of the buyer: "de", or "de-AT" alone
  std::vector<std::string> skus;
  std::vector<std::string> asins;
  std::vector<std::string> gtins;
  std::vector<std::string> brands;   ///< of the catalogue
  std::vector<std::string> classes;  ///< of the catalogue
  std::optional<bool> repeat_buyer;
  std::optional<Money> value_from;  ///< of the order, inclusive, in its currency
  std::optional<Money> value_to;
  std::vector<DeliveryKind> deliveries;  ///< how the delivery is known

  friend bool operator==(const Conditions&, const Conditions&) = default;
};

/// One campaign. What it does not say about a message, the next one that matches says.
struct Campaign {
  std::string name;  ///< unique, kept with each message it planned
  int priority = 0;  ///< the highest that matches counts, among equals the first
  Conditions when;
  std::array<std::optional<CampaignMessage>, 3> messages;  ///< by stage

  friend bool operator==(const Campaign&, const Campaign&) = default;
};

/// What the conditions look at besides the order itself.
struct CampaignFacts {
  bool repeat_buyer = false;
  DeliveryKind delivery = DeliveryKind::kUnknown;
  std::span<const std::string> brands;
  std::span<const std::string> classes;
};

/// The campaign that speaks about `stage` of `order`: of those that match and say something about
/// it the one with the highest priority. Null: none, the settings of all messages hold.
[[nodiscard]] const Campaign* choose_campaign(std::span<const Campaign> campaigns, Stage stage,
                                              const Order& order, const CampaignFacts& facts);

/// The campaign with this name, or null.
[[nodiscard]] const Campaign* campaign_named(std::span<const Campaign> campaigns,
                                             std::string_view name);

/// Whether `order` fulfils all of `when`.
[[nodiscard]] bool matches(const Conditions& when, const Order& order, const CampaignFacts& facts);

/// What the buyer pays for the goods of `order` and their carriage, as far as the order tells: the
/// sum of its lines less the seller's discounts.
[[nodiscard]] Money order_value(const Order& order);

}  // namespace enclosure::messaging
