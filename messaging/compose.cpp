#include "messaging/compose.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/message_values.h"
#include "messaging/mime/header.h"
#include "messaging/mime/part.h"
#include "messaging/mime/transfer_encoding.h"
#include "messaging/templates_data.h"

namespace enclosure::messaging {
namespace {

/// The three texts of a message, filled.
struct Texts {
  std::string subject;
  std::string text;
  std::string html;
};

Texts fill(const MailText& mail, const MessageContent& content, Faults& faults) {
  const TemplateValues values = values_of(content);
  std::set<std::string> empty_slots;
  Texts texts{std::string(trim(mail.subject.render(values, TextFormat::kText, empty_slots))),
              mail.text.render(values, TextFormat::kText, empty_slots),
              mail.html.render(values, TextFormat::kHtml, empty_slots)};
  for (const std::string& slot : empty_slots) {
    faults.push_back({"MESSAGE-005", slot, "the text needs \"" + slot + "\", which is empty",
                      "fill it, or the message would show a gap (rule R20)"});
  }
  return texts;
}

/// The fields of the whole message in front of those that say what its body is.
std::string header_of(const MessageContent& content, const std::string& message_id,
                      const std::string& subject, Faults& faults) {
  std::string fields = "Date: " + mime::date_time(content.date) + "\r\n";
  const auto add = [&](Result<std::string> field) { fields += take(std::move(field), "", faults); };
  add(mime::mailbox_field("From", content.from.name, content.from.address));
  if (content.reply_to) {
    add(mime::mailbox_field("Reply-To", content.reply_to->name, content.reply_to->address));
  }
  add(mime::mailbox_field("To", content.to.name, content.to.address));
  add(mime::unstructured_field("Subject", subject));
  fields += "Message-ID: <" + message_id + ">\r\n";
  fields += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: no vacation notes, please
  if (!content.unsubscribe_url.empty()) {
    fields += "List-Unsubscribe: <" + content.unsubscribe_url + ">\r\n";
    fields += "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  }
  fields += "Content-Language: " + content.language.to_string() + "\r\n";
  return fields + "MIME-Version: 1.0\r\n";
}

std::vector<mime::Part> file_parts(const MessageContent& content, Faults& faults) {
  std::vector<mime::Part> parts;
  for (std::size_t i = 0; i < content.attachments.size(); ++i) {
    const Attachment& file = content.attachments[i];
    auto fields = mime::attachment_fields(file.media_type, file.file_name, file.ascii_name);
    if (!fields) {
      append(faults, under("attachments[" + std::to_string(i) + "]", std::move(fields).faults()));
    } else {
      parts.push_back(mime::file_part(*std::move(fields), file.bytes));
    }
  }
  return parts;
}

mime::Part body_of(const Texts& texts, std::vector<mime::Part> files, std::string_view seed) {
  mime::Part both =
      mime::multipart("alternative", mime::boundary_of(seed, "texts"),
                      {mime::text_part("plain", texts.text), mime::text_part("html", texts.html)});
  if (files.empty()) return both;
  files.insert(files.begin(), std::move(both));
  return mime::multipart("mixed", mime::boundary_of(seed, "files"), files);
}

}  // namespace

std::uint64_t encoded_size(std::uint64_t bytes) {
  return mime::base64_lines_size(bytes);
}

std::string message_id_of(const OrderId& order, Stage stage, std::string_view domain) {
  std::string local = order.to_string();
  std::replace(local.begin(), local.end(), '.', '+');
  return local + "." + std::string(kStageNames[index_of(stage)]) + "@" + std::string(domain);
}

Result<ComposedMessage> compose(const MessageContent& content, const Templates& templates) {
  Faults faults = check_content(content);
  if (const Faults* broken = templates.data().find_broken(content.language))
    append(faults, *broken);
  const auto* mails = templates.data().find(content.language);
  if (mails == nullptr) {
    faults.push_back({"MESSAGE-001", "language",
                      "there are no mail texts in \"" + content.language.to_string() + "\"",
                      "write locales/<tag>/mail, or resolve to a language that has them"});
  }
  if (!faults.empty()) return faults;

  ComposedMessage message;
  message.message_id = message_id_of(content.order, content.stage,
                                     content.message_id_domain.empty()
                                         ? content.from.address.domain()
                                         : std::string_view(content.message_id_domain));
  message.reverse_path = content.from.address;
  message.forward_path = content.to.address;
  Texts texts = fill((*mails)[index_of(content.stage)], content, faults);
  const std::string header = header_of(content, message.message_id, texts.subject, faults);
  auto files = file_parts(content, faults);
  if (!faults.empty()) return faults;

  const mime::Part body = body_of(texts, std::move(files), message.message_id);
  message.bytes.reserve(header.size() + body.fields.size() + body.body.size() + 2);
  message.bytes.append(header).append(body.fields).append("\r\n").append(body.body);
  message.subject = std::move(texts.subject);
  message.text = std::move(texts.text);
  message.html = std::move(texts.html);
  for (const Attachment& file : content.attachments)
    message.files.push_back({file.file_name, file.media_type, file.bytes.size()});
  return message;
}

}  // namespace enclosure::messaging
