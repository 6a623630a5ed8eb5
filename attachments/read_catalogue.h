#pragma once
// The JSON of a catalogue, member by member. For attachments/ alone.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "attachments/catalogue_data.h"
#include "attachments/reader.h"

namespace enclosure::attachments {

/// A name that something uses, to be found when everything has been read.
struct Reference {
  std::string_view name;
  std::string path;
};

/// What a product refers to: the places of `Product` that stay empty until then.
struct OpenProduct {
  std::size_t product = 0;  ///< place in `CatalogueData::products`
  std::string_view product_class;
  std::vector<std::pair<std::size_t, std::string_view>> shared;  ///< place in `documents`, id
  std::vector<Reference> parts;                                  ///< as `Product::parts`
};

/// Everything read, with what still has to be found.
struct Reading {
  CatalogueData& data;
  int schema = 2;
  std::vector<OpenProduct> open_products;
  std::vector<std::pair<Document*, Reference>> replacements;
};

/// Reads `text` into `data`. Throws JsonDefect.
void read_catalogue(std::string_view text, CatalogueData& data, Faults& faults);

/// One document; also of the list of shared ones.
Document* read_document(Reader& reader, Reading& reading);
[[nodiscard]] DriverLink read_driver(Reader& reader, int schema);
void read_product(Reader& reader, Reading& reading);
/// A title: one text, or one per language.
[[nodiscard]] Title read_title(Reader& reader, int schema);

/// Finds what is referred to. Faults: CATALOGUE-008 not there, CATALOGUE-009 a circle.
void resolve(Reading& reading, Faults& faults);

/// Faults CATALOGUE-007 for each two documents of a product that claim the same slot.
void check_slots(const CatalogueData& data, Faults& faults);

}  // namespace enclosure::attachments
