#pragma once
// Judging a stranger's XML: reading it, and the rules of the profile that it claims.

#include <string_view>

#include "core/result.h"
#include "invoice/en16931/data.h"
#include "invoice/rules/rules.h"

namespace enclosure::invoice::xml {

/// The verdict over one XML.
struct Verdict {
  en16931::Syntax syntax = en16931::Syntax::kCii;
  rules::Claim claim = rules::Claim::kUnknown;
  std::string number;  ///< BT-1, as far as there is one
  /// What the XML breaks; those about the XML itself first.
  rules::Findings findings;

  /// The official rules would refuse it.
  [[nodiscard]] bool is_refused() const;
};

/// Judges `bytes`. Faults: those of `read_einvoice`, where there is nothing to judge.
[[nodiscard]] Result<Verdict> check_xml(std::string_view bytes, const en16931::Data& data);

}  // namespace enclosure::invoice::xml
