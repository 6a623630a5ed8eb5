#include "app/web/refusal_pages.h"

#include <array>
#include <initializer_list>
#include <stdexcept>
#include <utility>
#include <vector>

#include "app/web/page_speech.h"
#include "app/web/shell.h"
#include "core/fault.h"
#include "locales/catalog.h"
#include "locales/data.h"

namespace enclosure::app::web {
namespace {

/// In the order of RefusalReason; "refusal_<name>" is its text, with "_heading" its heading.
constexpr std::array<std::string_view, 7> kNames = {"foreign", "large", "unreadable", "slow",
                                                    "head",    "fault", "busy"};

/// A page cut where the place goes in.
struct CutPage {
  std::string to_style;  ///< up to the address of the stylesheet
  std::string to_link;   ///< from it to the link
  std::string words_of_link;
  std::string rest;
};

CutPage cut_page(std::string_view name, const PageSpeech& speech) {
  constexpr std::string_view kStyle = "assets/style.css";
  const std::string key = "refusal_" + std::string(name);
  const std::string head = page_head(
      speech.language(), speech.plain(key + "_heading") + " – " + speech.plain("page_title"),
      std::string(kStyle));
  const std::size_t style = head.find(kStyle);
  return {head.substr(0, style),
          head.substr(style) + "<body>\n<main>\n<h1>" + speech.say(key + "_heading") +
              "</h1>\n<p>" + speech.say(key) + "</p>\n",
          speech.say("refusal_again"), "</main>\n</body>\n</html>\n"};
}

struct AllPages {
  std::vector<LanguageTag> languages;
  std::vector<std::array<CutPage, kNames.size()>> pages;  ///< by language
  std::size_t english = 0;
};

/// Needed at start alone: what the pages say is in them. A test makes them too, so that no buyer
/// meets a faulty catalogue.
locales::Catalog words_of_the_program() {
  auto result = locales::Catalog::load(locale_data::files());
  if (result) return *std::move(result);
  const Fault& first = result.faults().front();
  throw std::logic_error(first.code + " " + first.path + ": " + first.message);
}

const AllPages& all_pages() {
  static const AllPages made = [] {
    const locales::Catalog catalog = words_of_the_program();
    AllPages all;
    all.languages = catalog.languages();
    for (const LanguageTag& language : all.languages) {
      if (language == LanguageTag()) all.english = all.pages.size();
      const PageSpeech speech(catalog, language);
      auto& pages = all.pages.emplace_back();
      for (std::size_t i = 0; i < kNames.size(); ++i) pages[i] = cut_page(kNames[i], speech);
    }
    return all;
  }();
  return made;
}

const CutPage& page_in(const LanguageTag& language, RefusalReason reason) {
  const AllPages& all = all_pages();
  std::size_t at = 0;
  while (at < all.languages.size() && all.languages[at].language() != language.language()) ++at;
  return all.pages[at == all.languages.size() ? all.english : at][static_cast<std::size_t>(reason)];
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::size_t length = 0;
  for (const std::string_view part : parts) length += part.size();
  std::string text;
  text.reserve(length);
  for (const std::string_view part : parts) text += part;
  return text;
}

}  // namespace

std::span<const LanguageTag> refusal_languages() {
  return all_pages().languages;
}

std::string refusal_page(RefusalReason reason, const LanguageTag& language,
                         const RefusalPlace& place) {
  const CutPage& page = page_in(language, reason);
  if (place.page.empty()) return joined({page.to_style, place.up, page.to_link, page.rest});
  return joined({page.to_style, place.up, page.to_link, "<p><a class=\"button\" href=\"", place.up,
                 place.page, "\">", page.words_of_link, "</a></p>\n", page.rest});
}

void prepare_refusal_pages() {
  static_cast<void>(all_pages());
}

}  // namespace enclosure::app::web
