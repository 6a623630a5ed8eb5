// Any bytes as a mail text: faults, or a text that renders, and whose values are never read as
// tags.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "messaging/html_check.h"
#include "messaging/template_text.h"
#include "messaging/text_forms.h"

namespace {

using enclosure::messaging::TemplateValues;

void require(bool condition) {
  if (!condition) std::abort();
}

TemplateValues values() {
  TemplateValues values;
  values.texts = {{"order_id", "305-1"}, {"brand", "{{brand}}<b>"}};
  values.flags = {"one_invoice", "asks_for_review"};
  values.lists = {{"drivers", {{{"title", "A & B"}, {"url", "https://a.example/"}}, {}}}};
  return values;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure::messaging;
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  static_cast<void>(check_html(source));
  static_cast<void>(text_from_html(source));
  static_cast<void>(html_from_text(source));
  const TemplateParts parts{{"foot", {{TemplateNode::Kind::kText, "Yours"}}}};
  const auto text = TemplateText::parse(source, parts);
  if (!text) {
    require(!text.faults().empty());
    return 0;
  }
  std::set<std::string> empty_slots;
  const std::string plain = text->render(values(), TextFormat::kText, empty_slots);
  const std::string html = text->render(values(), TextFormat::kHtml, empty_slots);
  require(plain.ends_with('\n') && html.ends_with('\n'));
  require(plain.find("\n\n\n") == std::string::npos);
  // Without a tag the text comes back as it went in.
  if (source.find("{{") == std::string_view::npos) require(plain == html);
  return 0;
}
