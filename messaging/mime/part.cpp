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
  for (const Part& part : parts) {
    whole.body += "--" + std::string(boundary) + "\r\n" + part.to_string() + "\r\n";
  }
  whole.body += "--" + std::string(boundary) + "--\r\n";
  return whole;
}

std::string boundary_of(std::string_view seed, std::string_view level) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string name;
  for (auto hash = hash_of(seed); name.size() < 16; hash >>= 4) name += kHex[hash & 15];
  return "=_" + name + "_" + std::string(level);
}

}  // namespace enclosure::messaging::mime
