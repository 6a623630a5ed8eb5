#pragma once
// The compiled-in policy and a text to check, in a line.

#include <gtest/gtest.h>

#include "messaging/policy/check.h"
#include "messaging/policy/data.h"

namespace enclosure::messaging::policy {

inline const Policy& built_in_policy() {
  static const Policy policy = [] {
    auto loaded = Policy::load(policy_data::files());
    for (const Fault& fault : loaded.faults())
      ADD_FAILURE() << fault.code << " " << fault.path << ": " << fault.message;
    return *std::move(loaded);
  }();
  return policy;
}

/// Hosts, items and review pages of a made-up order of FBA.
inline PolicyContext an_order() {
  PolicyContext context;
  context.invoice_hosts = {"invoice.seller.example"};
  context.driver_hosts = {"drivers.seller.example"};
  context.review_link_prefixes = {"https://www.amazon.de/review/create-review?asin="};
  context.order_items = {"B000TEST01"};
  return context;
}

inline MessageDraft draft_of(std::string text, std::string_view language = "en",
                             Scope scope = Scope::kSentence) {
  MessageDraft draft;
  draft.text = std::move(text);
  draft.language = *LanguageTag::parse(language);
  draft.scope = scope;
  return draft;
}

inline Verdict verdict_on(std::string text, std::string_view language = "en",
                          Scope scope = Scope::kSentence) {
  return check(draft_of(std::move(text), language, scope), an_order(), built_in_policy());
}

/// "R01 R04", or "" where nothing refuses.
inline std::string rules_of(const Verdict& verdict) {
  std::string rules;
  for (const std::string& rule : verdict.refusing_rules())
    rules += (rules.empty() ? "" : " ") + rule;
  return rules;
}

}  // namespace enclosure::messaging::policy
