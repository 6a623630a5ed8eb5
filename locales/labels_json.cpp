#include "locales/labels_json.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/date.h"
#include "locales/duplicate_keys.h"
#include "locales/placeholders.h"
#include "locales/short_date.h"
#include "locales/text.h"

namespace enclosure::locales {
namespace {

using Json = nlohmann::json;

constexpr int kSchemaVersion = 1;
constexpr std::string_view kMembers[] = {
    "schema_version",     "language", "name",   "endonym", "as_of",   "formats",
    "countries",          "titles",   "labels", "legal",   "sources", "confidence",
    "needs_native_review"};

/// Reads one file and collects what is wrong with it.
class Reader {
 public:
  explicit Reader(const Json& root) : root_(root) {}

  LabelsFile read(const LanguageTag& language) {
    LabelsFile file;
    refuse_unknown_members();
    check_schema_version();
    check_language(language);
    static_cast<void>(string_at(root_, "name", "name"));
    file.endonym = string_at(root_, "endonym", "endonym");
    file.as_of = day("as_of");
    file.formats = formats();
    file.countries = plain_texts("countries");
    file.titles = texts("titles");
    file.labels = texts("labels");
    file.dated_legal = dated_texts("legal");
    for (const auto& [key, rows] : file.dated_legal) file.legal.emplace(key, rows.back().text);
    check_sources(file);
    static_cast<void>(string_at(root_, "confidence", "confidence"));
    check_review_notes();
    return file;
  }

  Faults faults() && { return std::move(faults_); }

 private:
  void fault(const char* code, const std::string& path, const std::string& message,
             const std::string& hint) {
    faults_.push_back({code, path, message, hint});
  }
  void shape_fault(const std::string& path, const std::string& message) {
    fault("LOCALE-002", path, message, "see locales/README.md");
  }

  const Json& member(const char* key, Json::value_t type, const char* type_name) {
    static const Json none;
    const auto found = root_.find(key);
    if (found != root_.end() && found->type() == type) return *found;
    shape_fault(key, found == root_.end() ? "missing" : std::string("is not ") + type_name);
    return none;
  }

  std::string string_at(const Json& object, const char* key, const std::string& path) {
    const auto found = object.find(key);
    if (found == object.end()) {
      shape_fault(path, "missing");
      return {};
    }
    return string_of(*found, path);
  }

  std::string string_of(const Json& value, const std::string& path) {
    if (!value.is_string()) {
      shape_fault(path, "is not a string");
      return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (text.empty()) fault("LOCALE-003", path, "is empty", "write the text");
    if (!is_nfc(text)) fault("LOCALE-003", path, "is not in form NFC", "normalise the file");
    return text;
  }

  void refuse_unknown_members() {
    for (const auto& item : root_.items()) {
      const auto known = std::find(std::begin(kMembers), std::end(kMembers), item.key());
      if (known == std::end(kMembers)) shape_fault(item.key(), "unknown member");
    }
  }

  void check_schema_version() {
    const Json& version = member("schema_version", Json::value_t::number_unsigned, "a number");
    if (version.is_number() && version != kSchemaVersion) {
      shape_fault("schema_version", "is not " + std::to_string(kSchemaVersion));
    }
  }

  void check_language(const LanguageTag& language) {
    const std::string tag = string_at(root_, "language", "language");
    if (!tag.empty() && tag != language.to_string()) {
      shape_fault("language", "is \"" + tag + "\" and not \"" + language.to_string() + "\"");
    }
  }

  std::string day(const char* key) {
    const std::string text = string_at(root_, key, key);
    if (!text.empty()) append(faults_, under(key, parse_date(text).faults()));
    return text;
  }

  Formats formats() {
    const Json& object = member("formats", Json::value_t::object, "an object");
    if (!object.is_object()) return {};
    Formats formats;
    formats.icu_locale = string_at(object, "icu_locale", "formats.icu_locale");
    formats.decimal = string_at(object, "decimal", "formats.decimal");
    formats.group = string_at(object, "group", "formats.group");
    formats.date = string_at(object, "date", "formats.date");
    if (!formats.date.empty()) {
      append(faults_, under("formats.date", ShortDate::parse(formats.date).faults()));
    }
    return formats;
  }

  Labels::Texts plain_texts(const std::string& key) {
    const Json& object = member(key.c_str(), Json::value_t::object, "an object");
    Labels::Texts texts;
    for (const auto& item : object.items()) {
      texts.emplace(item.key(), string_of(item.value(), key + "." + item.key()));
    }
    return texts;
  }

  Labels::Texts texts(const std::string& key) {
    Labels::Texts texts = plain_texts(key);
    for (const auto& [name, text] : texts) {
      append(faults_, under(key + "." + name, placeholders_of(text).faults()));
    }
    return texts;
  }

  /// Mentions whose words have days: {"key": [{"text", "since", "until", "status", "source"}, …]},
  /// oldest first, all of one key with the same placeholders.
  std::map<std::string, std::vector<DatedText>, std::less<>> dated_texts(const std::string& key) {
    const Json& object = member(key.c_str(), Json::value_t::object, "an object");
    std::map<std::string, std::vector<DatedText>, std::less<>> texts;
    for (const auto& item : object.items()) {
      const std::string path = key + "." + item.key();
      if (!item.value().is_array() || item.value().empty()) {
        shape_fault(path, "is not a list of texts with their days");
        continue;
      }
      std::vector<DatedText>& rows = texts[item.key()];
      for (const Json& row : item.value()) rows.push_back(dated_text(row, path));
      check_order(rows, path);
    }
    return texts;
  }

  DatedText dated_text(const Json& row, const std::string& path) {
    DatedText dated;
    if (!row.is_object() || row.size() != 5) {
      shape_fault(path, "an entry has the members text, since, until, status and source");
      return dated;
    }
    dated.text = string_at(row, "text", path);
    append(faults_, under(path, placeholders_of(dated.text).faults()));
    static_cast<void>(string_at(row, "status", path));
    static_cast<void>(string_at(row, "source", path));
    const auto since = parse_date(string_at(row, "since", path));
    if (!since) append(faults_, under(path, since.faults()));
    dated.since = since ? *since : Date{};
    const auto until = row.find("until");
    if (until == row.end() || until->is_null()) {
      if (until == row.end()) shape_fault(path, "an entry has no until");
      return dated;
    }
    const auto day = parse_date(string_of(*until, path));
    if (!day) append(faults_, under(path, day.faults()));
    if (day) dated.until = *day;
    return dated;
  }

  void check_order(const std::vector<DatedText>& rows, const std::string& path) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (!rows[i - 1].until || *rows[i - 1].until >= rows[i].since) {
        shape_fault(path, "two texts are in force on one day: the older one needs its last day");
      }
      const auto before = placeholders_of(rows[i - 1].text);
      const auto now = placeholders_of(rows[i].text);
      if (before && now && *before != *now) {
        fault("LOCALE-003", path, "its texts have different placeholders", "use the same ones");
      }
    }
  }

  void check_sources(const LabelsFile& file) {
    for (const auto& [key, code] : plain_texts("sources")) {
      const bool known = key == "default" || file.titles.contains(key) ||
                         file.labels.contains(key) || file.legal.contains(key);
      if (!known) shape_fault("sources." + key, "there is no such text");
    }
  }

  void check_review_notes() {
    for (const auto& note : member("needs_native_review", Json::value_t::array, "an array")) {
      static_cast<void>(string_of(note, "needs_native_review"));
    }
  }

  const Json& root_;
  Faults faults_;
};

Fault json_fault(const std::string& path, const std::string& message) {
  return {"LOCALE-001", path, message, "the file must be one JSON object in UTF-8"};
}

}  // namespace

Result<LabelsFile> read_labels_json(const LanguageTag& language, std::string_view json) {
  DuplicateKeys duplicates;
  const Json root = Json::parse(json, std::ref(duplicates), false);
  if (!root.is_object()) return json_fault("", "no JSON object");
  Faults faults;
  for (const auto& key : duplicates.found()) faults.push_back(json_fault(key, "a key twice"));

  Reader reader(root);
  LabelsFile file = reader.read(language);
  append(faults, std::move(reader).faults());
  if (!faults.empty()) return faults;
  return file;
}

}  // namespace enclosure::locales
