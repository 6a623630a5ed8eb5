#include "messaging/mime/transfer_encoding.h"

#include <cstdint>

namespace enclosure::messaging::mime {
namespace {

constexpr std::size_t kLine = 76;

std::uint32_t byte_at(std::string_view bytes, std::size_t i) {
  return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0;
}

/// Whether the byte may stand for itself anywhere in a line.
bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '=';
}

/// One character of the text (all bytes of it) as it stands in a line.
std::string encode(std::string_view character, bool as_itself) {
  if (as_itself) return std::string(character);
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (std::size_t i = 0; i < character.size(); ++i) {
    const auto byte = byte_at(character, i);
    encoded += {'=', kHex[byte >> 4], kHex[byte & 15]};
  }
  return encoded;
}

/// The bytes of the character that begins `text`: itself and the continuation bytes behind it.
std::size_t character_size(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && (byte_at(text, size) & 0xC0) == 0x80) ++size;
  return size;
}

/// One line of text without its end, in as many encoded lines as it needs.
void append_line(std::string_view line, std::string& out) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = character_size(line.substr(at));
    const bool is_last = at + size == line.size();
    const bool misread = (used == 0 && (line[at] == '.' || line.substr(at).starts_with("From "))) ||
                         (is_last && line[at] == ' ');
    const std::string encoded =
        encode(line.substr(at, size), size == 1 && is_plain(line[at]) && !misread);
    if (used + encoded.size() > (is_last ? kLine : kLine - 1)) {
      out += "=\r\n";
      used = 0;
      continue;  // the character again, now at the beginning of a line
    }
    out += encoded;
    used += encoded.size();
    at += size;
  }
  out += "\r\n";
}

constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void append_base64(std::string_view bytes, std::string& out) {
  const std::size_t begin = out.size();
  out.resize(begin + (bytes.size() + 2) / 3 * 4);
  char* to = out.data() + begin;
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3, to += 4) {
    const auto group = byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8 | byte_at(bytes, i + 2);
    to[0] = kDigits[group >> 18];
    to[1] = kDigits[group >> 12 & 63];
    to[2] = kDigits[group >> 6 & 63];
    to[3] = kDigits[group & 63];
  }
  if (i == bytes.size()) return;
  const auto group = byte_at(bytes, i) << 16 | byte_at(bytes, i + 1) << 8;
  to[0] = kDigits[group >> 18];
  to[1] = kDigits[group >> 12 & 63];
  to[2] = i + 1 < bytes.size() ? kDigits[group >> 6 & 63] : '=';
  to[3] = '=';
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(bytes, out);
  return out;
}

std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t kBytesOfALine = kLine / 4 * 3;
  std::string out;
  out.reserve(base64_lines_size(bytes.size()));
  for (std::size_t at = 0; at < bytes.size(); at += kBytesOfALine) {
    append_base64(bytes.substr(at, kBytesOfALine), out);
    out += "\r\n";
  }
  return out;
}

std::uint64_t base64_lines_size(std::uint64_t bytes) {
  const std::uint64_t characters = (bytes + 2) / 3 * 4;
  return characters + (characters + kLine - 1) / kLine * 2;
}

std::string quoted_printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    append_line(line, out);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return out;
}

}  // namespace enclosure::messaging::mime
