#include "core/vat_id_checks.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <initializer_list>

namespace enclosure::vat_id_rules {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
int digit(std::string_view s, std::size_t at) {
  return s[at] - '0';
}

/// The digits `from`, `from + 1`, … times the weights.
int weighted(std::string_view s, std::initializer_list<int> weights, std::size_t from = 0) {
  int sum = 0;
  for (const int weight : weights) sum += weight * digit(s, from++);
  return sum;
}

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_day(int year, int month, int day) {
  return month > 0 && day > 0 &&
         std::chrono::year_month_day(std::chrono::year(year),
                                     std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
             .ok();
}

bool passes_luhn(std::string_view s) {
  int sum = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    const int twice = digit(s, s.size() - 1 - i) * (i % 2 == 0 ? 1 : 2);
    sum += twice / 10 + twice % 10;
  }
  return sum % 10 == 0;
}

/// ISO 7064 MOD 11,10 (DE, HR).
bool passes_mod_11_10(std::string_view s) {
  int product = 10;
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    const int sum = (digit(s, i) + product) % 10;
    product = 2 * (sum == 0 ? 10 : sum) % 11;
  }
  return (11 - product) % 10 == digit(s, s.size() - 1);
}

bool check_at(std::string_view s) {
  int sum = 4;
  for (std::size_t i = 1; i <= 7; ++i) {
    const int product = digit(s, i) * (i % 2 == 1 ? 1 : 2);
    sum += product / 10 + product % 10;
  }
  return (10 - sum % 10) % 10 == digit(s, 8);
}

bool check_be(std::string_view s) {
  return digit(s, 0) <= 1 && 97 - number_of(s.substr(0, 8)) % 97 == number_of(s.substr(8));
}

/// The number of a person in Bulgaria; the month tells the century.
bool is_egn(std::string_view s) {
  int year = 1900 + static_cast<int>(number_of(s.substr(0, 2)));
  int month = static_cast<int>(number_of(s.substr(2, 2)));
  if (month > 40) {
    year += 100;
    month -= 40;
  } else if (month > 20) {
    year -= 100;
    month -= 20;
  }
  return is_day(year, month, static_cast<int>(number_of(s.substr(4, 2)))) &&
         weighted(s, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == digit(s, 9);
}

bool check_bg(std::string_view s) {
  if (s.size() == 9) {
    int check = weighted(s, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
    if (check == 10) check = weighted(s, {3, 4, 5, 6, 7, 8, 9, 10}) % 11 % 10;
    return check == digit(s, 8);
  }
  return is_egn(s) || weighted(s, {21, 19, 17, 13, 11, 9, 7, 3, 1}) % 10 == digit(s, 9) ||
         (11 - weighted(s, {4, 3, 2, 7, 6, 5, 4, 3, 2}) % 11) % 11 == digit(s, 9);
}

bool check_cy(std::string_view s) {
  constexpr std::array<int, 10> kOdd{1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  int sum = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    const int d = digit(s, i);
    sum += i % 2 == 0 ? kOdd[static_cast<std::size_t>(d)] : d;
  }
  return !s.starts_with("12") && s[8] == 'A' + sum % 26;
}

/// The number of a person in Czechia: nine digits before 1954, ten with a check digit since.
bool is_birth_number(std::string_view s) {
  int year = 1900 + static_cast<int>(number_of(s.substr(0, 2)));
  int month = static_cast<int>(number_of(s.substr(2, 2))) % 50;
  if (month > 20) month -= 20;
  if (s.size() == 10 && year < 1954) year += 100;
  if (s.size() == 9 && year >= 1954) return false;
  return is_day(year, month, static_cast<int>(number_of(s.substr(4, 2)))) &&
         (s.size() == 9 || number_of(s.substr(0, 9)) % 11 % 10 == digit(s, 9));
}

bool check_cz(std::string_view s) {
  if (s.size() == 8) {
    const int check = 11 - weighted(s, {8, 7, 6, 5, 4, 3, 2}) % 11;
    return s[0] != '9' && check % 10 == digit(s, 7);
  }
  if (s.size() == 9 && s[0] == '6') {
    const int rest = weighted(s, {8, 7, 6, 5, 4, 3, 2}, 1) % 11;
    return (8 - (10 - rest + 11) % 11 + 10) % 10 == digit(s, 8);
  }
  return is_birth_number(s);
}

bool check_dk(std::string_view s) {
  return weighted(s, {2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

bool check_ee(std::string_view s) {
  return weighted(s, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool check_el(std::string_view s) {
  return weighted(s, {256, 128, 64, 32, 16, 8, 4, 2}) % 11 % 10 == digit(s, 8);
}

char spanish_letter(std::string_view digits) {
  return std::string_view(
      "TRWAGMYFPDXBNJZSQVHLCKE")[static_cast<std::size_t>(number_of(digits) % 23)];
}

/// A Spanish company's number: the last character is a digit or the letter that stands for it.
bool is_cif(std::string_view s) {
  int sum = 0;
  for (std::size_t i = 1; i <= 7; ++i) {
    const int product = digit(s, i) * (i % 2 == 1 ? 2 : 1);
    sum += product / 10 + product % 10;
  }
  const int check = (10 - sum % 10) % 10;
  return s[8] == '0' + check ||
         s[8] == std::string_view("JABCDEFGHI")[static_cast<std::size_t>(check)];
}

bool check_es(std::string_view s) {
  constexpr std::string_view kForeigners = "XYZ";
  const std::string_view middle = s.substr(1, 7);
  if (is_digit(s[0])) return s[8] == spanish_letter(s.substr(0, 8));
  if (s[0] == 'K' || s[0] == 'L' || s[0] == 'M') return s[8] == spanish_letter(middle);
  if (const auto place = kForeigners.find(s[0]); place != std::string_view::npos) {
    const std::array<char, 8> digits{
        static_cast<char>('0' + place), s[1], s[2], s[3], s[4], s[5], s[6], s[7]};
    return s[8] == spanish_letter({digits.data(), digits.size()});
  }
  return std::string_view("ABCDEFGHJNPQRSUVW").find(s[0]) != std::string_view::npos && is_cif(s);
}

bool check_fi(std::string_view s) {
  return weighted(s, {7, 9, 10, 5, 8, 4, 2, 1}) % 11 == 0;
}

bool check_fr(std::string_view s) {
  const std::string_view siren = s.substr(2);
  const std::int64_t number = number_of(siren);
  if (!siren.starts_with("000") && !passes_luhn(siren)) return false;  // 000: Monaco
  if (is_digit(s[0]) && is_digit(s[1])) {
    return number_of(s.substr(0, 2)) == (12 + 3 * (number % 97)) % 97;
  }
  constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const auto first = kAlphabet.find(s[0]);
  const auto second = kAlphabet.find(s[1]);
  if (first == std::string_view::npos || second == std::string_view::npos) return false;
  const auto key = static_cast<std::int64_t>(is_digit(s[0]) ? first * 24 + second - 10
                                                            : first * 34 + second - 100);
  return (number + 1 + key / 11) % 11 == key % 11;
}

bool check_hu(std::string_view s) {
  return weighted(s, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0;
}

bool check_ie(std::string_view s) {
  constexpr std::string_view kAlphabet = "WABCDEFGHIJKLMNOPQRSTUV";
  const bool old = !is_digit(s[1]);
  int sum =
      old ? weighted(s, {7, 6, 5, 4, 3}, 2) + 2 * digit(s, 0) : weighted(s, {8, 7, 6, 5, 4, 3, 2});
  if (s.size() == 9) {
    const auto second = kAlphabet.find(s[8]);
    if (second > 9) return false;  // W, A to I
    sum += 9 * static_cast<int>(second);
  }
  return s[7] == kAlphabet[static_cast<std::size_t>(sum % 23)];
}

bool check_it(std::string_view s) {
  const std::int64_t office = number_of(s.substr(7, 3));
  const bool known = (office >= 1 && office <= 100) || office == 120 || office == 121 ||
                     office == 888 || office == 999;
  return known && number_of(s.substr(0, 7)) != 0 && passes_luhn(s);
}

bool check_lt(std::string_view s) {
  if (s[s.size() - 2] != '1') return false;
  int first = 0;
  int second = 0;
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    first += digit(s, i) * static_cast<int>(1 + i % 9);
    second += digit(s, i) * static_cast<int>(1 + (i + 2) % 9);
  }
  const int check = first % 11 == 10 ? second % 11 % 10 : first % 11;
  return check == digit(s, s.size() - 1);
}

bool check_lu(std::string_view s) {
  return number_of(s.substr(0, 6)) % 89 == number_of(s.substr(6));
}

bool check_lv(std::string_view s) {
  if (s[0] > '3') return weighted(s, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3;
  const int year = 1800 + 100 * digit(s, 6) + static_cast<int>(number_of(s.substr(4, 2)));
  const bool person =
      s.starts_with("32") || is_day(year, static_cast<int>(number_of(s.substr(2, 2))),
                                    static_cast<int>(number_of(s.substr(0, 2))));
  return person && (1 + weighted(s, {10, 5, 8, 4, 2, 1, 6, 3, 7, 9})) % 11 % 10 == digit(s, 10);
}

bool check_mt(std::string_view s) {
  return weighted(s, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0;
}

/// ISO 7064 MOD 97,10 over "NL" and the number, letters as 10 to 35.
bool passes_mod_97(std::string_view s) {
  int rest = 0;
  const auto add = [&](char c) {
    rest = is_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
  };
  add('N');
  add('L');
  for (const char c : s) add(c);
  return rest == 1;
}

bool check_nl(std::string_view s) {
  return weighted(s, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0 || passes_mod_97(s);
}

bool check_pl(std::string_view s) {
  return weighted(s, {6, 5, 7, 2, 3, 4, 5, 6, 7}) % 11 == digit(s, 9);
}

bool check_pt(std::string_view s) {
  return (11 - weighted(s, {9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11 % 10 == digit(s, 8);
}

bool check_ro(std::string_view s) {
  constexpr std::array<int, 9> kWeights{7, 5, 3, 2, 1, 7, 5, 3, 2};
  int sum = 0;
  for (std::size_t i = 0; i + 1 < s.size(); ++i) {
    sum += kWeights[kWeights.size() - s.size() + 1 + i] * digit(s, i);
  }
  return 10 * sum % 11 % 10 == digit(s, s.size() - 1);
}

bool check_se(std::string_view s) {
  return s.ends_with("01") && passes_luhn(s.substr(0, 10));
}

bool check_si(std::string_view s) {
  const int check = 11 - weighted(s, {8, 7, 6, 5, 4, 3, 2}) % 11;
  return check != 11 && check % 10 == digit(s, 7);
}

bool check_sk(std::string_view s) {
  return std::string_view("234789").find(s[2]) != std::string_view::npos && number_of(s) % 11 == 0;
}

bool check_gb(std::string_view s) {
  if (s.starts_with("GD")) return s[2] < '5';
  if (s.starts_with("HA")) return s[2] >= '5';
  const int rest =
      (weighted(s, {8, 7, 6, 5, 4, 3, 2}) + static_cast<int>(number_of(s.substr(7, 2)))) % 97;
  return rest == 0 || (s[0] != '0' && (rest == 42 || rest == 55));
}

bool check_ch(std::string_view s) {
  return (11 - weighted(s, {5, 4, 3, 2, 7, 6, 5, 4}) % 11) % 11 == digit(s, 8);
}

bool check_no(std::string_view s) {
  return weighted(s, {3, 2, 7, 6, 5, 4, 3, 2, 1}) % 11 == 0;
}

constexpr std::string_view kBritish = "999999999|999999999999|gd999|ha999";

constexpr std::array<Rule, 31> kRules{{
    {"AT", "AT", "u99999999", check_at},
    {"BE", "BE", "9999999999", check_be},
    {"BG", "BG", "999999999|9999999999", check_bg},
    {"CHE", "CH", "999999999|999999999mwst|999999999tva|999999999iva|999999999tpv", check_ch},
    {"CY", "CY", "99999999A", check_cy},
    {"CZ", "CZ", "99999999|999999999|9999999999", check_cz},
    {"DE", "DE", "199999999", passes_mod_11_10},
    {"DK", "DK", "19999999", check_dk},
    {"EE", "EE", "999999999", check_ee},
    {"EL", "GR", "999999999", check_el},
    {"ES", "ES", "?9999999?", check_es},
    {"FI", "FI", "99999999", check_fi},
    {"FR", "FR", "??999999999", check_fr},
    {"GB", "GB", kBritish, check_gb},
    {"HR", "HR", "99999999999", passes_mod_11_10},
    {"HU", "HU", "99999999", check_hu},
    {"IE", "IE", "9999999A|9999999AA|9A99999A|9+99999A|9*99999A", check_ie},
    {"IT", "IT", "99999999999", check_it},
    {"LT", "LT", "999999999|999999999999", check_lt},
    {"LU", "LU", "99999999", check_lu},
    {"LV", "LV", "99999999999", check_lv},
    {"MT", "MT", "19999999", check_mt},
    {"NL", "NL", "999999999b99", check_nl},
    {"NO", "NO", "999999999|999999999mva", check_no},
    {"PL", "PL", "9999999999", check_pl},
    {"PT", "PT", "199999999", check_pt},
    {"RO", "RO", "19|199|1999|19999|199999|1999999|19999999|199999999|1999999999", check_ro},
    {"SE", "SE", "999999999999", check_se},
    {"SI", "SI", "19999999", check_si},
    {"SK", "SK", "1999999999", check_sk},
    {"XI", "XI", kBritish, check_gb},
}};

bool fits(char c, char wanted) {
  switch (wanted) {
    case '9':
      return is_digit(c);
    case '1':
      return is_digit(c) && c != '0';
    case 'A':
      return is_letter(c);
    case '?':
      return is_digit(c) || is_letter(c);
    default:
      return wanted >= 'a' && wanted <= 'z' ? c == wanted - 'a' + 'A' : c == wanted;
  }
}

bool has_one_shape(std::string_view number, std::string_view shape) {
  if (number.size() != shape.size()) return false;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (!fits(number[i], shape[i])) return false;
  }
  return true;
}

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

bool has_shape(std::string_view number, std::string_view shapes) {
  for (;;) {
    const auto bar = shapes.find('|');
    if (has_one_shape(number, shapes.substr(0, bar))) return true;
    if (bar == std::string_view::npos) return false;
    shapes.remove_prefix(bar + 1);
  }
}

}  // namespace enclosure::vat_id_rules
