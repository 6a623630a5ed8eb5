#pragma once
// Identifiers: each has its own type, so that a SKU never stands where an order number belongs.

#include <compare>
#include <string>
#include <string_view>
#include <utility>

#include "core/result.h"

namespace enclosure {

/// An identifier that came through `parse`. Empty only when default-constructed: "none".
template <typename Tag>
class Id {
 public:
  Id() = default;

  /// Takes `text` when it satisfies `Tag`: 1 to `Tag::kMaxBytes` bytes, each allowed by
  /// `Tag::allows`. Fault ID-001 names the kind of identifier.
  static Result<Id> parse(std::string_view text);

  [[nodiscard]] const std::string& to_string() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  explicit Id(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

namespace id_rules {
/// Letters, digits, dot, underscore, hyphen; safe in file names, headers and addresses. No leading
/// dot or hyphen.
bool is_safe_name(std::string_view text);
/// Visible UTF-8 without control characters, for codes that sellers make up themselves.
bool is_plain_text(std::string_view text);
/// Safe names divided by slashes: "1/P1/1" is an invoice number in Croatia. Before such a number
/// names a file, `file_stem` goes over it.
bool is_document_number(std::string_view text);

/// What each rule allows, for the hint of a fault; the number of characters stands before it.
inline constexpr std::string_view kSafeNameHint =
    "letters, digits, dots, underscores or hyphens, the first one a letter, digit or underscore";
inline constexpr std::string_view kPlainTextHint =
    "visible characters on one line, no blank at its ends";
inline constexpr std::string_view kDocumentNumberHint =
    "letters, digits, dots, underscores or hyphens, divided by single slashes";
}  // namespace id_rules

struct OrderIdTag {
  static constexpr std::string_view kName = "order number";
  static constexpr std::size_t kMaxBytes = 64;
  static constexpr std::string_view kHint = id_rules::kSafeNameHint;
  static bool allows(std::string_view text) { return id_rules::is_safe_name(text); }
};
struct LineIdTag {
  static constexpr std::string_view kName = "line id";
  static constexpr std::size_t kMaxBytes = 64;
  static constexpr std::string_view kHint = id_rules::kSafeNameHint;
  static bool allows(std::string_view text) { return id_rules::is_safe_name(text); }
};
struct ShipmentIdTag {
  static constexpr std::string_view kName = "shipment id";
  static constexpr std::size_t kMaxBytes = 64;
  static constexpr std::string_view kHint = id_rules::kSafeNameHint;
  static bool allows(std::string_view text) { return id_rules::is_safe_name(text); }
};
struct EventIdTag {
  static constexpr std::string_view kName = "event id";
  static constexpr std::size_t kMaxBytes = 64;
  static constexpr std::string_view kHint = id_rules::kSafeNameHint;
  static bool allows(std::string_view text) { return id_rules::is_safe_name(text); }
};
struct SkuTag {
  static constexpr std::string_view kName = "SKU";
  static constexpr std::size_t kMaxBytes = 80;
  static constexpr std::string_view kHint = id_rules::kPlainTextHint;
  static bool allows(std::string_view text) { return id_rules::is_plain_text(text); }
};
struct AsinTag {
  static constexpr std::string_view kName = "ASIN";
  static constexpr std::size_t kMaxBytes = 20;
  static constexpr std::string_view kHint = id_rules::kSafeNameHint;
  static bool allows(std::string_view text) { return id_rules::is_safe_name(text); }
};
struct InvoiceNumberTag {
  static constexpr std::string_view kName = "invoice number";
  static constexpr std::size_t kMaxBytes = 40;
  static constexpr std::string_view kHint = id_rules::kDocumentNumberHint;
  static bool allows(std::string_view text) { return id_rules::is_document_number(text); }
};

using OrderId = Id<OrderIdTag>;
using LineId = Id<LineIdTag>;
using ShipmentId = Id<ShipmentIdTag>;
using EventId = Id<EventIdTag>;
using Sku = Id<SkuTag>;
using Asin = Id<AsinTag>;
/// BT-1.
using InvoiceNumber = Id<InvoiceNumberTag>;

template <typename Tag>
Result<Id<Tag>> Id<Tag>::parse(std::string_view text) {
  if (!text.empty() && text.size() <= Tag::kMaxBytes && Tag::allows(text))
    return Id(std::string(text));
  return Fault{
      "ID-001", "",
      "not a valid " + std::string(Tag::kName) + ": \"" + std::string(text.substr(0, 40)) + "\"",
      "1 to " + std::to_string(Tag::kMaxBytes) + " " + std::string(Tag::kHint)};
}

/// `number` as part of a file name: slashes become dashes.
[[nodiscard]] std::string file_stem(const InvoiceNumber& number);

/// A mail address of RFC 5321: dot-string "@" domain, ASCII. A relay address of a marketplace is
/// one, too.
class EmailAddress {
 public:
  EmailAddress() = default;

  /// Fault EMAIL-001: not an address that a server could take (quoted local parts, address
  /// literals, comments and letters outside ASCII are refused as well;
  /// locales/mail_address.h reads hosts in other scripts).
  static Result<EmailAddress> parse(std::string_view text);

  [[nodiscard]] const std::string& to_string() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  [[nodiscard]] std::string_view domain() const;

  friend auto operator<=>(const EmailAddress&, const EmailAddress&) = default;

 private:
  explicit EmailAddress(std::string value) : value_(std::move(value)) {}
  std::string value_;
};

}  // namespace enclosure
