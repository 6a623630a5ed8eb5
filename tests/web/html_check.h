#pragma once
// A strict reader of the HTML that this program writes: stricter than browsers, so that nothing is
// left to their mending.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure::app::web::test {

struct HtmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;  ///< as written
  std::string text;  ///< of itself and all within, references resolved, blanks drawn together
};

struct HtmlPage {
  std::vector<HtmlElement> elements;  ///< in the order of their start tags
  /// What is wrong: an element that is not closed or not known, an attribute without quotes or
  /// twice, a bare & or <, an id twice or that nothing has, a field without label, a heading or
  /// link without words, a script, a style or an event within the page.
  std::vector<std::string> faults;

  [[nodiscard]] std::vector<const HtmlElement*> all(std::string_view name) const&;
  /// Those with the attribute, whatever it says.
  [[nodiscard]] std::vector<const HtmlElement*> with(std::string_view attribute) const&;
  std::vector<const HtmlElement*> all(std::string_view name) && = delete;  // they point into it
  std::vector<const HtmlElement*> with(std::string_view attribute) && = delete;
};

[[nodiscard]] HtmlPage read_html(std::string_view html);

}  // namespace enclosure::app::web::test
