// Import by upload, or by pasting.

#include <fmt/format.h>

#include "app/web/console/html.h"
#include "app/web/console/pages.h"

namespace enclosure::app::console {
namespace {

std::string result_of(const ImportLine& line) {
  std::string html = fmt::format("<li class=\"{}\">\n<h3>{}</h3>\n",
                                 line.faults.empty() ? "good" : "bad", isolated(line.name));
  if (!line.faults.empty()) {
    html += fmt::format("<p>{} Nothing of it was taken in.</p>\n",
                        badge(Tone::kBad, fmt::format("{} fault{}.", line.faults.size(),
                                                      line.faults.size() == 1 ? "" : "s")));
    return html + faults_list(line.faults) + "</li>\n";
  }
  if (!line.same_as.empty())
    return html + fmt::format("<p>the same file as {}</p>\n</li>\n", isolated(line.same_as));
  html += fmt::format("<p>{} read as <code>{}</code></p>\n<ul class=\"counts\">",
                      badge(Tone::kGood, "taken in"), esc(line.format));
  for (const auto& [name, count] : line.counts)
    html += fmt::format("<li><b>{}</b> {}</li>", count, esc(name));
  html += "</ul>\n";
  for (const std::string& notice : line.notices)
    html += fmt::format("<p class=\"hint\">{}</p>\n", isolated(notice));
  return html + "</li>\n";
}

std::string form_of(const Frame& frame, const ImportView& view) {
  std::string html = fmt::format(
      "<form method=\"post\" action=\"/console/import\" enctype=\"multipart/form-data\" "
      "class=\"action\">\n{}<input type=\"hidden\" name=\"form\" value=\"{}\">\n"
      "<p class=\"field\"><label for=\"file\">Files</label>\n<input type=\"file\" id=\"file\" "
      "name=\"file\" multiple accept=\".txt,.tsv,.csv,.json,.ndjson,.xml,.zip\" "
      "aria-describedby=\"file-hint\">\n<span class=\"hint\" id=\"file-hint\">Amazon's VAT invoice "
      "data report or orders, WooCommerce orders, our own orders and events as JSON, reference "
      "rates of the ECB. Up to 16 MB at once; larger ones go in with <code>enclosure import"
      "</code>.</span></p>\n<p class=\"field\"><label for=\"text\">Or pasted text</label>\n"
      "<textarea id=\"text\" name=\"text\" rows=\"6\" spellcheck=\"false\"></textarea></p>\n"
      "<p class=\"field\"><label for=\"format\">Format</label>\n<select id=\"format\" "
      "name=\"format\"><option value=\"\">recognised by what is in it</option>",
      form_token(frame), esc(view.form_id));
  for (const Choice& choice : view.formats)
    html += fmt::format("<option value=\"{}\">{}</option>", esc(choice.value), esc(choice.label));
  return html +
         "</select></p>\n<p class=\"buttons\"><button class=\"button\" id=\"go\">Import</button>"
         "</p>\n</form>\n";
}

}  // namespace

std::string import_page(const Frame& frame, const ImportView& view) {
  std::string html;
  if (!view.results.empty()) {
    html +=
        "<h2>What came of it</h2>\n<div role=\"status\">\n<ul class=\"cards\" id=\"results\">\n";
    for (const ImportLine& line : view.results) html += result_of(line);
    html += "</ul>\n</div>\n<p><a href=\"/console/orders\">To the orders</a></p>\n";
    html += "<h2>Import more</h2>\n";
  } else {
    html +=
        "<p class=\"lead\">A file is taken in whole or not at all, and the same file once more "
        "changes nothing.</p>\n";
  }
  return page_of(frame, "import", "Import", html + form_of(frame, view));
}

}  // namespace enclosure::app::console
