#include "invoice/rules/own_rules.h"

#include <algorithm>

#include "invoice/en16931/from_invoice.h"
#include "invoice/rules/rules.h"

namespace enclosure::invoice::rules {
namespace {

Faults broken_by(const InvoiceContent& invoice, EInvoiceFormat format, const en16931::Data& data,
                 const locales::Locale& locale) {
  const en16931::Profile& profile = data.profile(format, invoice.issue_date);
  const EInvoice value = en16931::einvoice_of(invoice, profile, locale);
  return under(to_string(format), faults_of(judge(value, data, profile.syntax)));
}

}  // namespace

Faults broken_einvoice_rules(const InvoiceContent& invoice, const en16931::Data& data,
                             const locales::Catalog& catalog) {
  const locales::Locale* locale = catalog.find(invoice.language);
  if (!invoice.einvoice || locale == nullptr) return {};
  Faults faults = broken_by(invoice, *invoice.einvoice, data, *locale);
  const bool is_embedded = *invoice.einvoice == EInvoiceFormat::kFacturX ||
                           *invoice.einvoice == EInvoiceFormat::kXRechnung;
  if (!is_embedded) {
    append(faults, broken_by(invoice, EInvoiceFormat::kFacturX, data, *locale));
  }
  return faults;
}

}  // namespace enclosure::invoice::rules
