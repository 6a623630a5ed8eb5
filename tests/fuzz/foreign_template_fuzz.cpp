// Any bytes as a text of another tool: faults, or a text of ours that our own parser takes.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "messaging/foreign/data.h"
#include "messaging/foreign/foreign_template.h"
#include "messaging/html_check.h"
#include "messaging/template_text.h"
#include "messaging/text_forms.h"

namespace {

using namespace enclosure::messaging;

void require(bool condition) {
  if (!condition) std::abort();
}

const PlaceholderTable& table() {
  static const PlaceholderTable loaded =
      *PlaceholderTable::load(enclosure::foreign_template_data::files());
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  static_cast<void>(recognise_system(source, table()));
  const auto& system = table().systems()[data[0] % table().systems().size()];
  const auto text = import_template(source, system.id, table());
  if (!text) {
    require(!text.faults().empty());
    return 0;
  }
  require(TemplateText::parse(text->text).has_value());
  require(TemplateText::parse(text->subject).has_value());
  require(TemplateText::parse(html_from_text(text->text)).has_value());
  require(TemplateText::parse(text->html).has_value());
  require(check_html(text->html).empty());
  return 0;
}
