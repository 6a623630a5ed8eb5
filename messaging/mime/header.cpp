#include "messaging/mime/header.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "core/text.h"
#include "messaging/mime/encoded_word.h"
#include "messaging/mime/phrase.h"

namespace enclosure::messaging::mime {
namespace {

constexpr std::size_t kLine = 76;
constexpr std::size_t kLongestStandIn = 60;

Fault bad_header(std::string_view name) {
  return {"MESSAGE-003", std::string(name),
          "the value holds a control character, a line break or bytes that are not UTF-8",
          "take it out at its source: nothing is removed here, it could begin another header"};
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
/// token of RFC 2045, 5.1, without the marks of RFC 2231.
bool is_token(std::string_view text) {
  constexpr std::string_view kMarks = "!#$&+-.^_`{|}~";
  return !text.empty() && text.size() <= 60 && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos;
  });
}

/// `text` with CRLF in front of the blanks where lines would become longer than 76.
std::string folded(std::string_view text, std::size_t used) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (!out.empty()) {
      const bool too_long = used + 1 + end > kLine;
      out += too_long ? "\r\n " : " ";
      used = too_long ? 1 : used + 1;
    }
    out += text.substr(0, end);
    used += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

/// The name in ASCII, other characters as "_", short; the ending stays.
std::string ascii_stand_in(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    const bool is_safe = c < 0x80 && (is_letter_or_digit(static_cast<char>(c)) || c == '-' ||
                                      c == '.' || c == '_' || c == ' ');
    out += is_safe ? static_cast<char>(c) : '_';
  }
  if (out.size() <= kLongestStandIn) return out;
  const auto dot = out.rfind('.');
  const std::string ending =
      dot != std::string::npos && out.size() - dot <= 8 ? out.substr(dot) : "";
  return out.substr(0, kLongestStandIn - ending.size()) + ending;
}

/// `filename` as a parameter with its folding: plain, or extended (RFC 2231, 4) and in pieces (3).
std::string filename_parameter(std::string_view name) {
  if (name == ascii_stand_in(name)) return ";\r\n filename=\"" + std::string(name) + "\"";
  constexpr std::size_t kPiece = 54;
  constexpr char kHex[] = "0123456789ABCDEF";
  std::vector<std::string> pieces{"UTF-8''"};
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    static_cast<void>(next_code_point(name, at));
    std::string encoded;
    for (const char c : name.substr(begin, at - begin)) {
      const auto byte = static_cast<unsigned char>(c);
      if (is_letter_or_digit(c) || c == '-' || c == '.' || c == '_') {
        encoded += c;
      } else {
        encoded += {'%', kHex[byte >> 4], kHex[byte & 15]};
      }
    }
    if (pieces.back().size() + encoded.size() > kPiece) pieces.emplace_back();
    pieces.back() += encoded;
  }
  if (pieces.size() == 1) return ";\r\n filename*=" + pieces.front();
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    out += ";\r\n filename*" + std::to_string(i) + "*=" + pieces[i];
  }
  return out;
}

/// Without parameters, but for the one that a text has.
bool is_media_type(std::string_view type) {
  constexpr std::string_view kUtf8 = "; charset=utf-8";
  if (type.starts_with("text/") && type.ends_with(kUtf8)) type.remove_suffix(kUtf8.size());
  const auto slash = type.find('/');
  return slash != std::string_view::npos && is_token(type.substr(0, slash)) &&
         is_token(type.substr(slash + 1));
}

}  // namespace

bool is_header_text(std::string_view value) {
  if (!is_utf8(value)) return false;
  for (std::size_t at = 0; at < value.size();) {
    const char32_t c = next_code_point(value, at);
    const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
    const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (is_control || turns || c == 0xFEFF) return false;
  }
  return true;
}

Result<std::string> unstructured_field(std::string_view name, std::string_view value) {
  if (!is_header_text(value)) return bad_header(name);
  value = trim(value);
  if (value.empty()) return std::string(name) + ":\r\n";
  const std::string begin = std::string(name) + ": ";
  const auto text =
      is_plain_line(value) ? folded(value, begin.size()) : encoded_words(value, begin.size());
  return begin + text + "\r\n";
}

Result<std::string> mailbox_field(std::string_view name, std::string_view display_name,
                                  const EmailAddress& address) {
  if (!is_header_text(display_name)) return bad_header(name);
  display_name = trim(display_name);
  std::string field = std::string(name) + ": ";
  if (display_name.empty()) return field + address.to_string() + "\r\n";
  field += phrase(display_name, field.size());
  const bool fits = last_line_size(field) + address.to_string().size() + 3 <= kLine;
  return field + (fits ? " <" : "\r\n <") + address.to_string() + ">\r\n";
}

Result<std::string> attachment_fields(std::string_view media_type, std::string_view file_name,
                                      std::string_view ascii_name) {
  Faults faults;
  if (!is_media_type(media_type)) {
    faults.push_back({"MESSAGE-004", "media_type", "the attachment has no media type",
                      "name one, like application/pdf"});
  }
  if (!is_header_text(file_name)) {
    append(faults, {bad_header("file_name")});
  } else if (trim(file_name).empty() || file_name.find_first_of("/\\") != std::string_view::npos) {
    faults.push_back({"MESSAGE-004", "file_name", "the attachment has no usable file name",
                      "give a name without folders"});
  }
  if (!faults.empty()) return faults;
  file_name = trim(file_name);
  const std::string own = ascii_stand_in(file_name);
  const bool takes_given =
      own != file_name && !ascii_name.empty() && ascii_stand_in(ascii_name) == ascii_name;
  return "Content-Type: " + std::string(media_type) + ";\r\n name=\"" +
         (takes_given ? std::string(ascii_name) : own) + "\"\r\nContent-Disposition: attachment" +
         filename_parameter(file_name) + "\r\n";
}

std::string date_time(Instant instant) {
  using namespace std::chrono;
  constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto midnight = floor<days>(instant);
  const year_month_day date{midnight};
  const hh_mm_ss time{instant - midnight};
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
                kDays[weekday{midnight}.c_encoding()], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

}  // namespace enclosure::messaging::mime
