#pragma once
// The last look at a mail before it is handed over: all that the buyer will read, judged at once.

#include <string>
#include <vector>

#include "messaging/policy/check.h"

namespace enclosure::messaging::policy {

/// A composed mail as the buyer gets it.
struct FinishedMail {
  std::string subject;
  std::string text;  ///< the plain part
  std::string html;  ///< the HTML part; empty: there is none
  LanguageTag language;
  int stage = 0;
  std::optional<int> asking_stage = std::nullopt;  ///< as in `MessageDraft`
  std::vector<std::string> attachments;            ///< kinds, as in `MessageDraft`
  bool built_in = false;                           ///< made from our own translated texts
};

/// The worst of what subject, text and HTML part are found to be, with the findings of all three;
/// `begin` and `end` of a finding are bytes of the part that it was found in. Threads: as `check`.
[[nodiscard]] Verdict judge(const FinishedMail& mail, const PolicyContext& context,
                            const Policy& policy);

/// The rules of the findings of this weight, each once, sorted, with commas: "R07,R18".
[[nodiscard]] std::string rules_of(const Verdict& verdict, Outcome weight);

}  // namespace enclosure::messaging::policy
