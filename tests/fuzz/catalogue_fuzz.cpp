// Any bytes as a catalogue: faults or products, and every file and link that gets through is safe.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "attachments/bundle.h"
#include "attachments/catalogue.h"

namespace {

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  const auto catalogue = attachments::Catalogue::parse({reinterpret_cast<const char*>(data), size});
  if (!catalogue) {
    require(!catalogue.faults().empty());
    return 0;
  }
  for (const auto& product : catalogue->products()) {
    for (const auto& document : product.documents) {
      require(document.file.find("..") == std::string::npos ||
              document.file.find("../") == std::string::npos);
      require(document.file.front() != '/' && document.file.find('\\') == std::string::npos);
    }
    for (const auto& driver : product.drivers) require(driver.url.starts_with("https://"));
  }
  Order order;
  order.lines.emplace_back();
  order.lines.back().sku = *Sku::parse("LF-USBHUB-7");
  const auto bundle = attachments::bundle(order, *catalogue, {}, {});
  require(attachments::pack(bundle, {}, 0, 10'000'000).size() == bundle.enclosures.size());
  return 0;
}
