#pragma once
// From a planned message to the bytes of RFC 5322.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/ids.h"
#include "core/language.h"
#include "core/order.h"
#include "core/result.h"
#include "messaging/plan.h"
#include "messaging/templates.h"

namespace enclosure::messaging {

/// A file that travels with the message.
struct Attachment {
  std::string file_name;   ///< UTF-8, as the buyer sees it
  std::string media_type;  ///< "application/pdf"
  std::string bytes;
};

/// A thing the text names with a link.
struct Link {
  std::string title;
  std::string url;   ///< https, or the invoice host
  std::string note;  ///< say, the operating system; may be empty
};

/// A mailbox with a display name (RFC 5322, 3.4).
struct Mailbox {
  std::string name;  ///< UTF-8; may be empty
  EmailAddress address;
};

/// Everything a message is made of.
struct MessageContent {
  OrderId order;
  Stage stage = Stage::kDocuments;
  LanguageTag language;
  Mailbox from;
  Mailbox to;
  std::optional<Mailbox> reply_to;
  std::string brand;       ///< how the seller calls itself
  std::string buyer_name;  ///< may be empty
  std::vector<std::string> invoice_numbers;
  std::string invoice_url;             ///< may be empty
  std::vector<Link> manuals_as_links;  ///< too large to attach
  std::vector<Link> drivers;
  std::vector<Link> review_links;  ///< one per distinct item, only where this message asks
  bool asks_for_review = false;
  std::vector<std::string> manual_titles;  ///< attached
  std::vector<Attachment> attachments;
  Instant date{};                 ///< Date header
  std::string message_id_domain;  ///< right side of the Message-ID
};

/// A message ready to be handed over. `bytes` uses CRLF; `envelope` is SMTP's.
struct ComposedMessage {
  std::string message_id;  ///< without angle brackets; derives from order and stage alone
  EmailAddress reverse_path;
  EmailAddress forward_path;
  std::string subject;
  std::string text;  ///< the text part, for previews
  std::string bytes;
};

/// Writes the message in the language of `content` (or fails: never a mixture). The same content
/// gives the same bytes.
///
/// Faults: MESSAGE-001 no built-in text in that language, MESSAGE-002 no recipient, MESSAGE-003 a
/// header value with a control character, MESSAGE-004 an attachment without name or media type,
/// MESSAGE-005 a slot of the text stays empty.
[[nodiscard]] Result<ComposedMessage> compose(const MessageContent& content,
                                              const Templates& templates);

}  // namespace enclosure::messaging
