#include "messaging/bounce/report.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "core/text.h"
#include "core/visible.h"
#include "messaging/bounce/mail_reader.h"
#include "messaging/bounce/sender.h"
#include "messaging/bounce/wording.h"

namespace enclosure::messaging::bounce {
namespace {

constexpr std::size_t kMaxText = 128 * 1024;

/// One recipient of a delivery status (RFC 3464, 2.3).
struct RecipientStatus {
  std::string recipient;
  std::string action;
  std::string status;
  std::string diagnostic;
};

/// Everything in a mail that says something.
struct Findings {
  std::vector<RecipientStatus> recipients;
  std::string text;  ///< of its texts, in their order
  Fields original;   ///< the header of the message it is about, where it came along
};

/// `type; value` of RFC 3464 without its type.
std::string untyped(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  return std::string(
      trim(semicolon == std::string_view::npos ? value : value.substr(semicolon + 1)));
}

/// The address in `text`: of "<a@b>", "Name <a@b>" or "a@b"; in lower case, or empty.
std::string address_in(std::string_view text) {
  const std::size_t open = text.find('<');
  if (open != std::string_view::npos) text = text.substr(open + 1);
  text = trim(text.substr(0, text.find_first_of(">,; \t")));
  return text.find('@') != std::string_view::npos && text.size() <= 320 && is_visible_ascii(text)
             ? to_lower_ascii(text)
             : "";
}

/// Digits and dots of RFC 3463 at the beginning of `text`, or empty: "5.1.1".
std::string status_at(std::string_view text) {
  if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
    return "";
  std::size_t at = 2;
  int digits = 0;
  int dots = 1;
  for (; at < text.size() && digits < 4; ++at) {
    if (text[at] >= '0' && text[at] <= '9') {
      ++digits;
    } else if (text[at] == '.' && digits > 0 && dots == 1) {
      digits = 0;
      ++dots;
    } else {
      break;
    }
  }
  const bool whole = dots == 2 && digits > 0 && digits < 4;
  return whole ? std::string(text.substr(0, at)) : "";
}

/// The first enhanced status code that stands as a word in `text`.
std::string status_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins =
        at == 0 || std::string_view(" \t\n#(<-").find(text[at - 1]) != std::string_view::npos;
    if (!begins) continue;
    if (std::string status = status_at(text.substr(at)); !status.empty()) return status;
  }
  return "";
}

void read_status(std::string_view body, std::vector<RecipientStatus>& into) {
  constexpr std::size_t kMaxRecipients = 50;
  bool first = true;
  while (!body.empty() && into.size() < kMaxRecipients) {
    const std::size_t before = body.size();
    const Fields fields = read_fields(body);
    if (body.size() == before) break;  // no field, and no end of any
    if (fields.all.empty()) continue;
    const bool of_recipient = !fields.value("final-recipient").empty() ||
                              !fields.value("original-recipient").empty() ||
                              (!first && !fields.value("action").empty());
    first = false;
    if (!of_recipient) continue;
    const std::string original = address_in(untyped(fields.value("original-recipient")));
    const std::string final = address_in(untyped(fields.value("final-recipient")));
    into.push_back(
        {original.empty() ? final : original, to_lower_ascii(trim(fields.value("action"))),
         status_at(trim(fields.value("status"))), untyped(fields.value("diagnostic-code"))});
  }
}

void collect(const Part& part, Findings& findings) {
  const std::string& type = part.media_type;
  if (!part.parts.empty()) {
    for (const Part& one : part.parts) collect(one, findings);
  } else if (type == "message/delivery-status" || type == "message/global-delivery-status") {
    read_status(part.body, findings.recipients);
  } else if (type == "message/rfc822" || type == "text/rfc822-headers" ||
             type == "message/global" || type == "message/global-headers") {
    std::string_view bytes = part.body;
    if (findings.original.all.empty()) findings.original = read_fields(bytes);
  } else if (type.starts_with("text/") && findings.text.size() < kMaxText) {
    const std::string text =
        as_utf8(part.body, parameter(part.fields.value("content-type"), "charset"));
    findings.text += type == "text/html" ? without_tags(text) : text;
    findings.text += '\n';
  }
}

/// Splits off what follows a line that announces the quoted message.
void split_quoted(Findings& findings, const Rules& rules) {
  const std::string lower = to_lower_ascii(findings.text);
  for (std::size_t at = 0; at < lower.size();) {
    const std::size_t end = std::min(lower.find('\n', at), lower.size());
    const std::string_view line = trim(std::string_view(lower).substr(at, end - at));
    const bool marks = std::any_of(rules.markers().begin(), rules.markers().end(),
                                   [&](const std::string& one) { return line.starts_with(one); });
    if (marks) {
      std::string_view quoted =
          std::string_view(findings.text).substr(std::min(end + 1, lower.size()));
      while (!quoted.empty() && (quoted.front() == '\r' || quoted.front() == '\n'))
        quoted.remove_prefix(1);
      if (findings.original.all.empty()) findings.original = read_fields(quoted);
      findings.text.resize(at);
      return;
    }
    at = end + 1;
  }
}

/// A Message-ID without its brackets; the first one where there are several.
std::string message_id_in(std::string_view value) {
  const std::size_t open = value.find('<');
  const std::size_t close = value.find('>', open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos || close - open > 300)
    return "";
  const std::string_view id = value.substr(open + 1, close - open - 1);
  return is_visible_ascii(id) ? std::string(id) : "";
}

/// The Message-ID in a line of the text that looks like the field, for servers that put the header
/// into the text.
std::string message_id_in_text(std::string_view text) {
  constexpr std::string_view kName = "message-id:";
  const std::string lower = to_lower_ascii(text);
  for (std::size_t at = lower.find(kName); at != std::string::npos;
       at = lower.find(kName, at + kName.size())) {
    const std::size_t end = std::min(lower.find('\n', at), lower.size());
    if (std::string id = message_id_in(text.substr(at, end - at)); !id.empty()) return id;
  }
  return "";
}

/// The first "305-1234567-1234567" of `text`.
std::string amazon_order_in(std::string_view text) {
  constexpr std::string_view kShape = "ddd-ddddddd-ddddddd";
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = 0; at + kShape.size() <= text.size(); ++at) {
    if (at > 0 && digit(text[at - 1])) continue;
    std::size_t i = 0;
    while (i < kShape.size() && (kShape[i] == 'd' ? digit(text[at + i]) : text[at + i] == '-')) ++i;
    const bool ends = at + i == text.size() || !digit(text[at + i]);
    if (i == kShape.size() && ends) return std::string(text.substr(at, i));
  }
  return "";
}

/// Nothing that a terminal acts upon or that hides: controls, marks of direction, what is no UTF-8.
bool is_harmless(char32_t c) {
  return c >= 0x20 && (c < 0x7F || is_visible(c)) && c != U'\uFFFD';
}

/// One line without the words that hold an address, for the seller.
std::string detail_of(std::string_view text) {
  constexpr std::size_t kMostBytes = 200;
  std::string out;
  while (!text.empty() && out.size() < kMostBytes) {
    const std::size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(" \t\r\n"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end);
    if (word.empty() || word.find('@') != std::string_view::npos ||
        word.find("%40") != std::string_view::npos)
      continue;
    if (!out.empty()) out.push_back(' ');
    for (std::size_t at = 0; at < word.size() && out.size() < kMostBytes;) {
      const char32_t c = next_code_point(word, at);
      std::string letter;
      append_utf8(letter, is_harmless(c) ? c : U'?');
      if (out.size() + letter.size() > kMostBytes) return out;
      out += letter;
    }
  }
  return out;
}

class Reading {
 public:
  Reading(std::string_view mail, const Rules& rules) : rules_(rules), whole_(read_mail(mail)) {
    collect(whole_, findings_);
    split_quoted(findings_, rules);
    sender_ = sender();
    type_ = whole_.fields.value("content-type");
    report_type_ = to_lower_ascii(parameter(type_, "report-type"));
    subject_ = normalised(without_encoded_words(whole_.fields.value("subject")));
    text_ = normalised(findings_.text);
  }

  /// A refusal while the mail was handed over: a report of nothing but one recipient's status.
  static Reading of_refusal(std::string_view reply, const Rules& rules) {
    Reading reading({}, rules);
    reading.findings_.recipients.push_back({"", "failed", status_in(reply), std::string(reply)});
    return reading;
  }

  Report read() {
    whom_it_is_about();
    decide();
    if (report_.report_class == ReportClass::kNone) return report_;
    report_.detail = detail_of(diagnostic_.empty() ? findings_.text : diagnostic_);
    return report_;
  }

 private:
  void say(ReportClass report_class, std::string rule) {
    report_.report_class = report_class;
    report_.rule = std::move(rule);
  }

  /// The recipient that failed, else the first one.
  const RecipientStatus* failed_recipient() const {
    const auto& all = findings_.recipients;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [](const auto& one) { return one.action == "failed"; });
    if (found != all.end()) return &*found;
    return all.empty() ? nullptr : &all.front();
  }

  void whom_it_is_about() {
    if (const RecipientStatus* one = failed_recipient()) {
      report_.recipient = one->recipient;
      report_.status = one->status;
      diagnostic_ = one->diagnostic;
    }
    const Fields& own = whole_.fields;
    if (report_.recipient.empty()) report_.recipient = address_in(own.value("x-failed-recipients"));
    if (report_.recipient.empty()) report_.recipient = qmail_recipient();
    if (report_.recipient.empty()) report_.recipient = address_in(findings_.original.value("to"));
    report_.message_id = message_id_in(findings_.original.value("message-id"));
    if (report_.message_id.empty()) report_.message_id = message_id_in_text(findings_.text);
    for (const char* field : {"in-reply-to", "references"}) {
      if (report_.message_id.empty()) report_.message_id = message_id_in(own.value(field));
    }
    report_.order = amazon_order_in(own.value("subject"));
    if (report_.order.empty()) report_.order = amazon_order_in(findings_.text);
    const std::string in_words = status_in(diagnostic_.empty() ? findings_.text : diagnostic_);
    const bool vague = report_.status.empty() || report_.status.ends_with(".0.0");
    if (vague && !in_words.empty()) report_.status = in_words;
  }

  /// "<jane@buyer.example>:" alone on its line (qmail).
  std::string qmail_recipient() const {
    const std::string_view text = findings_.text;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      const std::string_view line = trim(text.substr(at, end - at));
      if (line.starts_with('<') && line.ends_with(">:")) return address_in(line);
      at = end + 1;
    }
    return "";
  }

  /// Empty where several fields say who it is from: one of them is forged.
  Sender sender() const {
    const auto& all = whole_.fields.all;
    const auto count = std::count_if(all.begin(), all.end(),
                                     [](const Fields::Field& one) { return one.name == "from"; });
    return count == 1 ? sender_of(whole_.fields.value("from")) : Sender();
  }

  /// Whether it comes from an address that a marketplace gave a buyer. Nothing that such a letter
  /// says, and no sign of a machine, makes it a report: vacation notes come that way, too.
  bool is_from_a_buyer() const {
    return is_within(sender_.domain, rules_.aliases()) && !is_named(sender_.local, rules_.robots());
  }

  /// A report in the form of RFC 3464.
  bool is_report() const {
    return report_type_ == "delivery-status" && !findings_.recipients.empty();
  }

  /// Whether a mail server wrote it. People are behind postmaster@, too: of it a second sign is
  /// wanted.
  bool is_from_a_server() const {
    if (is_from_a_buyer()) return is_report();
    const bool by_name = sender_.local == "mailer-daemon" ||
                         (sender_.local == "postmaster" && (is_automatic() || tells_of_failure()));
    return by_name || report_type_ == "delivery-status" || !findings_.recipients.empty() ||
           whole_.fields.value("return-path") == "<>" ||
           !whole_.fields.value("x-failed-recipients").empty();
  }

  /// RFC 3834, 5.
  bool is_automatic() const {
    const std::string submitted = to_lower_ascii(whole_.fields.value("auto-submitted"));
    return !submitted.empty() && !submitted.starts_with("no");
  }

  void decide() {
    if (report_type_ == "disposition-notification") return say(ReportClass::kNone, "receipt");
    // RFC 5965: the buyer pressed "this is spam".
    if (report_type_ == "feedback-report") return say(ReportClass::kOptedOut, "complaint");
    if (!is_from_a_buyer() && by_text(true)) return;
    if (!is_from_a_server()) return say(ReportClass::kNone, "no_report");
    const std::string replied = to_lower_ascii(whole_.fields.value("auto-submitted"));
    const bool has_status = !findings_.recipients.empty();
    if (!has_status && replied.starts_with("auto-replied") && !looks_failed())
      return say(ReportClass::kNone, "auto_reply");
    if (has_status && by_action()) return;
    if (by_specific_status() || by_text(false) || by_status()) return;
    say(ReportClass::kUnknown, "no_rule");
  }

  /// Servers mark their failures as replies, too; these say so in the subject.
  bool looks_failed() const {
    return subject_holds({"deliver", "return", "fail", "delayed", "zugestellt"});
  }

  /// The same of a sender who may be a person: in a server's own words.
  bool tells_of_failure() const {
    return subject_holds({"undeliver", "delivery status", "delivery fail", "mail delivery",
                          "delayed mail", "returned mail", "returned to sender",
                          "returning message", "failure notice", "unzustellbar",
                          "nicht zugestellt"});
  }

  bool subject_holds(std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [this](std::string_view word) {
      return subject_.find(word) != std::string::npos;
    });
  }

  /// RFC 3464, 2.3.3: delivered, relayed and expanded are no failure, delayed is not yet one.
  bool by_action() {
    const std::string& action = failed_recipient()->action;
    if (action == "failed" || action.empty()) return false;
    if (action == "delayed") return say(ReportClass::kSoft, "delayed"), true;
    if (action == "delivered" || action == "relayed" || action == "expanded")
      return say(ReportClass::kNone, action), true;
    return false;
  }

  /// Codes of three numbers that mean one thing alone.
  bool by_specific_status() {
    const auto* rule = rules_.for_status(report_.status);
    if (rule == nullptr || std::count(rule->id.begin(), rule->id.end(), '.') != 2 ||
        rule->report_class == ReportClass::kUnknown)
      return false;
    // "5.1.1" is also what some servers say of a mailbox that is full, in words.
    if (rule->report_class == ReportClass::kHard && by_text(false) &&
        report_.report_class != ReportClass::kHard)
      return true;
    return say(rule->report_class, rule->id), true;
  }

  bool by_status() {
    const auto* rule = rules_.for_status(report_.status);
    if (rule == nullptr) return false;
    return say(rule->report_class, rule->id), true;
  }

  /// The first rule whose patterns hold: of marketplaces (which name a sender), or of all servers.
  bool by_text(bool with_sender) {
    const std::string diagnostic = normalised(diagnostic_);
    // A marketplace may say what became of the message in the subject, and why in the text.
    const std::string whole = with_sender ? subject_ + " . " + text_ : "";
    for (const TextRule& rule : rules_.texts()) {
      if (rule.from.empty() == with_sender) continue;
      if (with_sender && !is_within(sender_.domain, rule.from)) continue;
      if (rule.names_order && report_.order.empty()) continue;
      const std::string& text = rule.where == "subject"                             ? subject_
                                : rule.where == "diagnostic" && !diagnostic.empty() ? diagnostic
                                : with_sender                                       ? whole
                                                                                    : text_;
      if (!matches(rule, text) && !(rule.where == "any" && matches(rule, diagnostic))) continue;
      return say(rule.report_class, rule.id), true;
    }
    return false;
  }

  static bool matches(const TextRule& rule, std::string_view text) {
    const auto held = [&](const std::string& pattern) { return holds_pattern(text, pattern); };
    return std::all_of(rule.all.begin(), rule.all.end(), held) &&
           (rule.any.empty() || std::any_of(rule.any.begin(), rule.any.end(), held));
  }

  const Rules& rules_;
  Part whole_;
  Findings findings_;
  Sender sender_;  ///< empty: it does not tell
  std::string type_;
  std::string report_type_;
  std::string subject_;
  std::string text_;
  std::string diagnostic_;
  Report report_;
};

}  // namespace

Report read_report(std::string_view mail, const Rules& rules) {
  return Reading(mail, rules).read();
}

Report read_refusal(std::string_view reply, const Rules& rules) {
  return Reading::of_refusal(reply, rules).read();
}

}  // namespace enclosure::messaging::bounce
