// `campaigns` and `messages.transit_days` of enclosure.json.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "app/config/campaigns.h"
#include "app/config/config.h"
#include "tests/attachments/json_schema.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using messaging::Stage;
using messaging::Trigger;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

std::optional<std::string> no_environment(const std::string&) {
  return std::nullopt;
}

Result<Config> parse(const std::string& more) {
  return parse_config(R"({"schema": 1, "seller": {"established": "DE", "name": "Muster"},
    "mail": {"from": {"address": "a@shop.example"}}, )" +
                          more + "}",
                      ".", no_environment);
}

TEST(CampaignConfig, EverythingIsRead) {
  const auto config = parse(R"("campaigns": [{
    "name": "lamps", "priority": 7,
    "when": {"channel": "amazon", "fulfilment": ["FBM", "FBA"], "marketplace": "amazon.de",
             "country": ["DE", "AT"], "language": "de", "sku": ["LAMP-*"], "asin": "B0*",
             "gtin": "4*", "brand": "Nord*", "class": ["lighting"], "buyer": "new",
             "value": {"from": "20.00", "to": "99.50", "currency": "EUR"},
             "delivery": ["observed", "reported"]},
    "documents": {"trigger": "confirmed", "delay": "1d 2h 30m"},
    "review": {"delay": "6d", "at": "10:30", "weekdays": ["mon", "sat"],
               "quiet_hours": {"from": 20, "until": 9}},
    "check_up": false}])");
  ASSERT_TRUE(config) << config.faults().front().path << config.faults().front().message;
  const auto& campaign = config->messages.campaigns.at(0);
  EXPECT_EQ(campaign.name, "lamps");
  EXPECT_EQ(campaign.priority, 7);
  EXPECT_THAT(campaign.when.channels, testing::ElementsAre(Channel::kAmazon));
  EXPECT_THAT(campaign.when.fulfilments, testing::ElementsAre(Fulfilment::kFbm, Fulfilment::kFba));
  EXPECT_THAT(campaign.when.marketplaces, testing::ElementsAre("amazon.de"));
  EXPECT_EQ(campaign.when.countries.size(), 2U);
  EXPECT_THAT(campaign.when.brands, testing::ElementsAre("Nord*"));
  EXPECT_EQ(campaign.when.repeat_buyer, false);
  EXPECT_EQ(campaign.when.value_from, Money(2000, Currency()));
  EXPECT_EQ(campaign.when.value_to, Money(9950, Currency()));
  EXPECT_EQ(campaign.when.deliveries.size(), 2U);
  ASSERT_TRUE(campaign.messages[0] && campaign.messages[1] && campaign.messages[2]);
  EXPECT_EQ(campaign.messages[0]->trigger, Trigger::kConfirmed);
  EXPECT_EQ(campaign.messages[0]->delay, days{1} + hours{2} + minutes{30});
  EXPECT_EQ(campaign.messages[1]->trigger, Trigger::kDelivered);
  EXPECT_EQ(campaign.messages[1]->time_of_day, hours{10} + minutes{30});
  EXPECT_EQ(campaign.messages[1]->weekdays.to_ulong(), 0b0100001U);
  EXPECT_EQ(campaign.messages[1]->quiet, (messaging::QuietHours{20, 9}));
  EXPECT_FALSE(campaign.messages[2]->enabled);
}

TEST(CampaignConfig, WithoutAnyTheThreeMessagesAreTheDefault) {
  EXPECT_TRUE(parse(R"("links": {})")->messages.campaigns.empty());
}

TEST(CampaignConfig, TransitTimesAreDatedAndHaveASource) {
  const auto config = parse(R"("messages": {"review": {"accept_estimated": true}, "transit_days": [
    {"from": "DE", "to": "FR", "least": 2, "most": 5, "since": "2026-01-01", "until": "2026-12-31",
     "source": "carrier X, 2026"}]})");
  ASSERT_TRUE(config) << config.faults().front().path << config.faults().front().message;
  EXPECT_TRUE(config->messages.accept_estimated);
  const auto& one = config->messages.transit.at(0);
  EXPECT_EQ(one.fewest_days, 2);
  EXPECT_EQ(one.most_days, 5);
  EXPECT_EQ(one.until, *parse_date("2026-12-31"));
  EXPECT_EQ(one.source, "carrier X, 2026");
}

struct BadCase {
  const char* name;
  const char* json;
  const char* fault;
};
void PrintTo(const BadCase& c, std::ostream* out) {
  *out << c.json;
}
class BadCampaign : public testing::TestWithParam<BadCase> {};

nlohmann::json campaigns_in(const std::string& members) {
  return nlohmann::json::parse("{" + members + "}").value("campaigns", nlohmann::json());
}

std::vector<std::string> refused_by_schema(const nlohmann::json& campaigns) {
  static const auto schema =
      nlohmann::json::parse(support::slurp(ENCLOSURE_SOURCE_DIR "/docs/campaigns.schema.json"));
  return test::refused_by_schema(schema, campaigns);
}

/// What no schema can say: windows, names given twice, conditions against each other.
const std::set<std::string> kBeyondSchema{
    "Twice",           "TooSoon",        "EarlyCheckUp",       "LateDocuments", "AtNight",
    "AmazonInTheShop", "StoreOfTheShop", "FulfilledByTheShop", "NoQuietHours",  "NoLanguage"};

TEST_P(BadCampaign, IsRefusedByItsPath) {
  const auto config = parse(GetParam().json);
  ASSERT_FALSE(config);
  const Fault& fault = config.faults().front();
  EXPECT_EQ(fault.code + " " + fault.path, GetParam().fault);
  const auto campaigns = campaigns_in(GetParam().json);
  if (campaigns.is_null()) return;
  EXPECT_EQ(refused_by_schema(campaigns).empty(), kBeyondSchema.contains(GetParam().name));
}

INSTANTIATE_TEST_SUITE_P(
    Table, BadCampaign,
    testing::Values(
        BadCase{"NoName", R"("campaigns": [{"review": false}])", "IMPORT-004 campaigns[0].name"},
        BadCase{"Silent", R"("campaigns": [{"name": "a"}])", "CONFIG-002 campaigns[0].documents"},
        BadCase{"Twice",
                R"("campaigns": [{"name": "a", "review": false}, {"name": "a", "review": false}])",
                "CONFIG-004 campaigns[1].name"},
        BadCase{"UnknownKey", R"("campaigns": [{"name": "a", "review": false, "wen": {}}])",
                "CONFIG-003 campaigns[0].wen"},
        BadCase{"UnknownCondition",
                R"("campaigns": [{"name": "a", "review": false, "when": {"colour": "red"}}])",
                "CONFIG-003 campaigns[0].when.colour"},
        BadCase{"NoWeekday",
                R"("campaigns": [{"name": "a", "review": {"delay": "6d", "weekdays": []}}])",
                "CONFIG-004 campaigns[0].review.weekdays"},
        BadCase{"NoSku", R"("campaigns": [{"name": "a", "review": false, "when": {"sku": []}}])",
                "CONFIG-004 campaigns[0].when.sku"},
        BadCase{
            "TwoTriggers",
            R"("campaigns": [{"name": "a", "review": {"delay": "6d", "trigger": ["shipped", "delivered"]}}])",
            "CONFIG-004 campaigns[0].review.trigger"},
        BadCase{
            "AmazonInTheShop",
            R"("campaigns": [{"name": "a", "review": false, "when": {"channel": "shop", "fulfilment": ["FBA", "FBM"]}}])",
            "CONFIG-004 campaigns[0].when.fulfilment"},
        BadCase{
            "StoreOfTheShop",
            R"("campaigns": [{"name": "a", "review": false, "when": {"channel": "shop", "marketplace": "DE"}}])",
            "CONFIG-004 campaigns[0].when.marketplace"},
        BadCase{
            "FulfilledByTheShop",
            R"("campaigns": [{"name": "a", "review": false, "when": {"fulfilment": "shop", "marketplace": "DE"}}])",
            "CONFIG-004 campaigns[0].when.marketplace"},
        BadCase{"True", R"("campaigns": [{"name": "a", "review": true}])",
                "CONFIG-004 campaigns[0].review"},
        BadCase{"NoDelay", R"("campaigns": [{"name": "a", "review": {}}])",
                "IMPORT-004 campaigns[0].review.delay"},
        BadCase{"BadDelay", R"("campaigns": [{"name": "a", "review": {"delay": "5 weeks"}}])",
                "CONFIG-004 campaigns[0].review.delay"},
        BadCase{"TooSoon", R"("campaigns": [{"name": "a", "review": {"delay": "2h"}}])",
                "CONFIG-004 campaigns[0].review.delay"},
        BadCase{"EarlyCheckUp", R"("campaigns": [{"name": "a", "check_up": {"delay": "9d"}}])",
                "CONFIG-004 campaigns[0].check_up.delay"},
        BadCase{"LateDocuments", R"("campaigns": [{"name": "a", "documents": {"delay": "4d"}}])",
                "CONFIG-004 campaigns[0].documents.delay"},
        BadCase{
            "DocumentsAfterDelivery",
            R"("campaigns": [{"name": "a", "documents": {"trigger": "delivered", "delay": "1h"}}])",
            "CONFIG-004 campaigns[0].documents.trigger"},
        BadCase{"NoQuietHours",
                R"("campaigns": [{"name": "a", "review": {"delay": "6d",
                   "quiet_hours": {"from": 9, "until": 9}}}])",
                "CONFIG-004 campaigns[0].review.quiet_hours.until"},
        BadCase{"NoQuietHoursAtAll", R"("messages": {"quiet_hours": {"from": 9, "until": 9}})",
                "CONFIG-004 messages.quiet_hours.until"},
        BadCase{"NoLanguage",
                R"("campaigns": [{"name": "a", "review": false, "when": {"language": "qq"}}])",
                "CATALOGUE-011 campaigns[0].when.language"},
        BadCase{"LessThanNothing",
                R"("campaigns": [{"name": "a", "review": false,
                   "when": {"value": {"to": "-1.00", "currency": "EUR"}}}])",
                "CONFIG-004 campaigns[0].when.value.to"},
        BadCase{"AtNight",
                R"("campaigns": [{"name": "a", "review": {"delay": "6d", "at": "22:00"}}])",
                "CONFIG-004 campaigns[0].review.at"},
        BadCase{"NoTime",
                R"("campaigns": [{"name": "a", "review": {"delay": "6d", "at": "25:00"}}])",
                "CONFIG-004 campaigns[0].review.at"},
        BadCase{"NoDay",
                R"("campaigns": [{"name": "a", "review": {"delay": "6d", "weekdays": "someday"}}])",
                "CONFIG-004 campaigns[0].review.weekdays"},
        BadCase{
            "NoCurrency",
            R"("campaigns": [{"name": "a", "review": false, "when": {"value": {"from": "1.00"}}}])",
            "IMPORT-004 campaigns[0].when.value.currency"},
        BadCase{
            "NoSource",
            R"("messages": {"transit_days": [{"to": "FR", "least": 1, "most": 2, "since": "2026-01-01"}]})",
            "IMPORT-004 messages.transit_days[0].source"},
        BadCase{
            "Backwards",
            R"("messages": {"transit_days": [{"to": "FR", "least": 4, "most": 2, "since": "2026-01-01", "source": "x"}]})",
            "CONFIG-004 messages.transit_days[0].most"}),
    [](const auto& param) { return param.param.name; });

TEST(CampaignSchema, TakesWhatTheProgramTakes) {
  const std::string page = support::slurp(ENCLOSURE_SOURCE_DIR "/docs/campaigns.md");
  const auto begin = page.find("```json\n") + 8;
  const std::string example = page.substr(begin, page.find("```", begin) - begin);
  const std::string whole = R"("campaigns": [{
    "name": "all", "priority": -7,
    "when": {"channel": ["amazon"], "fulfilment": "FBM", "marketplace": ["DE"], "country": "DE",
             "language": ["de", "de-AT"], "sku": "A*", "asin": "B*", "gtin": ["4*"], "brand": "N?",
             "class": "c", "buyer": "repeat", "delivery": ["observed"],
             "value": {"from": "1", "to": "2.50", "currency": "EUR"}},
    "documents": {"trigger": "shipped", "delay": "1d 2h"},
    "review": {"delay": "6d", "at": "09:05", "weekdays": "mon", "quiet_hours": {"from": 20}},
    "check_up": false}])";
  for (const std::string& members : {example, whole}) {
    const auto config = parse(members);
    ASSERT_TRUE(config) << config.faults().front().path << config.faults().front().message;
    EXPECT_THAT(refused_by_schema(campaigns_in(members)), testing::IsEmpty());
  }
}

TEST(Delay, IsASumOfSpans) {
  EXPECT_EQ(*parse_delay("45m"), minutes{45});
  EXPECT_EQ(*parse_delay(" 1d12h "), hours{36});
  EXPECT_EQ(*parse_delay("0m"), minutes{0});
  for (const char* bad : {"", "5", "h", "5w", "-1d", "1.5h", "99999999999d"})
    EXPECT_FALSE(parse_delay(bad)) << bad;
}

}  // namespace
}  // namespace enclosure::app
