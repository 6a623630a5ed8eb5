#include <algorithm>
#include <array>

#include "attachments/checks.h"
#include "attachments/read_catalogue.h"

namespace enclosure::attachments {
namespace {

enum DocumentMember {
  kKind,
  kLanguage,
  kFile,
  kDocumentTitle,
  kId,
  kTopic,
  kCountry,
  kSold,
  kSerials,
  kVersion,
  kReplacedBy,
  kFirstUse
};
constexpr std::array<Member, 12> kDocumentMembers{{{"kind", true},
                                                   {"language", true},
                                                   {"file", true},
                                                   {"title"},
                                                   {"id"},
                                                   {"topic"},
                                                   {"country"},
                                                   {"sold"},
                                                   {"serials"},
                                                   {"version"},
                                                   {"replaced_by"},
                                                   {"needed_before_first_use"}}};
constexpr std::size_t kDocumentMembersOfSchema1 = 4;
constexpr std::array<Member, 2> kEnds{{{"from"}, {"until"}}};

/// Schema 1 left the kinds free: a word of the seller's own is a topic of kind "other".
void read_kind(Reader& reader, int schema, Document& document) {
  const std::string_view name = reader.id();
  if (name.empty()) return;
  if (const auto kind = kind_named(name)) {
    document.kind = *kind;
  } else if (schema == 1) {
    document.topic = name;
  } else {
    reader.complain("CATALOGUE-002", "not a kind of document",
                    "safety, quick_start, manual, driver, warranty, declaration_of_conformity, "
                    "drawing or other (with a topic of your own)");
  }
}

template <typename T>
void add_once(std::vector<T>& values, const std::optional<T>& value) {
  if (value && std::find(values.begin(), values.end(), *value) == values.end())
    values.push_back(*value);
}

void read_period(Reader& reader, Period& period) {
  reader.object(kEnds,
                [&](std::size_t end) { (end == 0 ? period.from : period.until) = reader.date(); });
  if (period.from && period.until && *period.until < *period.from)
    reader.complain("CATALOGUE-012", "the last day lies before the first", "swap the two");
}

void read_serials(Reader& reader, SerialRange& range) {
  reader.object(kEnds,
                [&](std::size_t end) { (end == 0 ? range.from : range.until) = reader.line(80); });
  if (!range.from.empty() && !range.until.empty() && compare_serials(range.until, range.from) < 0)
    reader.complain("CATALOGUE-012", "the last serial number lies before the first",
                    "swap the two; digits count by their value, letters by the alphabet");
}

void read_id(Reader& reader, Reading& reading, Document& document) {
  document.id = reader.id();
  if (document.id.empty()) return;
  if (!reading.data.document_ids.emplace(document.id, &document).second)
    reader.complain("CATALOGUE-010",
                    "the document id \"" + std::string(document.id) + "\" is given twice",
                    "give each document an id of its own; products share one by naming its id");
}

void read_member(std::size_t member, Reader& reader, Reading& reading, Document& document) {
  switch (member) {
    case kKind:
      return read_kind(reader, reading.schema, document);
    case kLanguage:
      return reader.one_or_each([&] { add_once(document.languages, reader.language()); });
    case kFile:
      document.file = reader.checked(&check_file_path);
      return;
    case kDocumentTitle:
      document.title = read_title(reader, reading.schema);
      return;
    case kId:
      return read_id(reader, reading, document);
    case kTopic:
      document.topic = reader.id();
      return;
    case kCountry:
      return reader.one_or_each([&] { add_once(document.countries, reader.country()); });
    case kSold:
      return read_period(reader, document.sold);
    case kSerials:
      return read_serials(reader, document.serials);
    case kVersion:
      document.version = reader.line(40);
      return;
    case kReplacedBy:
      if (const std::string_view id = reader.id(); !id.empty())
        reading.replacements.push_back({&document, {id, reader.path()}});
      return;
    case kFirstUse:
      document.needed_before_first_use = reader.boolean();
      return;
    default:
      reader.skip();
  }
}

}  // namespace

Title read_title(Reader& reader, int schema) {
  Title title;
  if (schema == 1 || reader.type() != JsonCursor::Type::kObject) {
    const std::string_view text = reader.line(200, true);
    if (!text.empty()) title.texts.push_back({LanguageTag(), text});
    return title;
  }
  reader.dictionary([&](std::string_view name) {
    const auto language = reader.language_named(name);
    const std::string_view text = reader.line();
    if (language && !text.empty()) title.texts.push_back({*language, text});
  });
  return title;
}

Document* read_document(Reader& reader, Reading& reading) {
  Document& document = reading.data.documents.emplace_back();
  const std::span<const Member> known(kDocumentMembers);
  const std::size_t size = reading.schema == 1 ? kDocumentMembersOfSchema1 : known.size();
  bool names_languages = false;
  reader.object(known.first(size), [&](std::size_t member) {
    const std::size_t before = reader.fault_count();
    read_member(member, reader, reading, document);
    if (member == kLanguage) names_languages = reader.fault_count() == before;
  });
  if (names_languages && document.languages.empty())
    reader.complain("CATALOGUE-002", "the document has no language",
                    "name one, or zxx for a file without words");
  return &document;
}

}  // namespace enclosure::attachments
