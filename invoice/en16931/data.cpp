#include "invoice/en16931/data.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>
#include <vector>

namespace enclosure::invoice::en16931 {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 19> kLists{"invoice_type",
                                                  "credit_note_type",
                                                  "currency",
                                                  "tax_point",
                                                  "object_scheme",
                                                  "note_subject",
                                                  "identifier_scheme",
                                                  "classification",
                                                  "country",
                                                  "vat_prefix",
                                                  "payment_means",
                                                  "vat_category",
                                                  "allowance_reason",
                                                  "charge_reason",
                                                  "exemption_reason",
                                                  "unit",
                                                  "mime",
                                                  "electronic_address_scheme",
                                                  "peppol_address_scheme"};

struct DatedProfile {
  std::optional<Date> since;
  Profile profile;
};

struct DatedCodes {
  std::optional<Date> since;
  std::unordered_set<std::string> codes;
};

std::optional<Date> since_of(const json& entry) {
  const json& since = entry.at("since");
  if (since.is_null()) return std::nullopt;
  const auto date = parse_date(since.get<std::string>());
  if (!date) throw std::invalid_argument("since is no day");
  return *date;
}

/// The last entry that counts on `day`; entries stand in the order of their days.
template <typename Dated>
const Dated& in_force(const std::vector<Dated>& entries, Date day) {
  const auto later = std::find_if(entries.begin() + 1, entries.end(),
                                  [&](const Dated& entry) { return day < *entry.since; });
  return *(later - 1);
}

template <typename Dated>
bool is_in_order(const std::vector<Dated>& entries) {
  for (std::size_t i = 1; i < entries.size(); ++i) {
    if (!entries[i].since || (entries[i - 1].since && *entries[i].since <= *entries[i - 1].since))
      return false;
  }
  return !entries.empty() && !entries.front().since;
}

std::unordered_set<std::string> codes_of(const json& lines) {
  std::unordered_set<std::string> codes;
  for (const json& line : lines) {
    const std::string text = line.get<std::string>();
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      codes.insert(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return codes;
}

Profile profile_of(const json& entry, EInvoiceFormat format) {
  const auto text = [&](const char* name) { return entry.at(name).get<std::string>(); };
  return {format,
          text("syntax") == "ubl" ? Syntax::kUbl : Syntax::kCii,
          text("specification"),
          text("process"),
          text("file_name"),
          text("conformance_level"),
          text("document_version"),
          text("paid_means"),
          entry.at("paid_means_within").get<std::map<std::string, std::string, std::less<>>>()};
}

}  // namespace

struct Data::Content {
  std::array<std::vector<DatedProfile>, 4> profiles;
  std::array<std::vector<DatedCodes>, kLists.size()> lists;

  void read_profiles(const json& file) {
    for (const json& entry : file.at("profiles")) {
      const auto format = parse_einvoice_format(entry.at("format").get<std::string>());
      if (!format) throw std::invalid_argument("an unknown format");
      profiles[static_cast<std::size_t>(*format)].push_back(
          {since_of(entry), profile_of(entry, *format)});
    }
    if (!std::all_of(profiles.begin(), profiles.end(),
                     [](const auto& entries) { return is_in_order(entries); }))
      throw std::invalid_argument("a format without rows in order");
  }

  void read_lists(const json& file) {
    for (const json& entry : file.at("lists")) {
      const auto list = std::find(kLists.begin(), kLists.end(), entry.at("id").get<std::string>());
      if (list == kLists.end()) throw std::invalid_argument("an unknown list");
      lists[static_cast<std::size_t>(list - kLists.begin())].push_back(
          {since_of(entry), codes_of(entry.at("codes"))});
    }
    if (!std::all_of(lists.begin(), lists.end(),
                     [](const auto& entries) { return is_in_order(entries); }))
      throw std::invalid_argument("a list without rows in order");
  }
};

Result<Data> Data::load(std::span<const EmbeddedFile> files) {
  const auto content = std::make_shared<Content>();
  Faults faults;
  const auto read = [&](std::string_view name, auto reader) {
    const auto file = std::find_if(files.begin(), files.end(),
                                   [&](const EmbeddedFile& one) { return one.path == name; });
    try {
      if (file == files.end()) throw std::invalid_argument("the file is missing");
      reader(json::parse(file->bytes));
    } catch (const std::exception& error) {
      faults.push_back({"EINVOICE-003", std::string(name), error.what(), "build the program anew"});
    }
  };
  read("profiles.json", [&](const json& file) { content->read_profiles(file); });
  read("code_lists.json", [&](const json& file) { content->read_lists(file); });
  if (!faults.empty()) return faults;
  return Data(content);
}

const Profile& Data::profile(EInvoiceFormat format, Date day) const {
  return in_force(content_->profiles[static_cast<std::size_t>(format)], day).profile;
}

bool Data::has(CodeList list, std::string_view code, Date day) const {
  return in_force(content_->lists[static_cast<std::size_t>(list)], day)
      .codes.contains(std::string(code));
}

}  // namespace enclosure::invoice::en16931
