#include "messaging/policy/check.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/text.h"
#include "messaging/policy/policy_data.h"
#include "messaging/policy/rules.h"
#include "messaging/policy/speech.h"

namespace enclosure::messaging::policy {
namespace {

constexpr std::size_t kLongestQuote = 200;
constexpr std::size_t kMostFindings = 200;

/// `text` at most `longest` bytes long, cut between characters.
std::string shortened(std::string_view text, std::size_t longest) {
  text = trim(text);
  if (text.size() <= longest) return std::string(text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string advice_for(const Policy::Data& policy, const std::string& rule,
                       const LanguageTag& language) {
  for (const std::string& tag : {language.language(), std::string("en")}) {
    const auto advice = policy.advice.find(tag);
    if (advice == policy.advice.end()) continue;
    const auto text = advice->second.find(rule);
    if (text != advice->second.end()) return text->second;
  }
  return {};
}

Breaches find_all(const Speech& speech) {
  Breaches breaches;
  find_by_words(speech, breaches);
  find_signs_of_score(speech, breaches);
  find_links(speech, breaches);
  find_contacts(speech, breaches);
  find_style_faults(speech, breaches);
  find_markup_faults(speech, breaches);
  find_placeholders(speech, breaches);
  find_personal_data(speech, breaches);
  if (speech.draft.scope == Scope::kSubject) find_subject_faults(speech, breaches);
  if (speech.draft.scope == Scope::kMessage) {
    find_foreign_words(speech, breaches);
    find_missing_order(speech, breaches);
    find_missing_purpose(speech, breaches);
  }
  if (speech.draft.scope != Scope::kSentence) find_request_elsewhere(speech, breaches);
  return breaches;
}

Finding finding_of(const Breach& breach, const Rule& rule, Severity severity,
                   const Speech& speech) {
  Finding finding;
  finding.rule = breach.rule;
  finding.weight = severity == Severity::kRefuse ? Outcome::kRefuse : Outcome::kWarn;
  if (breach.from < breach.to && breach.to <= speech.plain.letters.size()) {
    finding.begin = speech.plain.letters[breach.from].begin;
    finding.end = speech.plain.letters[breach.to - 1].end;
    finding.quote = shortened(
        speech.plain.source.substr(finding.begin, finding.end - finding.begin), kLongestQuote);
  }
  finding.reason = breach.detail.empty() ? rule.reason : rule.reason + " " + breach.detail;
  finding.suggestion = advice_for(speech.policy, breach.rule, speech.draft.language);
  return finding;
}

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::kAllow:
      return "allow";
    case Outcome::kWarn:
      return "warn";
    case Outcome::kRefuse:
      break;
  }
  return "refuse";
}

std::vector<std::string> Verdict::refusing_rules() const {
  std::set<std::string> rules;
  for (const Finding& finding : findings)
    if (finding.weight == Outcome::kRefuse) rules.insert(finding.rule);
  return {rules.begin(), rules.end()};
}

/// Whether a slot that was left (R20) may be a registered name after all: "USB [32 GB]" and "Peter
/// Null" are some; braces, doubled marks and a name that is nothing but a slot are what an export
/// left.
bool may_be_name(const Speech& speech, const Breach& breach) {
  constexpr std::u32string_view kOpening = U"{[%$#<*@_|";
  const auto opens = [&](std::size_t at) {
    return kOpening.find(speech.plain.letters[at].code) != std::u32string_view::npos;
  };
  for (std::size_t at = breach.from; at < std::min(breach.from + 2, breach.to); ++at)
    if (speech.plain.letters[at].code == U'{') return false;
  if (opens(breach.from) && breach.to - breach.from > 1 && opens(breach.from + 1)) return false;
  const bool begins = breach.from == 0 || !speech.is_name[breach.from - 1];
  const bool ends = breach.to == speech.is_name.size() || !speech.is_name[breach.to];
  return !(begins && ends);
}

/// Registered names say nothing of their own; but a link in one is a link.
bool is_inside_name(const Speech& speech, const Breach& breach) {
  if (breach.holds_in_names || breach.from >= breach.to || breach.to > speech.is_name.size())
    return false;
  const auto at = [&](std::size_t i) {
    return speech.is_name.begin() + static_cast<std::ptrdiff_t>(i);
  };
  if (std::find(at(breach.from), at(breach.to), false) != at(breach.to)) return false;
  return breach.rule != "R20" || may_be_name(speech, breach);
}

std::vector<std::string> rules_broken_by_name(const std::string& name, const Policy& policy) {
  MessageDraft draft;
  draft.text = name;
  draft.scope = Scope::kSentence;
  draft.built_in = true;
  PolicyContext context;
  context.product_titles = {name};
  return check(draft, context, policy).refusing_rules();
}

Verdict check(const MessageDraft& draft, const PolicyContext& context, const Policy& policy) {
  const Speech speech = listen(draft, context, policy.data());
  Breaches breaches = find_all(speech);
  Verdict verdict;
  verdict.words_checked = policy.data().lexicon(draft.language.language()) != nullptr;
  if (!verdict.words_checked && !draft.built_in) breaches.push_back({"R00", 0, 0, ""});
  std::stable_sort(breaches.begin(), breaches.end(), [](const Breach& a, const Breach& b) {
    return std::tie(a.rule, a.from) < std::tie(b.rule, b.from);
  });
  const Breach* before = nullptr;
  for (const Breach& breach : breaches) {
    if (is_inside_name(speech, breach)) continue;
    // Of two that overlap under one rule the first tells enough, unless the other weighs more.
    if (before != nullptr && before->rule == breach.rule &&
        breach.from < std::max(before->to, before->from + 1) &&
        before->in_every_mode >= breach.in_every_mode)
      continue;
    const Rule* rule = policy.find(breach.rule);
    const Severity severity =
        rule == nullptr ? Severity::kOff
        : breach.in_every_mode
            ? Severity::kRefuse
            : severity_of(*rule, context.channel, context.fulfilment, context.mode);
    if (severity == Severity::kOff || verdict.findings.size() >= kMostFindings) continue;
    verdict.findings.push_back(finding_of(breach, *rule, severity, speech));
    verdict.outcome = std::max(verdict.outcome, verdict.findings.back().weight);
    before = &breach;
  }
  return verdict;
}

}  // namespace enclosure::messaging::policy
