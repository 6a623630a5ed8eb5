// The story of one order, and its mails.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/web/console/html.h"
#include "app/web/console/pages.h"
#include "core/markup.h"

namespace enclosure::app::console {
namespace {

std::string base_of(std::string_view order) {
  return "/console/orders/" + segment(order);
}

std::string facts_of(const OrderView& view) {
  std::string html = "<dl class=\"facts\">\n";
  for (const auto& [name, value] : view.facts)
    html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", esc(name), isolated(value));
  return html + "</dl>\n";
}

std::string actions_of(const OrderView& view) {
  if (view.actions.empty()) return "";
  std::string html = "<ul class=\"actions\" aria-label=\"What you can do\">\n";
  for (const OrderAction& action : view.actions) {
    html += fmt::format("<li><a class=\"button second\" id=\"do-{}\" href=\"{}/{}\">{}</a></li>\n",
                        esc(action.id), base_of(view.order), segment(action.id), esc(action.label));
  }
  return html + "</ul>\n";
}

std::string why_of(const OrderView& view) {
  std::string html;
  for (const WhyLine& line : view.why) {
    if (!line.heading.empty()) html += "<h3>" + badge(line.tone, line.heading) + "</h3>\n";
    html += faults_list(line.faults);
    for (const std::string& sentence : line.sentences)
      html += "<p>" + isolated(sentence) + "</p>\n";
  }
  return html;
}

std::string story_of(const std::vector<StoryEntry>& story) {
  std::string html = "<ol class=\"story\">\n";
  for (const StoryEntry& entry : story) {
    html += fmt::format("<li class=\"{} {}\">\n<p class=\"when\">{}</p>\n<div><h3>{}</h3>\n",
                        esc(entry.kind), class_of(entry.tone), time_of(entry.at),
                        isolated(entry.title));
    if (!entry.told.empty() || !entry.code.empty()) {
      html += fmt::format("<p>{}{}</p>\n", isolated(entry.told),
                          entry.code.empty() ? "" : " <code>" + esc(entry.code) + "</code>");
    }
    html += "</div></li>\n";
  }
  return html + "</ol>\n";
}

std::string documents_of(const OrderView& view) {
  if (view.documents.empty()) return "<p class=\"calm\">No document is issued yet.</p>\n";
  std::string html = "<ul class=\"cards\" id=\"document-list\">\n";
  for (std::size_t i = 0; i < view.documents.size(); ++i) {
    const DocumentLine& one = view.documents[i];
    const std::string path = fmt::format("{}/documents/{}", base_of(view.order), i);
    html += fmt::format(
        "<li>\n<h3>{} {}</h3>\n<p>{} · <b>{}</b>{}</p>\n<p class=\"links\"><a href=\"{}.pdf\">PDF"
        "<span class=\"unseen\"> of {}</span></a> <a href=\"{}.xml\">E-invoice (XML)<span "
        "class=\"unseen\"> of {}</span></a>",
        esc(one.kind), isolated(one.number), esc(one.date), isolated(one.total),
        one.note.empty() ? "" : " · " + isolated(one.note), path, isolated(one.number), path,
        isolated(one.number));
    if (one.can_be_corrected)
      html += fmt::format(
          " <a href=\"{}/correct?number={}\">Correct<span class=\"unseen\"> {}"
          "</span></a>",
          base_of(view.order), segment(one.number), isolated(one.number));
    html += fmt::format("</p>\n<p class=\"hash\">SHA-256 <code>{}</code></p>\n</li>\n",
                        esc(one.sha256));
  }
  return html + "</ul>\n";
}

std::string mails_of(const OrderView& view) {
  if (view.mails.empty())
    return "<p class=\"calm\">No mail is planned: they are planned with the invoice.</p>\n";
  std::string html = "<ul class=\"cards\" id=\"mail-list\">\n";
  for (const MailLine& mail : view.mails) {
    html += fmt::format("<li id=\"mail-{}\">\n<h3>{}. {}</h3>\n<p>{}", mail.stage, mail.stage,
                        esc(mail.name), badge(mail.tone, mail.state_told));
    if (mail.sent_at.is_set()) {
      html += " " + time_of(mail.sent_at);
    } else if (mail.due_at.is_set()) {
      html += " due " + time_of(mail.due_at);
    }
    html += "</p>\n";
    if (!mail.reason.empty())
      html += fmt::format("<p class=\"reason\">{} <code>{}</code></p>\n", isolated(mail.reason),
                          esc(mail.code));
    html += fmt::format(
        "<p><a href=\"{}/mails/{}\">{}<span class=\"unseen\">, mail {}</span></a>"
        "</p>\n</li>\n",
        base_of(view.order), mail.stage, mail.was_sent ? "The mail as it was sent" : "Preview",
        mail.stage);
  }
  return html + "</ul>\n";
}

std::string sent_in_of(const OrderView& view) {
  const SentInView& one = view.sent_in;
  if (!one.at.is_set()) return "";
  std::string html = fmt::format("<p id=\"sent-in\">On {} the buyer sent in: {}. {}</p>\n",
                                 time_of(one.at), esc(one.fields), isolated(one.outcome));
  if (!one.correct.empty())
    html += fmt::format(
        "<p><a class=\"button second\" id=\"do-correct-sent-in\" "
        "href=\"{}/correct?number={}&amp;from=sent_in\">Correct {} with it</a></p>\n",
        base_of(view.order), segment(one.correct), isolated(one.correct));
  return html;
}

std::string link_of(const OrderView& view) {
  if (view.link.url.empty())
    return fmt::format(
        "<p class=\"calm\">The buyer has no link.</p>\n<p><a class=\"button second\" "
        "id=\"do-link\" href=\"{}/link\">Make a link</a></p>\n",
        base_of(view.order));
  return fmt::format(
      "<p><code class=\"url\">{}</code></p>\n<p>Opens the invoice until {}. Whoever has it can "
      "read it.</p>\n<p><a class=\"button second\" id=\"do-unlink\" href=\"{}/unlink\">Revoke it"
      "</a></p>\n",
      esc(view.link.url), time_of(view.link.expires_at), base_of(view.order));
}

std::string rulings_of(const std::vector<web::MailRuling>& rulings) {
  std::string html = "<ul class=\"rulings\">\n";
  for (const web::MailRuling& ruling : rulings) {
    const Tone tone = ruling.outcome == "refuse" ? Tone::kBad
                      : ruling.outcome == "warn" ? Tone::kWarn
                                                 : Tone::kGood;
    html += fmt::format("<li>{}", badge(tone, ruling.channel + ": " +
                                                  (tone == Tone::kBad    ? "refused"
                                                   : tone == Tone::kWarn ? "warning"
                                                                         : "allowed")));
    for (const web::MailFinding& finding : ruling.findings) {
      html += fmt::format(
          "<p><code>{}</code> {}{}{}</p>", esc(finding.rule), esc(finding.reason),
          finding.quote.empty() ? "" : " <q>" + isolated(finding.quote) + "</q>",
          finding.suggestion.empty()
              ? ""
              : " <span class=\"hint\">Instead: " + esc(finding.suggestion) + "</span>");
    }
    html += "</li>\n";
  }
  return html + "</ul>\n";
}

std::string mail_head(const MailPage& view) {
  const web::MailView& mail = view.mail;
  std::string html = "<dl class=\"facts\" id=\"mail-head\">\n";
  const auto term = [&](std::string_view name, const std::string& value) {
    if (!value.empty())
      html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", name, isolated(value));
  };
  term("From", mail.from);
  term("To", mail.to);
  term("Reply to", mail.reply_to);
  term("Date", mail.date);
  term("Language", mail.language);
  term("Size", mail.bytes == 0 ? "" : web::size_told(mail.bytes));
  return html + "</dl>\n";
}

std::string attachments_of(const web::MailView& mail) {
  if (mail.files.empty()) return "<p class=\"calm\">No files are attached.</p>\n";
  std::string html = "<ul class=\"files\" id=\"attachments\">\n";
  for (const web::MailFile& file : mail.files) {
    html +=
        fmt::format("<li>{} <span class=\"soft\">{}{}</span></li>\n", isolated(file.name),
                    esc(file.media_type), file.bytes == 0 ? "" : ", " + web::size_told(file.bytes));
  }
  return html + "</ul>\n";
}

std::string language_form(const MailPage& view) {
  if (view.languages.empty()) return "";
  std::string html = fmt::format(
      "<form method=\"get\" action=\"{}/mails/{}\" class=\"search\">\n<p><label "
      "for=\"language\">As a buyer of this language would get it</label>\n<select id=\"language\" "
      "name=\"language\"><option value=\"\">the buyer's own</option>",
      base_of(view.order), view.line.stage);
  for (const Choice& choice : view.languages) {
    html += fmt::format("<option value=\"{}\"{}>{}</option>", esc(choice.value),
                        choice.value == view.language ? " selected" : "", esc(choice.label));
  }
  return html + "</select></p>\n<p><button class=\"button second\">Show</button></p>\n</form>\n";
}

}  // namespace

std::string order_page(const Frame& frame, const OrderView& view) {
  std::string html =
      fmt::format("<p class=\"lead\">{}</p>\n", badge(view.tone, view.standing_told));
  if (view.deadline.due_by.is_set()) {
    html += fmt::format("<p class=\"note {}\">The invoice is due by {} ({}): {}.</p>\n",
                        view.deadline.is_late ? "bad" : "warn", time_of(view.deadline.due_by),
                        esc(view.deadline.due_told), esc(view.deadline.due_rule));
  }
  html += facts_of(view) + actions_of(view);
  html += "<div class=\"beside\">\n<div>\n";
  html += section_of("why", "How it stands", why_of(view));
  html += section_of("story", "Story", story_of(view.story));
  html += "</div>\n<div>\n";
  html += section_of("documents", "Documents", documents_of(view));
  html += section_of("mails", "Mails", mails_of(view));
  html += section_of("link", "Buyer's link", link_of(view) + sent_in_of(view));
  if (!view.enclosures.empty()) {
    std::string list = "<ul class=\"plain-list\">\n";
    for (const std::string& line : view.enclosures) list += "<li>" + isolated(line) + "</li>\n";
    html += section_of("enclosures", "Enclosures", list + "</ul>\n");
  }
  html += "</div>\n</div>\n";
  return page_of(frame, "orders", "Order " + view.order, html);
}

std::string mail_page(const Frame& frame, const MailPage& view) {
  std::string html = fmt::format("<p class=\"back\"><a href=\"{}\">Order {}</a></p>\n",
                                 base_of(view.order), isolated(view.order));
  html += fmt::format("<p class=\"lead\">{} {}</p>\n", badge(view.line.tone, view.line.state_told),
                      view.as_sent ? "This is the mail as it was handed over."
                                   : "This is how it would go out now.");
  if (!view.line.reason.empty())
    html += fmt::format("<p class=\"reason\">{} <code>{}</code></p>\n", isolated(view.line.reason),
                        esc(view.line.code));
  html += language_form(view);
  if (!view.faults.empty()) {
    html += faults_list(view.faults);
    return page_of(frame, "orders", fmt::format("Mail {}: {}", view.line.stage, view.line.name),
                   html);
  }
  const std::string source = fmt::format("{}/mails/{}", base_of(view.order), view.line.stage);
  html += fmt::format("<h2 id=\"subject\" lang=\"{}\">{}</h2>\n", esc(view.mail.language),
                      isolated(view.mail.subject));
  html += mail_head(view);
  if (!view.mail.rulings.empty())
    html += section_of("verdicts", "What the rules say", rulings_of(view.mail.rulings));
  html += section_of("files", "Attachments", attachments_of(view.mail));
  html += fmt::format(
      "<div class=\"beside\">\n<section aria-labelledby=\"html-head\">\n<h2 id=\"html-head\">As "
      "mail programs show it</h2>\n<iframe sandbox src=\"{}/html{}\" title=\"The mail as HTML\" "
      "loading=\"lazy\"></iframe>\n</section>\n<section aria-labelledby=\"text-head\">\n<h2 "
      "id=\"text-head\">The same as text</h2>\n<pre class=\"mail-text\" id=\"mail-text\" "
      "lang=\"{}\" tabindex=\"0\">{}</pre>\n</section>\n</div>\n",
      source, view.language.empty() ? "" : "?language=" + segment(view.language),
      esc(view.mail.language), escape_markup(view.mail.text));
  if (view.has_source)
    html +=
        fmt::format("<p><a href=\"{}/source\">The whole mail as a file (.eml)</a></p>\n", source);
  return page_of(frame, "orders", fmt::format("Mail {}: {}", view.line.stage, view.line.name),
                 html);
}

std::string mail_fragment(const MailPage& view) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>:root{{color-"
      "scheme:light dark}}body{{font:1rem/1.5 system-ui,sans-serif;margin:1rem;overflow-wrap:"
      "anywhere}}</style>\n</head>\n<body>\n<main>\n{}\n</main>\n</body>\n</html>\n",
      esc(view.mail.language), esc(view.mail.subject), view.mail.html);
}

}  // namespace enclosure::app::console
