#include "attachments/json_cursor.h"

#include <algorithm>

#include "core/text.h"

namespace enclosure::attachments {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether the byte may stand in a string as it is, and is ASCII.
bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

/// The offset of the first byte of `text` that is no UTF-8.
std::size_t first_bad_byte(std::string_view text) {
  std::size_t good = 0;
  for (std::size_t at = 0; at < text.size(); good = at) {
    static_cast<void>(next_code_point(text, at));
    if (!is_utf8(text.substr(good, at - good))) break;
  }
  return good;
}

}  // namespace

JsonCursor::JsonCursor(std::string_view text, TextArena& arena) : text_(text), arena_(arena) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

void JsonCursor::fail(const char* message) const {
  throw JsonDefect{at_, message};
}

void JsonCursor::skip_blanks() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

void JsonCursor::expect(char c, const char* message) {
  skip_blanks();
  if (at_ == text_.size() || text_[at_] != c) fail(message);
  ++at_;
}

bool JsonCursor::enter(char open, char close) {
  expect(open, "expected a bracket");
  if (++depth_ > kDeepest) fail("the JSON is nested deeper than 16 levels");
  skip_blanks();
  if (at_ == text_.size() || text_[at_] != close) return true;
  ++at_;
  --depth_;
  return false;
}

bool JsonCursor::goes_on(char close) {
  skip_blanks();
  if (at_ == text_.size()) fail("the text ends too early");
  const char c = text_[at_];
  if (c != ',' && c != close) fail("expected a comma or a closing bracket");
  ++at_;
  if (c == ',') return true;
  --depth_;
  return false;
}

bool JsonCursor::find_member(std::string_view name) {
  if (!enter('{', '}')) return false;
  do {
    const JsonText found = text();
    expect(':', "expected a colon");
    if (found.bytes == name) return true;
    skip();
  } while (goes_on('}'));
  return false;
}

JsonCursor::Type JsonCursor::type() {
  skip_blanks();
  if (at_ == text_.size()) fail("the text ends too early");
  switch (text_[at_]) {
    case '{':
      return Type::kObject;
    case '[':
      return Type::kArray;
    case '"':
      return Type::kText;
    case 't':
      return Type::kTrue;
    case 'f':
      return Type::kFalse;
    case 'n':
      return Type::kNull;
    default:
      if (text_[at_] != '-' && !is_digit(text_[at_])) fail("expected a value");
      return Type::kNumber;
  }
}

JsonText JsonCursor::text() {
  expect('"', "expected a text in quotes");
  const std::size_t begin = at_;
  while (at_ < text_.size() && is_plain(text_[at_])) ++at_;
  if (at_ < text_.size() && text_[at_] == '"') return {text_.substr(begin, at_++ - begin), true};
  while (at_ < text_.size() && text_[at_] != '"') {
    if (text_[at_] == '\\') return unescaped(begin);
    if (static_cast<unsigned char>(text_[at_]) < 0x20) fail("a control character stands in a text");
    ++at_;
  }
  if (at_ == text_.size()) fail("a text has no end");
  const std::string_view bytes = text_.substr(begin, at_ - begin);
  if (!is_utf8(bytes)) throw JsonDefect{begin + first_bad_byte(bytes), "the text is not UTF-8"};
  ++at_;
  return {bytes, false};
}

/// The text from `begin` on, of which an escape was seen.
JsonText JsonCursor::unescaped(std::size_t begin) {
  std::string out(text_.substr(begin, at_ - begin));
  while (at_ < text_.size() && text_[at_] != '"') {
    if (static_cast<unsigned char>(text_[at_]) < 0x20) fail("a control character stands in a text");
    if (text_[at_] == '\\') {
      append_escape(out);
    } else {
      out += text_[at_++];
    }
  }
  if (at_ == text_.size()) fail("a text has no end");
  if (!is_utf8(out)) throw JsonDefect{begin, "the text is not UTF-8"};
  ++at_;
  return {arena_.keep(out), false};
}

void JsonCursor::append_escape(std::string& out) {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  ++at_;
  if (at_ == text_.size()) fail("a text has no end");
  if (const auto letter = kLetters.find(text_[at_]); letter != std::string_view::npos) {
    out += kMeant[letter];
    ++at_;
    return;
  }
  if (text_[at_] != 'u') fail("there is no such escape");
  ++at_;
  char32_t c = hex4();
  if (c >= 0xD800 && c < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    at_ += 2;
    const char32_t low = hex4();
    if (low < 0xDC00 || low > 0xDFFF) fail("half a character stands in a text");
    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
  } else if (c >= 0xD800 && c <= 0xDFFF) {
    fail("half a character stands in a text");
  }
  append_utf8(out, c);
}

char32_t JsonCursor::hex4() {
  char32_t value = 0;
  for (int i = 0; i < 4; ++i, ++at_) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto digit = at_ < text_.size() ? kDigits.find(to_lower_ascii(text_.substr(at_, 1)))
                                          : std::string_view::npos;
    if (digit == std::string_view::npos) fail("expected four hexadecimal digits");
    value = value << 4 | static_cast<char32_t>(digit);
  }
  return value;
}

std::string_view JsonCursor::number() {
  skip_blanks();
  const std::size_t begin = at_;
  const auto digits = [&] {
    if (at_ == text_.size() || !is_digit(text_[at_])) fail("expected a digit");
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
  };
  const auto next_is = [&](std::string_view any) {
    return at_ < text_.size() && any.find(text_[at_]) != std::string_view::npos;
  };
  if (next_is("-")) ++at_;
  const std::size_t first = at_;
  digits();
  if (text_[first] == '0' && at_ > first + 1) throw JsonDefect{first, "a number begins with 0"};
  if (next_is(".")) {
    ++at_;
    digits();
  }
  if (next_is("eE")) {
    ++at_;
    if (next_is("+-")) ++at_;
    digits();
  }
  return text_.substr(begin, at_ - begin);
}

void JsonCursor::word(std::string_view wanted) {
  skip_blanks();
  if (text_.substr(at_, wanted.size()) != wanted) fail("expected a value");
  at_ += wanted.size();
}

bool JsonCursor::boolean() {
  const bool value = type() == Type::kTrue;
  word(value ? "true" : "false");
  return value;
}

void JsonCursor::skip() {
  switch (type()) {
    case Type::kObject:
      return each_member([this](std::string_view) { skip(); });
    case Type::kArray:
      return each_element([this] { skip(); });
    case Type::kText:
      return static_cast<void>(text());
    case Type::kNumber:
      return static_cast<void>(number());
    case Type::kNull:
      return word("null");
    case Type::kTrue:
    case Type::kFalse:
      return static_cast<void>(boolean());
  }
}

void JsonCursor::finish() {
  skip_blanks();
  if (at_ != text_.size()) fail("something stands behind the end");
}

std::string place_of(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  return "line " + std::to_string(line) + ", column " +
         std::to_string(before.size() - line_begin + 1);
}

}  // namespace enclosure::attachments
