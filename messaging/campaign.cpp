#include "messaging/campaign.h"

#include <algorithm>

#include "messaging/patterns.h"

namespace enclosure::messaging {
namespace {

bool any_fits(std::string_view text, const std::vector<std::string>& patterns) {
  return !text.empty() &&
         std::any_of(patterns.begin(), patterns.end(),
                     [&](const std::string& one) { return fits_pattern(text, one); });
}

template <typename Text>
bool some_item(const Order& order, const std::vector<std::string>& patterns, Text text_of) {
  return patterns.empty() ||
         std::any_of(order.lines.begin(), order.lines.end(),
                     [&](const OrderLine& line) { return any_fits(text_of(line), patterns); });
}

template <typename Values>
bool some_of(const Values& texts, const std::vector<std::string>& patterns) {
  return patterns.empty() || std::any_of(texts.begin(), texts.end(), [&](const std::string& text) {
           return any_fits(text, patterns);
         });
}

template <typename T>
bool among(const T& value, const std::vector<T>& wanted) {
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
}

/// "de" means every German, "de-AT" that of Austria alone.
bool speaks(const Order& order, const std::vector<std::string>& languages) {
  if (languages.empty()) return true;
  if (!order.buyer.language) return false;
  const LanguageTag& tag = *order.buyer.language;
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& wanted) {
    return wanted == tag.language() || wanted == tag.to_string();
  });
}

bool within(const Money& value, const Conditions& when) {
  const auto same_currency = [&](const std::optional<Money>& bound) {
    return !bound || bound->currency() == value.currency();
  };
  return same_currency(when.value_from) && same_currency(when.value_to) &&
         (!when.value_from || value >= *when.value_from) &&
         (!when.value_to || value <= *when.value_to);
}

}  // namespace

Money order_value(const Order& order) {
  Money value = order.order_shipping_gross;
  if (value.currency() != order.currency) value = Money::zero(order.currency);
  for (const OrderLine& line : order.lines) {
    const Money goods = line.gross.value_or(
        Money::from(line.unit_price_gross * line.quantity, order.currency, Rounding::kHalfUp));
    for (const Money& part : {goods, line.shipping_gross, line.gift_wrap_gross}) {
      if (part.currency() == order.currency) value += part;
    }
    if (line.discount_gross.currency() == order.currency) value -= line.discount_gross;
  }
  return value;
}

bool matches(const Conditions& when, const Order& order, const CampaignFacts& facts) {
  return among(order.channel, when.channels) && among(order.fulfilment, when.fulfilments) &&
         among(order.marketplace_id, when.marketplaces) &&
         among(order.deliver_to.country, when.countries) && speaks(order, when.languages) &&
         some_item(order, when.skus, [](const OrderLine& l) { return l.sku.to_string(); }) &&
         some_item(order, when.asins, [](const OrderLine& l) { return l.asin.to_string(); }) &&
         some_item(order, when.gtins, [](const OrderLine& l) { return l.gtin; }) &&
         some_of(facts.brands, when.brands) && some_of(facts.classes, when.classes) &&
         (!when.repeat_buyer || *when.repeat_buyer == facts.repeat_buyer) &&
         ((!when.value_from && !when.value_to) || within(order_value(order), when)) &&
         among(facts.delivery, when.deliveries);
}

const Campaign* choose_campaign(std::span<const Campaign> campaigns, Stage stage,
                                const Order& order, const CampaignFacts& facts) {
  const auto index = static_cast<std::size_t>(stage) - 1;
  const Campaign* best = nullptr;
  for (const Campaign& campaign : campaigns) {
    if (!campaign.messages[index] || (best != nullptr && campaign.priority <= best->priority))
      continue;
    if (matches(campaign.when, order, facts)) best = &campaign;
  }
  return best;
}

const Campaign* campaign_named(std::span<const Campaign> campaigns, std::string_view name) {
  const auto at = std::find_if(campaigns.begin(), campaigns.end(),
                               [&](const Campaign& one) { return one.name == name; });
  return name.empty() || at == campaigns.end() ? nullptr : &*at;
}

}  // namespace enclosure::messaging
