// Coverage of manuals, the audit, bounces and the block list, keys and checks.

#include <fmt/format.h>

#include <array>
#include <utility>

#include "app/web/console/charts.h"
#include "app/web/console/html.h"
#include "app/web/console/pages.h"

namespace enclosure::app::console {
namespace {

/// The sign of a cell of which something is expected.
std::string sign_of(int cover) {
  constexpr std::pair<std::string_view, std::string_view> kSigns[] = {
      {"good", "✓"}, {"warn", "~"}, {"bad", "✕"}};
  const auto& [tone, sign] = kSigns[cover - 1];
  return fmt::format("<span class=\"cover {}\"><span aria-hidden=\"true\">{}</span></span>", tone,
                     sign);
}

std::string legend() {
  constexpr std::string_view kWords[] = {"there", "in another language only", "missing"};
  std::string html = "<ul class=\"legend signs\" id=\"signs\">\n";
  for (int cover = 1; cover <= 3; ++cover)
    html += fmt::format("<li>{} {}</li>\n", sign_of(cover), kWords[cover - 1]);
  return html + "<li>empty: nothing is expected</li>\n</ul>\n";
}

std::string cell_of(int cover) {
  constexpr std::string_view kWords[] = {"nothing expected", "there", "in another language",
                                         "missing"};
  const std::string words = fmt::format("<span class=\"unseen\">{}</span>", kWords[cover]);
  return cover == 0 ? words : sign_of(cover) + words;
}

std::string checks_of(const std::vector<CheckLine>& checks) {
  std::string html = "<ul class=\"cards\" id=\"check-list\">\n";
  for (const CheckLine& check : checks) {
    const Tone tone = !check.defects.empty() ? Tone::kBad
                      : !check.hints.empty() ? Tone::kWarn
                                             : Tone::kGood;
    html += fmt::format("<li>\n<h3>{} {}</h3>\n<p class=\"soft\">{}</p>\n",
                        badge(tone, !check.defects.empty() ? "mend"
                                    : !check.hints.empty() ? "think about"
                                                           : "in order"),
                        esc(check.what), isolated(check.found));
    html += faults_list(check.defects) + faults_list(check.hints) + "</li>\n";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string coverage_page(const Frame& frame, const CoverageView& view) {
  std::string html = fmt::format(
      "<p class=\"lead\">Documents there: {}, in another language: {}, missing: {}; by product and "
      "language of the state of sale. <code>enclosure products coverage</code> writes all of it as "
      "a table.</p>\n",
      view.have, view.fallback, view.missing);
  if (view.rows.empty()) {
    html += "<p class=\"calm\">No product has documents or a class that expects some.</p>\n";
    return page_of(frame, "coverage", "Manuals", html);
  }
  std::vector<Column> columns{{"Product"}, {"Missing", true}};
  for (const std::string& column : view.columns) columns.push_back({column});
  std::vector<std::vector<std::string>> rows;
  for (const auto& row : view.rows) {
    std::vector<std::string> cells{isolated(row.product), std::to_string(row.missing)};
    for (const int cell : row.cells) cells.push_back(cell_of(cell));
    rows.push_back(std::move(cells));
  }
  html += legend() + "<div class=\"grid\">" +
          table_of("Documents by product and language", columns, rows) + "</div>\n";
  if (view.rows_left_out > 0)
    html += fmt::format("<p>And {} more products with fewer gaps.</p>\n", view.rows_left_out);
  if (!view.expects_nothing.empty()) {
    std::string list = "<ul class=\"plain-list\">\n";
    for (const std::string& product : view.expects_nothing)
      list += "<li>" + isolated(product) + "</li>\n";
    html += section_of("uncounted", "Not counted: neither documents nor a class", list + "</ul>\n");
  }
  return page_of(frame, "coverage", "Manuals", html);
}

std::string audit_page(const Frame& frame, const AuditView& view) {
  std::string html =
      "<p class=\"lead\">Is everything as it was issued? The audit reads each document, each link "
      "of "
      "the chain and each archived file.</p>\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& series : view.series)
    rows.push_back({isolated(series.name), std::to_string(series.last),
                    view.done ? badge(series.tone, series.gaps) : esc(series.gaps)});
  constexpr std::array kColumns{Column{"Series"}, Column{"Last number", true}, Column{"Gaps"}};
  html += section_of("series", "Series",
                     rows.empty() ? "<p class=\"calm\">No number has been drawn yet.</p>\n"
                                  : table_of("Series of numbers", kColumns, rows));
  if (view.done) {
    const bool sound = view.defects.empty();
    html += section_of(
        "result", "Result",
        fmt::format("<p role=\"status\" id=\"audit-result\">{}</p>\n<dl class=\"facts\"><div><dt>"
                    "Orders</dt><dd>{}</dd></div><div><dt>Documents in the chain</dt><dd>{}</dd>"
                    "</div><div><dt>Planned mails</dt><dd>{}</dd></div><div><dt>Archived files"
                    "</dt><dd>{}</dd></div><div><dt>Files that nothing names</dt><dd>{}</dd></div>"
                    "</dl>\n{}",
                    badge(sound ? Tone::kGood : Tone::kBad,
                          sound ? "no defects" : fmt::format("defects: {}", view.defects.size())),
                    view.orders, view.documents, view.messages, view.files, view.unused,
                    faults_list(view.defects)));
  }
  html += fmt::format(
      "<form method=\"post\" action=\"/console/audit\">{}<p><button class=\"button"
      "\" id=\"go\">{}</button></p></form>\n",
      form_token(frame), view.done ? "Look again" : "Look at everything now");
  return page_of(frame, "audit", "Audit", html);
}

std::string bounces_page(const Frame& frame, const BouncesView& view) {
  std::vector<Bar> bars;
  for (const ReasonCount& one : view.classes)
    bars.push_back({one.sentence, one.count, "", one.code});
  std::string bounced = bar_list("bounce-classes", bars);
  std::vector<std::vector<std::string>> rows;
  for (const BounceLine& one : view.bounces) {
    rows.push_back(
        {time_of(one.at), esc(one.kind),
         one.order.empty() ? "none of ours" : order_link(one.order) + " " + esc(one.stage),
         fmt::format("<code>{}</code> {} {}", esc(one.rule), esc(one.status),
                     isolated(one.detail))});
  }
  constexpr std::array kColumns{Column{"Read"}, Column{"Class"}, Column{"Order"}, Column{"Why"}};
  bounced += rows.empty() ? "<p class=\"calm\">Nothing came back in the last 30 days.</p>\n"
                          : table_of("Mails that came back", kColumns, rows);
  std::string html = section_of("bounces", "Came back in the last 30 days", bounced);
  rows.clear();
  for (const BlockLine& one : view.blocks) {
    rows.push_back({isolated(one.value), esc(one.kind), esc(one.stops), time_of(one.since),
                    isolated(one.because),
                    fmt::format("<a href=\"/console/do/unblock?entry={}\">Take off<span "
                                "class=\"unseen\"> {}</span></a>",
                                segment(one.kind + ":" + one.value), isolated(one.value))});
  }
  constexpr std::array kBlockColumns{Column{"Entry"}, Column{"Kind"},    Column{"Stops"},
                                     Column{"Since"}, Column{"Because"}, Column{"Do"}};
  html += section_of("blocks", "Block list",
                     (rows.empty() ? "<p class=\"calm\">The block list is empty.</p>\n"
                                   : table_of("Block list", kBlockColumns, rows)) +
                         "<p><a class=\"button second\" href=\"/console/do/block\">Block an "
                         "address, order or product</a></p>\n");
  return page_of(frame, "bounces", "Bounces and block list", html);
}

std::string settings_page(const Frame& frame, const SettingsView& view) {
  std::vector<std::vector<std::string>> rows;
  for (const KeyLine& key : view.keys) {
    rows.push_back(
        {isolated(key.name), esc(key.scopes), time_of(key.created_at), time_of(key.last_used_at),
         badge(key.revoked ? Tone::kBad : Tone::kGood, key.revoked ? "revoked" : "valid")});
  }
  constexpr std::array kColumns{Column{"Name"}, Column{"Scopes"}, Column{"Made"},
                                Column{"Last used"}, Column{"State"}};
  std::string html = section_of(
      "keys", "Keys",
      (rows.empty() ? "<p class=\"calm\">There are no keys in the store.</p>\n"
                    : table_of("Keys", kColumns, rows)) +
          "<p class=\"hint\"><code>enclosure keys add</code> and <code>enclosure keys "
          "revoke</code> "
          "make and end them, on the machine alone: whoever has a browser session cannot make "
          "itself another key.</p>\n");
  html += section_of("checks", "Checks", checks_of(view.checks));
  return page_of(frame, "settings", "Keys and checks", html);
}

}  // namespace enclosure::app::console
