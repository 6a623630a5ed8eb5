#pragma once
// Pages for the seller about mails: one as a mail program would show it, and a sheet of all texts.
// HTML in one piece, without scripts, for light, dark and paper.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app::web {

/// One breach that the policy found.
struct MailFinding {
  std::string rule;        ///< "R09"
  std::string quote;       ///< may be empty
  std::string reason;      ///< a sentence
  std::string suggestion;  ///< may be empty
};

/// What the policy says about a mail where one channel would send it.
struct MailRuling {
  std::string channel;  ///< "Amazon FBA"
  std::string outcome;  ///< "allow", "warn", "refuse"
  std::vector<MailFinding> findings;
};

struct MailFile {
  std::string name;
  std::string media_type;
  std::uint64_t bytes = 0;
};

/// One mail to look at. Every text is escaped but `html`, which is a fragment that
/// `messaging::check_html` has let pass.
struct MailView {
  std::string heading;   ///< "Order 305-…, stage 1, documents"
  std::string language;  ///< tag
  std::string from;
  std::string to;
  std::string reply_to;  ///< or empty
  std::string date;
  std::string subject;
  std::string text;
  std::string html;
  std::vector<MailFile> files;
  std::uint64_t bytes = 0;  ///< the whole mail
  std::vector<MailRuling> rulings;
};

/// One text of the sheet: a stage in a language as some channels would send it.
struct SheetText {
  std::string label;  ///< "without a request, as the own shop sends it"; empty for the only one
  std::string subject;
  std::string text;
  std::vector<MailRuling> rulings;
};

struct SheetStage {
  std::string name;              ///< "1 · documents"
  std::vector<SheetText> texts;  ///< empty: not written yet
};

struct SheetLanguage {
  std::string tag;
  std::string name;     ///< in the language itself
  std::string english;  ///< in English
  std::string note;     ///< "judged by structure alone"; may be empty
  std::vector<SheetStage> stages;
};

struct MailSheet {
  std::string brand;
  std::string made;  ///< how it was made, a sentence
  std::vector<SheetLanguage> languages;
};

[[nodiscard]] std::string mail_page(const MailView& mail);
[[nodiscard]] std::string mail_sheet(const MailSheet& sheet);

/// "1.4 MB", "12 KB", "310 bytes".
[[nodiscard]] std::string size_told(std::uint64_t bytes);

}  // namespace enclosure::app::web
