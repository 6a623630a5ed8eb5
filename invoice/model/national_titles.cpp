#include "invoice/model/national_titles.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

namespace enclosure::invoice {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 5> kDocuments{"invoice", "simplified_invoice", "credit_note",
                                                     "corrected_invoice", "cancellation"};

Fault damaged(std::string path, std::string what) {
  return {"LAW-001", std::move(path), std::move(what), "repair the data file in invoice/data"};
}

std::string text_of(const Json& row, const char* member, const std::string& path, Faults& faults) {
  if (row.is_object() && row.contains(member) && row[member].is_string() && row[member] != "")
    return row[member].get<std::string>();
  faults.push_back(damaged(path + " " + member, "is not a text"));
  return {};
}

}  // namespace

Result<NationalTitles> NationalTitles::load(std::span<const EmbeddedFile> files) {
  NationalTitles titles;
  Faults faults;
  for (const EmbeddedFile& file : files) {
    if (!file.path.starts_with("vat/")) continue;
    const Json law = Json::parse(file.bytes, nullptr, /*allow_exceptions=*/false);
    if (!law.is_object() || !law.contains("document_names")) continue;
    const std::string country = text_of(law, "country", std::string(file.path), faults);
    for (const Json& row : law["document_names"]) {
      const std::string path = std::string(file.path) + " document_names";
      Name name;
      name.document = text_of(row, "document", path, faults);
      name.language = text_of(row, "language", path, faults);
      name.text = text_of(row, "text", path, faults);
      name.since = take(parse_date(text_of(row, "since", path, faults)), path + " since", faults);
      if (row.is_object() && row.contains("until") && !row["until"].is_null())
        name.until = take(parse_date(text_of(row, "until", path, faults)), path + " until", faults);
      if (std::find(kDocuments.begin(), kDocuments.end(), name.document) == kDocuments.end())
        faults.push_back(damaged(path, "names no kind of document: " + name.document));
      titles.names_[country].push_back(std::move(name));
    }
  }
  if (!faults.empty()) return faults;
  return titles;
}

std::string NationalTitles::title(std::string_view state, std::string_view document,
                                  const LanguageTag& language, Date day) const {
  const auto names = names_.find(state);
  if (names == names_.end()) return {};
  for (const Name& name : names->second) {
    const bool in_force = name.since <= day && (!name.until || day <= *name.until);
    if (in_force && name.document == document && name.language == language.language())
      return name.text;
  }
  return {};
}

}  // namespace enclosure::invoice
