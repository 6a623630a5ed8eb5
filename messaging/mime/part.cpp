#include "messaging/mime/part.h"

#include <cstdint>

#include "messaging/mime/transfer_encoding.h"

namespace enclosure::messaging::mime {
namespace {

/// FNV-1a, 64 bits: a name, not a secret.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return hash;
}

}  // namespace

Part text_part(std::string_view subtype, std::string_view text) {
  return {"Content-Type: text/" + std::string(subtype) +
              "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n",
          quoted_printable(text)};
}

Part file_part(std::string fields, std::string_view bytes) {
  return {std::move(fields) + "Content-Transfer-Encoding: base64\r\n", base64_lines(bytes)};
}

Part multipart(std::string_view subtype, std::string_view boundary,
               const std::vector<Part>& parts) {
  Part whole;
  whole.fields = "Content-Type: multipart/" + std::string(subtype) + ";\r\n boundary=\"" +
                 std::string(boundary) + "\"\r\n";
  std::size_t size = 0;
  for (const Part& part : parts) size += part.fields.size() + part.body.size() + 100;
  whole.body.reserve(size + 100);  // files are large: no copy more than is needed
  const std::string delimiter = "--" + std::string(boundary);
  for (const Part& part : parts) {
    whole.body.append(delimiter).append("\r\n").append(part.fields).append("\r\n");
    whole.body.append(part.body).append("\r\n");
  }
  whole.body.append(delimiter).append("--\r\n");
  return whole;
}

std::string boundary_of(std::string_view seed, std::string_view level) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string name;
  for (auto hash = hash_of(seed); name.size() < 16; hash >>= 4) name += kHex[hash & 15];
  return "=_" + name + "_" + std::string(level);
}

}  // namespace enclosure::messaging::mime
