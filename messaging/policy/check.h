#pragma once
// The policy checker: may this text be sent to a buyer? Rules, modes and words are data
// (messaging/policy/data, docs/policy.md); this is the door to it.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/order.h"
#include "messaging/policy/policy.h"

namespace enclosure::messaging::policy {

/// How much of a message a text is: the rules for whole messages are for those alone.
enum class Scope { kSentence, kMessage, kSubject };

/// A text as the buyer would see it: rendered, slots filled.
struct MessageDraft {
  std::string text;  ///< UTF-8; plain or the reduced HTML; other bytes are a breach of R18
  Scope scope = Scope::kMessage;
  LanguageTag language;  ///< of the buyer (R19): the language the text should be in
  int stage = 0;         ///< 1 to 3; 0: no stage
  /// The stage that carries the order's one review request (R16), 0: none does. Any other may not
  /// ask, in no mode and channel. Nothing: not known; then stage 1 alone may not.
  std::optional<int> asking_stage = std::nullopt;
  std::vector<std::string> attachments;  ///< kinds: "invoice", "manual", "warranty", …
  bool built_in = false;                 ///< one of our own translated texts
};

/// What the checker has to know beside the text.
struct PolicyContext {
  Channel channel = Channel::kAmazon;
  Fulfilment fulfilment = Fulfilment::kFba;
  Mode mode = Mode::kStrict;
  std::vector<std::string> invoice_hosts;
  std::vector<std::string> driver_hosts;
  std::vector<std::string> review_link_prefixes;  ///< what stands before the ASIN
  std::vector<std::string> order_items;           ///< ASINs of the order
  std::vector<std::string> product_titles;        ///< stay as registered (R19), as names below
  std::string seller_name;
  std::string order_id;          ///< where known, R21 asks for this very number
  bool hotline_allowed = false;  ///< R10: a registered warranty or manufacturer hotline
};

enum class Outcome { kAllow, kWarn, kRefuse };
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// One breach of one rule.
struct Finding {
  std::string rule;                   ///< "R01"; "R00": the text cannot be checked in this language
  Outcome weight = Outcome::kRefuse;  ///< kWarn or kRefuse, by mode and channel
  std::size_t begin = 0;              ///< bytes of the text as it came
  std::size_t end = 0;
  std::string quote;       ///< those words; empty where something is missing
  std::string reason;      ///< English, a sentence
  std::string suggestion;  ///< what may be said instead, in the language of the text
};

/// What became of a text. Findings are sorted by rule, then by place; one per rule and sentence.
struct Verdict {
  Outcome outcome = Outcome::kAllow;
  std::vector<Finding> findings;
  bool words_checked = false;  ///< false: only the structural rules know this language

  /// The rules that refuse, each once, sorted.
  [[nodiscard]] std::vector<std::string> refusing_rules() const;
};

/// The language that `text` is most likely in, of those with full rules; English when nothing
/// tells.
[[nodiscard]] LanguageTag guess_language(std::string_view text, const Policy& policy);

/// The rules that a registered name (a title, a brand, a buyer's name) breaks by its signs, sorted:
/// R03 stars, R09 a link, R10 a mail address, R18 emoji, R20 a slot. Its words are free.
[[nodiscard]] std::vector<std::string> rules_broken_by_name(const std::string& name,
                                                            const Policy& policy);

/// Checks a text. Any bytes are welcome; time grows with the length of the text alone. The caller
/// keeps `policy` alive; safe to call from every thread. `relaxed` for an FBA order counts as
/// `strict` (`mode_fault` tells the seller so when it is chosen).
[[nodiscard]] Verdict check(const MessageDraft& draft, const PolicyContext& context,
                            const Policy& policy);

}  // namespace enclosure::messaging::policy
