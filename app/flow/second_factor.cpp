#include "app/flow/second_factor.h"

#include <algorithm>

#include "app/store/files.h"
#include "core/text.h"
#include "locales/respell.h"

namespace enclosure::app {
namespace {

constexpr std::chrono::hours kFirstClosure{1};
constexpr std::chrono::hours kLongestClosure{24};
constexpr std::size_t kLongestAnswer = 200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// A post code without what people put in front of it: the letters of a country.
std::string_view without_country(std::string_view folded, std::string_view country) {
  const bool in_front = folded.size() > country.size() && folded.starts_with(country);
  return in_front ? folded.substr(country.size()) : folded;
}

/// "10115" of "D-10115" where the post code itself is digits alone.
std::string_view digits_behind_letters(std::string_view folded) {
  constexpr std::size_t kMostLetters = 3;  // of a sign of nationality: "FIN"
  const auto first = std::find_if(folded.begin(), folded.end(), is_digit);
  const auto letters = static_cast<std::size_t>(first - folded.begin());
  const bool plain = letters <= kMostLetters && std::all_of(first, folded.end(), is_digit);
  return plain ? folded.substr(letters) : folded;
}

/// ü written as ue, and so on, is the same town.
std::string without_umlauts(std::string text) {
  for (const char vowel : {'a', 'o', 'u'}) {
    const std::string pair{vowel, 'e'};
    for (auto at = text.find(pair); at != std::string::npos; at = text.find(pair, at + 1))
      text.erase(at + 1, 1);
  }
  return text;
}

bool same_postcode(std::string_view answer, const Address& delivery) {
  const std::string known = locales::folded(delivery.postcode);
  const std::string told = locales::folded(answer);
  const std::string country = to_lower_ascii(delivery.country.to_string());
  std::string_view a = without_country(told, country);
  std::string_view b = without_country(known, country);
  if (country != "mt") b = digits_behind_letters(b);  // in Malta the letters belong to the code
  if (!b.empty() && std::all_of(b.begin(), b.end(), is_digit)) a = digits_behind_letters(a);
  return !a.empty() && equal_in_constant_time(a, b);
}

bool same_city(std::string_view answer, const Address& delivery) {
  const std::string told = without_umlauts(locales::folded(answer));
  return !told.empty() &&
         equal_in_constant_time(told, without_umlauts(locales::folded(delivery.city)));
}

}  // namespace

Factor factor_of(const Address& delivery) {
  if (!locales::folded(delivery.postcode).empty()) return Factor::kPostcode;
  return locales::folded(delivery.city).empty() ? Factor::kNothing : Factor::kCity;
}

bool is_factor_of(std::string_view answer, const Address& delivery) {
  if (answer.size() > kLongestAnswer || !is_utf8(answer)) return false;
  switch (factor_of(delivery)) {
    case Factor::kPostcode:
      return same_postcode(answer, delivery);
    case Factor::kCity:
      return same_city(answer, delivery);
    case Factor::kNothing:
      break;
  }
  return false;
}

FactorAnswer take_answer(std::string_view answer, const StoredLink& link, const Address& delivery,
                         Store& store, Instant now) {
  const bool right = is_factor_of(answer, delivery);
  FactorAnswer taken;
  store.write([&](StoreTransaction& tx) {
    LinkTries tries = tx.tries_of_link(link.id);
    if (tries.closed_until && *tries.closed_until > now) {
      taken = {FactorAnswer::Kind::kClosed, *tries.closed_until};
      return;
    }
    if (right) {
      if (!(tries == LinkTries{})) tx.put_link_tries(link.id, {});
      taken.kind = FactorAnswer::Kind::kRight;
      return;
    }
    if (++tries.wrong >= kMostWrongAnswers) {
      std::chrono::hours wait = kFirstClosure;
      for (int i = 0; i < tries.closures && wait < kLongestClosure; ++i) wait *= 2;
      tries = {0, tries.closures + 1, now + std::min(wait, kLongestClosure)};
      taken = {FactorAnswer::Kind::kClosed, *tries.closed_until};
    }
    tx.put_link_tries(link.id, tries);
  });
  return taken;
}

std::optional<Instant> closed_until(const StoredLink& link, StoreTransaction& tx, Instant now) {
  const LinkTries tries = tx.tries_of_link(link.id);
  return tries.closed_until && *tries.closed_until > now ? tries.closed_until : std::nullopt;
}

}  // namespace enclosure::app
