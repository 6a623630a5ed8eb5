#include "app/web/pages.h"

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "app/web/web_data.h"
#include "core/embedded.h"
#include "core/markup.h"
#include "core/text.h"

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

/// The word of that key, escaped; empty when the page has none.
std::string word(const BuyerPage& page, std::string_view key) {
  for (const auto& [name, text] : page.words) {
    if (name == key) return escape_html(text);
  }
  return "";
}

void check_words(const BuyerPage& page) {
  for (const PageWord& needed : kPageWords) {
    if (needed.needed && word(page, needed.key).empty())
      throw std::logic_error("the buyer's page lacks the word \"" + std::string(needed.key) +
                             "\" in " + page.language.to_string());
  }
}

/// Text that may run in another direction than the page: names, numbers.
std::string isolated(std::string_view text) {
  return "<bdi>" + escape_html(text) + "</bdi>";
}

bool is_manual_path(std::string_view url) {
  constexpr std::string_view kFolder = "manuals/";
  const std::string_view number = url.substr(std::min(url.size(), kFolder.size()));
  return url.starts_with(kFolder) && !number.empty() &&
         std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "driver.example" of "https://driver.example/x"; empty for whatever should not be followed.
std::string_view https_host(std::string_view url) {
  constexpr std::string_view kScheme = "https://";
  if (!url.starts_with(kScheme) || !is_visible_ascii(url)) return {};
  const std::string_view rest = url.substr(kScheme.size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == ':';
  });
  return plain ? host : std::string_view{};
}

/// Escaped text that stays on one line.
std::string unbroken(const std::string& html) {
  return "<span class=\"keep\">" + html + "</span>";
}

/// One row: what it is, details below it, and a button unless `href` is empty.
struct Row {
  std::string title;                 ///< escaped
  std::vector<std::string> details;  ///< escaped, a line each
  std::string href;                  ///< escaped
  std::string button;                ///< escaped
  std::string button_label;          ///< escaped: what a screen reader says
};

std::string to_html(const Row& row) {
  std::string out = "<li>\n<div>\n<h3>" + row.title + "</h3>\n";
  for (const std::string& line : row.details) out += "<p>" + line + "</p>\n";
  out += "</div>\n";
  if (!row.href.empty())
    out += "<a class=\"button\" href=\"" + row.href + "\" aria-label=\"" + row.button_label +
           "\">" + row.button + "</a>\n";
  return out + "</li>\n";
}

std::string section(std::string_view id, const std::string& heading, const std::string& rows) {
  if (rows.empty()) return "";
  const std::string name(id);
  return "<section aria-labelledby=\"" + name + "\">\n<h2 id=\"" + name + "\">" + heading +
         "</h2>\n<ul>\n" + rows + "</ul>\n</section>\n";
}

std::string invoices(const BuyerPage& page, const std::string& base) {
  const std::string download = word(page, "download");
  std::string rows;
  for (std::size_t i = 0; i < page.invoices.size(); ++i) {
    const BuyerPageInvoice& invoice = page.invoices[i];
    std::vector<std::string> details{unbroken(word(page, "date") + " " + isolated(invoice.date)) +
                                     " " +
                                     unbroken(word(page, "total") + " " + isolated(invoice.total))};
    if (!invoice.kind.empty()) details.insert(details.begin(), isolated(invoice.kind));
    rows += to_html({isolated(invoice.number), details,
                     base + "/invoices/" + std::to_string(i) + ".pdf", download + " (PDF)",
                     download + ": " + word(page, "invoice") + " " + escape_html(invoice.number)});
  }
  return section("invoices", word(page, "invoice"), rows);
}

std::string links(const BuyerPage& page, const std::vector<BuyerPageLink>& all,
                  std::string_view key, const std::string& base) {
  const std::string download = word(page, "download");
  std::string rows;
  for (const BuyerPageLink& link : all) {
    const std::string_view host = https_host(link.url);
    std::vector<std::string> details;
    if (!link.note.empty()) details.push_back(isolated(link.note));
    if (!host.empty()) details.push_back(isolated(host));
    const std::string href = is_manual_path(link.url) ? base + "/" + link.url
                             : host.empty()           ? ""
                                                      : escape_html(link.url);
    rows += to_html(
        {isolated(link.title), details, href, download, download + ": " + escape_html(link.title)});
  }
  return section(key, word(page, key), rows);
}

/// `title` is escaped.
std::string head(const LanguageTag& language, const std::string& title,
                 const std::string& seller_name) {
  return "<!doctype html>\n<html lang=\"" + escape_html(language.to_string()) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n"
         "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>" +
         title + " – " + escape_html(seller_name) +
         "</title>\n<link rel=\"stylesheet\" href=\"../assets/style.css\">\n</head>\n";
}

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

/// `token` in a path: it came out of one, percent-decoded.
std::string path_segment(std::string_view token) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : token) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

}  // namespace

std::string buyer_page(const BuyerPage& page, std::string_view token) {
  check_words(page);
  const std::string base = path_segment(token);
  std::string out = head(page.language, word(page, "title"), page.seller_name);
  out += "<body>\n<main>\n<header>\n<p class=\"seller\">" + isolated(page.seller_name) +
         "</p>\n<h1>" + word(page, "title") + "</h1>\n<p class=\"order\">" +
         word(page, "order_number") + " " + isolated(page.order) + "</p>\n";
  if (const std::string intro = word(page, "intro"); !intro.empty())
    out += "<p class=\"intro\">" + intro + "</p>\n";
  out += "</header>\n";
  out += invoices(page, base);
  out += links(page, page.manuals, "manuals", base);
  out += links(page, page.drivers, "drivers", base);
  out += "</main>\n";
  if (const std::string footer = word(page, "footer"); !footer.empty())
    out += "<footer>" + footer + "</footer>\n";
  return out + "</body>\n</html>\n";
}

std::string opt_out_page(const OptOutPage& page) {
  const OptOutWords words = opt_out_words(page.language);
  std::string text(page.done ? words.done : words.question);
  constexpr std::string_view kSeller = "{seller}";
  if (const auto at = text.find(kSeller); at != std::string::npos)
    text.replace(at, kSeller.size(), page.seller_name);
  std::string out = head(words.language, escape_html(words.title), page.seller_name);
  out += "<body>\n<main>\n<header>\n<p class=\"seller\">" + isolated(page.seller_name) +
         "</p>\n<h1>" + escape_html(words.title) + "</h1>\n</header>\n<p>" + escape_html(text) +
         "</p>\n";
  if (!page.done) {
    out +=
        "<form method=\"post\"><input type=\"hidden\" name=\"List-Unsubscribe\" "
        "value=\"One-Click\"><button class=\"button\">" +
        escape_html(words.button) + "</button></form>\n";
  }
  return out + "</main>\n</body>\n</html>\n";
}

std::string_view not_found_page() {
  return data_file("not_found.html");
}
std::string_view stylesheet() {
  return data_file("style.css");
}
std::string_view openapi_document() {
  return data_file("openapi.json");
}

std::string escape_html(std::string_view text) {
  std::string visible;
  visible.reserve(text.size());
  for (const char c : text) {
    if ((c >= 0 && c < 0x20) || c == 0x7F) {
      visible += "\xEF\xBF\xBD";
    } else {
      visible += c;
    }
  }
  return escape_markup(visible);
}

}  // namespace enclosure::app::web
