#pragma once
// Documents to make e-invoices of: the worked cases of the decision table and the orders of
// samples/, drawn up as `render` does it.

#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/import/own_json.h"
#include "invoice/data/data.h"
#include "invoice/data/einvoice_data.h"
#include "invoice/en16931/data.h"
#include "invoice/model/draw_up.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"
#include "locales/catalog.h"
#include "locales/data.h"

namespace enclosure::invoice::test {

inline const TaxLaw& law() {
  static const TaxLaw loaded = *TaxLaw::load(law_data::files());
  return loaded;
}
inline const locales::Catalog& catalog() {
  static const locales::Catalog loaded = *locales::Catalog::load(locale_data::files());
  return loaded;
}
inline const en16931::Data& data() {
  static const en16931::Data loaded = *en16931::Data::load(einvoice_data::files());
  return loaded;
}

inline std::string slurp(const std::string& path) {
  std::ifstream in(std::string(ENCLOSURE_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A document or why there is none, with the name of its case.
struct Sample {
  std::string name;
  std::optional<Invoice> document;
  Faults faults;
};

inline void PrintTo(const Sample& sample, std::ostream* out) {
  *out << sample.name;
}

/// A case with what the profiles want of both parties besides the particulars of Art. 226.
inline nlohmann::json addressed(nlohmann::json one) {
  nlohmann::json& seller = one["seller"];
  const std::string state = seller["established"];
  seller["electronic_address"] = "0088:4000001123452";
  if (state == "NL") seller["legal_id"] = "0106:12345678";
  if (state == "DK") seller["legal_id"] = "0184:13585628";
  nlohmann::json& buyer = one["order"]["buyer"];
  buyer["electronic_address"] = "0088:4012345000009";
  buyer["buyer_reference"] = "04011000-12345-03";
  if (state == "NL") buyer["legal_id"] = "0106:87654321";
  return one;
}

/// A case of the decision table with all that a document of any profile needs.
inline nlohmann::json in_full(nlohmann::json one) {
  nlohmann::json& seller = one["seller"];
  const std::string state = seller["established"];
  seller["name"] = "Muster & Beispiel <GmbH>";
  seller["address"] = {{"lines", {"Musterkai 12", "Hof 3"}},
                       {"postcode", "20457"},
                       {"city", "Musterstadt"},
                       {"country", state}};
  seller["contact"] = {
      {"name", "Erika Muster"}, {"email", "kontakt@muster.example"}, {"phone", "+49 40 123456"}};
  if (!seller.contains("tax_number")) seller["tax_number"] = "48/815/08155";
  if (seller.contains("ex_number_valid_in")) seller["ex_number"] = "DE-NNN-000001-EX";
  nlohmann::json& order = one["order"];
  order["deliver_to"]["lines"] = {"1 Sample Street"};
  order["deliver_to"]["name"] = "Warehouse Sample";
  if (!order["deliver_to"].contains("city")) order["deliver_to"]["city"] = "Sampletown";
  if (!order["deliver_to"].contains("postcode")) order["deliver_to"]["postcode"] = "12345";
  order["buyer"]["name"] = "Kim Sample";
  return addressed(std::move(one));
}

/// Draws up every consignment of `cases`.
inline std::vector<Sample> draw_up_all(
    const std::string& json, const std::string& prefix, Picture picture = Picture::kPrice,
    const std::function<void(Issue&)>& change = [](Issue&) {}) {
  std::vector<Sample> samples;
  const auto cases = app::tax_cases_from_json(json);
  if (!cases) throw std::runtime_error(cases.faults().front().message);
  int number = 0;
  for (const app::TaxCase& one : *cases) {
    const auto refuse = [&](const Faults& faults) {
      samples.push_back({prefix + one.id, std::nullopt, faults});
    };
    if (!one.seller || !one.order) {
      refuse(one.seller ? one.order.faults() : one.seller.faults());
      continue;
    }
    const auto parts = consignments(*one.order);
    if (!parts) {
      refuse(parts.faults());
      continue;
    }
    int part_number = 0;
    for (const Consignment& part : *parts) {
      const Order& order = part.order;
      std::optional<Date> day = order.supply_date;
      for (const Shipment& shipment : order.shipments) {
        if (shipment.shipped_at) day = utc_date_of(*shipment.shipped_at);
      }
      if (!day) continue;  // not shipped yet
      const auto decision = decide_tax(order, *one.seller, *day, law());
      if (!decision) {
        refuse(decision.faults());
        continue;
      }
      if (decision->document == DocumentKind::kNone) continue;
      Issue issue;
      issue.number = *InvoiceNumber::parse("R-2026-" + std::to_string(++number));
      issue.issue_date = order.document_date.value_or(*parse_date("2026-11-21"));
      issue.supply_date = *day;
      issue.language = order.buyer.language.value_or(*LanguageTag::parse("de"));
      issue.sales_channel = "Musterladen";
      issue.picture = picture;
      change(issue);
      auto document = draw_up(order, *decision, *one.seller, issue, law(), catalog());
      Sample& sample = samples.emplace_back();
      sample.name = prefix + one.id + (part_number++ == 0 ? "" : "-" + std::to_string(part_number));
      if (document) {
        sample.document = *std::move(document);
      } else {
        sample.faults = document.faults();
      }
    }
  }
  return samples;
}

/// The worked cases of the decision table, in full.
inline std::vector<Sample> scenario_documents(Picture picture = Picture::kPrice) {
  nlohmann::json cases = nlohmann::json::parse(slurp("tests/invoice/data/cases.json")).at("cases");
  for (nlohmann::json& one : cases) one = in_full(std::move(one));
  return draw_up_all(cases.dump(), picture == Picture::kStrict ? "strict-" : "", picture);
}

/// A sale between two firms of `state`, where Peppol has rules of the country.
inline nlohmann::json between_firms_of(const std::string& state, const std::string& seller_vat_id,
                                       const std::string& buyer_vat_id) {
  nlohmann::json one =
      nlohmann::json::parse(slurp("tests/invoice/data/cases.json")).at("cases").at(0);
  const nlohmann::json place = {{"country", state}, {"postcode", "1012"}, {"city", "Sampletown"}};
  one["seller"] = {{"established", state}, {"vat_ids", {{state, seller_vat_id}}}};
  one["order"]["dispatch_from"] = place;
  one["order"]["deliver_to"] = place;
  one["order"]["buyer"] = {{"type", "business"}, {"vat_id", buyer_vat_id}, {"vies", "valid"}};
  return in_full(std::move(one));
}

/// What the cases do not have: nothing to pay, something left to pay, a corrected invoice, a tax
/// representative, a firm with a person, delivery elsewhere, all that items can bear. `language` is
/// that of the pages.
inline std::vector<Sample> special_documents(const std::string& language = "de") {
  using nlohmann::json;
  const json domestic =
      in_full(json::parse(slurp("tests/invoice/data/cases.json")).at("cases").at(0));
  std::vector<Sample> samples;
  const auto add = [&](
                       const std::string& name, json one,
                       const std::function<void(Issue&)>& change = [](Issue&) {}) {
    one["id"] = name;
    const auto in_language = [&](Issue& issue) {
      issue.language = *LanguageTag::parse(language);
      change(issue);
    };
    for (Sample& sample :
         draw_up_all(json::array({one}).dump(), "special-", Picture::kPrice, in_language))
      samples.push_back(std::move(sample));
  };
  json zero = domestic;
  for (json& line : zero["order"]["lines"]) {
    line["quantity"] = "1";
    line["unit_price_gross"] = "10.00";
    line["gross"] = "10.00";
    line["discount_gross"] = "10.00";
    line.erase("shipping_gross");
    line.erase("gift_wrap_gross");
  }
  zero["order"].erase("order_shipping_gross");
  add("zero", zero);
  json open = domestic;
  open["seller"]["bank"] = {
      {"iban", "DE02120300000000202051"}, {"bic", "BYLADEM1001"}, {"holder", "Muster"}};
  add("unpaid", open, [](Issue& issue) {
    issue.paid = false;
    issue.due_date = *parse_date("2026-12-05");
  });
  add("unpaid-without-day", open, [](Issue& issue) { issue.paid = false; });
  add("corrected", domestic, [](Issue& issue) {
    issue.preceding =
        PrecedingInvoice{*InvoiceNumber::parse("R-2025-7"), *parse_date("2025-12-31")};
    issue.correction_reason = "Name der Firma";
  });
  json rich = domestic;
  rich["seller"]["tax_representative"]["DE"] = {{"name", "Vertretung & Co"},
                                                {"address",
                                                 {{"lines", {"Gasse 1", "Hof 4", "2. OG"}},
                                                  {"postcode", "15230"},
                                                  {"city", "Frankfurt"},
                                                  {"region", "Brandenburg"},
                                                  {"country", "DE"}}},
                                                {"vat_id", "DE129273398"}};
  json& order = rich["order"];
  order["buyer"]["company"] = "Muster Handel AG";
  order["buyer"]["reference"] = "PO-4711";
  order["buyer"]["legal_id"] = "0204:991-1";
  order["buyer"]["billing_address"] = {{"lines", {"Weg 1", "Hof 2", "3. OG", "links"}},
                                       {"postcode", "80331"},
                                       {"city", "München"},
                                       {"region", "Bayern"},
                                       {"country", "DE"}};
  json& line = order["lines"][0];
  line["sku"] = "SKU <1>";
  line["gtin"] = "4000001123452";
  line["buyer_article_number"] = "B-1";
  line["commodity_code"] = "84713000";
  line["unit"] = "KGM";
  line["quantity"] = "2.375";
  line["unit_price_gross"] = "8.00";
  line["gross"] = "19.00";
  line["discount_gross"] = "0.99";
  line["serials"] = {"SN-1", "SN-2"};
  add("rich", rich);
  add("dutch", between_firms_of("NL", "NL004495445B01", "NL002455799B11"));
  json danish = between_firms_of("DK", "DK13585628", "DK10000009");
  danish["order"]["currency"] = "DKK";
  add("danish", danish);
  return samples;
}

/// The orders of samples/render as they are, and those of samples/orders/enclosure.json, in their
/// many languages and currencies, addressed for every profile.
inline std::vector<Sample> sample_documents() {
  std::vector<Sample> samples = draw_up_all(slurp("samples/render/orders.json"), "sample-");
  const nlohmann::json seller = nlohmann::json::parse(slurp("samples/seller.json"));
  nlohmann::json cases = nlohmann::json::array();
  for (const auto& order : nlohmann::json::parse(slurp("samples/orders/enclosure.json"))) {
    cases.push_back(addressed({{"seller", seller}, {"order", order}}));
  }
  for (Sample& sample : draw_up_all(cases.dump(), "shop-")) samples.push_back(std::move(sample));
  return samples;
}

}  // namespace enclosure::invoice::test
