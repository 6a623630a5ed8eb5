#include "locales/line_break.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>

#include "locales/icu_support.h"

namespace enclosure::locales {
namespace {

std::unique_ptr<icu::BreakIterator> make_iterator(const std::string& language) {
  use_root_as_default();
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createLineInstance(icu::Locale(language.c_str()), status));
  expect_success(status, "line breaking");
  return iterator;
}

/// An iterator must not be shared between threads; making one is dear, so each thread keeps its
/// own.
icu::BreakIterator& iterator_for(const std::string& language) {
  thread_local std::map<std::string, std::unique_ptr<icu::BreakIterator>> iterators;
  auto& iterator = iterators[language];
  if (!iterator) iterator = make_iterator(language);
  return *iterator;
}

/// Whether the piece of `text` that ends at `at` means nothing without the one behind it.
bool is_tied(std::string_view text, std::size_t at) {
  constexpr std::array<std::string_view, 14> kTies{
      "§", "§§", "Art.", "art.", "Nr.", "nr.", "Abs.", "No", "no.", "n°", "N°", "i.", "V.", "par."};
  if (at == 0 || at == text.size() || text[at - 1] != ' ') return false;
  const std::string_view before = text.substr(0, at - 1);
  const auto blank = before.find_last_of(" (");
  const auto word = before.substr(blank == std::string_view::npos ? 0 : blank + 1);
  return std::find(kTies.begin(), kTies.end(), word) != kTies.end();
}

}  // namespace

std::vector<std::size_t> line_break_opportunities(std::string_view utf8,
                                                  const LanguageTag& language) {
  std::vector<std::size_t> offsets;
  if (utf8.empty()) return offsets;
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  icu::BreakIterator& iterator = iterator_for(language.language());
  iterator.setText(&text, status);
  expect_success(status, "line breaking");
  iterator.first();
  for (auto at = iterator.next(); at != icu::BreakIterator::DONE; at = iterator.next()) {
    if (!is_tied(utf8, static_cast<std::size_t>(at)))
      offsets.push_back(static_cast<std::size_t>(at));
  }
  utext_close(&text);
  return offsets;
}

}  // namespace enclosure::locales
