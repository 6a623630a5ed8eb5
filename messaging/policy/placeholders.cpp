// R20: what a template engine leaves behind.

#include <algorithm>
#include <array>

#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

constexpr std::size_t kLongestSlot = 60;

struct Brackets {
  std::u32string_view open;
  std::u32string_view close;
};

constexpr std::array kBrackets = {
    Brackets{U"{{", U"}}"}, Brackets{U"[[", U"]]"}, Brackets{U"%%", U"%%"}, Brackets{U"<<", U">>"},
    Brackets{U"${", U"}"},  Brackets{U"#{", U"}"},  Brackets{U"{%", U"%}"}, Brackets{U"<%", U"%>"},
    Brackets{U"{", U"}"},   Brackets{U"[", U"]"},   Brackets{U"%", U"%"},   Brackets{U"*|", U"|*"},
    Brackets{U"##", U"##"}, Brackets{U"__", U"__"}, Brackets{U"$", U"$"},   Brackets{U"@@", U"@@"},
};

/// Whether what stands between narrow marks is a name and no text: "%" and "$" have other uses.
bool is_slot_name(std::u32string_view inside, std::u32string_view open) {
  const bool narrow = open == U"%" || open == U"$" || open == U"__";
  // "%link(order)%": a name that takes something.
  const auto takes = inside.find('(');
  if (narrow && takes != std::u32string_view::npos && takes + 1 < inside.size() &&
      is_letter(inside.front()) && inside.back() == ')')
    return is_slot_name(inside.substr(0, takes), open) &&
           is_slot_name(inside.substr(takes + 1, inside.size() - takes - 2), open);
  bool letters = false;
  for (const char32_t code : inside) {
    letters = letters || is_letter(code);
    if (narrow && !is_word_letter(code) && code != '.' && code != '-') return false;
    if (is_break(code)) return false;
  }
  if (open == U"[" && inside.size() < 2) return false;  // "[A]" may name a part
  return letters ||
         (inside.empty() && open.size() > 1 && open != U"__" && open != U"##" && open != U"%%");
}

/// The end of the slot that begins at `at`, or `at`.
std::size_t slot_end(std::u32string_view codes, std::size_t at) {
  for (const Brackets& brackets : kBrackets) {
    if (!codes.substr(at).starts_with(brackets.open)) continue;
    const std::size_t inside = at + brackets.open.size();
    const auto window = codes.substr(inside, kLongestSlot);
    const auto close = window.find(brackets.close);
    if (close == std::u32string_view::npos) continue;
    if (is_slot_name(window.substr(0, close), brackets.open))
      return inside + close + brackets.close.size();
  }
  return at;
}

/// "#order_id", "#name": a letter, behind a blank or the begin.
std::size_t hash_end(std::u32string_view codes, std::size_t at) {
  if (codes[at] != '#' || !is_letter(at_or_blank(codes, at + 1))) return at;
  if (at > 0 && is_word_letter(codes[at - 1])) return at;
  return run_end(codes, at + 1, is_word_letter);
}

/// What slots are called, in any language; no button is called so.
bool is_called_like_a_slot(std::u32string_view inside) {
  constexpr std::array<std::string_view, 24> kNames = {
      "name", "nom",     "link",  "lien",  "enlace",  "url",   "here",  "hier",
      "date", "datum",   "fecha", "order", "bestell", "comm",  "ordin", "pedid",
      "prod", "artikel", "kund",  "clie",  "custom",  "buyer", "shop",  "_"};
  const std::string name = ascii_of(inside);
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

/// "Length [cm]".
bool is_unit(std::u32string_view inside) {
  constexpr std::array<std::u32string_view, 24> kUnits = {
      U"mm",  U"cm", U"km", U"kg", U"mg", U"ml", U"cl",  U"kW",  U"Wh",  U"kWh", U"Hz",  U"kHz",
      U"MHz", U"dB", U"lm", U"lx", U"°C", U"°F", U"psi", U"bar", U"hPa", U"mAh", U"rpm", U"min"};
  return std::find(kUnits.begin(), kUnits.end(), inside) != kUnits.end();
}

/// "Press [Menu]", "choose [Settings] and then [Language]": the name of a button, behind the words
/// that operate it or close behind another one that ends at `last_button`.
bool is_button(const Speech& speech, std::u32string_view codes, std::size_t at, std::size_t end,
               std::size_t last_button) {
  constexpr std::size_t kNextOne = 12;  // "] and then ["
  if (codes[at] != '[' || codes[at + 1] == '[') return false;
  const auto inside = codes.substr(at + 1, end - at - 2);
  if (is_unit(inside)) return true;
  if (is_called_like_a_slot(inside)) return false;
  if (last_button > 0 && at - last_button <= kNextOne) return true;
  return std::any_of(
      speech.readings.begin(), speech.readings.end(),
      [&](const LanguageReading& reading) { return reading.leads_to("before_label", at); });
}

void find_slots(const Speech& speech, const std::u32string& codes, Breaches& breaches) {
  std::size_t last_button = 0;
  for (std::size_t at = 0; at < codes.size();) {
    std::size_t end = slot_end(codes, at);
    if (end == at) end = hash_end(codes, at);
    if (end > at && is_button(speech, codes, at, end, last_button))
      last_button = end;
    else if (end > at)
      breaches.push_back({"R20", at, end, ""});
    at = std::max(end, at + 1);
  }
}

/// "The sensor sends NULL", "choose None in the menu": a value that a device has.
bool is_value_of_device(const Speech& speech, std::size_t at) {
  return std::any_of(
      speech.readings.begin(), speech.readings.end(), [&](const LanguageReading& reading) {
        return reading.leads_to("before_null", at) || reading.leads_to("before_label", at);
      });
}

/// Values of programming languages that mean nothing: "undefined", "Dear null,".
void find_technical_values(const Speech& speech, const std::u32string& codes, Breaches& breaches) {
  constexpr std::array<std::u32string_view, 7> kAlways = {
      U"undefined", U"NaN", U"[object Object]", U"#N/A", U"#REF!", U"#NAME?", U"#VALUE!"};
  constexpr std::array<std::u32string_view, 8> kAsName = {U"null", U"NULL", U"Null",   U"None",
                                                          U"nil",  U"N/A",  U"(null)", U"nan"};
  const auto look = [&](std::u32string_view word, bool always) {
    for (auto at = codes.find(word); at != std::u32string::npos; at = codes.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      if ((at > 0 && is_word_letter(codes[at - 1])) || is_word_letter(at_or_blank(codes, end)))
        continue;
      std::size_t next = end;
      while (next < codes.size() && is_blank(codes[next])) ++next;
      const char32_t after = at_or_blank(codes, next);
      std::size_t before = at;
      while (before > 0 && is_blank(codes[before - 1])) --before;
      const char32_t earlier = before > 0 ? codes[before - 1] : U'\n';
      // A name is followed by a sign; "None of the screws" and "Regler auf null." are words.
      // The number, in German: "auf null"; a name stands behind a greeting.
      std::size_t word_before = before;
      while (word_before > 0 && is_word_letter(codes[word_before - 1])) --word_before;
      const bool number_word = word == U"null" && speech.draft.language.language() != "en" &&
                               is_lower(at_or_blank(codes, word_before)) && before > word_before;
      const bool as_name =
          (after == ',' && at > 0 && !number_word) || (after == '!' && !number_word) ||
          (earlier == ':' && !is_break(earlier)) ||
          (word == U"None" && at > 0 && !is_break(earlier) && earlier != '.') ||
          (!number_word && (word == U"null" || word == U"NULL" || word == U"(null)"));
      if (always || (as_name && !is_value_of_device(speech, at)))
        breaches.push_back({"R20", at, end, ""});
    }
  };
  for (const auto word : kAlways) look(word, true);
  for (const auto word : kAsName) look(word, false);
}

/// "Dear ,", "order  is attached", "()".
void find_empty_slots(const Speech& speech, const std::u32string& codes, Breaches& breaches) {
  for (const auto& reading : speech.readings) {
    for (const Passage& passage : reading.find("before_name")) {
      const Token& last = reading.text.tokens[passage.last - 1];
      const std::size_t end = last.to;
      const bool blank = is_blank(at_or_blank(codes, end));
      const std::size_t next = run_end(codes, end, is_blank);
      const char32_t sign = next < codes.size() ? codes[next] : U'\n';
      const bool stop = sign == ',' || sign == ';' || sign == '.';
      const bool loud = sign == '!' || sign == ':';  // French writes a blank there
      if (blank && next < codes.size() && (stop || (loud && reading.language != "fr")))
        breaches.push_back({"R20", last.from, next + 1, "A slot is empty."});
    }
    for (const Passage& passage : reading.find("before_value")) {
      const Token& last = reading.text.tokens[passage.last - 1];
      const std::size_t next = run_end(codes, last.to, is_blank);
      const char32_t sign = at_or_blank(codes, next);
      const bool wide = next >= last.to + 2 && is_lower(sign);
      const bool stop = next > last.to && next < codes.size() &&
                        (sign == ',' || sign == '.' || (sign == ':' && reading.language != "fr"));
      if (wide || stop) breaches.push_back({"R20", last.from, next + 1, "A slot is empty."});
    }
  }
  // "Thank you for buying the .": a word that never ends a sentence, and a blank; "your is".
  for (const auto& reading : speech.readings) {
    for (const Passage& passage : reading.find("noun_missing"))
      breaches.push_back({"R20", reading.text.tokens[passage.first].from,
                          reading.text.tokens[passage.last - 1].to, "A slot is empty."});
    for (const Passage& passage : reading.find("before_noun")) {
      const Token& last = reading.text.tokens[passage.last - 1];
      const std::size_t next = run_end(codes, last.to, is_blank);
      const char32_t sign = at_or_blank(codes, next);
      const char32_t behind = at_or_blank(codes, next + 1);
      if (next > last.to && (sign == ',' || sign == '.') && (is_blank(behind) || is_break(behind)))
        breaches.push_back({"R20", last.from, next + 1, "A slot is empty."});
    }
  }
  for (const std::u32string_view pair :
       {U"()", U"[]", U"{}", U"\"\"", U"«»", U"“”", U"( )", U"„“"}) {
    for (auto at = codes.find(pair); at != std::u32string::npos; at = codes.find(pair, at + 2))
      breaches.push_back({"R20", at, at + pair.size(), "A slot is empty."});
  }
}

bool is_element(std::string_view name) {
  constexpr std::array<std::string_view, 52> kElements = {
      "a",      "abbr",   "article", "b",      "big", "blink",  "blockquote", "body", "br",
      "button", "center", "code",    "col",    "div", "em",     "embed",      "font", "footer",
      "form",   "h1",     "h2",      "h3",     "h4",  "h5",     "h6",         "head", "header",
      "hr",     "html",   "i",       "iframe", "img", "input",  "li",         "link", "marquee",
      "meta",   "object", "ol",      "p",      "pre", "script", "small",      "span", "strong",
      "style",  "svg",    "table",   "u",      "ul",  "video",  "title"};
  constexpr std::array<std::string_view, 10> kMore = {"td",  "tr",  "th", "tbody",   "thead",
                                                      "sup", "sub", "s",  "section", "!doctype"};
  return std::find(kElements.begin(), kElements.end(), name) != kElements.end() ||
         std::find(kMore.begin(), kMore.end(), name) != kMore.end() || name.starts_with('!') ||
         name.find(':') != std::string_view::npos;
}

}  // namespace

void find_placeholders(const Speech& speech, Breaches& breaches) {
  const std::u32string codes = codes_of(speech.plain);
  find_slots(speech, without_addresses(codes), breaches);
  find_technical_values(speech, codes, breaches);
  find_empty_slots(speech, codes, breaches);
  for (const Tag& tag : speech.plain.tags) {
    if (!is_element(tag.name))
      breaches.push_back(
          {"R20", 0, 0, "<" + tag.name.substr(0, kLongestSlot) + "> is no element."});
  }
}

}  // namespace enclosure::messaging::policy
