#pragma once
// What reports about mails mean: patterns and status codes with their classes, as data.

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/result.h"

namespace enclosure::messaging::bounce {

/// What a report says of the message; each has its own consequence (docs/bounces.md).
enum class ReportClass {
  kHard,           ///< nobody is there, for good: nothing more goes to that address
  kSoft,           ///< not now: a full mailbox, a delay
  kOptedOut,       ///< the buyer wants no such messages
  kNotRegistered,  ///< the marketplace does not know our sender address
  kTooLarge,       ///< the mail or its files
  kUnknown,        ///< a refusal that no rule knows: the seller is told
  kNone,           ///< no report: a vacation note, a receipt, a delivery that worked, anything else
};

/// "hard", "soft", "opted_out", "not_registered", "too_large", "unknown", "none".
[[nodiscard]] std::string_view to_string(ReportClass value);

/// One pattern: all lists that it has must hold. Texts are in lower case with single blanks; " * "
/// in one is up to eight words of a sentence.
struct TextRule {
  std::string id;
  ReportClass report_class = ReportClass::kUnknown;
  std::string where;              ///< "any", "diagnostic", "subject"
  std::vector<std::string> from;  ///< the sender's domain is one of these or below one
  bool names_order = false;       ///< only of a mail with an order number of Amazon
  std::vector<std::string> all;   ///< the text holds all of these
  std::vector<std::string> any;   ///< and one of these
};

/// Everything that is known of reports. Immutable; safe to read from every thread.
class Rules {
 public:
  /// Reads `rules.json` of `files`. Fault BOUNCE-001: damaged, a defect of the build.
  static Result<Rules> load(std::span<const EmbeddedFile> files);

  /// Lines (their beginnings, in lower case) behind which the message itself is quoted.
  [[nodiscard]] const std::vector<std::string>& markers() const { return markers_; }

  /// Domains below which a marketplace gives its buyers addresses: "marketplace.amazon.de".
  [[nodiscard]] const std::vector<std::string>& aliases() const { return aliases_; }
  /// Local parts there behind which no buyer is: "no-reply".
  [[nodiscard]] const std::vector<std::string>& robots() const { return robots_; }

  /// In the order in which they are asked; the first one that holds decides.
  [[nodiscard]] const std::vector<TextRule>& texts() const { return texts_; }

  /// The rule for an enhanced status code (RFC 3463): that of "5.1.1", else of "5.1", else of "5".
  struct StatusRule {
    std::string id;  ///< "5.1.1"
    ReportClass report_class = ReportClass::kUnknown;
  };
  [[nodiscard]] const StatusRule* for_status(std::string_view status) const;

 private:
  std::vector<std::string> markers_;
  std::vector<std::string> aliases_;
  std::vector<std::string> robots_;
  std::vector<TextRule> texts_;
  std::map<std::string, StatusRule, std::less<>> status_;
};

}  // namespace enclosure::messaging::bounce
