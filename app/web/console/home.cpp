// Login, today at a glance, and what page says what was done.

#include <fmt/format.h>

#include <array>

#include "app/web/console/charts.h"
#include "app/web/console/html.h"
#include "app/web/console/pages.h"
#include "app/web/web_data.h"

namespace enclosure::app::console {
namespace {

using Done = std::pair<std::string_view, std::string_view>;
constexpr std::array kDone{
    Done{"issued", "Done: what could be issued is issued."},
    Done{"credited", "The credit note is issued."},
    Done{"corrected", "The invoice is cancelled, and the corrected one is issued."},
    Done{"decided", "Your decision is kept; the next run acts on it."},
    Done{"asked", "VIES was asked again."},
    Done{"linked", "The buyer's link is there."},
    Done{"unlinked", "The buyer's link is revoked: it opens nothing any more."},
    Done{"paused", "Paused: nothing is sent until you let it go on."},
    Done{"resumed", "The pause is over."},
    Done{"blocked", "It is on the block list. What is planned and falls under it is not sent."},
    Done{"unblocked", "It is off the block list. Messages that were taken off the plan stay so."},
    Done{"before", "This form had been sent already: it was not done twice."},
};

std::string steps_of(const std::vector<FirstStep>& steps) {
  if (steps.empty()) return "";
  std::string html = "<ol class=\"steps\">\n";
  bool next_is_open = true;
  for (const FirstStep& step : steps) {
    const bool now = !step.done && std::exchange(next_is_open, next_is_open && step.done);
    html += fmt::format("<li class=\"{}\"{}>\n<h3>{} {}</h3>\n<p>{}</p>\n",
                        step.done ? "done" : (now ? "now" : "later"),
                        now ? " aria-current=\"step\"" : "",
                        badge(step.done ? Tone::kGood : (now ? Tone::kWarn : Tone::kPlain),
                              step.done ? "done" : (now ? "next" : "later")),
                        esc(step.title), esc(step.told));
    if (!step.done && !step.href.empty())
      html += fmt::format("<p><a class=\"button{}\" href=\"{}\">{}</a></p>\n", now ? "" : " second",
                          esc(step.href), esc(step.button));
    html += "</li>\n";
  }
  return section_of("first-steps", "First steps", html + "</ol>\n");
}

std::string tiles_of(const std::vector<Tile>& tiles) {
  std::string html = "<ul class=\"tiles\">\n";
  for (const Tile& tile : tiles) {
    const std::string label =
        tile.href.empty() ? esc(tile.label)
                          : fmt::format("<a href=\"{}\">{}</a>", esc(tile.href), esc(tile.label));
    html += fmt::format(
        "<li class=\"tile {}\" id=\"tile-{}\"><p class=\"label\">{}</p><p class=\"value\">{}</p>"
        "<p class=\"soft\">{}</p></li>\n",
        class_of(tile.tone), esc(tile.id), label, esc(tile.value), esc(tile.note));
  }
  return html + "</ul>\n";
}

/// A card for each, with what is the matter.
std::string cards_of(const std::vector<OrderLine>& lines) {
  std::string html = "<ul class=\"cards\">\n";
  for (const OrderLine& line : lines) {
    html +=
        fmt::format("<li>\n<p>{} {} <span class=\"soft\">{}</span></p>\n", order_link(line.order),
                    badge(line.tone, line.standing_told), esc(line.channel));
    if (!line.fault.code.empty()) html += faults_list({line.fault});
    html += "</li>\n";
  }
  return html + "</ul>\n";
}

std::string open_orders(const HomeView& view) {
  if (view.open.empty())
    return "<p class=\"calm\">Nothing is held and nothing waits for you.</p>\n";
  std::string html = cards_of(view.open);
  if (view.waiting_for_you + view.held > view.open.size()) {
    html += fmt::format(
        "<p><a href=\"/console/orders?standing=refused\">All that wait for you ({})</a> · <a "
        "href=\"/console/orders?standing=held\">All that are held ({})</a></p>\n",
        view.waiting_for_you, view.held);
  }
  return html;
}

std::string deadlines_of(const std::vector<OrderLine>& lines) {
  if (lines.empty())
    return "<p class=\"calm\">No invoice to a business is owed by a deadline.</p>\n";
  std::vector<std::vector<std::string>> rows;
  for (const OrderLine& line : lines) {
    rows.push_back({order_link(line.order),
                    keep(badge(line.is_late ? Tone::kBad : Tone::kWarn, line.due_told)),
                    time_of(line.due_by), esc(line.due_rule)});
  }
  constexpr std::array kColumns{Column{"Order"}, Column{"Left"}, Column{"By"}, Column{"Why"}};
  return table_of("Deadlines of invoices to businesses", kColumns, rows);
}

std::vector<Bar> bars_of(const std::vector<ReasonCount>& reasons, std::string_view state) {
  std::vector<Bar> bars;
  for (const ReasonCount& one : reasons) {
    const std::string href = state.empty() ? ""
                                           : fmt::format("/console/messages?state={}&amp;reason={}",
                                                         state, segment(one.code));
    bars.push_back({one.sentence, one.count, href, one.code});
  }
  return bars;
}

}  // namespace

std::string done_told(std::string_view key) {
  for (const auto& [name, sentence] : kDone) {
    if (name == key) return std::string(sentence);
  }
  return "";
}

std::string_view stylesheet() {
  return web::data_file("console/console.css");
}
std::string_view script() {
  return web::data_file("console/console.js");
}

std::string login_page(std::string_view trouble) {
  const std::string note =
      trouble.empty() ? ""
                      : fmt::format("<p class=\"note bad\" role=\"alert\" id=\"trouble\">{}</p>\n",
                                    esc(trouble));
  return bare_page(
      "Log in to the console",
      note + fmt::format(
                 "<form method=\"post\" action=\"/console/login\">\n<p><label for=\"key\">Key"
                 "</label>\n<input type=\"password\" id=\"key\" name=\"key\" required autofocus "
                 "autocomplete=\"current-password\" spellcheck=\"false\" maxlength=\"1024\" "
                 "aria-describedby=\"key-hint{}\"{}></p>\n<p class=\"hint\" id=\"key-hint\">A key "
                 "with the scope console: <code>enclosure keys add --name NAME --scope "
                 "console</code> makes "
                 "one. The session ends after half an hour without a page, and after twelve "
                 "hours in any case.</p>\n<p><button class=\"button\">Log in</button></p>\n"
                 "</form>\n",
                 trouble.empty() ? "" : " trouble",
                 trouble.empty() ? "" : " aria-invalid=\"true\""));
}

std::string refused_page(std::string_view why) {
  return bare_page(
      "Not this way",
      fmt::format("<p>{}</p>\n<p><a href=\"/console\">To the console</a></p>\n", esc(why)));
}

std::string home_page(const Frame& frame, const HomeView& view) {
  std::string html = steps_of(view.steps) + tiles_of(view.tiles);
  html += section_of("open", "Held, and what to do", open_orders(view));
  if (!view.sent_in.empty())
    html += section_of("sent-in", "Sent in by buyers, and not done yet", cards_of(view.sent_in));
  html += section_of("deadlines", "Deadlines", deadlines_of(view.deadlines));
  html += section_of("days", "The last 30 days", day_chart(view.chart));
  html += section_of("stages", "Mails by stage", stage_chart(view.stages));
  if (!view.suppressed.empty())
    html += section_of("suppressed", "Suppressed, by rule",
                       bar_list("suppressed-bars", bars_of(view.suppressed, "cancelled")));
  if (!view.bounces.empty())
    html += section_of("bounced", "Came back in the last 30 days",
                       bar_list("bounce-bars", bars_of(view.bounces, "")) +
                           "<p><a href=\"/console/bounces\">Each of them</a></p>\n");
  if (!view.checks.empty())
    html += section_of(
        "checks", "What the checks find",
        faults_list(view.checks) + "<p><a href=\"/console/settings#checks\">All checks</a></p>\n");
  return page_of(frame, "home", "Today", html);
}

}  // namespace enclosure::app::console
