// PEPPOL-EN16931-R*: the rules of Peppol BIS Billing 3, of which XRechnung has taken over a part;
// and the country rules of the states whose sellers it concerns.

#include <algorithm>
#include <array>

#include "core/einvoice.h"
#include "invoice/en16931/types.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

template <std::size_t N>
bool is_one_of(std::string_view code, const std::array<std::string_view, N>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::string_view country_of(const Party& party) {
  return party.address ? std::string_view(party.address->country) : std::string_view();
}

/// "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0".
bool is_peppol_process(std::string_view process) {
  constexpr std::string_view kBegin = "urn:fdc:peppol.eu:2017:poacc:billing:";
  if (!process.starts_with(kBegin) || !process.ends_with(":1.0")) return false;
  const auto number = process.substr(kBegin.size(), process.size() - kBegin.size() - 4);
  return number.size() == 2 &&
         std::all_of(number.begin(), number.end(), [](char c) { return '0' <= c && c <= '9'; });
}

void judge_allowance(Judge& judge, const AllowanceCharge& one, const Place& place) {
  judge.require(!one.percent || one.base, "PEPPOL-EN16931-R041", place,
                "an allowance or charge with a percentage names its base");
  judge.require(one.percent || !one.base, "PEPPOL-EN16931-R042", place,
                "an allowance or charge with a base names its percentage");
  if (!one.percent || !one.base || !one.amount) return;
  const Decimal wanted =
      two_places(one.base->normalised() * one.percent->normalised() * Decimal::scaled(1, 2));
  judge.require(distance(wanted, *one.amount) <= Decimal::scaled(2, 2), "PEPPOL-EN16931-R040",
                place, "the amount is not the percentage of its base");
  judge.exact(wanted == *one.amount, "PEPPOL-EN16931-R040", place,
              "the amount is not exactly the percentage of its base");
}

void judge_line(Judge& judge, const Line& line, std::size_t i) {
  const EInvoice& invoice = judge.invoice;
  for (std::size_t j = 0; j < line.allowances_charges.size(); ++j) {
    judge_allowance(judge, line.allowances_charges[j],
                    {"lines", i, "amount", "allowances_charges", j});
  }
  const Price& price = line.price;
  judge.require(!price.base_quantity || Decimal() < *price.base_quantity, "PEPPOL-EN16931-R121",
                at("lines", i, "price.base_quantity"), "the base quantity is not positive");
  judge.require(price.base_unit.empty() || line.unit.empty() || price.base_unit == line.unit,
                "PEPPOL-EN16931-R130", at("lines", i, "price.base_unit"),
                "the price is for another unit than the quantity");
  if (price.gross && price.net) {
    judge.require(*price.net == *price.gross - value(price.discount), "PEPPOL-EN16931-R046",
                  at("lines", i, "price.net"), "the net price is the gross price less discount");
  }
  if (!line.period || !invoice.period) return;
  judge.require(!line.period->start || !invoice.period->start ||
                    *invoice.period->start <= *line.period->start,
                "PEPPOL-EN16931-R110", at("lines", i, "period.start"),
                "the line begins before the period of the invoice");
  judge.require(
      !line.period->end || !invoice.period->end || *line.period->end <= *invoice.period->end,
      "PEPPOL-EN16931-R111", at("lines", i, "period.end"),
      "the line ends after the period of the invoice");
}

/// What XRechnung and Peppol share.
void judge_shared(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge.require(!invoice.process.empty(), "PEPPOL-EN16931-R001", at("process"),
                "the business process (BT-23) is missing");
  judge.require(invoice.vat_currency.empty() || invoice.vat_currency != invoice.currency,
                "PEPPOL-EN16931-R005", at("vat_currency"),
                "the currency of the VAT (BT-6) is only named where it is another one");
  judge.require(!invoice.buyer.electronic_address.id.empty(), "PEPPOL-EN16931-R010",
                at("buyer.electronic_address"), "the buyer has no electronic address (BT-49)",
                "add buyer.electronic_address to the order");
  judge.require(!invoice.seller.electronic_address.id.empty(), "PEPPOL-EN16931-R020",
                at("seller.electronic_address"), "the seller has no electronic address (BT-34)",
                "add seller.electronic_address to the configuration");
  for (std::size_t i = 0; i < invoice.allowances_charges.size(); ++i) {
    judge_allowance(judge, invoice.allowances_charges[i], at("allowances_charges", i, "amount"));
  }
  for (std::size_t i = 0; i < invoice.lines.size(); ++i) judge_line(judge, invoice.lines[i], i);
  const auto& totals = invoice.totals;
  const bool same_sign =
      !totals.vat_total || !totals.vat_total_in_currency || totals.vat_total->is_zero() ||
      totals.vat_total_in_currency->is_zero() ||
      totals.vat_total->is_negative() == totals.vat_total_in_currency->is_negative();
  judge.require(same_sign, "PEPPOL-EN16931-R055", at("totals.vat_total_in_currency"),
                "the VAT in both currencies has one sign");
  const auto& payment = invoice.payment;
  const bool is_debit = payment && (payment->means == "49" || payment->means == "59");
  judge.require(!is_debit || (payment->debit && !payment->debit->mandate.empty()),
                "PEPPOL-EN16931-R061", at("payment.debit.mandate"),
                "a direct debit names its mandate (BT-89)");
}

void judge_type(Judge& judge) {
  constexpr std::array<std::string_view, 26> kInvoices{
      "71",  "80",  "82",  "84",  "102", "218", "219", "326", "331", "380", "382", "383", "384",
      "386", "388", "393", "395", "553", "575", "623", "780", "817", "870", "875", "876", "877"};
  constexpr std::array<std::string_view, 5> kCredits{"381", "396", "81", "83", "532"};
  const std::string& type = judge.invoice.type_code;
  if (is_credit_note(type)) {
    judge.require(is_one_of(type, kCredits), "PEPPOL-EN16931-P0101", at("type_code"),
                  "Peppol does not know this type of credit note");
    return;
  }
  judge.require(is_one_of(type, kInvoices), "PEPPOL-EN16931-P0100", at("type_code"),
                "Peppol does not know this type of invoice");
  const bool german =
      country_of(judge.invoice.seller) == "DE" && country_of(judge.invoice.buyer) == "DE";
  judge.require((type != "326" && type != "384") || german, "PEPPOL-EN16931-P0112", at("type_code"),
                "this type goes between Germans alone");
}

void judge_reason_codes(Judge& judge) {
  struct Row {
    std::string_view code;
    std::string_view category;
    std::string_view rule;
  };
  constexpr std::array<Row, 8> kRows{{{"VATEX-EU-G", "G", "PEPPOL-EN16931-P0104"},
                                      {"VATEX-EU-O", "O", "PEPPOL-EN16931-P0105"},
                                      {"VATEX-EU-IC", "K", "PEPPOL-EN16931-P0106"},
                                      {"VATEX-EU-AE", "AE", "PEPPOL-EN16931-P0107"},
                                      {"VATEX-EU-D", "E", "PEPPOL-EN16931-P0108"},
                                      {"VATEX-EU-F", "E", "PEPPOL-EN16931-P0109"},
                                      {"VATEX-EU-I", "E", "PEPPOL-EN16931-P0110"},
                                      {"VATEX-EU-J", "E", "PEPPOL-EN16931-P0111"}}};
  const auto& groups = judge.invoice.breakdown;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (const Row& row : kRows) {
      judge.require(groups[i].reason_code != row.code || groups[i].category == row.category,
                    row.rule, at("breakdown", i, "reason_code"),
                    "this exemption code belongs to another category");
    }
  }
}

/// PEPPOL-COMMON-R040, R043, R049: identifiers with check digits.
void judge_identifier(Judge& judge, const Identifier& id, std::string_view path) {
  const bool digits =
      std::all_of(id.id.begin(), id.id.end(), [](char c) { return '0' <= c && c <= '9'; });
  if (id.scheme == "0088") {
    judge.require(is_gtin(id.id), "PEPPOL-COMMON-R040", at(path), "the check digit is wrong");
  } else if (id.scheme == "0208") {
    bool right = digits && id.id.size() == 10;
    if (right) right = 97 - std::stoll(id.id.substr(0, 8)) % 97 == std::stoll(id.id.substr(8));
    judge.require(right, "PEPPOL-COMMON-R043", at(path), "no Belgian enterprise number");
  } else if (id.scheme == "0007") {
    judge.require(digits && id.id.size() == 10, "PEPPOL-COMMON-R049", at(path),
                  "no Swedish organisation number");
  }
}

void judge_party(Judge& judge, const Party& party, std::string_view address_path,
                 std::string_view legal_path) {
  const std::string& scheme = party.electronic_address.scheme;
  if (!party.electronic_address.id.empty()) {
    judge.require(judge.data.has(CodeList::kPeppolAddressScheme, scheme, judge.day),
                  "PEPPOL-EN16931-CL008", at(address_path),
                  "Peppol has no addresses of scheme \"" + scheme + "\"",
                  "give an address like 9930:DE…; mail addresses are none of Peppol's");
  }
  judge_identifier(judge, party.electronic_address, address_path);
  judge_identifier(judge, party.legal_id, legal_path);
}

void judge_dutch(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const auto has_street = [](const Party& party) {
    return party.address && !party.address->lines[0].empty() && !party.address->city.empty() &&
           !party.address->postcode.empty();
  };
  const auto has_number = [](const Party& party) {
    return party.legal_id.scheme == "0106" || party.legal_id.scheme == "0190";
  };
  judge.require(!is_credit_note(invoice.type_code) || !invoice.preceding.empty(), "NL-R-001",
                at("preceding"), "a Dutch credit note names its invoice");
  judge.require(has_street(invoice.seller), "NL-R-002", at("seller.address"),
                "a Dutch seller gives street, city and post code");
  judge.require(has_number(invoice.seller), "NL-R-003", at("seller.legal_id"),
                "a Dutch seller gives its number of the chamber of commerce or its OIN",
                "add seller.legal_id: 0106:… or 0190:…");
  if (country_of(invoice.buyer) != "NL") return;
  judge.require(has_street(invoice.buyer), "NL-R-004", at("buyer.address"),
                "a Dutch buyer has street, city and post code");
  judge.require(has_number(invoice.buyer), "NL-R-005", at("buyer.legal_id"),
                "a Dutch buyer has a number of the chamber of commerce or an OIN",
                "add buyer.legal_id to the order: 0106:… or 0190:…");
  const bool pays = Decimal() < value(invoice.totals.amount_due);
  judge.require(!pays || invoice.payment, "NL-R-007", at("payment"),
                "between Dutch parties the means of payment is told");
  constexpr std::array<std::string_view, 6> kMeans{"30", "48", "49", "57", "58", "59"};
  judge.require(!invoice.payment || is_one_of(invoice.payment->means, kMeans), "NL-R-008",
                at("payment.means"), "this means of payment is not used between Dutch parties");
}

void judge_danish(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge.require(!invoice.seller.legal_id.id.empty(), "DK-R-002", at("seller.legal_id"),
                "a Danish seller gives its CVR number", "add seller.legal_id: 0184:…");
  judge.require(invoice.seller.legal_id.id.empty() || invoice.seller.legal_id.scheme == "0184",
                "DK-R-014", at("seller.legal_id"), "the CVR number has the scheme 0184");
  if (country_of(invoice.buyer) != "DK" || !invoice.payment) return;
  constexpr std::array<std::string_view, 11> kMeans{"1",  "10", "31", "42", "48", "49",
                                                    "50", "58", "59", "93", "97"};
  judge.require(is_one_of(invoice.payment->means, kMeans), "DK-R-005", at("payment.means"),
                "this means of payment is not used between Danish parties");
}

void judge_swedish(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  const std::string& vat_id = invoice.seller.vat_id;
  judge.require(!vat_id.starts_with("SE") || vat_id.size() == 14, "SE-R-001", at("seller.vat_id"),
                "a Swedish VAT number has 14 characters");
  constexpr std::array<std::int64_t, 3> kRates{6, 12, 25};
  for (std::size_t i = 0; i < invoice.breakdown.size(); ++i) {
    const VatBreakdown& group = invoice.breakdown[i];
    if (group.category != "S" || !group.rate) continue;
    judge.require(std::any_of(kRates.begin(), kRates.end(),
                              [&](std::int64_t rate) { return *group.rate == Decimal(rate); }),
                  "SE-R-006", at("breakdown", i, "rate"),
                  "a Swedish seller uses 6, 12 and 25 percent alone");
  }
}

void judge_italian(Judge& judge) {
  const auto& address = judge.invoice.seller.address;
  if (!address) return;
  judge.require(!address->lines[0].empty(), "IT-R-002", at("seller.address.lines"),
                "an Italian seller gives the street");
  judge.require(!address->city.empty(), "IT-R-003", at("seller.address.city"),
                "an Italian seller gives the city");
  judge.require(!address->postcode.empty(), "IT-R-004", at("seller.address.postcode"),
                "an Italian seller gives the post code");
}

void judge_country(Judge& judge) {
  const std::string_view seller = country_of(judge.invoice.seller);
  if (seller == "NL") judge_dutch(judge);
  if (seller == "DK") judge_danish(judge);
  if (seller == "SE") judge_swedish(judge);
  if (seller == "IT") judge_italian(judge);
  if (seller == "GR") {
    const std::string& number = judge.invoice.number;
    judge.require(std::count(number.begin(), number.end(), '|') == 5, "GR-R-001-1", at("number"),
                  "a Greek invoice in Peppol has a number of six parts and a MARK of myDATA");
  }
  if (seller == "DE" && country_of(judge.invoice.buyer) == "DE") judge_xrechnung(judge);
}

}  // namespace

void judge_peppol(Judge& judge) {
  judge_shared(judge);
  if (judge.claim != Claim::kPeppol) return;
  const EInvoice& invoice = judge.invoice;
  const bool german = country_of(invoice.seller) == "DE" && country_of(invoice.buyer) == "DE";
  judge.require(invoice.notes.size() <= 1 || german, "PEPPOL-EN16931-R002", at("notes"),
                "Peppol takes one note");
  judge.require(!invoice.buyer_reference.empty() || !invoice.purchase_order.empty(),
                "PEPPOL-EN16931-R003", at("buyer_reference"),
                "neither buyer reference (BT-10) nor order (BT-13) is there");
  judge.require(is_peppol_process(invoice.process), "PEPPOL-EN16931-R007", at("process"),
                "this is no process of Peppol's billing");
  judge_type(judge);
  judge_reason_codes(judge);
  judge_party(judge, invoice.seller, "seller.electronic_address", "seller.legal_id");
  judge_party(judge, invoice.buyer, "buyer.electronic_address", "buyer.legal_id");
  judge_country(judge);
}

}  // namespace enclosure::invoice::rules
