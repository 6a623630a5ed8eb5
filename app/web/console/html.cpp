#include "app/web/console/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/web/html.h"

namespace enclosure::app::console {
namespace {

struct Entry {
  std::string_view id;
  std::string_view href;
  std::string_view label;
};
constexpr Entry kMenu[] = {
    {"home", "/console", "Today"},
    {"orders", "/console/orders", "Orders"},
    {"import", "/console/import", "Import"},
    {"messages", "/console/messages", "Messages"},
    {"texts", "/console/texts", "Texts"},
    {"coverage", "/console/coverage", "Manuals"},
    {"audit", "/console/audit", "Audit"},
    {"bounces", "/console/bounces", "Bounces"},
    {"settings", "/console/settings", "Settings"},
};

std::string head_of(std::string_view title) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
      "<meta name=\"format-detection\" content=\"telephone=no\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n"
      "<link rel=\"stylesheet\" href=\"/console/assets/console.css\">\n"
      "<script src=\"/console/assets/console.js\" defer></script>\n</head>\n",
      esc(title));
}

std::string menu_of(std::string_view section) {
  std::string html = "<nav aria-label=\"Console\">\n<ul>\n";
  for (const Entry& entry : kMenu) {
    html += fmt::format("<li><a href=\"{}\"{}>{}</a></li>\n", entry.href,
                        entry.id == section ? " aria-current=\"page\"" : "", entry.label);
  }
  return html + "</ul>\n</nav>\n";
}

std::string notes_of(const Frame& frame) {
  std::string html;
  if (frame.shadow)
    html += "<p class=\"note warn\">Shadow: everything runs, but no mail reaches a buyer.</p>\n";
  for (const std::string& pause : frame.pauses)
    html += fmt::format(
        "<p class=\"note warn\">{} <a href=\"/console/do/resume\">Let them "
        "go</a></p>\n",
        esc(pause));
  if (!frame.done.empty())
    html +=
        fmt::format("<p class=\"note good\" role=\"status\" id=\"done\">{}</p>\n", esc(frame.done));
  return html;
}

}  // namespace

std::string esc(std::string_view text) {
  return web::escape_html(text);
}

std::string isolated(std::string_view text) {
  return web::isolated(text);
}

std::string segment(std::string_view text) {
  return web::path_segment(text);
}

std::string bare_page(std::string_view title, const std::string& html) {
  return head_of(std::string(title) + " – Enclosure") +
         fmt::format("<body class=\"bare\">\n<main>\n<h1>{}</h1>\n{}</main>\n</body>\n</html>\n",
                     esc(title), html);
}

std::string page_of(const Frame& frame, std::string_view section, std::string_view title,
                    const std::string& html) {
  return head_of(fmt::format("{} – {}", title, frame.brand)) +
         fmt::format(
             "<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n"
             "<header class=\"top\">\n<p class=\"brand\"><a href=\"/console\">{}</a></p>\n{}"
             "<form method=\"post\" action=\"/console/logout\" class=\"logout\">{}"
             "<span class=\"user\">{}</span> <button class=\"quiet\">Log out</button></form>\n"
             "</header>\n<main id=\"main\" tabindex=\"-1\">\n<h1>{}</h1>\n{}{}</main>\n"
             "<footer><p>As of {} ({}).</p></footer>\n</body>\n</html>\n",
             isolated(frame.brand), menu_of(section), form_token(frame), isolated(frame.user),
             esc(title), notes_of(frame), html, time_of(frame.now), esc(frame.zone));
}

std::string time_of(const Moment& moment) {
  if (!moment.is_set()) return "<span class=\"none\">–</span>";
  return fmt::format("<time datetime=\"{}\">{}</time>", esc(moment.iso), esc(moment.told));
}

std::string_view class_of(Tone tone) {
  switch (tone) {
    case Tone::kGood:
      return "good";
    case Tone::kWarn:
      return "warn";
    case Tone::kBad:
      return "bad";
    case Tone::kPlain:
      break;
  }
  return "plain";
}

std::string badge(Tone tone, std::string_view text) {
  constexpr std::string_view kSigns[] = {"·", "✓", "!", "✕"};
  return fmt::format("<span class=\"badge {}\"><span aria-hidden=\"true\">{}</span> {}</span>",
                     class_of(tone), kSigns[static_cast<std::size_t>(tone)], esc(text));
}

std::string keep(const std::string& html) {
  return "<span class=\"keep\">" + html + "</span>";
}

std::string faults_list(const Faults& faults) {
  if (faults.empty()) return "";
  std::string html = "<ul class=\"faults\">\n";
  for (const Fault& fault : faults) {
    html += fmt::format(
        "<li><p><code>{}</code> {}<b>{}</b></p>", esc(fault.code),
        fault.path.empty() ? "" : "<span class=\"path\">" + isolated(fault.path) + "</span> ",
        isolated(fault.message));
    if (!fault.hint.empty()) html += fmt::format("<p class=\"hint\">{}</p>", isolated(fault.hint));
    html += "</li>\n";
  }
  return html + "</ul>\n";
}

std::string order_link(std::string_view order) {
  return fmt::format("<a class=\"order\" href=\"/console/orders/{}\">{}</a>", segment(order),
                     isolated(order));
}

std::string form_token(const Frame& frame) {
  return fmt::format("<input type=\"hidden\" name=\"csrf\" value=\"{}\">", esc(frame.csrf));
}

std::string table_of(std::string_view caption, std::span<const Column> columns,
                     const std::vector<std::vector<std::string>>& rows) {
  std::string html = fmt::format(
      "<div class=\"scroll\" role=\"group\" aria-label=\"{0}\" tabindex=\"0\">\n<table>\n"
      "<caption class=\"unseen\">{0}</caption>\n<thead><tr>",
      esc(caption));
  for (const Column& column : columns)
    html += fmt::format("<th scope=\"col\"{}>{}</th>", column.is_number ? " class=\"number\"" : "",
                        column.head);
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& row : rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool number = i < columns.size() && columns[i].is_number;
      html += i == 0 ? fmt::format("<th scope=\"row\">{}</th>", row[i])
                     : fmt::format("<td{}>{}</td>", number ? " class=\"number\"" : "", row[i]);
    }
    html += "</tr>\n";
  }
  return html + "</tbody>\n</table>\n</div>\n";
}

std::string section_of(std::string_view id, std::string_view heading, const std::string& html) {
  return fmt::format(
      "<section id=\"{0}\" aria-labelledby=\"{0}-head\">\n<h2 id=\"{0}-head\">{1}</h2>\n{2}"
      "</section>\n",
      id, esc(heading), html);
}

}  // namespace enclosure::app::console
