// R18: the reduced HTML. (What our own templates hold is checked by messaging/html_check.h.)

#include <algorithm>
#include <array>

#include "core/text.h"
#include "messaging/policy/rules.h"

namespace enclosure::messaging::policy {
namespace {

bool is_allowed(std::string_view element) {
  constexpr std::array<std::string_view, 8> kAllowed = {"p",  "br", "b",  "strong",
                                                        "ul", "ol", "li", "a"};
  return std::find(kAllowed.begin(), kAllowed.end(), element) != kAllowed.end();
}

/// The names of the attributes.
std::vector<std::string> names_of(std::string_view attributes) {
  std::vector<std::string> names;
  const std::string lower = to_lower_ascii(attributes);
  for (std::size_t at = 0; at < lower.size();) {
    if (lower[at] <= ' ' || lower[at] == '/') {
      ++at;
      continue;
    }
    const std::size_t end = std::min(lower.find_first_of("= \t\r\n/", at), lower.size());
    names.push_back(lower.substr(at, end - at));
    at = lower.find_first_not_of(" \t\r\n", end);
    if (at == std::string::npos) break;
    if (lower[at] != '=') continue;
    at = lower.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string::npos) break;
    const bool quoted = lower[at] == '"' || lower[at] == '\'';
    const std::size_t value_end =
        quoted ? lower.find(lower[at], at + 1) : lower.find_first_of(" \t\r\n", at);
    at = value_end == std::string::npos ? lower.size() : value_end + (quoted ? 1U : 0U);
  }
  return names;
}

/// What is wrong with a tag, or nothing.
std::string fault_of(const Tag& tag, std::size_t logos, bool in_link) {
  if (tag.name.starts_with('!') || tag.closes) return "";
  if (tag.name == "img") {
    const bool own = to_lower_ascii(attribute(tag.attributes, "src")).starts_with("cid:");
    if (!own) return "An image from elsewhere.";
    if (in_link) return "A logo with a link.";
    return logos > 0 ? "More than one image." : "";
  }
  if (!is_allowed(tag.name)) return "<" + tag.name.substr(0, 40) + "> is not allowed.";
  for (const std::string& name : names_of(tag.attributes)) {
    const bool known = name == "title" || name == "lang" || name == "dir" || name == "rel" ||
                       (tag.name == "a" && (name == "href" || name == "target"));
    if (!known) return "The attribute " + name.substr(0, 40) + " is not allowed.";
  }
  return "";
}

}  // namespace

void find_markup_faults(const Speech& speech, Breaches& breaches) {
  std::size_t logos = 0;
  bool in_link = false;
  const auto& letters = speech.plain.letters;
  for (const Tag& tag : speech.plain.tags) {
    const std::string fault = fault_of(tag, logos, in_link);
    if (tag.name == "a") in_link = !tag.closes;
    if (tag.name == "img") ++logos;
    if (fault.empty()) continue;
    const auto after = std::lower_bound(
        letters.begin(), letters.end(), tag.begin,
        [](const Letter& letter, std::uint32_t begin) { return letter.begin < begin; });
    const auto from = static_cast<std::size_t>(after - letters.begin());
    breaches.push_back({"R18", from, std::min(from + 1, letters.size()), fault});
  }
}

}  // namespace enclosure::messaging::policy
