// R10: addresses and numbers for contact, also spelled out. (The words are in the lexicons.)

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

bool is_local(char32_t code) {
  return is_letter(code) || is_digit(code) || code == '.' || code == '_' || code == '-' ||
         code == '+';
}

/// Behind "casa . example", where blanks stand around the dot.
std::size_t spaced_host_end(const std::u32string& codes, std::size_t to) {
  const std::size_t dot = run_end(codes, to, is_blank);
  if (dot == to || at_or_blank(codes, dot) != '.') return to;
  const std::size_t end = run_end(codes, dot + 1, is_blank);
  if (end == dot + 1 || !is_letter(at_or_blank(codes, end)) || !is_lower(codes[end])) return to;
  return run_end(codes, end, is_local);
}

void find_mail_addresses(const std::u32string& codes, Breaches& breaches) {
  for (std::size_t at = codes.find(U'@'); at != std::u32string::npos;
       at = codes.find(U'@', at + 1)) {
    std::size_t from = at;
    while (from > 0 && at - from < 64 && is_local(codes[from - 1])) --from;
    std::size_t domain = at + 1;
    // "name @ shop.example"
    if (from == at && domain < codes.size() && is_blank(codes[domain])) ++domain;
    const std::size_t to = spaced_host_end(codes, run_end(codes, domain, is_local));
    const auto host = std::u32string_view(codes).substr(domain, to - domain);
    const bool has_dot = host.find(U'.', 1) < host.size() - (host.empty() ? 0 : 1);
    const bool is_link = from > 0 && (codes[from - 1] == '/' || codes[from - 1] == ':');
    if (is_link) continue;  // credentials of a link: R09
    if (from < at && has_dot) {
      breaches.push_back({"R10", from, to, "A mail address.", true});
    } else if (from == at && host.size() >= 3 && is_letter(host.front()) && domain == at + 1) {
      breaches.push_back({"R10", at, to, "A name on a social network."});
    } else if (from == at && has_dot) {
      breaches.push_back({"R10", at, to, "A mail address.", true});
    }
  }
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_bracket(const Token& token) {
  return token.word == "(" || token.word == ")" || token.word == "[" || token.word == "]" ||
         token.word == "{" || token.word == "}" || token.word == "<" || token.word == ">";
}

/// "help (at) shop (dot) example", "help at shop dot example".
void find_spelled_out(const TokenText& text, Breaches& breaches) {
  constexpr std::array<std::string_view, 9> kAt = {
      "at", "@", "arroba", "arobase", "arobas", "chiocciola", "klammeraffe", "ad", "aet"};
  constexpr std::array<std::string_view, 5> kDot = {"dot", "punkt", "point", "punto", "pkt"};
  std::vector<const Token*> words;
  std::set<const Token*> bracketed;
  for (const Token& token : text.tokens) {
    if (is_bracket(token)) continue;
    words.push_back(&token);
    if (&token != &text.tokens.front() && is_bracket(*(&token - 1))) bracketed.insert(&token);
  }
  for (std::size_t i = 1; i + 2 < words.size(); ++i) {
    if (!is_one_of(words[i]->word, kAt)) continue;
    // "help (at) shop.example"
    if (bracketed.contains(words[i]) && words[i + 2]->glued) {
      breaches.push_back(
          {"R10", words[i - 1]->from, words[i + 2]->to, "A mail address, spelled out."});
      continue;
    }
    // The name of the host may have hyphens and dots of its own.
    for (std::size_t dot = i + 2; dot < std::min(i + 5, words.size() - 1); ++dot) {
      if (!is_one_of(words[dot]->word, kDot)) {
        if (!words[dot]->glued) break;
        continue;
      }
      if (!words[dot + 1]->is_word || words[dot + 1]->word.size() < 2) break;
      breaches.push_back(
          {"R10", words[i - 1]->from, words[dot + 1]->to, "A mail address, spelled out."});
      break;
    }
  }
}

bool joins_digits(char32_t code) {
  return code == ' ' || code == 0xA0 || code == '-' || code == '/' || code == '.' || code == '(' ||
         code == ')' || code == 0x2011 || code == 0x2013;
}

/// dd.mm.yyyy and the like.
bool is_date(std::u32string_view text) {
  return text.size() == 10 && !is_digit(text[2]) && !is_digit(text[5]) && text[2] == text[5];
}

/// "+49 221 1234567", "0221 / 123 45 67".
bool is_phone_number(std::u32string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), is_digit);
  if (digits < 8 || digits > 15 || is_date(text)) return false;
  if (text.front() == '+' || text.starts_with(U"(0") || text.starts_with(U"(+")) return true;
  const bool parted = static_cast<std::size_t>(digits) != text.size();
  return parted && text[0] == '0' && (is_digit(text[1]) || text[1] == ' ');
}

void find_phone_numbers(const std::u32string& codes, Breaches& breaches) {
  std::size_t at = 0;
  while (at < codes.size()) {
    const bool begins =
        is_digit(codes[at]) ||
        ((codes[at] == '+' || codes[at] == '(') &&
         (is_digit(at_or_blank(codes, at + 1)) || at_or_blank(codes, at + 1) == '+'));
    if (!begins) {
      ++at;
      continue;
    }
    std::size_t to = at + 1;
    std::size_t gap = 0;
    for (std::size_t i = at + 1; i < codes.size() && gap < 4; ++i) {
      if (is_digit(codes[i])) {
        to = i + 1;
        gap = 0;
      } else if (joins_digits(codes[i]) || (codes[i] == '+' && i == at + 1)) {
        ++gap;
      } else {
        break;
      }
    }
    const char32_t before = at > 0 ? codes[at - 1] : U' ';
    const bool part_of_more = is_word_letter(before) || before == '-' || before == '.' ||
                              before == '/' || before == '#' || before == '=' ||
                              is_letter(at_or_blank(codes, to));
    if (!part_of_more && is_phone_number(std::u32string_view(codes).substr(at, to - at)))
      breaches.push_back({"R10", at, to, "A telephone number."});
    at = to;
  }
}

}  // namespace

void find_contacts(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  find_mail_addresses(codes, breaches);
  if (!speech.context.hotline_allowed) find_phone_numbers(codes, breaches);
  if (!speech.readings.empty()) find_spelled_out(speech.readings.front().text, breaches);
  for (const Tag& tag : speech.plain.tags) {
    if (tag.name != "a" || tag.closes) continue;
    const std::string url = to_lower_ascii(attribute(tag.attributes, "href"));
    for (const std::string_view scheme : {"mailto:", "tel:", "sms:", "whatsapp:", "tg:"}) {
      if (url.starts_with(scheme))
        breaches.push_back({"R10", 0, 0, "A link that writes or calls."});
    }
  }
}

}  // namespace enclosure::messaging::policy
