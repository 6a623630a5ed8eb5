// Who issues: every combination of what order, decision and configuration may say.

#include "invoice/tax/ownership.h"

#include <set>

#include "tests/invoice/tax/world.h"

namespace enclosure::invoice {
namespace {

/// One point of the table: each member is one fact with all that it may be.
struct World {
  Channel channel = Channel::kAmazon;
  std::optional<bool> told = std::nullopt;
  std::optional<Issuer> configured = std::nullopt;
  bool cancelled = false;
  bool shipped = true;
  bool free = false;
  bool replaces = false;
  std::string_view decision = {};  ///< its reason; "-" for one that was not made yet
  std::string_view invoice = {};   ///< that the marketplace has: "", "FOREIGN" or "OWN"
};

void PrintTo(const World& w, std::ostream* out) {
  const auto flag = [](std::optional<bool> value) {
    return value ? (*value ? "yes" : "no") : "not told";
  };
  *out << to_string(w.channel) << ", issues: " << flag(w.told)
       << ", configured: " << (w.configured ? to_string(*w.configured) : "not") << ", cancelled "
       << w.cancelled << ", shipped " << w.shipped << ", free " << w.free << ", replaces "
       << w.replaces << ", decision " << w.decision << ", invoice " << w.invoice;
}

Ownership ask(const World& w) {
  Order one = order(address("AT", "1010"), {line("1", "1", w.free ? "0.00" : "10.00")});
  one.supply_date.reset();
  one.channel = w.channel;
  one.marketplace_id = w.channel == Channel::kAmazon ? "A1PA6795UKMFR9" : "";
  one.marketplace_issues_invoice = w.told;
  if (w.cancelled) one.state = OrderState::kCancelled;
  if (w.replaces) one.replaces = *OrderId::parse("T-0");
  Shipment shipment;
  shipment.id = *ShipmentId::parse("S1");
  if (w.shipped) shipment.shipped_at = Instant{};
  shipment.marketplace_invoice = w.invoice;
  OwnershipRules rules;
  if (w.configured) rules.by_marketplace["A1PA6795UKMFR9"] = *w.configured;
  rules.own_numbers.insert("OWN");
  TaxDecision decision;
  decision.scenario = "S20";
  decision.reason = w.decision;
  return ownership_of(one, &shipment, rules, w.decision == "-" ? nullptr : &decision);
}

/// Every world there is.
template <typename Visit>
void each_world(Visit visit) {
  for (const Channel channel : {Channel::kAmazon, Channel::kShop})
    for (const std::optional<bool> told :
         {std::optional<bool>(), std::optional(true), std::optional(false)})
      for (const std::optional<Issuer> configured :
           {std::optional<Issuer>(), std::optional(Issuer::kSeller),
            std::optional(Issuer::kMarketplace)})
        for (const unsigned bits :
             {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 10U, 11U, 12U, 13U, 14U, 15U})
          for (const std::string_view decision : {"-", "", "deemed_supplier_14a_2"})
            for (const std::string_view invoice : {"", "FOREIGN", "OWN"})
              visit(World{channel, told, configured, (bits & 1U) != 0, (bits & 2U) != 0,
                          (bits & 4U) != 0, (bits & 8U) != 0, decision, invoice});
}

TEST(Ownership, NeverTwoInvoicesAndNeverNoneWithoutAReason) {
  std::size_t worlds = 0;
  std::map<Issuer, std::set<std::string_view>> reasons;
  each_world([&](const World& w) {
    SCOPED_TRACE(testing::PrintToString(w));
    const Ownership answer = ask(w);
    ++worlds;
    reasons[answer.who].insert(answer.reason);
    EXPECT_FALSE(answer.reason.empty());
    EXPECT_FALSE(answer.evidence.empty());
    const bool deemed = w.decision == "deemed_supplier_14a_2";
    if (answer.who == Issuer::kSeller) {
      // Nothing says that another one invoices, that there is nothing to invoice, or that there is
      // an invoice already.
      EXPECT_FALSE(w.told == true || deemed || w.cancelled || !w.shipped || w.free || w.replaces ||
                   w.invoice == "FOREIGN");
      EXPECT_FALSE(w.channel == Channel::kAmazon && w.configured == Issuer::kMarketplace);
      EXPECT_TRUE(w.channel == Channel::kShop || w.told == false ||
                  w.configured == Issuer::kSeller);
    }
    if (answer.who == Issuer::kMarketplace) {
      EXPECT_TRUE(
          w.told == true || deemed ||
          (!w.told && w.channel == Channel::kAmazon && w.configured == Issuer::kMarketplace));
    }
    if (answer.who == Issuer::kNobody) {
      EXPECT_TRUE(w.cancelled || !w.shipped || w.free);
    }
    Order one = order(address("AT"));
    EXPECT_EQ(open_question(answer, one).empty(), answer.who != Issuer::kUnknown);
  });
  EXPECT_EQ(worlds, 2U * 3 * 3 * 16 * 3 * 3);
  EXPECT_EQ(reasons[Issuer::kSeller],
            (std::set<std::string_view>{"own_shop", "marketplace_leaves_it", "configured_seller"}));
  EXPECT_EQ(reasons[Issuer::kMarketplace],
            (std::set<std::string_view>{"marketplace_issues_invoice", "configured_marketplace",
                                        "deemed_supplier"}));
  EXPECT_EQ(
      reasons[Issuer::kNobody],
      (std::set<std::string_view>{"cancelled", "not_shipped", "replacement", "no_consideration"}));
  EXPECT_EQ(reasons[Issuer::kUnknown],
            (std::set<std::string_view>{"not_told", "contradiction", "replacement_paid",
                                        "invoice_there"}));
}

struct Answer {
  std::string name;
  World world;
  std::string who;
  std::string reason;
  std::string source;  ///< of the last piece of evidence
};
void PrintTo(const Answer& answer, std::ostream* out) {
  *out << answer.name;
}

class Answers : public testing::TestWithParam<Answer> {};

TEST_P(Answers, SayWhoAndWhereItIsKnownFrom) {
  const Ownership answer = ask(GetParam().world);
  EXPECT_EQ(to_string(answer.who), GetParam().who);
  EXPECT_EQ(answer.reason, GetParam().reason);
  EXPECT_EQ(answer.evidence.back().source, GetParam().source);
}
INSTANTIATE_TEST_SUITE_P(
    Amazon, Answers,
    testing::Values(
        Answer{"SaysYes",
               {.told = true, .decision = "-"},
               "marketplace",
               "marketplace_issues_invoice",
               "order marketplace.issues_invoice"},
        Answer{"SaysYesAgainstTheConfiguration",
               {.told = true, .configured = Issuer::kSeller, .decision = "-"},
               "marketplace",
               "marketplace_issues_invoice",
               "order marketplace.issues_invoice"},
        Answer{"SaysNo", {.told = false, .decision = "-"}, "seller", "marketplace_leaves_it", ""},
        Answer{"SaysNoAgainstTheConfiguration",
               {.told = false, .configured = Issuer::kMarketplace, .decision = "-"},
               "unknown",
               "contradiction",
               "enclosure.json amazon.invoicing"},
        Answer{"SaysNothing",
               {.decision = "-"},
               "unknown",
               "not_told",
               "enclosure.json amazon.invoicing"},
        Answer{"ConfiguredSeller",
               {.configured = Issuer::kSeller, .decision = "-"},
               "seller",
               "configured_seller",
               "enclosure.json amazon.invoicing"},
        Answer{"ConfiguredAmazon",
               {.configured = Issuer::kMarketplace, .decision = "-"},
               "marketplace",
               "configured_marketplace",
               "enclosure.json amazon.invoicing"},
        Answer{"DeemedSupplier",
               {.decision = "deemed_supplier_14a_2"},
               "marketplace",
               "deemed_supplier",
               "tax decision S20"},
        Answer{"InvoiceFromElsewhere",
               {.told = false, .decision = "-", .invoice = "FOREIGN"},
               "unknown",
               "invoice_there",
               "shipment S1 marketplace_invoice"},
        Answer{"OwnInvoice",
               {.told = false, .decision = "-", .invoice = "OWN"},
               "seller",
               "marketplace_leaves_it",
               ""},
        Answer{"Replacement",
               {.free = true, .replaces = true, .decision = "-"},
               "nobody",
               "replacement",
               "order replaces"},
        Answer{"Shop",
               {.channel = Channel::kShop, .decision = "-"},
               "seller",
               "own_shop",
               "order channel"}),
    [](const auto& param) { return param.param.name; });

TEST(Ownership, AnOrderWithoutShipmentsGoesByItsDayOfSupply) {
  Order one = order(address("AT", "1010"));
  EXPECT_EQ(ownership_of(one, nullptr, {}).who, Issuer::kSeller);
  one.supply_date.reset();
  EXPECT_EQ(ownership_of(one, nullptr, {}).reason, "not_shipped");
}

TEST(Ownership, OtherStoresGoByTheGeneralWord) {
  Order one = order(address("AT", "1010"));
  one.channel = Channel::kAmazon;
  one.marketplace_id = "APJ6JRA9NG5V4";
  OwnershipRules rules;
  rules.by_marketplace["A1PA6795UKMFR9"] = Issuer::kMarketplace;
  EXPECT_EQ(ownership_of(one, nullptr, rules).who, Issuer::kUnknown);
  rules.elsewhere = Issuer::kSeller;
  EXPECT_EQ(ownership_of(one, nullptr, rules).who, Issuer::kSeller);
}

}  // namespace
}  // namespace enclosure::invoice
