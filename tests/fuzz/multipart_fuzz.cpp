// Forms with files: the first line is the Content-Type, the rest the body.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/http/multipart.h"
#include "core/text.h"

namespace {

using namespace enclosure::app;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\n');
  const std::string_view body = end == std::string_view::npos ? "" : bytes.substr(end + 1);
  const auto boundary = http::multipart_boundary(bytes.substr(0, end));
  const auto parts = http::parse_multipart(boundary.value_or("B"), body);
  if (!parts) return 0;
  require(parts->size() <= http::kMaxFormParts);
  std::size_t sum = 0;
  for (const http::FormPart& part : *parts) {
    require(!part.name.empty() && enclosure::is_utf8(part.name));
    require(part.bytes.data() >= body.data() &&
            part.bytes.data() + part.bytes.size() <= body.data() + body.size());
    require(part.bytes.find("\r\n--" + boundary.value_or("B")) == std::string_view::npos);
    sum += part.bytes.size();
  }
  require(sum <= body.size());
  return 0;
}
