// Each rule seen broken: one thing is wrong with a sound e-invoice, and the rule that says so is
// among the findings.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "invoice/en16931/from_invoice.h"
#include "invoice/rules/rules.h"
#include "tests/einvoice/documents.h"

namespace enclosure::invoice {
namespace {

using namespace en16931;
using rules::Weight;

/// The e-invoice of a case of the decision table: S01 domestic, S09 intra-Community, ….
EInvoice sound(const std::string& name, EInvoiceFormat format = EInvoiceFormat::kFacturX) {
  static const std::vector<test::Sample> samples = test::scenario_documents();
  for (const test::Sample& sample : samples) {
    if (sample.name != name || !sample.document) continue;
    const InvoiceContent& content = **sample.document;
    return einvoice_of(content, test::data().profile(format, content.issue_date),
                       *test::catalog().find(content.language));
  }
  throw std::runtime_error("no document of case " + name);
}

/// The first case whose breakdown has a group of `category`.
EInvoice sound_of(const std::string& category, EInvoiceFormat format = EInvoiceFormat::kFacturX) {
  static const std::vector<test::Sample> samples = test::scenario_documents();
  for (const test::Sample& sample : samples) {
    if (!sample.document) continue;
    const auto& groups = (*sample.document)->breakdown;
    if (groups.size() == 1 && to_string(groups.front().category) == category)
      return sound(sample.name, format);
  }
  throw std::runtime_error("no document of category " + category);
}

std::vector<std::string> broken(const EInvoice& invoice, Syntax syntax, Weight weight) {
  std::vector<std::string> codes;
  for (const rules::Finding& finding : rules::judge(invoice, test::data(), syntax)) {
    if (finding.weight == weight) codes.push_back(finding.fault.code);
  }
  return codes;
}

struct Broken {
  std::string rule;
  std::string category;  ///< of the sound document
  EInvoiceFormat format;
  std::function<void(EInvoice&)> spoil;
  Weight weight = Weight::kError;
  Syntax syntax = Syntax::kCii;
};
constexpr auto kEn = EInvoiceFormat::kFacturX;
constexpr auto kXr = EInvoiceFormat::kXRechnung;
constexpr auto kPeppol = EInvoiceFormat::kPeppol;

Decimal cents(std::int64_t amount) {
  return Decimal::scaled(amount, 2);
}

AllowanceCharge allowance(bool is_charge) {
  AllowanceCharge one;
  one.is_charge = is_charge;
  one.amount = cents(100);
  one.vat_category = "S";
  one.vat_rate = Decimal(19);
  one.reason = "Rabatt";
  return one;
}

using E = EInvoice;

const std::vector<Broken>& all() {
  static const std::vector<Broken> rows{
      {"BR-01", "S", kEn, [](E& e) { e.specification.clear(); }},
      {"FACTUR-X-BT-24", "S", kEn, [](E& e) { e.specification = "urn:zugferd:2p0:basic"; }},
      {"BR-02", "S", kEn, [](E& e) { e.number = " "; }},
      {"BR-03", "S", kEn, [](E& e) { e.issue_date.reset(); }},
      {"BR-04", "S", kEn, [](E& e) { e.type_code.clear(); }},
      {"BR-05", "S", kEn, [](E& e) { e.currency.clear(); }},
      {"BR-06", "S", kEn, [](E& e) { e.seller.name.clear(); }},
      {"BR-07", "S", kEn, [](E& e) { e.buyer.name.clear(); }},
      {"BR-06", "S", kEn, [](E& e) { e.seller.name = "\u00A0"; }},
      {"BR-07", "S", kEn, [](E& e) { e.buyer.name = "\u200B\u200D"; }},
      {"BR-25", "S", kEn, [](E& e) { e.lines[0].name = "\u00A0"; }},
      {"BR-08", "S", kEn, [](E& e) { e.seller.address.reset(); }},
      {"BR-09", "S", kEn, [](E& e) { e.seller.address->country.clear(); }},
      {"BR-10", "S", kEn, [](E& e) { e.buyer.address.reset(); }},
      {"BR-11", "S", kEn, [](E& e) { e.buyer.address->country.clear(); }},
      {"BR-12", "S", kEn, [](E& e) { e.totals.line_net_total.reset(); }},
      {"BR-13", "S", kEn, [](E& e) { e.totals.total_without_vat.reset(); }},
      {"BR-14", "S", kEn, [](E& e) { e.totals.total_with_vat.reset(); }},
      {"BR-15", "S", kEn, [](E& e) { e.totals.amount_due.reset(); }},
      {"BR-16", "S", kEn, [](E& e) { e.lines.clear(); }},
      {"BR-17", "S", kEn, [](E& e) { e.payee = Payee{e.seller.name, {}, {}}; }},
      {"BR-18", "S", kEn, [](E& e) { e.tax_representative.emplace(); }},
      {"BR-19", "S", kEn, [](E& e) { e.tax_representative.emplace(); }},
      {"BR-20", "S", kEn, [](E& e) { e.tax_representative.emplace().address.emplace(); }},
      {"BR-21", "S", kEn, [](E& e) { e.lines[0].id.clear(); }},
      {"BR-22", "S", kEn, [](E& e) { e.lines[0].quantity.reset(); }},
      {"BR-23", "S", kEn, [](E& e) { e.lines[0].unit.clear(); }},
      {"BR-24", "S", kEn, [](E& e) { e.lines[0].net.reset(); }},
      {"BR-25", "S", kEn, [](E& e) { e.lines[0].name.clear(); }},
      {"BR-26", "S", kEn, [](E& e) { e.lines[0].price.net.reset(); }},
      {"BR-27", "S", kEn, [](E& e) { e.lines[0].price.net = Decimal(-1); }},
      {"BR-28", "S", kEn, [](E& e) { e.lines[0].price.gross = Decimal(-1); }},
      {"BR-29", "S", kEn,
       [](E& e) { e.period = Period{*parse_date("2026-02-02"), *parse_date("2026-02-01")}; }},
      {"BR-30", "S", kEn,
       [](E& e) { e.lines[0].period = Period{*parse_date("2026-02-02"), *parse_date("2026-02-01")}; }},
      {"BR-31", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).amount.reset(); }},
      {"BR-32", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).vat_category.clear(); }},
      {"BR-33", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).reason.clear(); }},
      {"BR-36", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(true)).amount.reset(); }},
      {"BR-37", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(true)).vat_category.clear(); }},
      {"BR-38", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(true)).reason.clear(); }},
      {"BR-41", "S", kEn,
       [](E& e) { e.lines[0].allowances_charges.emplace_back(allowance(false)).amount.reset(); }},
      {"BR-42", "S", kEn,
       [](E& e) { e.lines[0].allowances_charges.emplace_back(allowance(false)).reason.clear(); }},
      {"BR-43", "S", kEn,
       [](E& e) { e.lines[0].allowances_charges.emplace_back(allowance(true)).amount.reset(); }},
      {"BR-44", "S", kEn,
       [](E& e) { e.lines[0].allowances_charges.emplace_back(allowance(true)).reason.clear(); }},
      {"BR-45", "S", kEn, [](E& e) { e.breakdown[0].taxable.reset(); }},
      {"BR-46", "S", kEn, [](E& e) { e.breakdown[0].tax.reset(); }},
      {"BR-47", "S", kEn, [](E& e) { e.breakdown[0].category.clear(); }},
      {"BR-48", "S", kEn, [](E& e) { e.breakdown[0].rate.reset(); }},
      {"BR-49", "S", kEn, [](E& e) { e.payment->means.clear(); }},
      {"BR-50", "S", kEn,
       [](E& e) {
         e.payment->means = "58";
         e.payment->transfers.emplace_back();
       }},
      {"BR-51", "S", kEn, [](E& e) { e.payment->card = PaymentCard{"4111111111111111", ""}; }},
      {"BR-52", "S", kEn, [](E& e) { e.documents.emplace_back(); }},
      {"BR-53", "S", kEn, [](E& e) { e.vat_currency = "CZK"; }},
      {"BR-54", "S", kEn, [](E& e) { e.lines[0].attributes = {{"Farbe", ""}}; }},
      {"BR-55", "S", kEn, [](E& e) { e.preceding.emplace_back(); }},
      {"BR-56", "S", kEn, [](E& e) { e.tax_representative.emplace(); }},
      {"BR-57", "S", kEn, [](E& e) { e.delivery->address.emplace().country.clear(); }},
      {"BR-61", "S", kEn, [](E& e) { e.payment->means = "30"; }},
      {"BR-62", "S", kEn, [](E& e) { e.seller.electronic_address = {"x", ""}; }},
      {"BR-63", "S", kEn, [](E& e) { e.buyer.electronic_address = {"x", ""}; }},
      {"BR-64", "S", kEn, [](E& e) { e.lines[0].standard_id = {"4000001123452", ""}; }},
      {"BR-65", "S", kEn, [](E& e) { e.lines[0].classifications = {{"8471", "", ""}}; }},
      {"BR-CO-03", "S", kEn,
       [](E& e) {
         e.tax_point_date = e.issue_date;
         e.tax_point_code = "35";
       }},
      {"BR-CO-04", "S", kEn, [](E& e) { e.lines[0].vat_category.clear(); }},
      {"BR-CO-09", "S", kEn, [](E& e) { e.seller.vat_id = "136695976"; }},
      {"BR-CO-10", "S", kEn,
       [](E& e) { e.totals.line_net_total = *e.totals.line_net_total + cents(1); }},
      {"BR-CO-11", "S", kEn, [](E& e) { e.allowances_charges.push_back(allowance(false)); }},
      {"BR-CO-12", "S", kEn, [](E& e) { e.totals.charge_total = cents(1); }},
      {"BR-CO-13", "S", kEn,
       [](E& e) { e.totals.total_without_vat = *e.totals.total_without_vat + cents(1); }},
      {"BR-CO-14", "S", kEn, [](E& e) { e.totals.vat_total = *e.totals.vat_total + cents(1); }},
      {"BR-CO-15", "S", kEn,
       [](E& e) { e.totals.total_with_vat = *e.totals.total_with_vat + cents(1); }},
      {"BR-CO-15", "S", kEn, [](E& e) { e.totals.total_with_vat = e.totals.total_without_vat; },
       Weight::kExact},
      {"BR-CO-16", "S", kEn, [](E& e) { e.totals.amount_due = e.totals.total_with_vat; }},
      {"BR-CO-17", "S", kEn, [](E& e) { e.breakdown[0].tax = *e.breakdown[0].tax + cents(200); }},
      {"BR-CO-17", "S", kEn, [](E& e) { e.breakdown[0].tax = *e.breakdown[0].tax + cents(2); },
       Weight::kExact},
      {"BR-CO-18", "S", kEn, [](E& e) { e.breakdown.clear(); }},
      {"BR-CO-19", "S", kEn, [](E& e) { e.period.emplace(); }},
      {"BR-CO-20", "S", kEn, [](E& e) { e.lines[0].period.emplace(); }},
      {"BR-CO-25", "S", kEn,
       [](E& e) {
         e.payment_terms.clear();
         e.totals.amount_due = cents(1);
       },
       Weight::kWarning},
      {"BR-CO-26", "S", kEn,
       [](E& e) {
         e.seller.vat_id.clear();
         e.seller.ids.clear();
         e.seller.legal_id = {};
       }},
      {"BR-DEC-12", "S", kEn,
       [](E& e) { e.totals.total_without_vat = Decimal::scaled(1000, 3); }},
      {"BR-DEC-18", "S", kEn, [](E& e) { e.totals.amount_due = Decimal::scaled(0, 3); }},
      {"BR-DEC-19", "S", kEn, [](E& e) { e.breakdown[0].taxable = Decimal::scaled(1000, 3); }},
      {"BR-DEC-23", "S", kEn, [](E& e) { e.lines[0].net = Decimal::scaled(1000, 3); }},
      {"BR-CL-01", "S", kEn, [](E& e) { e.type_code = "999"; }},
      {"BR-CL-04", "S", kEn, [](E& e) { e.currency = "EURO"; }},
      {"BR-CL-05", "S", kEn, [](E& e) { e.vat_currency = "DM"; }},
      {"BR-CL-06", "S", kEn, [](E& e) { e.tax_point_code = "7"; }},
      {"BR-CL-07", "S", kEn, [](E& e) { e.object = {"1", "??"}; }},
      {"BR-CL-08", "S", kEn, [](E& e) { e.notes = {{"???", "text"}}; }},
      {"BR-CL-10", "S", kEn, [](E& e) { e.seller.ids = {{"1", "9999"}}; }},
      {"BR-CL-11", "S", kEn, [](E& e) { e.seller.legal_id = {"1", "9999"}; }},
      {"BR-CL-13", "S", kEn, [](E& e) { e.lines[0].classifications = {{"1", "??", ""}}; }},
      {"BR-CL-14", "S", kEn, [](E& e) { e.buyer.address->country = "UK"; }},
      {"BR-CL-15", "S", kEn, [](E& e) { e.lines[0].origin_country = "XX"; }},
      {"BR-CL-16", "S", kEn, [](E& e) { e.payment->means = "73"; }},
      {"BR-CL-17", "S", kEn, [](E& e) { e.breakdown[0].category = "AA"; }},
      {"BR-CL-18", "S", kEn, [](E& e) { e.lines[0].vat_category = "AA"; }},
      {"BR-CL-19", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).reason_code = "FC"; }},
      {"BR-CL-20", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(true)).reason_code = "95"; }},
      {"BR-CL-21", "S", kEn, [](E& e) { e.lines[0].standard_id = {"1", "9999"}; }},
      {"BR-CL-21", "S", kXr, [](E& e) { e.lines[0].standard_id = {"1", "9999"}; },
       Weight::kWarning},
      {"BR-CL-22", "E", kEn, [](E& e) { e.breakdown[0].reason_code = "VATEX-DE-19"; }},
      {"BR-CL-23", "S", kEn, [](E& e) { e.lines[0].unit = "PCE"; }},
      {"BR-CL-24", "S", kEn,
       [](E& e) { e.documents = {{"1", "", "", true, "text/html", "a.html"}}; }},
      {"BR-CL-25", "S", kEn, [](E& e) { e.seller.electronic_address = {"1", "9999"}; }},
      {"BR-CL-26", "S", kEn, [](E& e) { e.delivery->location = {"1", "9999"}; }},
      {"BR-S-01", "S", kEn, [](E& e) { e.breakdown[0].category = "Z"; }},
      {"BR-S-02", "S", kEn,
       [](E& e) {
         e.seller.vat_id.clear();
         e.seller.tax_number.clear();
       }},
      {"BR-S-05", "S", kEn, [](E& e) { e.lines[0].vat_rate = Decimal(); }},
      {"BR-S-06", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).vat_rate = Decimal(); }},
      {"BR-S-07", "S", kEn,
       [](E& e) { e.allowances_charges.emplace_back(allowance(true)).vat_rate = Decimal(); }},
      {"BR-S-08", "S", kEn,
       [](E& e) { e.breakdown[0].taxable = *e.breakdown[0].taxable + cents(1); }},
      {"BR-S-08", "S", kEn,
       [](E& e) { e.breakdown[0].taxable = *e.breakdown[0].taxable + cents(1); }, Weight::kExact,
       Syntax::kUbl},
      {"BR-S-09", "S", kEn, [](E& e) { e.breakdown[0].tax = *e.breakdown[0].tax + cents(100); }},
      {"BR-S-10", "S", kEn, [](E& e) { e.breakdown[0].reason = "none"; }},
      {"BR-E-05", "E", kEn, [](E& e) { e.lines[0].vat_rate = Decimal(19); }},
      {"BR-E-08", "E", kEn,
       [](E& e) { e.breakdown[0].taxable = *e.breakdown[0].taxable + cents(1); }, Weight::kExact},
      {"BR-E-09", "E", kEn, [](E& e) { e.breakdown[0].tax = cents(1); }},
      {"BR-E-10", "E", kEn,
       [](E& e) {
         e.breakdown[0].reason.clear();
         e.breakdown[0].reason_code.clear();
       }},
      {"BR-AE-02", "AE", kEn, [](E& e) { e.buyer.vat_id.clear(); }},
      {"BR-AE-10", "AE", kEn,
       [](E& e) {
         e.breakdown[0].reason.clear();
         e.breakdown[0].reason_code.clear();
       }},
      {"BR-IC-02", "K", kEn, [](E& e) { e.buyer.vat_id.clear(); }},
      {"BR-IC-11", "K", kEn, [](E& e) { e.delivery->date.reset(); }},
      {"BR-IC-12", "K", kEn, [](E& e) { e.delivery->address.reset(); }},
      {"BR-G-02", "G", kEn, [](E& e) { e.seller.vat_id.clear(); }},
      {"BR-G-05", "G", kEn, [](E& e) { e.lines[0].vat_rate = Decimal(19); }},
      {"BR-O-02", "O", kEn, [](E& e) { e.buyer.vat_id = "DE136695976"; }},
      {"BR-O-05", "O", kEn, [](E& e) { e.lines[0].vat_rate = Decimal(); }},
      {"BR-O-11", "O", kEn, [](E& e) { e.breakdown.push_back(e.breakdown[0]); }},
      {"BR-O-12", "O", kEn, [](E& e) { e.lines.push_back(sound("S01").lines[0]); }},
      {"BR-O-13", "O", kEn, [](E& e) { e.allowances_charges.push_back(allowance(false)); }},
      {"BR-O-14", "O", kEn, [](E& e) { e.allowances_charges.push_back(allowance(true)); }},
      {"BR-B-01", "S", kEn, [](E& e) { e.breakdown[0].category = "B"; }},
      {"BR-B-02", "S", kEn, [](E& e) { e.breakdown[0].category = "B"; }},
      {"PEPPOL-EN16931-R120", "S", kEn,
       [](E& e) { e.lines[0].price.net = *e.lines[0].price.net + Decimal(1); }, Weight::kExact},
      {"BR-DE-1", "S", kXr, [](E& e) { e.payment.reset(); }},
      {"BR-DE-2", "S", kXr, [](E& e) { e.seller.contact.reset(); }},
      {"BR-DE-3", "S", kXr, [](E& e) { e.seller.address->city.clear(); }},
      {"BR-DE-4", "S", kXr, [](E& e) { e.seller.address->postcode.clear(); }},
      {"BR-DE-5", "S", kXr, [](E& e) { e.seller.contact->name.clear(); }},
      {"BR-DE-6", "S", kXr, [](E& e) { e.seller.contact->phone.clear(); }},
      {"BR-DE-7", "S", kXr, [](E& e) { e.seller.contact->email.clear(); }},
      {"BR-DE-8", "S", kXr, [](E& e) { e.buyer.address->city.clear(); }},
      {"BR-DE-9", "S", kXr, [](E& e) { e.buyer.address->postcode.clear(); }},
      {"BR-DE-10", "S", kXr, [](E& e) { e.delivery->address.emplace().country = "DE"; }},
      {"BR-DE-11", "S", kXr, [](E& e) { e.delivery->address.emplace().country = "DE"; }},
      {"BR-DE-14", "O", kXr, [](E& e) { e.breakdown[0].rate.reset(); }},
      {"BR-DE-15", "S", kXr, [](E& e) { e.buyer_reference.clear(); }},
      {"BR-DE-16", "S", kXr,
       [](E& e) {
         e.seller.vat_id.clear();
         e.seller.tax_number.clear();
       }},
      {"BR-DE-17", "S", kXr, [](E& e) { e.type_code = "386"; }, Weight::kWarning},
      {"BR-DE-18", "S", kXr, [](E& e) { e.payment_terms = "#SKONTO#TAGE=7#PROZENT=2#"; }},
      {"BR-DE-19", "S", kXr,
       [](E& e) {
         e.payment->means = "58";
         e.payment->transfers = {{"DE00120300000000202051", "", ""}};
       },
       Weight::kWarning},
      {"BR-DE-22", "S", kXr,
       [](E& e) {
         e.documents = {{"1", "", "", true, "application/pdf", "a.pdf"},
                        {"2", "", "", true, "application/pdf", "a.pdf"}};
       }},
      {"BR-DE-23-a", "S", kXr, [](E& e) { e.payment->means = "58"; }},
      {"BR-DE-23-b", "S", kXr,
       [](E& e) {
         e.payment->means = "58";
         e.payment->card.emplace();
       }},
      {"BR-DE-24-a", "S", kXr, [](E& e) { e.payment->means = "48"; }},
      {"BR-DE-24-b", "S", kXr,
       [](E& e) {
         e.payment->means = "48";
         e.payment->transfers.emplace_back();
       }},
      {"BR-DE-25-a", "S", kXr, [](E& e) { e.payment->means = "59"; }},
      {"BR-DE-25-b", "S", kXr,
       [](E& e) {
         e.payment->means = "59";
         e.payment->card.emplace();
       }},
      {"BR-DE-26", "S", kXr, [](E& e) { e.type_code = "384"; }, Weight::kWarning},
      {"BR-DE-27", "S", kXr, [](E& e) { e.seller.contact->phone = "12"; }, Weight::kWarning},
      {"BR-DE-28", "S", kXr, [](E& e) { e.seller.contact->email = "x"; }, Weight::kWarning},
      {"BR-DE-30", "S", kXr, [](E& e) { e.payment->debit.emplace(); }},
      {"BR-DE-31", "S", kXr, [](E& e) { e.payment->debit.emplace(); }},
      {"PEPPOL-EN16931-R001", "S", kXr, [](E& e) { e.process.clear(); }},
      {"PEPPOL-EN16931-R002", "K", kPeppol,
       [](E& e) { e.notes = {{"", "one"}, {"", "two"}}; }},
      {"PEPPOL-EN16931-R003", "S", kPeppol, [](E& e) { e.buyer_reference.clear(); }},
      {"PEPPOL-EN16931-R005", "S", kXr, [](E& e) { e.vat_currency = e.currency; }},
      {"PEPPOL-EN16931-R007", "S", kPeppol, [](E& e) { e.process = "billing"; }},
      {"PEPPOL-EN16931-R010", "S", kXr, [](E& e) { e.buyer.electronic_address = {}; }},
      {"PEPPOL-EN16931-R020", "S", kXr, [](E& e) { e.seller.electronic_address = {}; }},
      {"PEPPOL-EN16931-R040", "S", kXr,
       [](E& e) {
         AllowanceCharge& one = e.allowances_charges.emplace_back(allowance(false));
         one.base = cents(1000);
         one.percent = Decimal(50);
       }},
      {"PEPPOL-EN16931-R041", "S", kXr,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).percent = Decimal(5); }},
      {"PEPPOL-EN16931-R042", "S", kXr,
       [](E& e) { e.allowances_charges.emplace_back(allowance(false)).base = Decimal(5); }},
      {"PEPPOL-EN16931-R046", "S", kXr,
       [](E& e) { e.lines[0].price.gross = *e.lines[0].price.net + Decimal(1); }},
      {"PEPPOL-EN16931-R055", "S", kXr,
       [](E& e) {
         e.vat_currency = "CZK";
         e.totals.vat_total_in_currency = Decimal(-1);
       }},
      {"PEPPOL-EN16931-R061", "S", kXr, [](E& e) { e.payment->means = "59"; }},
      {"PEPPOL-EN16931-R110", "S", kXr,
       [](E& e) {
         e.period = Period{*parse_date("2026-02-02"), *parse_date("2026-02-03")};
         e.lines[0].period = Period{*parse_date("2026-02-01"), std::nullopt};
       }},
      {"PEPPOL-EN16931-R111", "S", kXr,
       [](E& e) {
         e.period = Period{*parse_date("2026-02-02"), *parse_date("2026-02-03")};
         e.lines[0].period = Period{std::nullopt, *parse_date("2026-02-04")};
       }},
      {"PEPPOL-EN16931-R121", "S", kXr, [](E& e) { e.lines[0].price.base_quantity = Decimal(); }},
      {"PEPPOL-EN16931-R130", "S", kXr, [](E& e) { e.lines[0].price.base_unit = "KGM"; }},
      {"PEPPOL-EN16931-CL008", "S", kPeppol,
       [](E& e) { e.buyer.electronic_address = {"a@b.example", "EM"}; }},
      {"PEPPOL-EN16931-P0100", "S", kPeppol, [](E& e) { e.type_code = "389"; }},
      {"PEPPOL-EN16931-P0101", "S", kPeppol, [](E& e) { e.type_code = "261"; }},
      {"PEPPOL-EN16931-P0106", "K", kPeppol, [](E& e) { e.breakdown[0].category = "E"; }},
      {"PEPPOL-EN16931-P0112", "K", kPeppol, [](E& e) { e.type_code = "384"; }},
      {"PEPPOL-COMMON-R040", "S", kPeppol,
       [](E& e) { e.buyer.electronic_address = {"4000001123453", "0088"}; }},
      {"PEPPOL-COMMON-R043", "S", kPeppol,
       [](E& e) { e.buyer.legal_id = {"0202239952", "0208"}; }},
      {"PEPPOL-COMMON-R049", "S", kPeppol, [](E& e) { e.buyer.legal_id = {"123", "0007"}; }},
      {"NL-R-002", "S", kPeppol,
       [](E& e) {
         e.seller.address->country = "NL";
         e.seller.address->city.clear();
       }},
      {"NL-R-003", "S", kPeppol, [](E& e) { e.seller.address->country = "NL"; }},
      {"NL-R-008", "S", kPeppol,
       [](E& e) { e.seller.address->country = e.buyer.address->country = "NL"; }},
      {"DK-R-002", "S", kPeppol, [](E& e) { e.seller.address->country = "DK"; }},
      {"DK-R-005", "S", kPeppol,
       [](E& e) { e.seller.address->country = e.buyer.address->country = "DK"; }},
      {"SE-R-006", "S", kPeppol, [](E& e) { e.seller.address->country = "SE"; }},
      {"IT-R-002", "S", kPeppol,
       [](E& e) {
         e.seller.address->country = "IT";
         e.seller.address->lines[0].clear();
       }},
      {"GR-R-001-1", "S", kPeppol, [](E& e) { e.seller.address->country = "GR"; }},
  };
  return rows;
}

class Rules : public testing::TestWithParam<std::size_t> {};

TEST_P(Rules, AreSeenWhenBroken) {
  const Broken& row = all()[GetParam()];
  EInvoice invoice = sound_of(row.category, row.format);
  ASSERT_THAT(broken(invoice, row.syntax, row.weight), testing::Not(testing::Contains(row.rule)));
  row.spoil(invoice);
  EXPECT_THAT(broken(invoice, row.syntax, row.weight), testing::Contains(row.rule));
}

INSTANTIATE_TEST_SUITE_P(All, Rules, testing::Range(std::size_t{0}, all().size()),
                         [](const auto& param) {
                           std::string name = all()[param.param].rule;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return std::to_string(param.param) + "_" + name;
                         });

TEST(Rules, NameTheirPlace) {
  EInvoice invoice = sound_of("S");
  invoice.lines[0].allowances_charges.emplace_back(allowance(false)).amount.reset();
  const auto findings = rules::judge(invoice, test::data(), Syntax::kCii);
  const auto found = std::find_if(findings.begin(), findings.end(), [](const auto& finding) {
    return finding.fault.code == "BR-41";
  });
  ASSERT_NE(found, findings.end());
  EXPECT_EQ(found->fault.path, "lines[0].allowances_charges[0].amount");
}

TEST(Rules, SumsOutOfRangeAreAFinding) {
  EInvoice invoice = sound_of("S");
  invoice.lines[0].net = Decimal::scaled(999'999'999'999'999'999, 0);
  invoice.lines.push_back(invoice.lines[0]);
  EXPECT_THAT(broken(invoice, Syntax::kCii, Weight::kError), testing::Contains("EINVOICE-004"));
}

TEST(Rules, AHostileFileHasNoEndlessFindings) {
  EInvoice invoice = sound_of("S");
  invoice.lines.resize(20'000);
  EXPECT_LE(rules::judge(invoice, test::data(), Syntax::kCii).size(), 1500U);
}

TEST(Rules, ClaimsAreKnownByTheirIdentifier) {
  EXPECT_EQ(rules::claim_of("urn:cen.eu:en16931:2017"), rules::Claim::kEn16931);
  EXPECT_EQ(rules::claim_of("urn:factur-x.eu:1p0:minimum"), rules::Claim::kMinimum);
  EXPECT_EQ(rules::claim_of("urn:factur-x.eu:1p0:basicwl"), rules::Claim::kBasicWl);
  EXPECT_EQ(rules::claim_of("urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"),
            rules::Claim::kBasic);
  EXPECT_EQ(rules::claim_of("urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"),
            rules::Claim::kExtended);
  EXPECT_EQ(rules::claim_of("something else"), rules::Claim::kUnknown);
}

}  // namespace
}  // namespace enclosure::invoice
