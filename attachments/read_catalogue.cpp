#include "attachments/read_catalogue.h"

#include <array>

namespace enclosure::attachments {
namespace {

enum RootMember { kSchema, kProducts, kClasses, kShared };
constexpr std::array<Member, 4> kRootMembers{
    {{"schema", true}, {"products", true}, {"classes"}, {"shared"}}};
constexpr std::size_t kRootMembersOfSchema1 = 2;
constexpr std::array<Member, 1> kClassMembers{{{"expects", true}}};

/// The number behind the first member "schema", looked up before the rest is read; 0 when there is
/// none. Where it stands in front, as it should, only the beginning of the text is walked through.
int schema_of(std::string_view text) {
  TextArena arena;
  JsonCursor cursor(text, arena);
  if (cursor.type() != JsonCursor::Type::kObject || !cursor.find_member("schema") ||
      cursor.type() != JsonCursor::Type::kNumber)
    return 0;
  const std::string_view number = cursor.number();
  return number == "1" ? 1 : number == "2" ? 2 : 0;
}

void read_classes(Reader& reader, CatalogueData& data) {
  reader.dictionary([&](std::string_view name) {
    ProductClass& one = data.classes.emplace_back();
    one.name = reader.keep(name);
    data.class_names.emplace(one.name, &one);
    reader.object(kClassMembers, [&](std::size_t) {
      reader.array([&] {
        const std::string_view kind = reader.id();
        if (kind.empty()) return;
        if (const auto known = kind_named(kind)) return one.expects.push_back(*known);
        reader.complain("CATALOGUE-002", "not a kind of document",
                        "manual, safety, …; docs/catalogue.md has the list");
      });
    });
  });
}

void read_shared(Reader& reader, Reading& reading) {
  reader.array([&] {
    const std::size_t before = reader.fault_count();
    const Document* document = read_document(reader, reading);
    if (document->id.empty() && reader.fault_count() == before)
      reader.complain("CATALOGUE-002", "a shared document needs an \"id\"",
                      "products name it by that id");
  });
}

void read_schema(Reader& reader, int schema) {
  if (schema == 0) return reader.wrong_type("the number 2, or 1 for a catalogue of old");
  reader.skip();
}

}  // namespace

void read_catalogue(std::string_view text, CatalogueData& data, Faults& faults) {
  const int schema = schema_of(text);
  Reading reading{data, schema == 0 ? 2 : schema, {}, {}};
  JsonCursor cursor(text, data.texts);
  Reader reader(cursor, data.texts, faults);
  const std::span<const Member> known(kRootMembers);
  reader.object(known.first(schema == 1 ? kRootMembersOfSchema1 : known.size()),
                [&](std::size_t member) {
                  if (member == kSchema) read_schema(reader, schema);
                  if (member == kProducts) reader.array([&] { read_product(reader, reading); });
                  if (member == kClasses) read_classes(reader, data);
                  if (member == kShared) read_shared(reader, reading);
                });
  cursor.finish();
  resolve(reading, faults);
  if (schema != 1) check_slots(data, faults);
}

}  // namespace enclosure::attachments
