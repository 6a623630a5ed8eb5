#include "invoice/pdf/syntax.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

void append_hex2(std::string& out, unsigned byte) {
  out += kDigits[byte >> 4U & 0xFU];
  out += kDigits[byte & 0xFU];
}

/// `number` with zeros in front.
std::string padded(unsigned number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out.append(digits.data(), end);
}

void append_hundredths(std::string& out, std::int64_t hundredths) {
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  append_number(out, hundredths / 100);
  const auto rest = static_cast<std::size_t>(hundredths % 100);
  if (rest == 0) return;
  out += '.';
  out += kDigits[rest / 10];
  if (rest % 10 != 0) out += kDigits[rest % 10];
}

void append_reference(std::string& out, std::uint32_t object) {
  append_number(out, object);
  out += " 0 R";
}

void append_byte(std::string& out, unsigned byte) {
  const auto c = static_cast<char>(static_cast<unsigned char>(byte));
  if (c == '(' || c == ')' || c == '\\') out += '\\';
  if (c == '\r') {
    out += "\\r";
  } else {
    out += c;
  }
}

void append_hex4(std::string& out, std::uint32_t number) {
  append_hex2(out, number >> 8U & 0xFFU);
  append_hex2(out, number & 0xFFU);
}

std::string reference(std::uint32_t object) {
  std::string text;
  append_reference(text, object);
  return text;
}

std::string text_string(std::string_view utf8) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
  std::string out;
  if (std::all_of(utf8.begin(), utf8.end(), is_plain)) {
    out += '(';
    for (const char c : utf8) {
      if (c == '(' || c == ')' || c == '\\') out += '\\';
      out += c;
    }
    return out + ")";
  }
  out = "<FEFF";
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c < 0x10000) {
      append_hex4(out, c);
    } else {
      append_hex4(out, 0xD800 + ((c - 0x10000) >> 10));
      append_hex4(out, 0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out + ">";
}

std::string hex_string(std::string_view bytes) {
  std::string out = "<";
  for (const char c : bytes) append_hex2(out, static_cast<unsigned char>(c));
  return out + ">";
}

std::string date_string(Date date) {
  return "(D:" + padded(static_cast<unsigned>(static_cast<int>(date.year())), 4) +
         padded(static_cast<unsigned>(date.month()), 2) +
         padded(static_cast<unsigned>(date.day()), 2) + "000000Z)";
}

}  // namespace enclosure::invoice::pdf
