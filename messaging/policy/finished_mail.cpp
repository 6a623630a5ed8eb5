#include "messaging/policy/finished_mail.h"

#include <algorithm>
#include <set>

namespace enclosure::messaging::policy {

Verdict judge(const FinishedMail& mail, const PolicyContext& context, const Policy& policy) {
  MessageDraft draft;
  draft.language = mail.language;
  draft.stage = mail.stage;
  draft.asking_stage = mail.asking_stage;
  draft.attachments = mail.attachments;
  draft.built_in = mail.built_in;
  Verdict whole;
  const auto look = [&](Scope scope, const std::string& text) {
    draft.scope = scope;
    draft.text = text;
    Verdict part = check(draft, context, policy);
    whole.outcome = std::max(whole.outcome, part.outcome);
    whole.words_checked = part.words_checked;
    std::move(part.findings.begin(), part.findings.end(), std::back_inserter(whole.findings));
  };
  look(Scope::kSubject, mail.subject);
  look(Scope::kMessage, mail.text);
  if (!mail.html.empty()) look(Scope::kMessage, mail.html);
  return whole;
}

std::string rules_of(const Verdict& verdict, Outcome weight) {
  std::set<std::string> rules;
  for (const Finding& finding : verdict.findings)
    if (finding.weight == weight) rules.insert(finding.rule);
  std::string list;
  for (const std::string& rule : rules) list += (list.empty() ? "" : ",") + rule;
  return list;
}

}  // namespace enclosure::messaging::policy
