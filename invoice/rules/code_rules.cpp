// BR-CL-01 to BR-CL-26: what stands in a code list, by the list of the day of issue.

#include "core/text.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

void judge_type(Judge& judge) {
  const std::string& type = judge.invoice.type_code;
  if (type.empty() || judge.data.has(CodeList::kInvoiceType, type, judge.day)) return;
  judge.code(type, CodeList::kCreditNoteType, "BR-CL-01", at("type_code"));
}

void judge_country(Judge& judge, const std::optional<PostalAddress>& address,
                   std::string_view path) {
  if (address) judge.code(address->country, CodeList::kCountry, "BR-CL-14", at(path));
}

void judge_party(Judge& judge, const Party& party, std::string_view group) {
  const auto place = [&](std::string_view term) { return Place{group, Place::kNoIndex, term}; };
  for (const Identifier& id : party.ids) {
    if (id.scheme == "SEPA") continue;
    judge.code(id.scheme, CodeList::kIdentifierScheme, "BR-CL-10", place("ids"));
  }
  judge.code(party.legal_id.scheme, CodeList::kIdentifierScheme, "BR-CL-11", place("legal_id"));
  judge.code(party.electronic_address.scheme, CodeList::kElectronicAddressScheme, "BR-CL-25",
             place("electronic_address"));
  if (party.address) {
    judge.code(party.address->country, CodeList::kCountry, "BR-CL-14", place("address.country"));
  }
}

void judge_reason(Judge& judge, const AllowanceCharge& one, const Place& place) {
  if (one.is_charge) {
    judge.code(one.reason_code, CodeList::kChargeReason, "BR-CL-20", place);
  } else {
    judge.code(one.reason_code, CodeList::kAllowanceReason, "BR-CL-19", place);
  }
}

void judge_line(Judge& judge, const Line& line, std::size_t i) {
  judge.code(line.object.scheme, CodeList::kObjectScheme, "BR-CL-07", at("lines", i, "object"));
  judge.code(line.unit, CodeList::kUnit, "BR-CL-23", at("lines", i, "unit"));
  judge.code(line.price.base_unit, CodeList::kUnit, "BR-CL-23", at("lines", i, "price.base_unit"));
  judge.code(line.vat_category, CodeList::kVatCategory, "BR-CL-18", at("lines", i, "vat_category"));
  judge.code(line.standard_id.scheme, CodeList::kIdentifierScheme, "BR-CL-21",
             at("lines", i, "standard_id"));
  judge.code(line.origin_country, CodeList::kCountry, "BR-CL-15", at("lines", i, "origin_country"));
  for (const Classification& one : line.classifications) {
    judge.code(one.list, CodeList::kClassification, "BR-CL-13", at("lines", i, "classifications"));
  }
  for (std::size_t j = 0; j < line.allowances_charges.size(); ++j) {
    judge_reason(judge, line.allowances_charges[j],
                 {"lines", i, "reason_code", "allowances_charges", j});
  }
}

void judge_head_codes(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge_type(judge);
  judge.code(invoice.currency, CodeList::kCurrency, "BR-CL-04", at("currency"));
  judge.code(invoice.vat_currency, CodeList::kCurrency, "BR-CL-05", at("vat_currency"));
  judge.code(invoice.tax_point_code, CodeList::kTaxPoint, "BR-CL-06", at("tax_point_code"));
  judge.code(invoice.object.scheme, CodeList::kObjectScheme, "BR-CL-07", at("object"));
  for (std::size_t i = 0; i < invoice.notes.size(); ++i) {
    judge.code(invoice.notes[i].subject, CodeList::kNoteSubject, "BR-CL-08",
               at("notes", i, "subject"));
  }
  for (std::size_t i = 0; i < invoice.documents.size(); ++i) {
    if (!invoice.documents[i].has_content) continue;
    const std::string& mime = invoice.documents[i].mime;
    judge.require(!mime.empty() && judge.data.has(CodeList::kMime, mime, judge.day), "BR-CL-24",
                  at("documents", i, "mime"), "this media type is not allowed for attachments");
  }
}

}  // namespace

void judge_codes(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge_head_codes(judge);
  judge_party(judge, invoice.seller, "seller");
  judge_party(judge, invoice.buyer, "buyer");
  if (invoice.payee) {
    if (invoice.payee->id.scheme != "SEPA") {
      judge.code(invoice.payee->id.scheme, CodeList::kIdentifierScheme, "BR-CL-10", at("payee.id"));
    }
    judge.code(invoice.payee->legal_id.scheme, CodeList::kIdentifierScheme, "BR-CL-11",
               at("payee.legal_id"));
  }
  if (invoice.tax_representative) {
    judge_country(judge, invoice.tax_representative->address, "tax_representative.address.country");
  }
  if (invoice.delivery) {
    judge_country(judge, invoice.delivery->address, "delivery.address.country");
    judge.code(invoice.delivery->location.scheme, CodeList::kIdentifierScheme, "BR-CL-26",
               at("delivery.location"));
  }
  if (invoice.payment)
    judge.code(invoice.payment->means, CodeList::kPaymentMeans, "BR-CL-16", at("payment.means"));
  for (std::size_t i = 0; i < invoice.breakdown.size(); ++i) {
    judge.code(invoice.breakdown[i].category, CodeList::kVatCategory, "BR-CL-17",
               at("breakdown", i, "category"));
    judge.code(to_upper_ascii(invoice.breakdown[i].reason_code), CodeList::kExemptionReason,
               "BR-CL-22", at("breakdown", i, "reason_code"));
  }
  for (std::size_t i = 0; i < invoice.allowances_charges.size(); ++i) {
    judge_reason(judge, invoice.allowances_charges[i], at("allowances_charges", i, "reason_code"));
    judge.code(invoice.allowances_charges[i].vat_category, CodeList::kVatCategory, "BR-CL-17",
               at("allowances_charges", i, "vat_category"));
  }
  for (std::size_t i = 0; i < invoice.lines.size(); ++i) judge_line(judge, invoice.lines[i], i);
}

}  // namespace enclosure::invoice::rules
