// A file that is to be enclosed: any bytes at all, looked into within small limits, so that a bomb
// is found as such before the fuzzer's own limits are.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/check/enclosure_file.h"
#include "core/text.h"

namespace {

/// Texts for people say something, and nothing that a terminal obeys.
void hold(std::string_view text) {
  if (text.empty() || !enclosure::is_utf8(text)) std::abort();
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  enclosure::app::EnclosureLimits limits;
  limits.file_bytes = std::size_t{1} << 20U;
  limits.structure_bytes = std::size_t{1} << 20U;
  limits.stream_bytes = std::size_t{1} << 20U;
  limits.picture_bytes = std::size_t{1} << 20U;
  limits.unpacked_bytes = std::size_t{8} << 20U;
  limits.embedded_bytes = std::size_t{1} << 18U;
  limits.tokens = 200'000;
  limits.pages = 1000;
  limits.time = std::chrono::seconds(8);
  const auto facts =
      enclosure::app::check_enclosure_file({reinterpret_cast<const char*>(data), size}, limits);
  for (const auto& fault : facts.faults()) {
    hold(fault.code);
    hold(fault.message);
    hold(fault.hint);
    if (!fault.path.empty()) hold(fault.path);
  }
  if (facts && (facts->pages == 0 || facts->pages > limits.pages)) std::abort();
  return 0;
}
