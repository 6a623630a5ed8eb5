#include "invoice/xml/well_formed.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "core/text.h"

namespace enclosure::invoice::xml {
namespace {

constexpr auto kEnd = std::string_view::npos;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Char of XML 1.0.
bool is_character(std::uint32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Where UTF-8 holds what is no Char: a control character, U+FFFE or U+FFFF.
std::size_t bad_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 && !is_blank(text[at])) return at;
    if (byte == 0xEF &&
        (text.substr(at, 3) == "\xEF\xBF\xBE" || text.substr(at, 3) == "\xEF\xBF\xBF"))
      return at;
  }
  return kEnd;
}

/// Whether "#10" or "#xA" names a Char.
bool names_character(std::string_view reference) {
  const int base = reference.starts_with("#x") ? 16 : 10;
  reference.remove_prefix(base == 16 ? 2 : 1);
  std::uint32_t value = 0;
  const char* end = reference.data() + reference.size();
  const auto [read_to, error] = std::from_chars(reference.data(), end, value, base);
  return error == std::errc{} && read_to == end && is_character(value);
}

bool is_entity_of_xml(std::string_view name) {
  constexpr std::array<std::string_view, 5> kKnown{"amp", "lt", "gt", "quot", "apos"};
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end();
}

/// Goes from "<" to "<" through a text that a parser has taken: tags are closed.
class Scan {
 public:
  explicit Scan(std::string_view text) : text_(text) {}

  std::optional<Refusal> run() {
    if (!is_utf8(text_)) return Refusal{false, "bytes that are no UTF-8"};
    const auto bad = bad_character(text_);
    if (bad != kEnd) {
      refuse(bad, "a character that XML does not allow");
    } else {
      while (at_ < text_.size() && !refusal_) next();
    }
    return std::move(refusal_);
  }

 private:
  /// A text, and the markup behind it.
  void next() {
    const std::size_t markup = std::min(text_.find('<', at_), text_.size());
    text_up_to(markup);
    at_ = markup;
    if (refusal_ || at_ == text_.size()) return;
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with("<!--")) {
      comment();
    } else if (rest.starts_with("<![CDATA[")) {
      if (depth_ == 0) refuse(at_, "text outside of the root element");
      skip_behind("]]>", at_);
    } else if (rest.starts_with("<?")) {
      instruction(rest);
    } else {
      tag();
    }
  }

  void text_up_to(std::size_t end) {
    const std::string_view text = text_.substr(at_, end - at_);
    if (depth_ == 0 && !std::all_of(text.begin(), text.end(), is_blank))
      return refuse(at_, "text outside of the root element");
    if (text.find("]]>") != kEnd) return refuse(at_, "\"]]>\" in a text");
    references(at_, end);
  }

  void comment() {
    const auto dashes = text_.find("--", at_ + 4);
    if (text_.substr(std::min(dashes, text_.size()), 3) != "-->")
      return refuse(at_, "\"--\" inside of a comment");
    at_ = dashes + 3;
  }

  void instruction(std::string_view rest) {
    const bool is_declaration = to_lower_ascii(rest.substr(2, 3)) == "xml" && rest.size() > 5 &&
                                (is_blank(rest[5]) || rest[5] == '?');
    if (is_declaration && at_ != 0)
      return refuse(at_, "a declaration that is not at the very beginning");
    skip_behind("?>", at_ + 2);
  }

  void tag() {
    const bool ends_element = text_.substr(at_, 2) == "</";
    const std::size_t begin = at_;
    for (;;) {
      at_ = text_.find_first_of("\"'>", at_ + 1);
      if (at_ == kEnd) return refuse(begin, "a tag without an end");
      if (text_[at_] == '>') break;
      const auto quote = text_.find(text_[at_], at_ + 1);
      if (quote == kEnd) return refuse(begin, "a value without an end");
      if (text_.substr(at_, quote - at_).find('<') != kEnd)
        return refuse(at_, "\"<\" in the value of an attribute");
      references(at_, quote);
      if (refusal_) return;
      at_ = quote;
    }
    const bool is_whole_element = text_[at_ - 1] == '/';
    if (ends_element) {
      if (depth_ > 0) --depth_;
    } else if (!is_whole_element) {
      ++depth_;
    }
    ++at_;
  }

  void references(std::size_t from, std::size_t end) {
    const std::string_view text = text_.substr(0, end);
    for (auto at = text.find('&', from); at != kEnd && !refusal_; at = text.find('&', at + 1)) {
      const auto name = text.substr(at + 1, text.find(';', at) - at - 1);
      const bool is_closed = at + 1 + name.size() < end;
      if (!is_closed || name.find_first_of("& \t\r\n\"'") != kEnd || name.empty()) {
        refuse(at, "\"&\" that begins no reference");
      } else if (name.front() == '#') {
        if (!names_character(name)) refuse(at, "a reference to no character of XML");
      } else if (!is_entity_of_xml(name)) {
        refuse(at, "an entity of its own");
        refusal_->is_own_entity = true;
      }
    }
  }

  void skip_behind(std::string_view mark, std::size_t from) {
    const auto found = text_.find(mark, from);
    at_ = found == kEnd ? text_.size() : found + mark.size();
  }

  void refuse(std::size_t at, const std::string& what) {
    if (refusal_) return;
    const auto lines =
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    refusal_ = Refusal{false, what + " in line " + std::to_string(lines + 1)};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::optional<Refusal> refusal_;
};

}  // namespace

std::optional<Refusal> find_refusal(std::string_view text) {
  return Scan(text).run();
}

}  // namespace enclosure::invoice::xml
