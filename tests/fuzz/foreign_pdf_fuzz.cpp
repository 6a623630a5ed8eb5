// A stranger's PDF for `check`: any bytes at all, read within small limits, so that a bomb is found
// as such before the fuzzer's own limits are.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/check/pdf_invoice.h"
#include "core/text.h"

namespace {

/// Texts for people say something, and nothing that a terminal obeys.
void hold(std::string_view text) {
  if (text.empty() || !enclosure::is_utf8(text)) std::abort();
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
  }
}

void hold(const enclosure::Fault& fault) {
  hold(fault.code);
  hold(fault.message);
  hold(fault.hint);
  if (!fault.path.empty()) hold(fault.path);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  enclosure::app::PdfLimits limits;
  limits.file_bytes = std::size_t{1} << 20U;
  limits.read_bytes = std::size_t{32} << 20U;
  limits.structure_bytes = std::size_t{1} << 20U;
  limits.tokens = 200'000;
  limits.xml_bytes = std::size_t{1} << 20U;
  limits.xmp_bytes = std::size_t{1} << 18U;
  limits.time = std::chrono::seconds(8);
  const auto read =
      enclosure::app::read_pdf_invoice({reinterpret_cast<const char*>(data), size}, limits);
  if (!read) {
    for (const auto& fault : read.faults()) hold(fault);
    return 0;
  }
  for (const auto& finding : read->findings) hold(finding.fault);
  if (read->xml.size() > limits.xml_bytes && read->xml.size() > size) std::abort();
  return 0;
}
