#include "locales/mail_address.h"

#include <unicode/bytestream.h>
#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <memory>

#include "locales/icu_support.h"

namespace enclosure::locales {
namespace {

constexpr std::size_t kMaxAddressBytes =
    1000;  ///< far above what RFC 5321 allows, in letters of four bytes

/// ICU's service is immutable once made, so all threads share one.
const icu::IDNA& idna() {
  static const std::unique_ptr<icu::IDNA> kService = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> service(icu::IDNA::createUTS46Instance(
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_CHECK_CONTEXTO |
            UIDNA_NONTRANSITIONAL_TO_ASCII,
        status));
    expect_success(status, "names of hosts");
    return service;
  }();
  return *kService;
}

}  // namespace

std::string with_ascii_host(std::string_view text) {
  const auto at = text.rfind('@');
  const std::string_view host = at == std::string_view::npos ? text : text.substr(at + 1);
  const bool is_ascii = std::all_of(host.begin(), host.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii || text.size() > kMaxAddressBytes) return std::string(text);
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  UErrorCode status = U_ZERO_ERROR;
  idna().nameToASCII_UTF8({host.data(), static_cast<std::int32_t>(host.size())}, sink, info,
                          status);
  if (U_FAILURE(status) || info.hasErrors()) return std::string(text);
  return std::string(text.substr(0, text.size() - host.size())) + ascii;
}

Result<EmailAddress> parse_mail_address(std::string_view text) {
  return EmailAddress::parse(with_ascii_host(text));
}

}  // namespace enclosure::locales
