#include "attachments/catalogue.h"

#include <algorithm>

#include "attachments/catalogue_data.h"
#include "attachments/gtin.h"
#include "attachments/known_languages.h"
#include "attachments/read_catalogue.h"

namespace enclosure::attachments {
namespace {

void index(CatalogueData& data) {
  for (std::size_t i = 0; i < data.products.size(); ++i) {
    const auto place = static_cast<std::uint32_t>(i);
    for (const std::string_view sku : data.products[i].skus) {
      if (sku.find('*') == std::string_view::npos) {
        data.skus.add(sku, place);
      } else {
        data.patterns.add(sku, place);
      }
    }
    for (const std::string_view asin : data.products[i].asins) data.asins.add(asin, place);
    for (const std::string_view gtin : data.products[i].gtins) data.gtins.add(gtin, place);
  }
}

/// How far `offered` is from a reader of `wanted`; nothing when it is another language.
std::optional<int> distance(const LanguageTag& wanted, const LanguageTag& offered) {
  if (wanted.language() != offered.language()) return std::nullopt;
  if (wanted.region() == offered.region()) return 0;
  return offered.region().empty() ? 1 : 2;
}

}  // namespace

std::string_view Title::in(const LanguageTag& language) const {
  const LocalText* best = nullptr;
  int best_distance = 10;
  for (const LocalText& text : texts) {
    const auto near = distance(language, text.language);
    const int far = near.value_or(text.language.language() == "en" ? 3 : 4);
    if (far < best_distance) {
      best = &text;
      best_distance = far;
    }
  }
  return best == nullptr ? std::string_view() : best->text;
}

bool Document::speaks(const LanguageTag& language) const {
  return std::find(languages.begin(), languages.end(), language) != languages.end();
}

bool Document::is_multilingual() const {
  return languages.size() > 1 ||
         (languages.size() == 1 && languages.front().language() == kManyLanguages);
}

bool Product::has_title_in(const LanguageTag& language) const {
  return std::any_of(title.texts.begin(), title.texts.end(), [&](const LocalText& text) {
    return text.language.language() == language.language();
  });
}

std::string_view Product::title_in(const LanguageTag& language) const {
  const std::string_view text = title.in(language);
  return text.empty() ? name : text;
}

Catalogue::Catalogue() : data_(std::make_shared<const CatalogueData>()) {}

Catalogue::Catalogue(std::shared_ptr<const CatalogueData> data) : data_(std::move(data)) {}

Result<Catalogue> Catalogue::parse(std::string_view json) {
  const auto data = std::make_shared<CatalogueData>();
  Faults faults;
  try {
    read_catalogue(json, *data, faults);
  } catch (const JsonDefect& defect) {
    return Fault{"CATALOGUE-001", place_of(json, defect.offset),
                 std::string("the file is no JSON: ") + defect.message,
                 "look for a missing comma, quote or bracket just before this place"};
  }
  if (!faults.empty()) return faults;
  index(*data);
  return Catalogue(data);
}

std::span<const Product> Catalogue::products() const {
  return data_->products;
}

const std::deque<Document>& Catalogue::documents() const {
  return data_->documents;
}

const std::deque<ProductClass>& Catalogue::classes() const {
  return data_->classes;
}

const Product* Catalogue::product(std::string_view id) const {
  const auto found = data_->product_ids.find(id);
  return found == data_->product_ids.end() ? nullptr : &data_->products[found->second];
}

const Document* Catalogue::document(std::string_view id) const {
  const auto found = data_->document_ids.find(id);
  return found == data_->document_ids.end() ? nullptr : found->second;
}

std::vector<const Product*> Catalogue::matching(const OrderLine& line) const {
  std::vector<std::uint32_t> places;
  const auto note = [&](std::uint32_t place) { places.push_back(place); };
  if (!line.sku.empty()) {
    data_->skus.each(line.sku.to_string(), note);
    data_->patterns.each(line.sku.to_string(), note);
  }
  if (!line.asin.empty()) data_->asins.each(line.asin.to_string(), note);
  if (const std::string gtin = gtin_key(line.gtin); !gtin.empty()) data_->gtins.each(gtin, note);
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<const Product*> found;
  for (const std::uint32_t place : places) found.push_back(&data_->products[place]);
  return found;
}

}  // namespace enclosure::attachments
