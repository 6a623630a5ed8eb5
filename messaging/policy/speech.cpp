#include "messaging/policy/speech.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/policy/languages.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

std::u32string decoded(std::string_view utf8) {
  return codes_of(plain_text(utf8));
}

/// Marks every place where `name` stands.
void mark(std::u32string_view codes, std::string_view name, std::vector<bool>& is_name) {
  const std::u32string wanted = decoded(trim(name));
  if (wanted.empty()) return;
  for (auto at = codes.find(wanted); at != std::u32string_view::npos;
       at = codes.find(wanted, at + wanted.size())) {
    std::fill_n(is_name.begin() + static_cast<std::ptrdiff_t>(at), wanted.size(), true);
  }
}

std::vector<bool> names_in(const PlainText& plain, const PolicyContext& context) {
  const std::u32string codes = codes_of(plain);
  std::vector<bool> is_name(codes.size(), false);
  for (const std::string& title : context.product_titles) mark(codes, title, is_name);
  mark(codes, context.seller_name, is_name);
  return is_name;
}

/// Reads the text with the words of `language`, which is the buyer's or that of some sentences.
void read_as(const std::string& language, const Lexicon& lexicon, Speech& speech) {
  LanguageReading reading;
  reading.language = language;
  reading.lexicon = &lexicon;
  reading.text = tokenise(speech.plain, speech.policy.folding, Spelling::of(language));
  // A registered title says nothing of its own: "Bonus Pack" is no bonus.
  for (Token& token : reading.text.tokens) {
    if (!speech.is_name[token.from]) continue;
    token.word.clear();
    token.readings.clear();
  }
  const std::string own = speech.draft.language.language();
  bool any = false;
  for (const Sentence& sentence : reading.text.sentences) {
    const bool counts = language == own || language_of(speech, reading.text, sentence.first,
                                                       sentence.last) == language;
    any = any || counts;
    reading.counts.push_back(counts);
  }
  if (!any) return;
  reading.passages = Passages::find(lexicon, reading.text);
  speech.readings.push_back(std::move(reading));
}

}  // namespace

std::vector<Passage> LanguageReading::find(std::string_view concept_name) const {
  std::vector<Passage> found;
  for (const Passage& passage : passages.of(lexicon->find(concept_name)))
    if (counts[text.tokens[passage.first].sentence]) found.push_back(passage);
  return found;
}

std::vector<bool> LanguageReading::sentences_saying(std::string_view concept_name) const {
  std::vector<bool> says(text.sentences.size(), false);
  for (const Passage& passage : find(concept_name))
    says[text.tokens[passage.first].sentence] = true;
  return says;
}

std::vector<Passage> LanguageReading::requests() const {
  const auto denied = sentences_saying("no_request");
  std::vector<Passage> requests;
  for (const Passage& review : find("review"))
    if (!denied[text.tokens[review.first].sentence]) requests.push_back(review);
  return requests;
}

bool LanguageReading::leads_to(std::string_view concept_name, std::size_t at) const {
  const auto here =
      std::lower_bound(text.tokens.begin(), text.tokens.end(), at,
                       [](const Token& token, std::size_t letter) { return token.from < letter; });
  if (here == text.tokens.end()) return false;
  const auto index = static_cast<std::size_t>(here - text.tokens.begin());
  const auto found = find(concept_name);
  return std::any_of(found.begin(), found.end(), [&](const Passage& passage) {
    return passage.last <= index && text.tokens[passage.first].sentence == here->sentence &&
           std::none_of(text.tokens.begin() + static_cast<std::ptrdiff_t>(passage.last), here,
                        [](const Token& token) { return token.is_word || token.is_number; });
  });
}

Speech listen(const MessageDraft& draft, const PolicyContext& context, const Policy::Data& policy) {
  Speech speech{draft, context, policy, plain_text(draft.text), {}, {}};
  speech.is_name = names_in(speech.plain, context);
  for (const auto& [language, lexicon] : policy.lexicons) read_as(language, lexicon, speech);
  return speech;
}

}  // namespace enclosure::messaging::policy
