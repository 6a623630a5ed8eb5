#include "messaging/policy/plain_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <stdexcept>

#include "core/text.h"
#include "messaging/policy/entities.h"

namespace enclosure::messaging::policy {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

/// Elements that begin a line of their own.
bool breaks_line(std::string_view element) {
  return element == "p" || element == "br" || element == "li" || element == "ul" ||
         element == "ol" || element == "div" || element == "tr" || element == "td" ||
         element == "center" || element == "table" || (element.size() == 2 && element[0] == 'h');
}

/// Letters nobody sees: format characters, variation selectors, fillers.
bool is_invisible(char32_t code) {
  if (code < 0xAD) return false;
  const auto type = u_charType(static_cast<UChar32>(code));
  return type == U_FORMAT_CHAR || (code >= 0xFE00 && code <= 0xFE0F) ||
         (code >= 0xE0100 && code <= 0xE01EF) || code == 0x034F || code == 0x115F ||
         code == 0x1160 || code == 0x17B4 || code == 0x17B5 || code == 0x3164 || code == 0xFFA0 ||
         code == 0x2800;
}

bool is_mark(char32_t code) {
  return code >= 0x300 && (U_GET_GC_MASK(static_cast<UChar32>(code)) & U_GC_M_MASK) != 0;
}

/// Decodes one code point; a byte that begins none counts as U+FFFD.
char32_t decode(std::string_view text, std::size_t& at, bool& well_formed) {
  const auto lead = static_cast<unsigned char>(text[at]);
  std::size_t size = 1;
  if (lead >= 0xF0)
    size = 4;
  else if (lead >= 0xE0)
    size = 3;
  else if (lead >= 0xC0)
    size = 2;
  const std::string_view one = text.substr(at, size);
  if (!is_utf8(one)) {
    ++at;
    well_formed = false;
    return kReplacement;
  }
  return next_code_point(text, at);
}

class Reader {
 public:
  explicit Reader(std::string_view source) { plain_.source = source; }

  PlainText read() && {
    const std::string_view source = plain_.source;
    plain_.letters.reserve(source.size());
    std::size_t at = 0;
    while (at < source.size()) {
      if (source[at] == '<' && read_tag(at)) continue;
      const std::size_t begin = at;
      std::size_t length = 0;
      char32_t code = source[at] == '&' ? reference_at(source, at, length) : 0;
      if (code != 0)
        at += length;
      else
        code = decode(source, at, plain_.well_formed);
      if (!is_invisible(code)) take({code, pos(begin), pos(at)});
    }
    flush();
    return std::move(plain_);
  }

 private:
  static std::uint32_t pos(std::size_t at) { return static_cast<std::uint32_t>(at); }

  /// A base and its marks are normalised together.
  void take(const Letter& letter) {
    constexpr std::size_t kMostMarks = 8;
    if (!is_mark(letter.code) || cluster_.size() > kMostMarks) flush();
    cluster_.push_back(letter);
  }

  void flush() {
    if (cluster_.empty()) return;
    if (cluster_.size() == 1 && cluster_[0].code < 0xA0) {
      plain_.letters.push_back(cluster_[0]);
    } else {
      static const icu::Normalizer2* const nfkc = [] {
        UErrorCode status = U_ZERO_ERROR;
        const auto* normalizer = icu::Normalizer2::getNFKCInstance(status);
        if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no normalisation data");
        return normalizer;
      }();
      icu::UnicodeString text;
      for (const Letter& one : cluster_) text.append(static_cast<UChar32>(one.code));
      UErrorCode status = U_ZERO_ERROR;
      const icu::UnicodeString made = nfkc->normalize(text, status);
      if (U_FAILURE(status) != 0) throw std::runtime_error("ICU cannot normalise");
      for (std::int32_t i = 0; i < made.length(); i = made.moveIndex32(i, 1)) {
        const auto code = static_cast<char32_t>(made.char32At(i));
        if (!is_invisible(code))
          plain_.letters.push_back({code, cluster_.front().begin, cluster_.back().end});
      }
    }
    cluster_.clear();
  }

  /// Takes in the tag or comment at `at` and moves behind it; false when none begins there.
  bool read_tag(std::size_t& at) {
    const std::string_view source = plain_.source;
    std::size_t name = at + 1;
    const bool closes = name < source.size() && source[name] == '/';
    if (closes) ++name;
    if (name >= source.size()) return false;
    const char first = source[name];
    const bool is_name = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
    if (!is_name && first != '!') return false;
    const bool comment = source.substr(name).starts_with("!--");
    if (comment ? no_comment_ends_ : no_tag_ends_) return false;
    const std::string_view last = comment ? "-->" : ">";
    const auto found = source.find(last, name);
    if (found == std::string_view::npos) {
      (comment ? no_comment_ends_ : no_tag_ends_) = true;
      return false;
    }
    const std::size_t end = found + last.size();
    std::size_t name_end = name;
    while (name_end < found && source[name_end] > ' ' && source[name_end] != '/') ++name_end;
    Tag tag;
    tag.name = to_lower_ascii(source.substr(name, name_end - name));
    tag.attributes = source.substr(name_end, found - name_end);
    tag.closes = closes;
    tag.begin = pos(at);
    tag.end = pos(end);
    flush();
    if (breaks_line(tag.name)) plain_.letters.push_back({U'\n', pos(at), pos(end)});
    at = end;
    // What stands inside of these is no text.
    if (!closes && (tag.name == "script" || tag.name == "style")) skip_until_closed(tag.name, at);
    plain_.tags.push_back(std::move(tag));
    return true;
  }

  void skip_until_closed(const std::string& name, std::size_t& at) {
    bool& never = name == "script" ? no_script_ends_ : no_style_ends_;
    if (never) return;
    const auto end = plain_.source.find("</" + name, at);
    never = end == std::string_view::npos;
    if (!never) at = end;
  }

  PlainText plain_;
  std::vector<Letter> cluster_;
  // What was looked for once up to the end is not looked for again: time stays linear.
  bool no_tag_ends_ = false;
  bool no_comment_ends_ = false;
  bool no_script_ends_ = false;
  bool no_style_ends_ = false;
};

}  // namespace

std::string PlainText::utf8(std::size_t from, std::size_t to) const {
  std::string text;
  for (std::size_t i = from; i < to && i < letters.size(); ++i) append_utf8(text, letters[i].code);
  return text;
}

std::size_t PlainText::letter_at(std::uint32_t byte) const {
  const auto found = std::lower_bound(
      letters.begin(), letters.end(), byte,
      [](const Letter& letter, std::uint32_t begin) { return letter.begin < begin; });
  return static_cast<std::size_t>(found - letters.begin());
}

std::string_view PlainText::quote(std::size_t from, std::size_t to) const {
  if (from >= to || to > letters.size()) return {};
  const std::size_t begin = letters[from].begin;
  return source.substr(begin, letters[to - 1].end - begin);
}

PlainText plain_text(std::string_view source) {
  return Reader(source).read();
}

std::string attribute(std::string_view attributes, std::string_view name) {
  const std::string lower = to_lower_ascii(attributes);
  std::size_t at = 0;
  while ((at = lower.find(name, at)) != std::string::npos) {
    const bool begins = at == 0 || lower[at - 1] <= ' ' || lower[at - 1] == '"' ||
                        lower[at - 1] == '\'' || lower[at - 1] == '/';
    std::size_t value = at + name.size();
    while (value < lower.size() && lower[value] <= ' ') ++value;
    at += name.size();
    if (!begins || value >= lower.size() || lower[value] != '=') continue;
    ++value;
    while (value < lower.size() && lower[value] <= ' ') ++value;
    if (value >= lower.size()) return {};
    const char mark = attributes[value];
    const bool quoted = mark == '"' || mark == '\'';
    const auto end =
        quoted ? attributes.find(mark, value + 1) : lower.find_first_of(" \t\r\n", value);
    const std::size_t from = quoted ? value + 1 : value;
    const auto raw = attributes.substr(from, end == std::string_view::npos ? end : end - from);
    const PlainText decoded = plain_text(raw);
    return decoded.utf8(0, decoded.letters.size());
  }
  return {};
}

}  // namespace enclosure::messaging::policy
