#include "app/import/stable_id.h"

#include <cassert>
#include <cstdint>

namespace enclosure::app {

EventId stable_event_id(std::string_view prefix, std::initializer_list<std::string_view> parts) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a, 64 bits
  const auto mix = [&](unsigned char byte) { hash = (hash ^ byte) * 0x100000001b3U; };
  for (const std::string_view part : parts) {
    for (const char c : part) mix(static_cast<unsigned char>(c));
    mix(0);  // so that "a", "bc" and "ab", "c" differ
  }
  std::string text(prefix);
  text += '-';
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(hash >> shift) & 0xF];
  const auto id = EventId::parse(text);
  assert(id);
  return *id;
}

std::string safe_id(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, 64)) {
    const bool safe = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '_' || (!result.empty() && (c == '.' || c == '-'));
    result += safe ? c : (result.empty() ? '_' : '-');
  }
  return result;
}

}  // namespace enclosure::app
