#include "invoice/xml/read.h"

#include "invoice/xml/read_syntax.h"

namespace enclosure::invoice::xml {

Result<ReadInvoice> read_einvoice(std::string_view bytes) {
  const auto root = parse_tree(bytes);
  if (!root) return root.faults();
  const bool is_cii = root->name == "rsm:CrossIndustryInvoice";
  if (!is_cii && root->name != "ubl:Invoice" && root->name != "cn:CreditNote") {
    return Fault{"XML-005", "/" + root->name, "this is no e-invoice of EN 16931",
                 "give a CrossIndustryInvoice:100 (Factur-X, ZUGFeRD 2, XRechnung) or an Invoice "
                 "or CreditNote of UBL 2.1"};
  }
  FindingLog log;
  ReadInvoice read;
  read.syntax = is_cii ? en16931::Syntax::kCii : en16931::Syntax::kUbl;
  read.invoice = is_cii ? read_cii(*root, log) : read_ubl(*root, log);
  report_unread(*root, rules::claim_of(read.invoice.specification), log);
  read.findings = std::move(log).take();
  return read;
}

}  // namespace enclosure::invoice::xml
