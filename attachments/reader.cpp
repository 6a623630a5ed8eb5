#include "attachments/reader.h"

#include <algorithm>
#include <charconv>

#include "attachments/known_languages.h"
#include "core/text.h"

namespace enclosure::attachments {
namespace {

constexpr const char* kSeeDocs = "see docs/catalogue.md";

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_./").find(c) != std::string_view::npos;
}

}  // namespace

std::string Reader::path() const {
  std::string path;
  for (const Step& step : steps_) {
    if (step.name.empty()) {
      path += "[" + std::to_string(step.index) + "]";
    } else {
      path += (path.empty() ? "" : ".") + std::string(step.name);
    }
  }
  return path;
}

void Reader::complain(std::string code, std::string message, std::string hint) {
  faults_.push_back({std::move(code), path(), std::move(message), std::move(hint)});
}

void Reader::complain(Faults faults) {
  append(faults_, under(path(), std::move(faults)));
}

void Reader::wrong_type(std::string_view wanted) {
  complain("CATALOGUE-002", "expected " + std::string(wanted), kSeeDocs);
  skip();
}

void Reader::missing(std::string_view name) {
  inside({name}, [&] {
    complain("CATALOGUE-002", "member \"" + std::string(name) + "\" is missing",
             "add it; see docs/catalogue.md");
  });
}

void Reader::given_twice(std::string_view name) {
  complain("CATALOGUE-005", "member \"" + std::string(name) + "\" is given twice",
           "keep one of the two");
}

std::optional<std::size_t> Reader::admit(std::span<const Member> known, std::string_view name,
                                         std::uint64_t& seen) {
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (known[i].name != name) continue;
    if ((seen >> i & 1U) == 0) {
      seen |= std::uint64_t{1} << i;
      return i;
    }
    given_twice(name);
    return std::nullopt;
  }
  complain("CATALOGUE-005", "unknown member \"" + std::string(name) + "\"",
           "take it out, or see docs/catalogue.md for the spelling");
  return std::nullopt;
}

bool Reader::is_new(std::string_view name, std::vector<std::string_view>& seen) {
  if (std::find(seen.begin(), seen.end(), name) == seen.end()) {
    seen.push_back(name);
    return true;
  }
  given_twice(name);
  return false;
}

std::optional<JsonText> Reader::raw_text() {
  if (type() == JsonCursor::Type::kText) return cursor_.text();
  wrong_type("a text");
  return std::nullopt;
}

std::string_view Reader::line(std::size_t most, bool may_be_empty) {
  const auto text = raw_text();
  if (!text) return {};
  const std::string_view trimmed = trim(text->bytes);
  if (!text->is_plain || trimmed.size() > most) {
    if (const auto checked = single_line(text->bytes, most); !checked) {
      complain(checked.faults());
      return {};
    }
  }
  if (trimmed.empty() && !may_be_empty)
    complain("CATALOGUE-002", "expected a text that is not empty", kSeeDocs);
  return keep(trimmed);
}

std::string_view Reader::id() {
  const auto text = raw_text();
  if (!text) return {};
  const std::string_view id = text->bytes;
  if (!id.empty() && id.size() <= 80 && std::all_of(id.begin(), id.end(), is_id_character))
    return keep(id);
  complain("CATALOGUE-002", "not a name that others could refer to",
           "letters, digits, \"-\", \"_\", \".\" and \"/\", at most 80");
  return {};
}

bool Reader::boolean() {
  if (type() == JsonCursor::Type::kTrue || type() == JsonCursor::Type::kFalse)
    return cursor_.boolean();
  wrong_type("true or false");
  return false;
}

std::optional<std::int64_t> Reader::whole(std::int64_t low, std::int64_t high) {
  const std::string wanted =
      "a whole number from " + std::to_string(low) + " to " + std::to_string(high);
  if (type() != JsonCursor::Type::kNumber) {
    wrong_type(wanted);
    return std::nullopt;
  }
  const std::string_view digits = cursor_.number();
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc{} && end == digits.data() + digits.size() && value >= low && value <= high)
    return value;
  complain("CATALOGUE-002", "expected " + wanted, kSeeDocs);
  return std::nullopt;
}

std::optional<Date> Reader::date() {
  const auto text = raw_text();
  if (!text) return std::nullopt;
  const auto date = parse_date(text->bytes);
  if (date) return *date;
  complain(date.faults());
  return std::nullopt;
}

std::optional<LanguageTag> Reader::language() {
  const auto text = raw_text();
  return text ? language_named(text->bytes) : std::nullopt;
}

std::optional<LanguageTag> Reader::language_named(std::string_view text) {
  if (const auto known = languages_.find(text); known != languages_.end()) return known->second;
  const auto tag = parse_known_language(text);
  if (tag) return languages_.emplace(text, *tag).first->second;
  complain(tag.faults());
  return std::nullopt;
}

std::optional<CountryCode> Reader::country() {
  const auto text = raw_text();
  if (!text) return std::nullopt;
  const auto code = CountryCode::parse(text->bytes);
  if (code) return *code;
  complain(code.faults());
  return std::nullopt;
}

}  // namespace enclosure::attachments
