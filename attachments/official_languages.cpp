#include "attachments/official_languages.h"

#include <array>

#include "attachments/reader.h"

namespace enclosure::attachments {
namespace {

constexpr std::array<Member, 4> kMembers{
    {{"about", true}, {"as_of", true}, {"source", true}, {"languages", true}}};
constexpr std::size_t kLanguages = 3;

}  // namespace

Result<OfficialLanguages> OfficialLanguages::load(std::span<const EmbeddedFile> files) {
  OfficialLanguages result;
  Faults faults;
  if (files.size() != 1)
    return Fault{"CATALOGUE-002", "official_languages.json", "the data file is missing",
                 "install the program again"};
  TextArena arena;
  try {
    JsonCursor cursor(files.front().bytes, arena);
    Reader reader(cursor, arena, faults);
    reader.object(kMembers, [&](std::size_t member) {
      if (member != kLanguages) return reader.skip();
      reader.dictionary([&](std::string_view name) {
        const auto country = CountryCode::parse(name);
        if (!country) reader.complain(country.faults());
        std::vector<LanguageTag> languages;
        reader.array([&] {
          if (auto language = reader.language()) languages.push_back(*std::move(language));
        });
        if (country) result.languages_.emplace(*country, std::move(languages));
      });
    });
  } catch (const JsonDefect& defect) {
    faults.push_back({"CATALOGUE-001", place_of(files.front().bytes, defect.offset), defect.message,
                      "install the program again"});
  }
  if (!faults.empty()) return under("official_languages.json", std::move(faults));
  return result;
}

std::vector<LanguageTag> OfficialLanguages::of(CountryCode country) const {
  const auto known = languages_.find(country);
  return known == languages_.end() ? std::vector<LanguageTag>() : known->second;
}

}  // namespace enclosure::attachments
