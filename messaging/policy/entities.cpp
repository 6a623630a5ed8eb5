#include "messaging/policy/entities.h"

#include <algorithm>
#include <array>
#include <utility>

namespace enclosure::messaging::policy {
namespace {

using Named = std::pair<std::string_view, char32_t>;

constexpr std::array kNamed = {
    Named{"AMP", U'&'},     Named{"Aacute", U'Á'},    Named{"Agrave", U'À'},
    Named{"Auml", U'Ä'},    Named{"Ccedil", U'Ç'},    Named{"Eacute", U'É'},
    Named{"Egrave", U'È'},  Named{"Ntilde", U'Ñ'},    Named{"Oacute", U'Ó'},
    Named{"Ouml", U'Ö'},    Named{"Uuml", U'Ü'},      Named{"ZeroWidthSpace", U'\u200B'},
    Named{"aacute", U'á'},  Named{"acirc", U'â'},     Named{"agrave", U'à'},
    Named{"amp", U'&'},     Named{"apos", U'\''},     Named{"auml", U'ä'},
    Named{"bigstar", U'★'}, Named{"bull", U'•'},      Named{"ccedil", U'ç'},
    Named{"commat", U'@'},  Named{"eacute", U'é'},    Named{"ecirc", U'ê'},
    Named{"egrave", U'è'},  Named{"euml", U'ë'},      Named{"euro", U'€'},
    Named{"excl", U'!'},    Named{"gt", U'>'},        Named{"hearts", U'♥'},
    Named{"hellip", U'…'},  Named{"iacute", U'í'},    Named{"icirc", U'î'},
    Named{"iexcl", U'¡'},   Named{"igrave", U'ì'},    Named{"iquest", U'¿'},
    Named{"iuml", U'ï'},    Named{"laquo", U'«'},     Named{"ldquo", U'“'},
    Named{"lsquo", U'‘'},   Named{"lt", U'<'},        Named{"mdash", U'—'},
    Named{"middot", U'·'},  Named{"nbsp", U'\u00A0'}, Named{"ndash", U'–'},
    Named{"ntilde", U'ñ'},  Named{"oacute", U'ó'},    Named{"ocirc", U'ô'},
    Named{"oelig", U'œ'},   Named{"ograve", U'ò'},    Named{"ouml", U'ö'},
    Named{"percnt", U'%'},  Named{"period", U'.'},    Named{"pound", U'£'},
    Named{"quot", U'"'},    Named{"raquo", U'»'},     Named{"rdquo", U'”'},
    Named{"rsquo", U'’'},   Named{"shy", U'\u00AD'},  Named{"star", U'☆'},
    Named{"starf", U'★'},   Named{"szlig", U'ß'},     Named{"times", U'×'},
    Named{"uacute", U'ú'},  Named{"ucirc", U'û'},     Named{"ugrave", U'ù'},
    Named{"uuml", U'ü'},    Named{"zwj", U'\u200D'},  Named{"zwnj", U'\u200C'},
};

char32_t numeric(std::string_view digits) {
  const bool hex = digits.starts_with('x') || digits.starts_with('X');
  if (hex) digits.remove_prefix(1);
  if (digits.empty()) return 0;
  std::uint32_t code = 0;
  for (const char c : digits) {
    const bool decimal = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!decimal && !(hex && lower >= 'a' && lower <= 'f')) return 0;
    code =
        code * (hex ? 16U : 10U) + static_cast<std::uint32_t>(decimal ? c - '0' : lower - 'a' + 10);
    if (code > 0x10FFFF) return 0;
  }
  return code >= 0xD800 && code <= 0xDFFF ? 0 : static_cast<char32_t>(code);
}

}  // namespace

char32_t reference_at(std::string_view text, std::size_t at, std::size_t& length) {
  length = 0;
  if (text[at] != '&') return 0;
  constexpr std::size_t kLongest = 16;
  const std::string_view ahead = text.substr(at + 1, kLongest);
  const auto end = ahead.find(';');
  if (end == std::string_view::npos || end == 0) return 0;
  const std::string_view name = ahead.substr(0, end);
  char32_t code = 0;
  if (name.front() == '#') {
    code = numeric(name.substr(1));
  } else {
    const auto* found =
        std::lower_bound(kNamed.begin(), kNamed.end(), name,
                         [](const Named& a, std::string_view b) { return a.first < b; });
    if (found != kNamed.end() && found->first == name) code = found->second;
  }
  if (code != 0) length = end + 2;
  return code;
}

}  // namespace enclosure::messaging::policy
