#pragma once
// From a planned message to the bytes of RFC 5322.

#include <cstdint>
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
  /// What readers see that know no other letters; empty: made of `file_name`.
  std::string ascii_name = {};
};

/// A thing the text names with a link.
struct Link {
  std::string title;
  std::string url;   ///< https
  std::string note;  ///< say, the operating system; may be empty
};

/// A mailbox with a display name (RFC 5322, 3.4).
struct Mailbox {
  std::string name;  ///< UTF-8; may be empty
  EmailAddress address;
};

/// What the seller says about one of the ordered products, in the language of the message.
struct ProductText {
  std::string title;  ///< of the product
  std::string words;
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
  bool invoice_attached = true;  ///< stage 1: among `attachments`; else `invoice_url` is needed
  std::string invoice_url;       ///< https; may be empty when the invoice is attached
  /// https: where the buyer opts out of stages 2 and 3 with one click (RFC 8058); or empty. Never
  /// on Amazon, whose buyers opt out there.
  std::string unsubscribe_url;
  std::vector<Link> manuals_as_links;  ///< too large to attach
  std::vector<Link> drivers;           ///< those needed before the first use (R09)
  std::vector<Link> review_links;  ///< one per distinct item, only where this message asks; may be
                                   ///< empty: the text then points to the product page
  bool asks_for_review = false;
  std::vector<std::string> manual_titles;   ///< attached
  std::vector<std::string> product_titles;  ///< what was ordered, each once
  std::vector<std::string> quick_start;     ///< first steps, in the language of the message
  std::vector<ProductText> product_texts;   ///< in the order of the products
  std::vector<Attachment> attachments;
  Instant date{};                 ///< Date header
  std::string message_id_domain;  ///< right side of the Message-ID; empty: the sender's domain
};

/// What is told of a file that travels along.
struct AttachmentFacts {
  std::string name;
  std::string media_type;
  std::uint64_t bytes = 0;  ///< before base64
};

/// A message ready to be handed over. `bytes` uses CRLF; `envelope` is SMTP's.
struct ComposedMessage {
  std::string message_id;  ///< without angle brackets; derives from order and stage alone
  EmailAddress reverse_path;
  EmailAddress forward_path;
  std::string subject;
  std::string text;  ///< the text part, for previews
  std::string html;  ///< the HTML part; for the check before the hand-over
  std::vector<AttachmentFacts> files;
  std::string bytes;
};

/// Writes the message in the language of `content` (or fails: never a mixture). The same content
/// gives the same bytes.
///
/// The structure is multipart/mixed (multipart/alternative (text/plain, text/html), files), without
/// files only the inner one. The HTML part is a fragment: R18 allows nothing around it.
///
/// Faults, all at once: MESSAGE-001 no text in that language (see `Templates::resolve`), those of
/// the seller's own texts where they are damaged (TEMPLATE-001 to -007),
/// MESSAGE-002 no recipient, MESSAGE-003 a value with a control character (nothing is ever taken
/// out silently), MESSAGE-004 an attachment without usable name or media type, MESSAGE-005 a slot
/// of the text stays empty or a stage that says what it may not (a request in stage 1, none in
/// stage 2), MESSAGE-006 no sender or no valid domain for the Message-ID, MESSAGE-007 a link that
/// is not https.
[[nodiscard]] Result<ComposedMessage> compose(const MessageContent& content,
                                              const Templates& templates);

/// What a file of `bytes` takes in a message beside the header fields of its part: a message whose
/// attachment has no bytes yet grows by exactly this when they come in.
[[nodiscard]] std::uint64_t encoded_size(std::uint64_t bytes);

/// The Message-ID without angle brackets: order number, stage and `domain`, nothing else, so a rare
/// second copy is recognised. "306-1234567-1234567.documents@mail.seller.example"; a dot of the
/// order number becomes "+".
[[nodiscard]] std::string message_id_of(const OrderId& order, Stage stage, std::string_view domain);

}  // namespace enclosure::messaging
