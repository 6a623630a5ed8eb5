#include "core/currency.h"

namespace enclosure {
namespace {

// ISO 4217, list one of 2026-01-01: active currencies by the places of their minor unit. Funds
// codes, metals and test codes are left out: no order is paid in them. BGN and HRK stay for
// documents of the time before their states joined the euro (BG 2026-01-01, HR 2023-01-01).
constexpr std::string_view kTwoPlaces =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF "
    "CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
    "HKD "
    "HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA "
    "MKD "
    "MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR "
    "RON "
    "RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD "
    "TWD "
    "TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
constexpr std::string_view kNoPlaces =
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
constexpr std::string_view kThreePlaces = "BHD IQD JOD KWD LYD OMR TND";

bool lists(std::string_view list, std::string_view code) {
  const auto at = list.find(code);
  return at != std::string_view::npos && at % 4 == 0;
}

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  Currency currency;
  if (code.size() == 3) {
    currency.code_ = {code[0], code[1], code[2]};
    if (lists(kTwoPlaces, code)) return currency;
    currency.minor_digits_ = 0;
    if (lists(kNoPlaces, code)) return currency;
    currency.minor_digits_ = 3;
    if (lists(kThreePlaces, code)) return currency;
  }
  return Fault{"CURRENCY-001", "", "unknown currency \"" + std::string(code.substr(0, 20)) + "\"",
               "use a code of ISO 4217 in capitals, like EUR"};
}

}  // namespace enclosure
