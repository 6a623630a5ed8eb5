#include "locales/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include "core/text.h"
#include "core/visible.h"
#include "locales/icu_support.h"

namespace enclosure::locales {
namespace {

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

const icu::Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFCInstance(status);
  expect_success(status, "normalisation");
  return *normalizer;
}

}  // namespace

std::string to_nfc(std::string_view utf8) {
  if (is_nfc(utf8)) return std::string(utf8);
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  icu::StringByteSink<std::string> sink(&result);
  nfc().normalizeUTF8(0, piece(utf8), sink, nullptr, status);
  expect_success(status, "normalisation");
  return result;
}

std::string as_seen(std::string_view utf8) {
  const std::string whole = to_nfc(utf8);
  std::string seen;
  bool gap = false;
  for (std::size_t at = 0; at < whole.size();) {
    const char32_t c = next_code_point(whole, at);
    if (is_visible(c)) {
      if (gap && !seen.empty()) seen.push_back(' ');
      gap = false;
      append_utf8(seen, c);
    } else if (u_isUWhiteSpace(static_cast<UChar32>(c)) != 0) {
      gap = true;
    }
  }
  return seen;
}

std::string capitalised(std::string_view utf8) {
  std::size_t at = 0;
  std::string text;
  if (!utf8.empty()) {
    const char32_t first = next_code_point(utf8, at);
    append_utf8(text, static_cast<char32_t>(u_totitle(static_cast<UChar32>(first))));
  }
  return text + std::string(utf8.substr(at));
}

bool is_nfc(std::string_view utf8) {
  UErrorCode status = U_ZERO_ERROR;
  return nfc().isNormalizedUTF8(piece(utf8), status) != 0 && U_SUCCESS(status);
}

}  // namespace enclosure::locales
