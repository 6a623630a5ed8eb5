#include "app/web/pages.h"

#include <algorithm>
#include <span>
#include <stdexcept>

#include "app/web/html.h"
#include "app/web/shell.h"
#include "app/web/web_data.h"
#include "core/embedded.h"

namespace enclosure::app::web_data {
std::span<const enclosure::EmbeddedFile> files();
}

namespace enclosure::app::web {

std::string_view data_file(std::string_view path) {
  for (const EmbeddedFile& file : web_data::files()) {
    if (file.path == path) return file.bytes;
  }
  throw std::logic_error("not compiled in: " + std::string(path));
}

namespace {

/// One line of opt_out.tsv.
struct OptOutWords {
  LanguageTag language;
  std::string_view title, question, button, done;
};

OptOutWords opt_out_words(const LanguageTag& language) {
  const std::string_view all = data_file("opt_out.tsv");
  for (const std::string& wanted : {std::string(language.language()), std::string("en")}) {
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      std::string_view line = all.substr(at, end - at);
      at = end + 1;
      const auto take = [&line] {
        const std::size_t tab = std::min(line.find('\t'), line.size());
        const std::string_view cell = line.substr(0, tab);
        line.remove_prefix(std::min(tab + 1, line.size()));
        return cell;
      };
      if (take() != wanted) continue;
      OptOutWords words{*LanguageTag::parse(wanted), take(), {}, {}, {}};
      words.question = take();
      words.button = take();
      words.done = take();
      return words;
    }
  }
  throw std::logic_error("opt_out.tsv has no English");
}

}  // namespace

std::string opt_out_page(const OptOutPage& page) {
  const OptOutWords words = opt_out_words(page.language);
  std::string text(page.done ? words.done : words.question);
  constexpr std::string_view kSeller = "{seller}";
  if (const auto at = text.find(kSeller); at != std::string::npos)
    text.replace(at, kSeller.size(), page.seller_name);
  const std::string title = escape_html(words.title);
  std::string out = page_head(words.language, title + " – " + escape_html(page.seller_name),
                              "../assets/style.css") +
                    "<body>\n<header class=\"top\">\n<p class=\"seller\">" +
                    isolated(page.seller_name) + "</p>\n</header>\n<main>\n<h1>" + title +
                    "</h1>\n";
  if (page.done) {
    out += "<p class=\"notice\" role=\"status\">" + escape_html(text) + "</p>\n";
  } else {
    out += "<p>" + escape_html(text) +
           "</p>\n<form method=\"post\">\n<input type=\"hidden\" name=\"List-Unsubscribe\" "
           "value=\"One-Click\">\n<button class=\"button\" type=\"submit\">" +
           escape_html(words.button) + "</button>\n</form>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

std::string_view not_found_page() {
  return data_file("not_found.html");
}

std::string_view too_many_page() {
  return data_file("too_many.html");
}
std::string_view stylesheet() {
  return data_file("style.css");
}
std::string_view openapi_document() {
  return data_file("openapi.json");
}

}  // namespace enclosure::app::web
