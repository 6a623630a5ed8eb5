// Any bytes as the labels of a language: faults with a place, or texts that are there.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/text.h"
#include "locales/labels.h"
#include "locales/labels_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  static const auto language = *LanguageTag::parse("de");
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = locales::read_labels_json(language, bytes);
  const auto labels = locales::Labels::parse(language, bytes);
  if (!file) {
    if (labels || file.faults().empty()) std::abort();
    for (const Fault& fault : file.faults()) {
      if (!fault.code.starts_with("LOCALE-") && !fault.code.starts_with("DATE-")) std::abort();
    }
    return 0;
  }
  for (const auto& [key, text] : file->labels) {
    if (text.empty() || !is_utf8(text)) std::abort();
  }
  for (const auto& [key, texts] : file->dated_legal) {
    if (texts.empty() || !file->legal.contains(key)) std::abort();
  }
  return 0;
}
