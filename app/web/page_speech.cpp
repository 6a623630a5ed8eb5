#include "app/web/page_speech.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "app/web/html.h"
#include "locales/text.h"

namespace enclosure::app::web {
namespace {

// Two of the code points that are no characters (Unicode 16, 23.7) mark where a value begins and
// ends, until the sentence around it has been escaped.
constexpr std::string_view kBegin = "\xEF\xB7\x90";
constexpr std::string_view kEnd = "\xEF\xB7\x91";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string marked(std::string_view value) {
  std::string text(value);
  replace_all(text, kBegin, kReplacement);
  replace_all(text, kEnd, kReplacement);
  return std::string(kBegin) + text + std::string(kEnd);
}

}  // namespace

PageSpeech::PageSpeech(const locales::Catalog& catalog, const LanguageTag& language)
    : catalog_(catalog),
      language_(catalog_.find(language) != nullptr ? language : LanguageTag()),
      locale_(catalog_.best_for(language)),
      words_(catalog_.page_words(language)) {}

std::string PageSpeech::say(std::string_view key,
                            std::initializer_list<locales::PageArgument> values) const {
  std::vector<std::string> texts;
  texts.reserve(values.size());  // the arguments look at them
  std::vector<locales::PageArgument> arguments(values);
  for (locales::PageArgument& argument : arguments) {
    if (const auto* text = std::get_if<std::string_view>(&argument.value))
      argument.value = std::string_view(texts.emplace_back(marked(*text)));
  }
  std::string html = escape_html(words_.text(key, arguments));
  replace_all(html, kBegin, "<bdi>");
  replace_all(html, kEnd, "</bdi>");
  return html;
}

std::string PageSpeech::plain(std::string_view key,
                              std::initializer_list<locales::PageArgument> values) const {
  return escape_html(words_.text(key, values));
}

std::string PageSpeech::label(std::string_view key) const {
  return escape_html(locale_.labels().label(key));
}

std::string PageSpeech::size(std::uint64_t bytes) const {
  constexpr std::uint64_t kKilo = 1000;
  constexpr std::uint64_t kMega = 1000 * 1000;
  const bool large = bytes >= kMega;
  // Tenths of a megabyte, or whole kilobytes; never nothing.
  const std::uint64_t count =
      large ? (bytes + kMega / 20) / (kMega / 10) : std::max<std::uint64_t>(1, bytes / kKilo);
  const std::string digits =
      large ? std::to_string(count / 10) + "." + std::to_string(count % 10) : std::to_string(count);
  return escape_html(locale_.format_decimal(*Decimal::parse(digits))) + "\u00a0" +
         label(large ? "unit_4l" : "unit_2p");
}

std::string PageSpeech::endonym(const LanguageTag& language) const {
  const locales::Locale* own = catalog_.find(language);
  return escape_html(locales::capitalised(own != nullptr ? own->labels().endonym()
                                                         : locale_.language_name(language)));
}

std::string PageSpeech::language_name(const LanguageTag& language) const {
  const locales::Locale* own = catalog_.find(language);
  if (own == nullptr || own->language() == locale_.language())
    return escape_html(locale_.language_name(language));
  return "<span lang=\"" + own->language().to_string() + "\">" +
         escape_html(own->labels().endonym()) + "</span>";
}

std::shared_ptr<const std::vector<locales::NamedCountry>> PageSpeech::countries() const {
  using List = std::shared_ptr<const std::vector<locales::NamedCountry>>;
  static std::mutex mutex;
  static std::map<LanguageTag, List> lists;
  const std::lock_guard lock(mutex);
  List& list = lists[locale_.language()];
  if (!list)
    list = std::make_shared<const std::vector<locales::NamedCountry>>(
        locales::countries_by_name(locale_));
  return list;
}

}  // namespace enclosure::app::web
