#include "app/web/mail_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/web/web_data.h"
#include "core/markup.h"

namespace enclosure::app::web {
namespace {

/// Nothing is loaded and nothing runs, whatever a text may hold.
constexpr std::string_view kRule = "default-src 'none'; style-src 'unsafe-inline'";

std::string page_of(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      kRule, escape_markup(title), data_file("mail.css"), body);
}

std::string_view sign_of(const MailRuling& ruling) {
  return ruling.outcome == "refuse" ? "✕" : ruling.outcome == "warn" ? "!" : "✓";
}

std::string rules_of(const MailRuling& ruling) {
  std::vector<std::string> rules;
  for (const MailFinding& finding : ruling.findings) {
    if (std::find(rules.begin(), rules.end(), finding.rule) == rules.end())
      rules.push_back(finding.rule);
  }
  return rules.empty() ? "" : fmt::format(" {}", fmt::join(rules, ", "));
}

std::string_view told(const MailRuling& ruling) {
  return ruling.outcome == "refuse" ? "refused" : ruling.outcome == "warn" ? "warning" : "allowed";
}

std::string verdicts_of(const std::vector<MailRuling>& rulings) {
  std::string html = "<ul class=\"verdicts\">\n";
  for (const MailRuling& ruling : rulings) {
    html += fmt::format("<li class=\"verdict {}\" title=\"{}\">{} {}{}</li>\n", ruling.outcome,
                        told(ruling), sign_of(ruling), escape_markup(ruling.channel),
                        escape_markup(rules_of(ruling)));
  }
  return html + "</ul>\n";
}

/// Each finding once, though several channels and parts have it.
std::string findings_of(const std::vector<MailRuling>& rulings) {
  std::vector<std::string> items;
  for (const MailRuling& ruling : rulings) {
    for (const MailFinding& finding : ruling.findings) {
      std::string item = fmt::format("<li><b>{}</b> {}", escape_markup(finding.rule),
                                     escape_markup(finding.reason));
      if (!finding.quote.empty()) item += fmt::format(" <q>{}</q>", escape_markup(finding.quote));
      if (!finding.suggestion.empty())
        item += fmt::format(" <span class=\"instead\">Instead: {}</span>",
                            escape_markup(finding.suggestion));
      item += "</li>\n";
      if (std::find(items.begin(), items.end(), item) == items.end())
        items.push_back(std::move(item));
    }
  }
  return items.empty() ? ""
                       : fmt::format("<ul class=\"findings\">\n{}</ul>\n", fmt::join(items, ""));
}

bool is_refused(const std::vector<MailRuling>& rulings) {
  return std::any_of(rulings.begin(), rulings.end(),
                     [](const MailRuling& ruling) { return ruling.outcome == "refuse"; });
}

/// Escaped, and order numbers (305-1234567-1234567) stay on one line.
std::string with_whole_numbers(std::string_view text) {
  const auto is_part = [](char c) { return (c >= '0' && c <= '9') || c == '-'; };
  std::string html;
  while (!text.empty()) {
    const auto begin = std::find_if(text.begin(), text.end(), is_part);
    const auto end = std::find_if_not(begin, text.end(), is_part);
    const std::string_view number(begin, end);
    html += escape_markup(std::string_view(text.begin(), begin));
    const bool is_order = number.size() == 19 && number[3] == '-' && number[11] == '-';
    html += is_order ? fmt::format("<span class=\"whole\">{}</span>", number) : std::string(number);
    text = std::string_view(end, text.end());
  }
  return html;
}

std::string without_end(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return with_whole_numbers(text);
}

std::string card_of(const SheetStage& stage, std::string_view tag) {
  if (stage.texts.empty()) {
    return fmt::format("<article class=\"card empty\"><p>{}: not written yet</p></article>\n",
                       escape_markup(stage.name));
  }
  const bool bad = std::any_of(stage.texts.begin(), stage.texts.end(),
                               [](const SheetText& text) { return is_refused(text.rulings); });
  std::string html = fmt::format("<article class=\"card{}\">\n<p class=\"stage\">{}</p>\n",
                                 bad ? " bad" : "", escape_markup(stage.name));
  for (const SheetText& text : stage.texts) {
    if (!text.label.empty())
      html += fmt::format("<p class=\"variant\">{}</p>\n", escape_markup(text.label));
    html += fmt::format("<h3 class=\"subject\" lang=\"{}\">{}</h3>\n", escape_markup(tag),
                        with_whole_numbers(text.subject));
    html += verdicts_of(text.rulings) + findings_of(text.rulings);
    html += fmt::format("<div class=\"text\" lang=\"{}\">{}</div>\n", escape_markup(tag),
                        without_end(text.text));
  }
  return html + "</article>\n";
}

struct Count {
  std::size_t texts = 0;
  std::size_t allowed = 0;
  std::size_t warned = 0;
  std::size_t refused = 0;
  std::size_t missing = 0;
};

Count count(const SheetLanguage& language) {
  Count sum;
  for (const SheetStage& stage : language.stages) {
    sum.missing += stage.texts.empty() ? 1U : 0U;
    sum.texts += stage.texts.empty() ? 0U : 1U;
    for (const SheetText& text : stage.texts) {
      for (const MailRuling& ruling : text.rulings) {
        ++(ruling.outcome == "refuse" ? sum.refused
           : ruling.outcome == "warn" ? sum.warned
                                      : sum.allowed);
      }
    }
  }
  return sum;
}

std::string section_of(const SheetLanguage& language) {
  const std::string tag = escape_markup(language.tag);
  std::string html = fmt::format(
      "<section class=\"language\" id=\"{0}\">\n<h2><span lang=\"{0}\">{1}</span> <small>{2} · "
      "{0}</small></h2>\n",
      tag, escape_markup(language.name), escape_markup(language.english));
  if (!language.note.empty()) html += fmt::format("<p>{}</p>\n", escape_markup(language.note));
  html += "<div class=\"stages\">\n";
  for (const SheetStage& stage : language.stages) html += card_of(stage, language.tag);
  return html + "</div>\n</section>\n";
}

std::string summary_of(const Count& sum) {
  const auto chip = [](std::string_view kind, std::size_t number, std::string_view what) {
    return number == 0
               ? ""
               : fmt::format("<span class=\"verdict {}\">{} {}</span>\n", kind, number, what);
  };
  return "<p class=\"sum\">\n" + chip("allow", sum.allowed, "verdicts: allowed") +
         chip("warn", sum.warned, "verdicts: warning") +
         chip("refuse", sum.refused, "verdicts: refused") +
         chip("warn", sum.missing, "texts not written yet") + "</p>\n";
}

std::string term(std::string_view name, std::string_view value) {
  return value.empty()
             ? ""
             : fmt::format("<dt>{}</dt><dd><bdi>{}</bdi></dd>\n", name, escape_markup(value));
}

std::string head_of(const MailView& mail) {
  std::string html = fmt::format("<header>\n<h2 lang=\"{}\">{}</h2>\n<dl>\n",
                                 escape_markup(mail.language), with_whole_numbers(mail.subject));
  html += term("From", mail.from) + term("To", mail.to) + term("Reply to", mail.reply_to) +
          term("Date", mail.date) + term("Size", size_told(mail.bytes)) + "</dl>\n";
  if (!mail.files.empty()) html += "<ul class=\"files\">\n";
  for (const MailFile& file : mail.files) {
    html += fmt::format("<li><bdi>{}</bdi> <span>{}, {}</span></li>\n", escape_markup(file.name),
                        escape_markup(file.media_type), size_told(file.bytes));
  }
  return html + (mail.files.empty() ? "" : "</ul>\n") + "</header>\n";
}

}  // namespace

std::string mail_page(const MailView& mail) {
  std::string body =
      fmt::format("<main class=\"narrow\">\n<h1>{}</h1>\n", with_whole_numbers(mail.heading));
  body +=
      "<div class=\"sum\">" + verdicts_of(mail.rulings) + "</div>\n" + findings_of(mail.rulings);
  body += fmt::format(
      "<article class=\"mail\">\n{}<div class=\"fragment\" lang=\"{}\">\n{}</div>\n</article>\n"
      "<h3>The same as text</h3>\n<div class=\"plain\" lang=\"{}\">{}</div>\n</main>\n",
      head_of(mail), escape_markup(mail.language), mail.html, escape_markup(mail.language),
      without_end(mail.text));
  return page_of(mail.subject, body);
}

std::string mail_sheet(const MailSheet& sheet) {
  Count sum;
  std::string nav = "<nav aria-label=\"languages\">\n";
  std::string sections;
  for (const SheetLanguage& language : sheet.languages) {
    const Count one = count(language);
    sum = {sum.texts + one.texts, sum.allowed + one.allowed, sum.warned + one.warned,
           sum.refused + one.refused, sum.missing + one.missing};
    const std::string_view kind = one.refused > 0  ? " class=\"bad\""
                                  : one.texts == 0 ? " class=\"none\""
                                                   : "";
    nav += fmt::format("<a href=\"#{0}\"{1} title=\"{2}\">{0}</a>\n", escape_markup(language.tag),
                       kind, escape_markup(language.english));
    sections += section_of(language);
  }
  const std::string title = fmt::format("Mails to buyers · {}", sheet.brand);
  return page_of(title,
                 fmt::format("<header>\n<h1>{}</h1>\n<p class=\"lead\">{} texts in {} languages. "
                             "{}</p>\n{}</header>\n{}</nav>\n<main>\n{}</main>\n",
                             escape_markup(title), sum.texts, sheet.languages.size(),
                             escape_markup(sheet.made), summary_of(sum), nav, sections));
}

std::string size_told(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} bytes", bytes);
  if (bytes < 1'000'000) return fmt::format("{} KB", (bytes + 500) / 1000);
  return fmt::format("{:.1f} MB", std::round(static_cast<double>(bytes) / 100'000) / 10);
}

}  // namespace enclosure::app::web
