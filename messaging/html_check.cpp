#include "messaging/html_check.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "messaging/template_text.h"

namespace enclosure::messaging {
namespace {

constexpr std::array<std::string_view, 5> kPlainElements = {"p", "b", "strong", "ul", "li"};

/// The element that `tag` (between the angle brackets) opens, or nothing when it may not stand
/// there.
std::string_view element_of(std::string_view tag) {
  const auto* plain = std::find(kPlainElements.begin(), kPlainElements.end(), tag);
  if (plain != kPlainElements.end()) return *plain;
  constexpr std::string_view kBegin = "a href=\"{{";
  constexpr std::string_view kEnd = "}}\"";
  const bool is_link = tag.starts_with(kBegin) && tag.ends_with(kEnd) &&
                       tag.find('"', kBegin.size()) == tag.size() - 1;
  return is_link ? "a" : "";
}

}  // namespace

Faults check_html(std::string_view html) {
  Faults faults;
  std::vector<std::string_view> open;
  const auto complain = [&](std::size_t at, std::string message) {
    faults.push_back({"TEMPLATE-005", place_in(html, at), std::move(message),
                      "allowed are p, br, b, strong, ul, li and a with href alone"});
  };
  std::size_t at = 0;
  while ((at = html.find('<', at)) != std::string_view::npos) {
    const auto end = std::min(html.find('>', at), html.size());
    const std::string_view tag = html.substr(at + 1, end - at - 1);
    if (end == html.size()) {
      complain(at, "a tag is not closed");
    } else if (tag.starts_with('/')) {
      if (!open.empty() && open.back() == tag.substr(1)) {
        open.pop_back();
      } else {
        complain(at, "<" + std::string(tag) + "> closes no open element");
      }
    } else if (tag != "br") {
      const std::string_view element = element_of(tag);
      if (element.empty()) complain(at, "<" + std::string(tag.substr(0, 60)) + "> is not allowed");
      if (!element.empty()) open.push_back(element);
    }
    at = end;
  }
  for (const auto element : open) {
    complain(html.size(), "<" + std::string(element) + "> is not closed");
  }
  return faults;
}

}  // namespace enclosure::messaging
