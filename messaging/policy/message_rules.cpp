// The rules for subjects and whole messages: R17, R21, and R11, R12, R13, R22 about the purpose.

#include <algorithm>

#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

bool is_order_number(std::u32string_view codes, std::size_t at) {
  constexpr std::size_t kLength = 19;
  if (at + kLength > codes.size()) return false;
  for (std::size_t i = 0; i < kLength; ++i) {
    const bool hyphen = i == 3 || i == 11;
    if (hyphen ? codes[at + i] != '-' : !is_digit(codes[at + i])) return false;
  }
  const char32_t before = at > 0 ? codes[at - 1] : U' ';
  const char32_t after = at_or_blank(codes, at + kLength);
  return !is_word_letter(before) && before != '-' && !is_word_letter(after) && after != '-';
}

bool names_order(const Speech& speech) {
  const std::u32string codes = codes_of(speech.plain);
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!is_order_number(codes, at)) continue;
    if (speech.context.order_id.empty() ||
        speech.plain.utf8(at, at + 19) == speech.context.order_id)
      return true;
  }
  return false;
}

/// What a message is for, as far as its words tell.
struct Purpose {
  bool invoice = false;
  bool asks = false;     ///< for a review
  bool settles = false;  ///< a reason that only FBM has
  bool informs = false;  ///< a manual, a driver, safety
  bool ships = false;
  bool more_than_ships = false;
  bool kind = false;  ///< thanks, wishes, an offer of help
  bool offers_help_first = false;
  const Token* request = nullptr;
};

bool has_attachment(const MessageDraft& draft, std::string_view kind) {
  return std::find(draft.attachments.begin(), draft.attachments.end(), kind) !=
         draft.attachments.end();
}

bool links_to(const Speech& speech, const std::vector<std::string>& hosts) {
  return std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
    return speech.draft.text.find("https://" + host + "/") != std::string::npos;
  });
}

/// Sentences of the greeting and the order number say nothing of their own.
bool says_something(const LanguageReading& reading, const Sentence& sentence) {
  std::size_t words = 0;
  for (std::size_t i = sentence.first; i < sentence.last; ++i)
    words += reading.text.tokens[i].is_word ? 1U : 0U;
  return words >= 2;
}

void note_request(const LanguageReading& reading, Purpose& purpose) {
  const auto requests = reading.requests();
  if (requests.empty()) return;
  const Passage& review = requests.front();
  purpose.asks = true;
  purpose.request = &reading.text.tokens[review.first];
  const auto offers = reading.find("offer");
  purpose.offers_help_first = std::any_of(offers.begin(), offers.end(), [&](const Passage& offer) {
    return offer.first < review.first;
  });
}

Purpose purpose_of(const Speech& speech, const LanguageReading& reading) {
  Purpose purpose;
  purpose.invoice = has_attachment(speech.draft, "invoice") ||
                    links_to(speech, speech.context.invoice_hosts) || reading.says("invoice_here");
  purpose.settles = reading.says("settles");
  purpose.informs = reading.says("informs") || links_to(speech, speech.context.driver_hosts) ||
                    !speech.draft.attachments.empty();
  const auto ships = reading.sentences_saying("ships");
  purpose.ships = std::find(ships.begin(), ships.end(), true) != ships.end();
  for (std::size_t i = 0; i < reading.text.sentences.size(); ++i)
    purpose.more_than_ships = purpose.more_than_ships ||
                              (says_something(reading, reading.text.sentences[i]) && !ships[i]);
  purpose.kind = reading.says("kind");
  note_request(reading, purpose);
  return purpose;
}

}  // namespace

void find_subject_faults(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  for (const auto& reading : speech.readings) {
    if (reading.language != speech.draft.language.language()) continue;
    const bool names_content = reading.says("subject_content") || reading.says("review");
    if (!names_content && !names_order(speech))
      breaches.push_back({"R17", 0, codes.size(), "It names no content."});
  }
  // "[Important]", "[Wichtig]": a flag, whatever the language.
  const auto open = codes.find(U'[');
  const auto close = open == std::u32string::npos ? open : codes.find(U']', open);
  if (close != std::u32string::npos) breaches.push_back({"R17", open, close + 1, "A flag."});
  const auto colon = codes.find(U':');
  if (colon == std::u32string::npos || colon > 6) return;
  std::string prefix = ascii_of(std::u32string_view(codes).substr(0, colon));
  while (!prefix.empty() && prefix.back() == ' ') prefix.pop_back();
  for (const std::string_view reply : {"re", "aw", "fw", "fwd", "wg", "tr", "rif", "rv", "sv", "vs",
                                       "antw", "odp", "r", "i", "ynt", "res", "enc", "vl", "vb"}) {
    if (prefix == reply) breaches.push_back({"R17", 0, colon + 1, "It passes for a reply."});
  }
}

void find_missing_order(const Speech& speech, Breaches& breaches) {
  if (!names_order(speech)) breaches.push_back({"R21", 0, 0, ""});
}

void find_missing_purpose(const Speech& speech, Breaches& breaches) {
  const LanguageReading* reading = nullptr;
  for (const auto& one : speech.readings)
    if (reading == nullptr || one.language == speech.draft.language.language()) reading = &one;
  if (reading == nullptr) return;
  const Purpose purpose = purpose_of(speech, *reading);
  const bool fbm = speech.context.fulfilment != Fulfilment::kFba;
  // What only the seller's own parcels may be written about is no reason for the others.
  const bool settles = fbm && purpose.settles;
  const bool reason = purpose.invoice || purpose.asks || settles;
  if (!reason) {
    breaches.push_back({"R22", 0, 0, ""});
    const bool idle = !purpose.informs && !settles;
    if (idle && purpose.ships) breaches.push_back({"R11", 0, 0, ""});
    // One sentence may hold both: "we hope it arrived well and are there for you".
    if (idle && (purpose.kind || purpose.more_than_ships || !purpose.ships))
      breaches.push_back({"R12", 0, 0, ""});
  }
  if (purpose.asks && !purpose.offers_help_first)
    breaches.push_back({"R13", purpose.request->from, purpose.request->to, ""});
}

}  // namespace enclosure::messaging::policy
