#pragma once
// The words of a document in one language.

#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::locales {

/// What stands in the place of `{placeholder}`.
struct Argument {
  std::string_view placeholder;
  std::string_view value;
};

/// The groups of texts in a labels.json.
enum class TextKind {
  kTitle,  ///< what kind of document it is: "invoice", "credit_note"
  kLabel,  ///< headings and short sentences: "invoice_number", "page_x_of_y"
  kLegal,  ///< mentions of Art. 226 of Directive 2006/112/EC: "reverse_charge"
};

/// How numbers and days look; see `Locale`.
struct Formats {
  std::string icu_locale;  ///< where the patterns come from: "en_IE"
  std::string decimal;     ///< decimal separator
  std::string group;       ///< thousands separator
  std::string date;        ///< pattern of the short date: "dd.MM.yyyy"
};

/// The texts of one labels.json (described in locales/README.md). Cheap to copy, immutable, safe to
/// use from every thread.
class Labels {
 public:
  /// Texts by key, sorted.
  using Texts = std::map<std::string, std::string, std::less<>>;

  /// Reads a labels.json that speaks `language`.
  ///
  /// Faults, all at once: LOCALE-001 no JSON object, or a key twice; LOCALE-002 a member is
  /// missing, of the wrong type or unknown; LOCALE-003 a text that is empty, not in form NFC, or
  /// with an unknown or unclosed placeholder; LOCALE-004 a date pattern that is none.
  static Result<Labels> parse(const LanguageTag& language, std::string_view json);

  [[nodiscard]] const LanguageTag& language() const;
  /// The language's name in itself: "français".
  [[nodiscard]] const std::string& endonym() const;
  /// The day on which the texts were checked last: "2026-11-21".
  [[nodiscard]] const std::string& as_of() const;
  [[nodiscard]] const Formats& formats() const;
  /// Names of countries that ICU does not know, by code: XI.
  [[nodiscard]] const Texts& country_names() const;

  /// The text under `key` with its placeholders filled: `label("page_x_of_y", {{"page", "1"},
  /// {"pages", "2"}})`. Values go in as they are and are not searched for placeholders again;
  /// values that the text does not ask for are left out.
  ///
  /// An unknown key or a missing value is a bug in the caller: `std::logic_error`. Keys that come
  /// out of data files are to be checked with `has` when the file is read.
  [[nodiscard]] std::string title(std::string_view key,
                                  std::initializer_list<Argument> arguments = {}) const;
  [[nodiscard]] std::string label(std::string_view key,
                                  std::initializer_list<Argument> arguments = {}) const;
  [[nodiscard]] std::string legal(std::string_view key,
                                  std::initializer_list<Argument> arguments = {}) const;
  /// The mention in the words in force on `day`; before the first ones these, since a document must
  /// not go without.
  [[nodiscard]] std::string legal(std::string_view key, Date day,
                                  std::initializer_list<Argument> arguments = {}) const;
  [[nodiscard]] std::string text(TextKind kind, std::string_view key,
                                 std::span<const Argument> arguments) const;

  [[nodiscard]] bool has(TextKind kind, std::string_view key) const;
  /// All texts of a kind, placeholders unfilled.
  [[nodiscard]] const Texts& texts(TextKind kind) const;

 private:
  struct Data;
  explicit Labels(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::locales
