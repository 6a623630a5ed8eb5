#include "core/markup.h"

namespace enclosure {
namespace {

std::string_view reference(char c, MarkupPlace place) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      break;
  }
  if (place == MarkupPlace::kAnywhere && c == '"') return "&quot;";
  if (place == MarkupPlace::kAnywhere && c == '\'') return "&#39;";
  return {};
}

}  // namespace

std::string escape_markup(std::string_view text, MarkupPlace place) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const std::string_view escaped = reference(c, place);
    if (escaped.empty()) {
      out += c;
    } else {
      out += escaped;
    }
  }
  return out;
}

}  // namespace enclosure
