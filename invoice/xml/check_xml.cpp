#include "invoice/xml/check_xml.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "invoice/xml/read.h"

namespace enclosure::invoice::xml {

bool Verdict::is_refused() const {
  return std::any_of(findings.begin(), findings.end(), [](const rules::Finding& finding) {
    return finding.weight == rules::Weight::kError;
  });
}

Result<Verdict> check_xml(std::string_view bytes, const en16931::Data& data) {
  auto read = read_einvoice(bytes);
  if (!read) return std::move(read).faults();
  Verdict verdict;
  verdict.syntax = read->syntax;
  verdict.claim = rules::claim_of(read->invoice.specification);
  verdict.number = read->invoice.number;
  verdict.findings = std::move(read->findings);
  rules::Findings broken = rules::judge(read->invoice, data, read->syntax);
  std::move(broken.begin(), broken.end(), std::back_inserter(verdict.findings));
  return verdict;
}

}  // namespace enclosure::invoice::xml
