#include "core/vat_id.h"

#include "core/text.h"
#include "core/vat_id_checks.h"

namespace enclosure {
namespace {

constexpr std::size_t kMaxBytes = 40;  // longer than any number, however it is punctuated

/// Capitals and digits only, with the prefixes that VAT numbers are known by.
std::string normalised(std::string_view text) {
  std::string result;
  for (const char c : to_upper_ascii(text)) {
    const bool kept = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '+' || c == '*';
    const bool dropped =
        std::string_view(" \t.-/,\xC2\xA0\xE2\x80\xAF").find(c) != std::string_view::npos;
    if (kept || !dropped) result.push_back(c);
  }
  if (result.starts_with("GR")) result.replace(0, 2, "EL");
  if (result.starts_with("UK")) result.replace(0, 2, "GB");
  const bool old_belgian = result.starts_with("BE") && result.size() == 11;
  if (old_belgian) result.insert(2, "0");
  return result;
}

}  // namespace

Result<VatId> VatId::parse(std::string_view text) {
  const std::string shown(text.substr(0, kMaxBytes));
  const std::string value = normalised(shown);
  for (const vat_id_rules::Rule& rule : vat_id_rules::rules()) {
    if (!value.starts_with(rule.prefix)) continue;
    const std::string_view number = std::string_view(value).substr(rule.prefix.size());
    if (text.size() > kMaxBytes || !vat_id_rules::has_shape(number, rule.shapes)) break;
    if (!rule.check(number)) {
      return Fault{"VATID-002", "", "the check digits of VAT number \"" + shown + "\" are wrong",
                   "compare the number with the buyer's papers"};
    }
    return VatId(value, *CountryCode::parse(rule.country));
  }
  return Fault{"VATID-001", "", "not a VAT number: \"" + shown + "\"",
               "write it with its prefix, like DE123456789"};
}

bool VatId::is_in_vies() const {
  return country_.is_member_state() || country_ == "XI";
}

}  // namespace enclosure
