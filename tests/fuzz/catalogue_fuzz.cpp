// Any bytes as a catalogue: faults or products, and every file and link that gets through is safe.
// A selection from it ends, and tells why for each document.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "attachments/catalogue.h"
#include "attachments/select.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

bool leaves_the_folder(std::string_view file) {
  return file.empty() || file.front() == '/' || file.find('\\') != std::string_view::npos ||
         file.starts_with("../") || file.find("/../") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  const auto catalogue = attachments::Catalogue::parse({reinterpret_cast<const char*>(data), size});
  if (!catalogue) {
    require(!catalogue.faults().empty());
    return 0;
  }
  for (const auto& document : catalogue->documents()) {
    require(!leaves_the_folder(document.file) && !document.languages.empty());
  }
  for (const auto& product : catalogue->products()) {
    require(!product.name.empty());
    for (const auto& driver : product.drivers) require(driver.url.starts_with("https://"));
  }
  std::array<OrderLine, 3> lines;
  lines[0].sku = *Sku::parse("LF-USBHUB-7");
  lines[1].asin = *Asin::parse("B000TEST01");
  lines[1].serials = {"A100", "A7"};
  lines[2].gtin = "4006381333931";
  const attachments::SelectionRequest request{lines,
                                              *LanguageTag::parse("de-AT"),
                                              *CountryCode::parse("AT"),
                                              {},
                                              *parse_date("2026-09-01")};
  const auto selection = attachments::select(request, *catalogue);
  for (const auto& enclosure : selection.enclosures) {
    require(!enclosure.products.empty() && enclosure.fit != attachments::Fit::kNone);
    require(!told(enclosure, selection.language).empty());
  }
  for (const auto& omission : selection.left_out) require(!told(omission).empty());
  return 0;
}
