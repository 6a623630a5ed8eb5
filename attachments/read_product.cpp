#include <algorithm>
#include <array>

#include "attachments/checks.h"
#include "attachments/gtin.h"
#include "attachments/read_catalogue.h"

namespace enclosure::attachments {
namespace {

enum ProductMember {
  kMatch,
  kName,
  kDocuments,
  kDrivers,
  kDoNotAsk,
  kId,
  kProductTitle,
  kClass,
  kQuickStart,
  kParts,
  kPicture,
  kBrand,
  kMailTexts
};
constexpr std::array<Member, 13> kProductMembers{{{"match"},
                                                  {"name", true},
                                                  {"documents"},
                                                  {"drivers"},
                                                  {"do_not_ask"},
                                                  {"id"},
                                                  {"title"},
                                                  {"class"},
                                                  {"quick_start"},
                                                  {"parts"},
                                                  {"picture"},
                                                  {"brand"},
                                                  {"mail_texts"}}};
constexpr std::size_t kProductMembersOfSchema1 = 5;
constexpr std::array<Member, 3> kMatchMembers{{{"sku"}, {"asin"}, {"gtin"}}};
constexpr std::size_t kMatchMembersOfSchema1 = 2;
constexpr std::array<Member, 2> kPartMembers{{{"product", true}, {"quantity"}}};
constexpr std::array<Member, 3> kMailMembers{{{"documents"}, {"review"}, {"check_up"}}};
constexpr std::size_t kMostQuickStartLines = 12;

template <typename Id>
Result<std::string> parse_id(std::string_view text) {
  const auto id = Id::parse(text);
  if (!id) return id.faults();
  return id->to_string();
}

void add(std::vector<std::string_view>& values, std::string_view value) {
  if (!value.empty()) values.push_back(value);
}

void read_match(Reader& reader, int schema, Product& product) {
  bool any = false;
  const std::span<const Member> known(kMatchMembers);
  const std::size_t before = reader.fault_count();
  reader.object(known.first(schema == 1 ? kMatchMembersOfSchema1 : known.size()),
                [&](std::size_t member) {
                  reader.one_or_each([&] {
                    any = true;
                    if (member == 0) add(product.skus, reader.checked(&parse_id<Sku>));
                    if (member == 1) add(product.asins, reader.checked(&parse_id<Asin>));
                    if (member == 2) add(product.gtins, reader.checked(&parse_gtin));
                  });
                });
  if (!any && reader.fault_count() == before)
    reader.complain("CATALOGUE-002", "the product matches nothing",
                    "name at least one SKU (\"*\" stands for any characters), ASIN or GTIN");
}

void read_documents(Reader& reader, Reading& reading, Product& product, OpenProduct& open) {
  reader.array([&] {
    if (reading.schema != 1 && reader.type() == JsonCursor::Type::kText) {
      const std::string_view id = reader.id();
      if (id.empty()) return;
      open.shared.emplace_back(product.documents.size(), id);
      product.documents.push_back(nullptr);
    } else {
      product.documents.push_back(read_document(reader, reading));
    }
  });
}

void read_quick_starts(Reader& reader, Product& product) {
  reader.dictionary([&](std::string_view name) {
    const auto language = reader.language_named(name);
    QuickStart start{language.value_or(LanguageTag()), {}};
    reader.array([&] { add(start.lines, reader.line()); });
    if (start.lines.size() > kMostQuickStartLines)
      reader.complain("CATALOGUE-002", "more than 12 lines",
                      "keep it to what the buyer must do first; the rest is in the manual");
    if (!start.lines.empty()) product.quick_starts.push_back(std::move(start));
  });
}

void read_mail_texts(Reader& reader, Product& product) {
  reader.object(kMailMembers, [&](std::size_t member) {
    reader.dictionary([&](std::string_view name) {
      const auto language = reader.language_named(name);
      const std::string_view words = reader.line();
      if (language && !words.empty())
        product.mail_texts.push_back({static_cast<int>(member) + 1, *language, words});
    });
  });
}

void read_parts(Reader& reader, Product& product, OpenProduct& open) {
  reader.array([&] {
    SetPart part;
    Reference reference;
    reader.object(kPartMembers, [&](std::size_t member) {
      if (member == 0) {
        reference = {reader.id(), reader.path()};
      } else {
        part.quantity = static_cast<int>(reader.whole(1, 1000).value_or(1));
      }
    });
    if (reference.name.empty()) return;
    product.parts.push_back(part);
    open.parts.push_back(std::move(reference));
  });
}

void read_id(Reader& reader, Reading& reading, Product& product) {
  product.id = reader.id();
  if (product.id.empty()) return;
  if (!reading.data.product_ids.emplace(product.id, reading.data.products.size() - 1).second)
    reader.complain("CATALOGUE-010",
                    "the product id \"" + std::string(product.id) + "\" is given twice",
                    "give each product an id of its own");
}

void read_member(std::size_t member, Reader& reader, Reading& reading, Product& product,
                 OpenProduct& open) {
  switch (member) {
    case kMatch:
      return read_match(reader, reading.schema, product);
    case kName:
      product.name = reader.line();
      return;
    case kDocuments:
      return read_documents(reader, reading, product, open);
    case kDrivers:
      return reader.array([&] { product.drivers.push_back(read_driver(reader, reading.schema)); });
    case kDoNotAsk:
      product.do_not_ask = reader.boolean();
      return;
    case kId:
      return read_id(reader, reading, product);
    case kProductTitle:
      product.title = read_title(reader, reading.schema);
      return;
    case kClass:
      open.product_class = reader.id();
      return;
    case kQuickStart:
      return read_quick_starts(reader, product);
    case kParts:
      return read_parts(reader, product, open);
    case kPicture:
      product.picture = reader.checked(&check_picture_path);
      return;
    case kBrand:
      product.brand = reader.line();
      return;
    case kMailTexts:
      return read_mail_texts(reader, product);
    default:
      reader.skip();
  }
}

}  // namespace

void read_product(Reader& reader, Reading& reading) {
  Product& product = reading.data.products.emplace_back();
  OpenProduct open;
  const std::span<const Member> known(kProductMembers);
  bool is_object = false;
  bool has_match = false;
  reader.object(known.first(reading.schema == 1 ? kProductMembersOfSchema1 : known.size()),
                [&](std::size_t member) {
                  is_object = true;
                  has_match = has_match || member == kMatch;
                  read_member(member, reader, reading, product, open);
                });
  if (is_object && !has_match && product.id.empty())
    reader.complain("CATALOGUE-002", "the product has neither \"match\" nor an \"id\"",
                    "name what it is ordered by; a part of a set needs its id alone");
  open.product = reading.data.products.size() - 1;
  if (!open.product_class.empty() || !open.shared.empty() || !open.parts.empty())
    reading.open_products.push_back(std::move(open));
}

}  // namespace enclosure::attachments
