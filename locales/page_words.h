#pragma once
// The words of the buyer's page in one language.

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/language.h"
#include "core/result.h"

namespace enclosure::locales {

/// What stands in the place of `{placeholder}`: a text, or a number that chooses a plural form.
struct PageArgument {
  std::string_view placeholder;
  std::variant<std::string_view, std::int64_t> value;
};

/// The texts of one page.json (described in locales/README.md), in ICU's MessageFormat: "{count,
/// plural, one {# entry} other {# entries}}". Cheap to copy, immutable, safe to use from every
/// thread.
class PageWords {
 public:
  /// Texts by key, sorted, placeholders unfilled.
  using Texts = std::map<std::string, std::string, std::less<>>;

  /// Reads a page.json that speaks `language`.
  ///
  /// Faults, all at once: LOCALE-001 no JSON object, or a key twice; LOCALE-002 a member is
  /// missing, of the wrong type or unknown; LOCALE-003 a text that is empty, not in form NFC, no
  /// MessageFormat, or with a straight apostrophe, which MessageFormat takes for its own.
  static Result<PageWords> parse(const LanguageTag& language, std::string_view json);

  [[nodiscard]] const LanguageTag& language() const;
  [[nodiscard]] const Texts& texts() const;
  [[nodiscard]] bool has(std::string_view key) const;

  /// The text under `key` with its placeholders filled; values go in as they are. An unknown key or
  /// a missing value is a bug in the caller: `std::logic_error`.
  [[nodiscard]] std::string text(std::string_view key,
                                 std::span<const PageArgument> arguments) const;
  [[nodiscard]] std::string text(std::string_view key,
                                 std::initializer_list<PageArgument> arguments = {}) const {
    return text(key, std::span(arguments.begin(), arguments.size()));
  }

 private:
  struct Data;
  explicit PageWords(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// The names of the placeholders of a MessageFormat, those inside of plural forms too. Fault
/// LOCALE-003: it is none.
[[nodiscard]] Result<std::set<std::string>> message_placeholders(std::string_view text);

}  // namespace enclosure::locales
