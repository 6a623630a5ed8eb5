#include "app/config/campaigns.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "app/config/members.h"
#include "attachments/known_languages.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using messaging::Campaign;
using messaging::CampaignMessage;
using messaging::Conditions;
using messaging::MessagePolicy;
using messaging::Trigger;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::array<std::string_view, 3> kStages = {"documents", "review", "check_up"};
constexpr std::array<std::string_view, 3> kTriggers = {"confirmed", "shipped", "delivered"};
constexpr std::array<std::string_view, 7> kWeekdays = {"mon", "tue", "wed", "thu",
                                                       "fri", "sat", "sun"};

using Names = std::span<const std::string_view>;

constexpr std::string_view kPage = "docs/campaigns.md";

void out_of_range(const Reader& reader, std::string_view name, std::string_view hint) {
  reader.fault("CONFIG-004", name, "out of range", hint);
}

/// One text, or a list of them.
std::vector<std::string> words(const Reader& reader, std::string_view name) {
  const JsonValue* value = reader.find(name);
  if (value == nullptr) return {};
  std::vector<std::string> all =
      value->text() != nullptr ? std::vector{reader.text(name)} : reader.texts(name);
  if (value->array() != nullptr && value->array()->empty())
    reader.fault("CONFIG-004", name, "an empty list fits nothing", "leave it out, or name some");
  if (std::any_of(all.begin(), all.end(), [](const auto& word) { return word.empty(); }))
    reader.fault("CONFIG-004", name, "an empty text fits nothing", "leave it out");
  return all;
}

std::string listed(Names names) {
  std::string text;
  for (const auto name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

/// The place of each word among `names`.
std::vector<std::size_t> choices(const Reader& reader, std::string_view name, Names names) {
  std::vector<std::size_t> all;
  for (const std::string& word : words(reader, name)) {
    const auto at = std::find(names.begin(), names.end(), word);
    if (at == names.end()) {
      reader.fault("CONFIG-004", name, "unknown: \"" + word + "\"", "use " + listed(names));
    } else {
      all.push_back(static_cast<std::size_t>(at - names.begin()));
    }
  }
  return all;
}

/// Each word read by `parse`; its faults go to the log.
template <typename T>
std::vector<T> parsed_words(const Reader& reader, std::string_view name) {
  std::vector<T> all;
  for (const std::string& word : words(reader, name)) {
    if (auto value = reader.log().take(T::parse(word), reader.path_of(name)))
      all.push_back(*std::move(value));
  }
  return all;
}

void read_value(const Reader& when, Conditions& conditions) {
  const auto value = when.object("value");
  if (!value) return;
  static constexpr std::array<std::string_view, 3> kKnown{"from", "to", "currency"};
  allow_only(*value, kKnown, kPage);
  const auto currency = value->parsed<Currency>("currency", Need::kRequired);
  if (!currency) return;
  conditions.value_from = value->amount("from", *currency);
  conditions.value_to = value->amount("to", *currency);
  const auto is_below_nothing = [](const std::optional<Money>& bound) {
    return bound && bound->is_negative();
  };
  if (is_below_nothing(conditions.value_to))
    out_of_range(*value, "to", "no order is worth less than nothing");
  if (conditions.value_from && conditions.value_to && *conditions.value_to < *conditions.value_from)
    out_of_range(*value, "to", "from must not be more than to");
}

bool lacks(const std::vector<Channel>& channels, Channel channel) {
  return !channels.empty() &&
         std::find(channels.begin(), channels.end(), channel) == channels.end();
}

/// Conditions that no order can fulfil together would switch a campaign off in silence.
void check_agreement(const Reader& when, const Conditions& conditions) {
  const auto never = [&](std::string_view name, const char* why) {
    when.fault("CONFIG-004", name, std::string("no order fits: ") + why,
               "take one of the conditions out");
  };
  const auto channel_of = [](Fulfilment one) {
    return one == Fulfilment::kShop ? Channel::kShop : Channel::kAmazon;
  };
  const auto& fulfilments = conditions.fulfilments;
  if (!fulfilments.empty() &&
      std::all_of(fulfilments.begin(), fulfilments.end(),
                  [&](Fulfilment one) { return lacks(conditions.channels, channel_of(one)); }))
    never("fulfilment", "FBA and FBM are Amazon's, shop is the own shop's");
  if (conditions.marketplaces.empty()) return;
  if (lacks(conditions.channels, Channel::kAmazon))
    never("marketplace", "the own shop is no store of Amazon");
  if (!fulfilments.empty() && std::all_of(fulfilments.begin(), fulfilments.end(),
                                          [](Fulfilment one) { return one == Fulfilment::kShop; }))
    never("marketplace", "what the own shop fulfils is of no store of Amazon");
}

Conditions read_conditions(const Reader& when) {
  static constexpr std::array<std::string_view, 13> kKnown{
      "channel", "fulfilment", "marketplace", "country", "language", "sku",     "asin",
      "gtin",    "brand",      "class",       "buyer",   "value",    "delivery"};
  static constexpr std::array<std::string_view, 2> kChannels{"amazon", "shop"};
  static constexpr std::array<std::string_view, 3> kFulfilments{"FBA", "FBM", "shop"};
  static constexpr std::array<std::string_view, 2> kBuyers{"new", "repeat"};
  static constexpr std::array<std::string_view, 4> kDeliveries{"unknown", "estimated", "reported",
                                                               "observed"};
  allow_only(when, kKnown, kPage);
  Conditions conditions;
  for (const auto i : choices(when, "channel", kChannels))
    conditions.channels.push_back(static_cast<Channel>(i));
  for (const auto i : choices(when, "fulfilment", kFulfilments))
    conditions.fulfilments.push_back(static_cast<Fulfilment>(i));
  for (const auto i : choices(when, "delivery", kDeliveries))
    conditions.deliveries.push_back(static_cast<messaging::DeliveryKind>(i));
  const auto buyers = choices(when, "buyer", kBuyers);
  if (buyers.size() == 1) conditions.repeat_buyer = buyers.front() == 1;
  conditions.marketplaces = words(when, "marketplace");
  conditions.countries = parsed_words<CountryCode>(when, "country");
  for (const std::string& word : words(when, "language")) {
    const auto tag =
        when.log().take(attachments::parse_known_language(word), when.path_of("language"));
    if (tag) conditions.languages.push_back(tag->to_string());
  }
  conditions.skus = words(when, "sku");
  conditions.asins = words(when, "asin");
  conditions.gtins = words(when, "gtin");
  conditions.brands = words(when, "brand");
  conditions.classes = words(when, "class");
  read_value(when, conditions);
  check_agreement(when, conditions);
  return conditions;
}

/// How long a message may wait, by stage and trigger: the windows of docs/messages.md.
void check_delay(const Reader& reader, std::size_t stage, const CampaignMessage& message) {
  const bool after_delivery = message.trigger == Trigger::kDelivered;
  seconds least{0};
  seconds most = days{60};
  std::string_view hint = "0 to 60 days";
  if (stage == 0) {
    most = hours{72};
    hint = "0 to 72 hours: the documents belong to the delivery";
  } else if (stage == 1 && after_delivery) {
    least = days{1};
    most = days{29};
    hint = "1 to 29 days after delivery";
  } else if (stage == 2 && after_delivery) {
    least = days{14};
    most = days{28};
    hint = "14 to 28 days after delivery";
  }
  if (message.delay < least || message.delay > most) out_of_range(reader, "delay", hint);
}

void read_hours(const Reader& reader, const MessagePolicy& policy, CampaignMessage& message) {
  if (const auto quiet = reader.object("quiet_hours")) {
    static constexpr std::array<std::string_view, 2> kKnown{"from", "until"};
    allow_only(*quiet, kKnown, kPage);
    message.quiet =
        messaging::QuietHours{whole(*quiet, "from", 0, 23).value_or(policy.quiet_from_hour),
                              whole(*quiet, "until", 0, 23).value_or(policy.quiet_until_hour)};
    check_quiet_hours(*quiet, *message.quiet);
  }
  for (const auto day : choices(reader, "weekdays", kWeekdays)) message.weekdays.set(day);
  if (!reader.has("at")) return;
  message.time_of_day =
      reader.log().take(parse_time_of_day(reader.text("at")), reader.path_of("at"));
  const auto quiet = message.quiet.value_or(
      messaging::QuietHours{policy.quiet_from_hour, policy.quiet_until_hour});
  if (message.time_of_day && messaging::is_quiet(quiet, *message.time_of_day))
    out_of_range(reader, "at", "a time outside the quiet hours");
}

/// One message: false for none, else when it is sent.
std::optional<CampaignMessage> read_message(const Reader& campaign, std::size_t stage,
                                            const MessagePolicy& policy) {
  const std::string_view name = kStages[stage];
  const JsonValue* value = campaign.find(name);
  if (value == nullptr) return std::nullopt;
  CampaignMessage message;
  message.trigger = stage == 0 ? Trigger::kShipped : Trigger::kDelivered;
  if (value->object() == nullptr) {
    message.enabled = campaign.flag(name).value_or(false);
    if (message.enabled)
      campaign.fault("CONFIG-004", name, "true says nothing about the time",
                     "write when it is sent, or leave it out for the settings of `messages`");
    return message;
  }
  const auto reader = campaign.object(name);
  if (!reader) return std::nullopt;
  static constexpr std::array<std::string_view, 5> kKnown{"trigger", "delay", "at", "weekdays",
                                                          "quiet_hours"};
  allow_only(*reader, kKnown, kPage);
  const auto triggers = choices(*reader, "trigger", kTriggers);
  if (!triggers.empty()) message.trigger = static_cast<Trigger>(triggers.front());
  if (triggers.size() > 1)
    reader->fault("CONFIG-004", "trigger", "more than one", "a delay is counted from one moment");
  if (stage == 0 && message.trigger == Trigger::kDelivered)
    reader->fault("CONFIG-004", "trigger", "the documents are sent before the delivery (P02)",
                  "use confirmed or shipped");
  const std::string delay = reader->text("delay", Need::kRequired, 40);
  if (!delay.empty()) {
    if (const auto span = reader->log().take(parse_delay(delay), reader->path_of("delay"))) {
      message.delay = *span;
      check_delay(*reader, stage, message);
    }
  }
  read_hours(*reader, policy, message);
  return message;
}

Campaign read_campaign(const Reader& reader, const MessagePolicy& policy) {
  static constexpr std::array<std::string_view, 6> kKnown{"name",      "priority", "when",
                                                          "documents", "review",   "check_up"};
  allow_only(reader, kKnown, kPage);
  Campaign campaign;
  campaign.name = reader.text("name", Need::kRequired, 60);
  campaign.priority = whole(reader, "priority", -1000, 1000).value_or(0);
  if (const auto when = reader.object("when")) campaign.when = read_conditions(*when);
  for (std::size_t stage = 0; stage < kStages.size(); ++stage)
    campaign.messages[stage] = read_message(reader, stage, policy);
  const bool silent = std::none_of(campaign.messages.begin(), campaign.messages.end(),
                                   [](const auto& message) { return message.has_value(); });
  if (silent)
    reader.fault("CONFIG-002", "documents", "the campaign says nothing about any message",
                 "add documents, review or check_up");
  return campaign;
}

Fault no_delay(std::string_view text) {
  return {"CONFIG-004", "", "not a span of time: \"" + std::string(text.substr(0, 40)) + "\"",
          "write it like 45m, 36h, 5d or \"1d 12h\""};
}

}  // namespace

Result<seconds> parse_delay(std::string_view text) {
  seconds sum{0};
  std::string_view rest = trim(text);
  if (rest.empty()) return no_delay(text);
  while (!rest.empty()) {
    std::int64_t number = 0;
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9' && digits < 7)
      number = number * 10 + (rest[digits++] - '0');
    if (digits == 0 || digits == rest.size()) return no_delay(text);
    switch (rest[digits]) {
      case 'm':
        sum += minutes{number};
        break;
      case 'h':
        sum += hours{number};
        break;
      case 'd':
        sum += days{number};
        break;
      default:
        return no_delay(text);
    }
    rest = trim(rest.substr(digits + 1));
  }
  return sum;
}

Result<minutes> parse_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] - '0'; };
  const bool shaped =
      text.size() == 5 && text[2] == ':' &&
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 4;
  const int hour = shaped ? digit(0) * 10 + digit(1) : 24;
  const int minute = shaped ? digit(3) * 10 + digit(4) : 0;
  if (hour > 23 || minute > 59) {
    return Fault{"CONFIG-004", "", "not a time of day: \"" + std::string(text.substr(0, 20)) + "\"",
                 "write it like 09:30"};
  }
  return hours{hour} + minutes{minute};
}

void check_quiet_hours(const Reader& reader, const messaging::QuietHours& quiet) {
  if (quiet.from == quiet.until)
    out_of_range(reader, "until", "another hour than from: every day has quiet hours (P05)");
}

std::vector<Campaign> read_campaigns(const Reader& root, const MessagePolicy& policy) {
  std::vector<Campaign> campaigns;
  std::set<std::string> names;
  for (const Reader& reader : root.objects("campaigns")) {
    Campaign campaign = read_campaign(reader, policy);
    if (!campaign.name.empty() && !names.insert(campaign.name).second)
      reader.fault("CONFIG-004", "name", "two campaigns have this name",
                   "a message keeps the name of its campaign: give each its own");
    campaigns.push_back(std::move(campaign));
  }
  return campaigns;
}

std::vector<messaging::TransitTime> read_transit_days(const Reader& messages) {
  static constexpr std::array<std::string_view, 7> kKnown{"from",  "to",    "least", "most",
                                                          "since", "until", "source"};
  std::vector<messaging::TransitTime> all;
  for (const Reader& reader : messages.objects("transit_days")) {
    allow_only(reader, kKnown, kPage);
    messaging::TransitTime one;
    one.from = reader.parsed<CountryCode>("from");
    one.to = reader.parsed<CountryCode>("to", Need::kRequired).value_or(CountryCode());
    one.fewest_days = whole(reader, "least", 0, 90).value_or(0);
    one.most_days = whole(reader, "most", 1, 90).value_or(one.fewest_days);
    one.since = reader.date("since", Need::kRequired).value_or(Date{});
    one.until = reader.date("until");
    one.source = reader.text("source", Need::kRequired, 200);
    if (!reader.has("most"))
      reader.fault("CONFIG-002", "most", "the key is missing", "write the most days it takes");
    if (one.most_days < one.fewest_days) out_of_range(reader, "most", "not less than least");
    if (one.until && *one.until < one.since) out_of_range(reader, "until", "not before since");
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace enclosure::app
