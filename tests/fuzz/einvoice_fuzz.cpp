// A stranger's XML: whatever the bytes, faults or a verdict; and what was read can be written in
// both syntaxes and is read again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "invoice/data/einvoice_data.h"
#include "invoice/xml/check_xml.h"
#include "invoice/xml/read.h"
#include "invoice/xml/write.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  static const auto lists = *invoice::en16931::Data::load(einvoice_data::files());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = invoice::xml::read_einvoice(bytes);
  const auto verdict = invoice::xml::check_xml(bytes, lists);
  if (read.has_value() != verdict.has_value()) std::abort();
  if (!read) {
    if (read.faults().empty()) std::abort();
    return 0;
  }
  for (const auto& written :
       {invoice::xml::write_cii(read->invoice), invoice::xml::write_ubl(read->invoice)}) {
    if (!written) continue;  // a character that XML cannot hold, taken in by a reference
    if (!invoice::xml::read_einvoice(*written)) std::abort();
  }
  return 0;
}
