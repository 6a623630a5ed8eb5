#include "locales/page_words.h"

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/date.h"
#include "locales/duplicate_keys.h"
#include "locales/icu_support.h"
#include "locales/text.h"

namespace enclosure::locales {
namespace {

using Json = nlohmann::json;

constexpr int kSchemaVersion = 1;

Fault shape_fault(const std::string& path, const std::string& message) {
  return {"LOCALE-002", path, message, "see locales/README.md"};
}

Faults text_faults(const std::string& path, const std::string& text) {
  if (text.empty()) return {{"LOCALE-003", path, "is empty", "write the text"}};
  Faults faults;
  if (!is_nfc(text))
    faults.push_back({"LOCALE-003", path, "is not in form NFC", "normalise the file"});
  if (text.find('\'') != std::string::npos)
    faults.push_back({"LOCALE-003", path, "has a straight apostrophe", "write \u2019"});
  append(faults, under(path, message_placeholders(text).faults()));
  return faults;
}

/// Checks the members besides the words.
Faults frame_faults(const Json& root, const LanguageTag& language) {
  Faults faults;
  for (const auto& item : root.items()) {
    if (item.key() != "schema_version" && item.key() != "language" && item.key() != "as_of" &&
        item.key() != "words")
      faults.push_back(shape_fault(item.key(), "unknown member"));
  }
  if (root.value("schema_version", Json()) != kSchemaVersion)
    faults.push_back(shape_fault("schema_version", "is not " + std::to_string(kSchemaVersion)));
  if (root.value("language", Json()) != language.to_string())
    faults.push_back(shape_fault("language", "is not \"" + language.to_string() + "\""));
  const Json as_of = root.value("as_of", Json());
  if (!as_of.is_string() || !parse_date(as_of.get_ref<const std::string&>()))
    faults.push_back(shape_fault("as_of", "is no day"));
  return faults;
}

icu::Formattable formattable(const PageArgument& argument) {
  if (const auto* number = std::get_if<std::int64_t>(&argument.value))
    return icu::Formattable(*number);
  const auto text = std::get<std::string_view>(argument.value);
  return icu::Formattable(
      icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}));
}

}  // namespace

struct PageWords::Data {
  LanguageTag language;
  Texts texts;
};

Result<std::set<std::string>> message_placeholders(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessagePattern pattern(status);
  pattern.parse(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}),
                nullptr, status);
  if (U_FAILURE(status))
    return Fault{"LOCALE-003", "", "is no message: \"" + std::string(text) + "\"",
                 "close each brace; see MessageFormat of ICU"};
  std::set<std::string> names;
  for (std::int32_t i = 0; i < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME)
      names.insert(to_utf8(pattern.getSubstring(part)));
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER)
      return Fault{"LOCALE-003", "", "has a placeholder without a name", "name it like {number}"};
  }
  return names;
}

Result<PageWords> PageWords::parse(const LanguageTag& language, std::string_view json) {
  DuplicateKeys duplicates;
  const Json root = Json::parse(json, std::ref(duplicates), false);
  if (!root.is_object())
    return Fault{"LOCALE-001", "", "no JSON object", "the file must be one JSON object in UTF-8"};
  Faults faults;
  for (const auto& key : duplicates.found())
    faults.push_back({"LOCALE-001", key, "a key twice", "keep one of them"});
  append(faults, frame_faults(root, language));
  const Json words = root.value("words", Json());
  if (!words.is_object()) faults.push_back(shape_fault("words", "is not an object"));
  Data data{language, {}};
  for (const auto& item : words.items()) {
    const std::string path = "words." + item.key();
    if (!item.value().is_string()) {
      faults.push_back(shape_fault(path, "is not a string"));
      continue;
    }
    append(faults, text_faults(path, item.value()));
    data.texts.emplace(item.key(), item.value());
  }
  if (!faults.empty()) return faults;
  return PageWords(std::make_shared<const Data>(std::move(data)));
}

const LanguageTag& PageWords::language() const {
  return data_->language;
}

const PageWords::Texts& PageWords::texts() const {
  return data_->texts;
}

bool PageWords::has(std::string_view key) const {
  return data_->texts.contains(key);
}

std::string PageWords::text(std::string_view key, std::span<const PageArgument> arguments) const {
  const auto found = data_->texts.find(key);
  const auto missing = [&](const std::string& what) {
    return std::logic_error(what + " of \"" + std::string(key) + "\" in page.json of " +
                            data_->language.to_string());
  };
  if (found == data_->texts.end()) throw missing("no text");
  if (found->second.find('{') == std::string::npos) return found->second;

  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  std::set<std::string> wanted = *message_placeholders(found->second);
  for (const PageArgument& argument : arguments) {
    wanted.erase(std::string(argument.placeholder));
    names.push_back(icu::UnicodeString::fromUTF8(
        {argument.placeholder.data(), static_cast<std::int32_t>(argument.placeholder.size())}));
    values.push_back(formattable(argument));
  }
  if (!wanted.empty()) throw missing("no value for {" + *wanted.begin() + "}");

  // Made anew each time: a MessageFormat makes its number formats while it formats, unguarded.
  use_root_as_default();
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(found->second),
                                  icu::Locale(data_->language.language().c_str()), status);
  expect_success(status, "message");
  icu::UnicodeString out;
  format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), out, status);
  expect_success(status, "message");
  return to_utf8(out);
}

}  // namespace enclosure::locales
