#include "locales/catalog.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "locales/placeholders.h"

namespace enclosure::locales {
namespace {

constexpr std::string_view kFileName = "/labels.json";
constexpr std::string_view kPageFileName = "/page.json";

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

/// The same for the words of a page, where a plural form may name its number as often as it likes.
Faults page_differences(const PageWords& words, const PageWords& english) {
  Faults faults;
  for (const auto& [key, text] : english.texts()) {
    const std::string path = "words." + key;
    if (!words.has(key)) {
      faults.push_back({"LOCALE-005", path, "missing", "translate the English text"});
    } else if (*message_placeholders(words.texts().at(key)) != *message_placeholders(text)) {
      faults.push_back({"LOCALE-005", path, "other placeholders than the English text",
                        "use those of \"" + text + "\""});
    }
  }
  for (const auto& [key, text] : words.texts()) {
    if (english.has(key)) continue;
    faults.push_back(
        {"LOCALE-005", "words." + key, "English has no such text", "add it to every language"});
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
  std::map<LanguageTag, PageWords> pages;
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

/// The words of the pages, as far as there are any; every language of `locales` has them then.
std::map<LanguageTag, PageWords> page_words_of(std::span<const EmbeddedFile> files,
                                               const std::map<LanguageTag, Locale>& locales,
                                               Faults& faults) {
  std::map<LanguageTag, PageWords> pages;
  bool any = false;
  for (const auto& file : files) {
    if (!file.path.ends_with(kPageFileName)) continue;
    any = true;
    const auto language =
        LanguageTag::parse(file.path.substr(0, file.path.size() - kPageFileName.size()));
    if (!language || !locales.contains(*language)) continue;  // labels.json has told that already
    auto words = PageWords::parse(*language, file.bytes);
    if (!words) {
      append(faults, in_file(file.path, std::move(words).faults()));
    } else {
      pages.emplace(*language, *std::move(words));
    }
  }
  const auto english = pages.find(kEnglish);
  if (!any || english == pages.end() || !faults.empty()) return pages;
  for (const auto& [language, locale] : locales) {
    const std::string path = language.to_string() + std::string(kPageFileName);
    const auto words = pages.find(language);
    if (words == pages.end()) {
      faults.push_back({"LOCALE-005", path, "missing", "translate the English file"});
    } else {
      append(faults, in_file(path, page_differences(words->second, english->second)));
    }
  }
  return pages;
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
  data.pages = page_words_of(files, data.locales, faults);
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

const PageWords& Catalog::page_words(const LanguageTag& language) const {
  const auto found = data_->pages.find(best_for(language).language());
  if (found == data_->pages.end()) throw std::logic_error("no words of pages were loaded");
  return found->second;
}

std::vector<LanguageTag> Catalog::languages() const {
  std::vector<LanguageTag> tags;
  for (const auto& [language, locale] : data_->locales) tags.push_back(language);
  return tags;
}

}  // namespace enclosure::locales
