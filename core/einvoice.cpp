#include "core/einvoice.h"

#include <algorithm>
#include <array>

#include "core/ids.h"
#include "core/text.h"

namespace enclosure {
namespace {

constexpr std::array<std::string_view, 4> kFormats{"factur-x", "xrechnung", "xrechnung-ubl",
                                                   "peppol"};

bool is_digit(char c) {
  return '0' <= c && c <= '9';
}

bool is_scheme(std::string_view text) {
  return !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(c) || ('A' <= c && c <= 'Z');
  });
}

}  // namespace

std::string_view to_string(EInvoiceFormat format) {
  return kFormats[static_cast<std::size_t>(format)];
}

Result<EInvoiceFormat> parse_einvoice_format(std::string_view text) {
  const auto found = std::find(kFormats.begin(), kFormats.end(), text);
  if (found != kFormats.end()) return static_cast<EInvoiceFormat>(found - kFormats.begin());
  return Fault{"EINVOICE-001", "",
               "no format of e-invoices: \"" + std::string(text.substr(0, 40)) + "\"",
               "use factur-x, xrechnung, xrechnung-ubl or peppol"};
}

Result<SchemedId> SchemedId::parse(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (is_visible_ascii(text) && text.size() <= 100) {
    if (colon != std::string_view::npos && is_scheme(text.substr(0, colon)) &&
        colon + 1 < text.size()) {
      return SchemedId{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
    }
    if (EmailAddress::parse(text)) return SchemedId{"EM", std::string(text)};
  }
  return Fault{"EINVOICE-002", "",
               "no identifier with its scheme: \"" + std::string(text.substr(0, 40)) + "\"",
               "write scheme and number, like 9930:DE136695976 or 0088:4000001123452, or a mail "
               "address"};
}

std::string SchemedId::to_string() const {
  return id.empty() ? std::string() : scheme + ":" + id;
}

bool is_iban(std::string_view text) {
  if (text.size() < 5 || text.size() > 34) return false;
  int remainder = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[(i + 4) % text.size()];
    if (is_digit(c)) {
      remainder = (remainder * 10 + (c - '0')) % 97;
    } else if ('A' <= c && c <= 'Z') {
      remainder = (remainder * 100 + (c - 'A' + 10)) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1 && !is_digit(text[0]) && !is_digit(text[1]) && is_digit(text[2]) &&
         is_digit(text[3]);
}

bool is_gtin(std::string_view digits) {
  const std::size_t size = digits.size();
  if (size != 8 && size != 12 && size != 13 && size != 14) return false;
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return false;
  int sum = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const int digit = digits[size - 1 - i] - '0';
    sum += i % 2 == 0 ? digit : 3 * digit;
  }
  return sum % 10 == 0;
}

}  // namespace enclosure
