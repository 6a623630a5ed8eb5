#include "app/web/buyer_page.h"

#include "app/web/buyer_parts.h"
#include "app/web/html.h"
#include "app/web/shell.h"

namespace enclosure::app::web {
namespace {

/// One row of a `<dl>`; `value` is HTML.
std::string fact(const std::string& name, const std::string& value) {
  return "<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n";
}

/// What the tab and a screen reader say first: the state, then what page it is.
std::string title_of(const PartContext& context) {
  std::string title;
  if (notice_of(context.page.panel).is_error) title += context.speech.plain("error") + ": ";
  if (const std::string state = notice_heading(context); !state.empty()) title += state + " – ";
  return title + context.speech.plain("page_title") + " – " + escape_html(context.page.seller_name);
}

std::string languages(const PartContext& context) {
  const BuyerPage& page = context.page;
  if (page.languages.size() < 2) return "";
  std::string items;
  for (const LanguageTag& language : page.languages) {
    const std::string tag = escape_html(language.to_string());
    const bool current = language.language() == page.language.language();
    items += "<li><a href=\"" + context.base + "?lang=" + tag + "\" lang=\"" + tag +
             "\" hreflang=\"" + tag + "\"" + (current ? " aria-current=\"true\"" : "") + ">" +
             context.speech.endonym(language) + "</a></li>\n";
  }
  const std::string word = context.speech.say("language");
  return "<details class=\"languages\">\n<summary><span class=\"hidden\">" + word + ": </span>" +
         context.speech.endonym(page.language) + "</summary>\n<nav aria-label=\"" +
         context.speech.plain("language") + "\">\n<ul>\n" + items + "</ul>\n</nav>\n</details>\n";
}

std::string facts(const PartContext& context) {
  const BuyerPage& page = context.page;
  std::string rows = fact(context.speech.say("sold_by"), isolated(page.seller_name)) +
                     fact(context.speech.label("order_number"), isolated(page.order));
  if (!page.ordered_on.empty())
    rows +=
        fact(context.speech.label("order_date"), time_element(page.ordered_on, page.ordered_day));
  return "<dl class=\"facts\">\n" + rows + "</dl>\n";
}

std::string footer(const PartContext& context) {
  std::string text;
  if (!context.page.expires_on.empty())
    text = context.speech.say("expires", {{"date", context.page.expires_on}}) + " ";
  return "<footer>\n<p>" + text + context.speech.say("private") + "</p>\n</footer>\n";
}

}  // namespace

std::string section(std::string_view id, const std::string& heading, const std::string& content) {
  if (content.empty()) return "";
  const std::string name(id);
  return "<section aria-labelledby=\"" + name + "\">\n<h2 id=\"" + name + "\">" + heading +
         "</h2>\n" + content + "</section>\n";
}

std::string time_element(std::string_view words, std::string_view day) {
  if (day.empty()) return isolated(words);
  return "<time datetime=\"" + escape_html(day) + "\">" + escape_html(words) + "</time>";
}

std::string lang_attribute(const LanguageTag& part, const LanguageTag& page) {
  if (part.language() == page.language()) return "";
  return " lang=\"" + escape_html(part.to_string()) + "\"";
}

std::string buyer_page(const BuyerPage& page, std::string_view token, PageAddress address) {
  const PageSpeech speech(page.words.value(), page.language);
  const std::string up = address == PageAddress::kForm ? "../" : "";
  const PartContext context{page, speech, up + path_segment(token)};
  return page_head(speech.language(), title_of(context), up + "../assets/style.css") +
         "<body>\n<a class=\"skip\" href=\"#content\">" + speech.say("skip") +
         "</a>\n<header class=\"top\">\n<p class=\"seller\">" + isolated(page.seller_name) +
         "</p>\n" + languages(context) + "</header>\n<main id=\"content\" tabindex=\"-1\">\n" +
         notice_part(context) + "<h1>" + speech.say("page_title") + "</h1>\n" + facts(context) +
         documents_part(context) + details_part(context) + products_part(context) +
         contact_part(context) + "</main>\n" + footer(context) + "</body>\n</html>\n";
}

}  // namespace enclosure::app::web
