#include "locales/catalog.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "locales/placeholders.h"

namespace enclosure::locales {
namespace {

constexpr std::string_view kFileName = "/labels.json";

/// A `LanguageTag` without argument is English, the language to compare with and to fall back to.
const LanguageTag kEnglish;

LanguageTag without_region(const LanguageTag& language) {
  return *LanguageTag::parse(language.language());
}

void compare_key(const std::string& key, const Labels::Texts& texts, const Labels::Texts& english,
                 const std::string& path, Faults& faults) {
  const auto text = texts.find(key);
  const auto wanted = english.find(key);
  if (text == texts.end()) {
    faults.push_back({"LOCALE-005", path, "missing", "translate the English text"});
  } else if (wanted == english.end()) {
    faults.push_back({"LOCALE-005", path, "English has no such text", "add it to every language"});
  } else if (*placeholders_of(text->second) != *placeholders_of(wanted->second)) {
    faults.push_back({"LOCALE-005", path, "other placeholders than the English text",
                      "use those of \"" + wanted->second + "\""});
  }
}

/// Every language has the texts of English, with the same placeholders.
Faults differences(const Labels& labels, const Labels& english) {
  Faults faults;
  for (const auto& [kind, name] :
       {std::pair{TextKind::kTitle, "titles."}, std::pair{TextKind::kLabel, "labels."},
        std::pair{TextKind::kLegal, "legal."}}) {
    std::set<std::string> keys;
    for (const auto& [key, text] : labels.texts(kind)) keys.insert(key);
    for (const auto& [key, text] : english.texts(kind)) keys.insert(key);
    for (const auto& key : keys) {
      compare_key(key, labels.texts(kind), english.texts(kind), name + key, faults);
    }
  }
  return faults;
}

/// Puts the file in front of each path: "fr/labels.json labels.page_x_of_y".
Faults in_file(std::string_view file, Faults faults) {
  for (auto& fault : faults) {
    fault.path = std::string(file) + (fault.path.empty() ? "" : " " + fault.path);
  }
  return faults;
}

std::string path_of(const LanguageTag& language) {
  return language.to_string() + std::string(kFileName);
}

}  // namespace

std::vector<LanguageTag> fallback_chain(const LanguageTag& language) {
  std::vector<LanguageTag> chain{language};
  for (const auto& next : {without_region(language), kEnglish}) {
    if (std::find(chain.begin(), chain.end(), next) == chain.end()) chain.push_back(next);
  }
  return chain;
}

struct Catalog::Data {
  std::map<LanguageTag, Locale> locales;
};

namespace {

/// Reads one file; what is wrong with it goes into `faults`.
void add_locale(const EmbeddedFile& file, std::map<LanguageTag, Locale>& locales, Faults& faults) {
  const auto folder = file.path.substr(0, file.path.size() - kFileName.size());
  const auto language = LanguageTag::parse(folder);
  if (!language || language->to_string() != folder) {
    faults.push_back({"LOCALE-007", std::string(file.path), "the folder is no language tag",
                      "name the folder like de or de-AT"});
    return;
  }
  auto labels = Labels::parse(*language, file.bytes);
  if (!labels) return append(faults, in_file(file.path, std::move(labels).faults()));
  auto locale = Locale::make(*std::move(labels));
  if (!locale) return append(faults, in_file(file.path, std::move(locale).faults()));
  locales.emplace(*language, *std::move(locale));
}

}  // namespace

Result<Catalog> Catalog::load(std::span<const EmbeddedFile> files) {
  Data data;
  Faults faults;
  for (const auto& file : files) {
    if (file.path.ends_with(kFileName)) add_locale(file, data.locales, faults);
  }
  const auto english = data.locales.find(kEnglish);
  if (english == data.locales.end()) {
    faults.push_back({"LOCALE-007", path_of(kEnglish), "no English texts", "add the file"});
    return faults;
  }
  for (const auto& [language, locale] : data.locales) {
    append(faults,
           in_file(path_of(language), differences(locale.labels(), english->second.labels())));
  }
  if (!faults.empty()) return faults;
  return Catalog(std::make_shared<const Data>(std::move(data)));
}

const Locale* Catalog::find(const LanguageTag& language) const {
  for (const auto& tag : {language, without_region(language)}) {
    const auto found = data_->locales.find(tag);
    if (found != data_->locales.end()) return &found->second;
  }
  return nullptr;
}

const Locale& Catalog::best_for(const LanguageTag& language) const {
  const Locale* found = find(language);
  return found != nullptr ? *found : data_->locales.at(kEnglish);
}

std::vector<LanguageTag> Catalog::languages() const {
  std::vector<LanguageTag> tags;
  for (const auto& [language, locale] : data_->locales) tags.push_back(language);
  return tags;
}

}  // namespace enclosure::locales
