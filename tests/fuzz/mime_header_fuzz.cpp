// Any bytes as a header value: a fault, or fields of ASCII without a line that could be another
// field, short enough, and with the value in them when they are read back.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "core/text.h"
#include "messaging/mime/header.h"

namespace {

using namespace enclosure;
using namespace enclosure::messaging;

void require(bool condition) {
  if (!condition) std::abort();
}

int digit_of(char c, std::string_view digits) {
  const auto at = digits.find(c);
  require(at != std::string_view::npos);
  return static_cast<int>(at);
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    if (c == '=') break;
    bits = (bits << 6 | static_cast<unsigned>(digit_of(c, kDigits))) & 0xFFFFFF;
    count += 6;
    if (count >= 8) out += static_cast<char>(bits >> (count -= 8) & 0xFF);
  }
  return out;
}

std::string from_q(std::string_view text, char mark) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == mark) {
      require(i + 2 < text.size());
      out += static_cast<char>(digit_of(text[i + 1], kHex) * 16 + digit_of(text[i + 2], kHex));
      i += 2;
    } else {
      out += mark == '=' && text[i] == '_' ? ' ' : text[i];
    }
  }
  return out;
}

/// The lines of one field, each checked for what RFC 5322 and 2047 ask.
std::string unfolded(std::string_view field) {
  require(field.ends_with("\r\n"));
  std::string text;
  bool first = true;
  while (!field.empty()) {
    const auto end = field.find("\r\n");
    const std::string_view line = field.substr(0, end);
    require(first || line.starts_with(' '));
    require(line.size() <= 78 && line.find_first_not_of(' ') != std::string_view::npos);
    require(line.find("=?") == std::string_view::npos || line.size() <= 76);
    for (const char c : line) require(c >= ' ' && c <= '~');
    text += line;
    field.remove_prefix(end + 2);
    first = false;
  }
  return text;
}

/// The value of "Subject: …": encoded words decoded, blanks between them dropped (RFC 2047, 6.2).
std::string value_of(std::string_view line) {
  line.remove_prefix(std::string_view("Subject:").size());
  line = trim(line);
  std::string out;
  while (!line.empty()) {
    if (!line.starts_with("=?UTF-8?")) return std::string(line);
    const auto end = line.find("?=", 10);
    require(end != std::string_view::npos && end + 2 <= 75);
    const std::string_view body = line.substr(10, end - 10);
    const std::string piece = line[8] == 'B' ? from_base64(body) : from_q(body, '=');
    require(is_utf8(piece));  // no character torn apart
    out += piece;
    line = trim(line.substr(end + 2));
  }
  return out;
}

/// The name in "filename*=UTF-8''…" or its pieces, or in "filename=".
std::string file_name_of(std::string_view line) {
  constexpr std::string_view kPlain = "filename=\"";
  if (const auto at = line.find(kPlain); at != std::string_view::npos) {
    const auto begin = at + kPlain.size();
    return std::string(line.substr(begin, line.find('"', begin) - begin));
  }
  std::string encoded;
  for (auto at = line.find("filename*"); at != std::string_view::npos;
       at = line.find("filename*", at + 1)) {
    const auto begin = line.find('=', at) + 1;
    encoded += line.substr(begin, std::min(line.find(';', begin), line.size()) - begin);
  }
  require(encoded.starts_with("UTF-8''"));
  return from_q(std::string_view(encoded).substr(7), '%');
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view value(reinterpret_cast<const char*>(data),
                               std::min<std::size_t>(size, 4096));
  const auto subject = mime::unstructured_field("Subject", value);
  require(subject.has_value() == mime::is_header_text(value));
  if (subject) require(value_of(unfolded(*subject)) == trim(value));

  const auto mailbox = mime::mailbox_field("To", value, *EmailAddress::parse("a@mail.example"));
  require(mailbox.has_value() == subject.has_value());
  if (mailbox) require(unfolded(*mailbox).find("a@mail.example") != std::string::npos);

  const auto file = mime::attachment_fields("application/pdf", value);
  if (file) {
    const auto second = file->find("Content-Disposition:");
    require(second != std::string::npos);
    static_cast<void>(unfolded(std::string_view(*file).substr(0, second)));
    require(file_name_of(unfolded(std::string_view(*file).substr(second))) == trim(value));
  }
  return 0;
}
