// Any bytes as a text for buyers: a verdict whose places lie in the text, the same twice, and the
// same with an invisible letter in front.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "messaging/policy/check.h"
#include "messaging/policy/data.h"

namespace {

using namespace enclosure::messaging::policy;

void require(bool condition) {
  if (!condition) std::abort();
}

const Policy& policy() {
  static const Policy loaded = *Policy::load(enclosure::policy_data::files());
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr const char* kLanguages[] = {"en", "de", "fr", "it", "es", "pl"};
  if (size < 2) return 0;
  MessageDraft draft;
  draft.language = *enclosure::LanguageTag::parse(kLanguages[data[0] % std::size(kLanguages)]);
  draft.scope = static_cast<Scope>(data[1] % 3);
  draft.text.assign(reinterpret_cast<const char*>(data) + 2, size - 2);
  PolicyContext context;
  context.invoice_hosts = {"invoice.seller.example"};
  const Verdict verdict = check(draft, context, policy());
  for (const Finding& finding : verdict.findings) {
    require(finding.begin <= finding.end && finding.end <= draft.text.size());
    require(policy().find(finding.rule) != nullptr && !finding.reason.empty());
  }
  require(verdict.findings.empty() == (verdict.outcome == Outcome::kAllow));
  require(check(draft, context, policy()).refusing_rules() == verdict.refusing_rules());
  draft.text.insert(0, "\u200B");
  require(check(draft, context, policy()).refusing_rules() == verdict.refusing_rules());
  return 0;
}
