#include "app/check/findings.h"

#include <cstddef>
#include <utility>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostBytes = 120;

bool is_harmless(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
                     c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029;
  return !control && !turns;
}

std::string as_utf8(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c;
    } else {
      append_utf8(out, U'\uFFFD');
    }
  }
  return out;
}

}  // namespace

std::string shown(std::string_view text) {
  if (text.size() > 4 * kMostBytes) text = text.substr(0, 4 * kMostBytes);
  const std::string valid = is_utf8(text) ? std::string(text) : as_utf8(text);
  std::string out;
  for (std::size_t at = 0; at < valid.size();) {
    const char32_t c = next_code_point(valid, at);
    if (out.size() >= kMostBytes) return out + "…";
    append_utf8(out, is_harmless(c) ? c : U'\uFFFD');
  }
  return out;
}

std::string quoted(std::string_view text) {
  return "\"" + shown(text) + "\"";
}

void FindingList::error(std::string_view rule, std::string_view path, std::string message,
                        std::string hint) {
  findings_.push_back(
      {invoice::rules::Weight::kError,
       {std::string(rule), std::string(path), std::move(message), std::move(hint)}});
}

void FindingList::warning(std::string_view rule, std::string_view path, std::string message,
                          std::string hint) {
  findings_.push_back(
      {invoice::rules::Weight::kWarning,
       {std::string(rule), std::string(path), std::move(message), std::move(hint)}});
}

}  // namespace enclosure::app
