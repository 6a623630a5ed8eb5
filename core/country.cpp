#include "core/country.h"

namespace enclosure {
namespace {

constexpr std::string_view kCodes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE "
    "EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN "
    "HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK "
    "LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF "
    "NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD "
    "SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ "
    "UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
    "XI IC EA XK";
constexpr std::string_view kMemberStates =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

bool lists(std::string_view list, std::string_view code) {
  const auto at = list.find(code);
  return at != std::string_view::npos && at % 3 == 0;
}

}  // namespace

Result<CountryCode> CountryCode::parse(std::string_view code) {
  if (code == "EL") code = "GR";
  if (code == "UK") code = "GB";
  if (code.size() != 2 || !lists(kCodes, code)) {
    return Fault{"COUNTRY-001", "", "unknown country \"" + std::string(code.substr(0, 20)) + "\"",
                 "use a code of ISO 3166-1 in capitals, like DE"};
  }
  CountryCode country;
  country.code_ = {code[0], code[1]};
  return country;
}

bool CountryCode::is_member_state() const {
  return lists(kMemberStates, code());
}

}  // namespace enclosure
