// Any bytes as each of the data files of e-invoices: a fault, or data that answers for every
// format, list and day.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "invoice/data/einvoice_data.h"
#include "invoice/en16931/data.h"

namespace {

using namespace enclosure;
using invoice::en16931::CodeList;
using invoice::en16931::Data;

void load(std::string_view name, std::string_view bytes) {
  std::vector<EmbeddedFile> files{{name, bytes}};
  for (const EmbeddedFile& file : einvoice_data::files()) {
    if (file.path != name) files.push_back(file);
  }
  const auto loaded = Data::load(files);
  if (!loaded) {
    if (loaded.faults().front().code != "EINVOICE-003") std::abort();
    return;
  }
  for (const int year : {1970, 2026, 2099}) {
    const Date day = std::chrono::year{year} / 1 / 1;
    for (const auto format : {EInvoiceFormat::kFacturX, EInvoiceFormat::kXRechnung,
                              EInvoiceFormat::kXRechnungUbl, EInvoiceFormat::kPeppol}) {
      if (loaded->profile(format, day).format != format) std::abort();
    }
    for (int list = 0; list <= static_cast<int>(CodeList::kPeppolAddressScheme); ++list) {
      static_cast<void>(loaded->has(static_cast<CodeList>(list), "EUR", day));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  load("profiles.json", bytes);
  load("code_lists.json", bytes);
  return 0;
}
