// What is planned, due, sent and suppressed; and all texts in all languages.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/web/console/charts.h"
#include "app/web/console/html.h"
#include "app/web/console/pages.h"
#include "core/markup.h"

namespace enclosure::app::console {
namespace {

std::string states_of(const MessageListView& view) {
  std::string html = "<ul class=\"tabs\" aria-label=\"State\">\n";
  for (const Choice& state : view.states) {
    html += fmt::format(
        "<li><a href=\"/console/messages?state={}\"{}>{}</a></li>\n", segment(state.value),
        state.value == view.state ? " aria-current=\"true\"" : "", esc(state.label));
  }
  return html + "</ul>\n";
}

std::string paging_of(const MessageListView& view) {
  const std::string list =
      fmt::format("/console/messages?state={}&amp;reason={}&amp;stage={}", segment(view.state),
                  segment(view.reason), segment(view.stage));
  std::string html;
  if (!view.first) html += fmt::format("<a href=\"{}\">The first ones</a> ", list);
  if (!view.next.empty())
    html +=
        fmt::format("<a rel=\"next\" href=\"{}&amp;behind={}\">More</a>", list, segment(view.next));
  return html.empty() ? "" : "<p class=\"paging\">" + html + "</p>\n";
}

std::string list_of(const MessageListView& view) {
  if (view.lines.empty()) return "<p class=\"calm\">There are none.</p>\n";
  std::vector<std::vector<std::string>> rows;
  for (const auto& line : view.lines) {
    rows.push_back(
        {order_link(line.order),
         fmt::format("<a href=\"/console/orders/{}/mails/{}\">{}. {}</a>", segment(line.order),
                     line.mail.stage, line.mail.stage, esc(line.mail.name)),
         time_of(line.mail.sent_at.is_set() ? line.mail.sent_at : line.mail.due_at),
         line.mail.reason.empty()
             ? ""
             : fmt::format("{} <code>{}</code>", isolated(line.mail.reason), esc(line.mail.code))});
  }
  const std::array columns{Column{"Order"}, Column{"Mail"},
                           Column{view.state == "sent" ? "Sent" : "Due"}, Column{"Why"}};
  return table_of("Mails", columns, rows) + paging_of(view);
}

std::string card_of(const web::SheetStage& stage, const std::string& tag) {
  std::string html = fmt::format("<li>\n<h3>{}</h3>\n", esc(stage.name));
  if (stage.texts.empty()) return html + "<p class=\"calm\">not written yet</p></li>\n";
  for (const web::SheetText& text : stage.texts) {
    if (!text.label.empty()) html += fmt::format("<p class=\"soft\">{}</p>\n", esc(text.label));
    html += fmt::format("<p class=\"subject\" lang=\"{}\"><b>{}</b></p>\n<p>", esc(tag),
                        isolated(text.subject));
    for (const web::MailRuling& ruling : text.rulings) {
      const Tone tone = ruling.outcome == "refuse" ? Tone::kBad
                        : ruling.outcome == "warn" ? Tone::kWarn
                                                   : Tone::kGood;
      html += badge(tone, ruling.channel) + " ";
    }
    html += "</p>\n";
    for (const web::MailRuling& ruling : text.rulings) {
      for (const web::MailFinding& finding : ruling.findings)
        html += fmt::format("<p class=\"hint\"><code>{}</code> {} <q>{}</q></p>\n",
                            esc(finding.rule), esc(finding.reason), isolated(finding.quote));
    }
    html += fmt::format("<div class=\"mail-text\" lang=\"{}\">{}</div>\n", esc(tag),
                        escape_markup(text.text));
  }
  return html + "</li>\n";
}

}  // namespace

std::string messages_page(const Frame& frame, const MessageListView& view) {
  std::string html = stage_chart(view.stages);
  html +=
      "<p><a href=\"/console/texts\">All texts in all languages</a> · <a "
      "href=\"/console/do/pause\">Pause sending</a></p>\n";
  std::string campaigns = "<ul class=\"plain-list\">\n";
  for (const std::string& told : view.campaigns) campaigns += "<li>" + isolated(told) + "</li>\n";
  html += section_of("campaigns", "When they are sent", campaigns + "</ul>\n");
  std::string list = states_of(view);
  if (!view.reason.empty()) {
    list += fmt::format(
        "<p>Only: {} <code>{}</code> <a href=\"/console/messages?state={}\">all of them</a></p>\n",
        isolated(view.reason_told), esc(view.reason), segment(view.state));
  } else if (!view.reasons.empty()) {
    std::vector<Bar> bars;
    for (const ReasonCount& one : view.reasons)
      bars.push_back({one.sentence, one.count,
                      fmt::format("/console/messages?state={}&amp;reason={}", segment(view.state),
                                  segment(one.code)),
                      one.code});
    list += bar_list("reason-bars", bars);
  }
  html += section_of("list", "Each of them", list + list_of(view));
  return page_of(frame, "messages", "Messages", html);
}

std::string texts_page(const Frame& frame, const TextsView& view) {
  std::string html =
      "<p class=\"lead\">Each text is filled with a made-up order and judged by the rules for "
      "messages as each channel would send it.</p>\n<ul class=\"tabs\" aria-label=\"Language\">\n";
  for (const Choice& choice : view.languages) {
    html += fmt::format(
        "<li><a href=\"/console/texts?language={0}\" title=\"{2}\"{1}>{0}</a></li>"
        "\n",
        esc(choice.value), choice.value == view.language.tag ? " aria-current=\"true\"" : "",
        esc(choice.label));
  }
  html += fmt::format("</ul>\n<h2>{} <span class=\"soft\" lang=\"{}\">{}</span></h2>\n",
                      esc(view.language.english), esc(view.language.tag), esc(view.language.name));
  if (!view.language.note.empty()) html += "<p>" + esc(view.language.note) + "</p>\n";
  html += "<ul class=\"cards three\" id=\"texts\">\n";
  for (const web::SheetStage& stage : view.language.stages)
    html += card_of(stage, view.language.tag);
  return page_of(frame, "texts", "Texts", html + "</ul>\n");
}

}  // namespace enclosure::app::console
