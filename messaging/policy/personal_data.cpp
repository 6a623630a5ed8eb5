// R23: numbers of accounts and cards, and addresses, as they are printed. (What a text asks for is
// in the lexicons.)

#include <algorithm>

#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

/// ISO 13616: the remainder of the rearranged number is 1.
bool is_iban(const std::string& number) {
  if (number.size() < 15 || number.size() > 34) return false;
  const std::string turned = number.substr(4) + number.substr(0, 4);
  unsigned rest = 0;
  for (const char c : turned) {
    const unsigned value =
        c <= '9' ? static_cast<unsigned>(c - '0') : static_cast<unsigned>(c - 'a' + 10);
    rest = (rest * (value > 9 ? 100U : 10U) + value) % 97;
  }
  return rest == 1;
}

void find_ibans(const std::u32string& codes, Breaches& breaches) {
  for (std::size_t at = 0; at + 15 < codes.size(); ++at) {
    const bool begins = is_upper(codes[at]) && is_upper(codes[at + 1]) && is_digit(codes[at + 2]) &&
                        is_digit(codes[at + 3]) && (at == 0 || !is_word_letter(codes[at - 1]));
    if (!begins) continue;
    std::string number;
    std::size_t i = at;
    std::size_t end = at;
    bool found = false;
    for (; i < codes.size() && number.size() < 34; ++i) {
      const char32_t code = codes[i];
      if (code < 0x80 && (is_digit(code) || is_upper(code))) {
        number += static_cast<char>(is_digit(code) ? code : code + 32);
      } else if (code != ' ' && code != 0xA0 && code != '-') {
        break;
      }
      if (is_iban(number)) {
        found = true;
        end = i + 1;
      }
    }
    if (found) breaches.push_back({"R23", at, end, "An account number."});
  }
}

bool passes_luhn(const std::string& digits) {
  int sum = 0;
  bool twice = false;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, twice = !twice) {
    int value = *digit - '0';
    if (twice) value = value > 4 ? 2 * value - 9 : 2 * value;
    sum += value;
  }
  return sum % 10 == 0;
}

/// Four groups of four, or fifteen to sixteen digits in a row.
void find_card_numbers(const std::u32string& codes, Breaches& breaches) {
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (!is_digit(codes[at]) || (at > 0 && (is_word_letter(codes[at - 1]) || codes[at - 1] == '-')))
      continue;
    std::string digits;
    std::string groups;
    std::size_t end = at;
    std::size_t group = 0;
    for (; end < codes.size(); ++end) {
      if (is_digit(codes[end])) {
        digits += static_cast<char>(codes[end]);
        ++group;
      } else if ((codes[end] == ' ' || codes[end] == '-') &&
                 is_digit(at_or_blank(codes, end + 1))) {
        groups += static_cast<char>('0' + std::min<std::size_t>(group, 9));
        group = 0;
      } else {
        break;
      }
    }
    const bool shape = (groups == "444" && group == 4) ||
                       (groups.empty() && digits.size() >= 15 && digits.size() <= 16) ||
                       (groups == "46" && group == 5);
    if (shape && digits[0] >= '3' && digits[0] <= '6' && passes_luhn(digits))
      breaches.push_back({"R23", at, end, "A card number."});
    at = end;
  }
}

/// "Lindenstraße 5, 50674 Köln", "12 rue des Lilas, 69003 Lyon": a street word, a house number and
/// a postcode in one sentence.
void find_addresses(const Speech& speech, Breaches& breaches) {
  for (const auto& reading : speech.readings) {
    const auto& tokens = reading.text.tokens;
    for (const Passage& street : reading.find("street")) {
      if (speech.is_name[tokens[street.first].from]) continue;
      const Sentence& sentence = reading.text.sentences[tokens[street.first].sentence];
      const std::size_t from = std::max(sentence.first, street.first < 4 ? 0 : street.first - 4);
      const std::size_t to = std::min(sentence.last, street.last + 10);
      std::size_t house = 0;
      std::size_t postcode = 0;
      std::size_t last = street.last;
      for (std::size_t i = from; i < to; ++i) {
        if (!tokens[i].is_number) continue;
        const std::size_t size = tokens[i].word.size();
        house += size <= 3 ? 1U : 0U;
        postcode += size == 5 || size == 4 ? 1U : 0U;
        last = std::max(last, i + 1);
      }
      if (house > 0 && postcode > 0)
        breaches.push_back({"R23", tokens[from].from, tokens[last - 1].to, "An address."});
    }
  }
}

}  // namespace

void find_personal_data(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  find_ibans(codes, breaches);
  find_card_numbers(codes, breaches);
  find_addresses(speech, breaches);
}

}  // namespace enclosure::messaging::policy
