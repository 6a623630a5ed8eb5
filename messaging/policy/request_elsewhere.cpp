// R16 by the plan: one message of an order carries its review request, and no other may ask.

#include <algorithm>

#include "core/text.h"
#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

bool may_ask(const MessageDraft& draft) {
  if (draft.stage == 0) return true;
  return draft.asking_stage ? *draft.asking_stage == draft.stage : draft.stage != 1;
}

std::string where_it_stands(const std::optional<int>& stage) {
  if (!stage) return "The order's one review request stands in stage 2 or 3.";
  if (*stage == 0) return "No message of this order may ask.";
  return "The order's one review request stands in stage " + std::to_string(*stage) + ".";
}

/// The review pages of the ordered items, in lower case: a host may be written in any.
std::vector<std::string> review_pages(const PolicyContext& context) {
  std::vector<std::string> pages;
  for (const std::string& prefix : context.review_link_prefixes) {
    for (const std::string& item : context.order_items)
      pages.push_back(to_lower_ascii(prefix + item));
  }
  return pages;
}

/// Links to review pages ask in every language.
class ReviewLinks {
 public:
  explicit ReviewLinks(const Speech& speech)
      : speech_(speech), pages_(review_pages(speech.context)) {}

  template <typename Report>
  void each(Report report) const {
    if (pages_.empty()) return;
    const std::size_t letters = speech_.plain.letters.size();
    const std::string text = ascii_of(codes_of(speech_.plain));  // a letter is a byte
    for (const std::string& page : pages_) {
      const auto at = text.find(page);
      if (at != std::string::npos) report(at, at + page.size());
    }
    for (const Tag& tag : speech_.plain.tags) {
      if (!leads_there(to_lower_ascii(attribute(tag.attributes, "href")))) continue;
      const std::size_t at = speech_.plain.letter_at(tag.end);
      report(at, std::min(at + 1, letters));
    }
  }

 private:
  [[nodiscard]] bool leads_there(const std::string& url) const {
    for (const std::string& page : pages_)
      if (url.find(page) != std::string::npos) return true;
    return false;
  }

  const Speech& speech_;
  std::vector<std::string> pages_;
};

}  // namespace

void find_request_elsewhere(const Speech& speech, Breaches& breaches) {
  if (may_ask(speech.draft)) return;
  const auto report = [&](std::size_t from, std::size_t to) {
    breaches.push_back({"R16", from, to, where_it_stands(speech.draft.asking_stage), true, true});
  };
  for (const LanguageReading& reading : speech.readings) {
    const auto& tokens = reading.text.tokens;
    for (const Passage& request : reading.requests())
      report(tokens[request.first].from, tokens[request.last - 1].to);
  }
  ReviewLinks(speech).each(report);
}

}  // namespace enclosure::messaging::policy
