#include "app/flow/sent_mail.h"

#include "core/text.h"
#include "messaging/bounce/mail_reader.h"

namespace enclosure::app {
namespace {

using messaging::bounce::Part;

/// What stands in an encoded word, by the reader of bodies.
std::string word_decoded(std::string_view encoding, std::string_view payload) {
  const bool is_q = to_lower_ascii(encoding) == "q";
  std::string body;
  for (const char c : payload) {
    if (is_q && c == '_') {
      body += "=20";
    } else {
      body += c;
    }
  }
  return messaging::bounce::read_mail(
             "Content-Transfer-Encoding: " + std::string(is_q ? "quoted-printable" : "base64") +
             "\n\n" + body)
      .body;
}

void take_parts(const Part& part, web::MailView& view) {
  const std::string_view disposition = part.fields.value("content-disposition");
  if (disposition.starts_with("attachment")) {
    const std::string name = messaging::bounce::parameter(disposition, "filename");
    view.files.push_back({decoded_words(name), part.media_type, 0});
  } else if (part.media_type == "text/plain") {
    view.text = part.body;
  } else if (part.media_type == "text/html") {
    view.html = part.body;
  }
  for (const Part& inner : part.parts) take_parts(inner, view);
}

}  // namespace

std::string decoded_words(std::string_view text) {
  constexpr std::string_view kBegin = "=?utf-8?";
  std::string out;
  bool behind_word = false;
  std::size_t word_end = 0;  // in `out`
  while (!text.empty()) {
    const bool is_word = to_lower_ascii(text.substr(0, kBegin.size())) == kBegin;
    const std::size_t payload = kBegin.size() + 2;  // the letter of the encoding and "?"
    const std::size_t end =
        is_word && text.size() > payload ? text.find("?=", payload) : std::string_view::npos;
    if (end != std::string_view::npos) {
      // Blanks between two encoded words are none (RFC 2047, 6.2).
      if (behind_word) out.resize(word_end);
      out += word_decoded(text.substr(kBegin.size(), 1), text.substr(payload, end - payload));
      text.remove_prefix(end + 2);
      behind_word = true;
      word_end = out.size();
      continue;
    }
    behind_word = behind_word && text.front() == ' ';
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

web::MailView view_of_bytes(std::string_view bytes) {
  const Part mail = messaging::bounce::read_mail(bytes);
  web::MailView view;
  view.language = "und";
  view.from = decoded_words(mail.fields.value("from"));
  view.to = decoded_words(mail.fields.value("to"));
  view.reply_to = decoded_words(mail.fields.value("reply-to"));
  view.subject = decoded_words(mail.fields.value("subject"));
  view.bytes = bytes.size();
  take_parts(mail, view);
  return view;
}

}  // namespace enclosure::app
