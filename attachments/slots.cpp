// Whether it is always clear which of two documents goes along.

#include <algorithm>
#include <tuple>

#include "attachments/read_catalogue.h"

namespace enclosure::attachments {
namespace {

template <typename T>
bool have_one_in_common(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const T& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

bool is_replaced_by(const Document& old, const Document& other) {
  int steps = 0;
  for (const Document* at = old.replaced_by; at != nullptr && steps < kMostReplacements;
       at = at->replaced_by) {
    if (at == &other) return true;
    ++steps;
  }
  return false;
}

/// Whether both claim one slot. A narrower claim beats a wider one, so only claims of the same
/// width can clash: both for all serial numbers or both for a range, both for all countries or both
/// for some, both in one language or both in several.
bool clash(const Document& a, const Document& b) {
  return &a != &b && a.is_multilingual() == b.is_multilingual() &&
         a.serials.is_set() == b.serials.is_set() && a.countries.empty() == b.countries.empty() &&
         a.sold.overlaps(b.sold) && a.serials.overlaps(b.serials) &&
         (a.countries.empty() || have_one_in_common(a.countries, b.countries)) &&
         have_one_in_common(a.languages, b.languages) && !is_replaced_by(a, b) &&
         !is_replaced_by(b, a);
}

class ProductSlots {
 public:
  ProductSlots(std::size_t product, Faults& faults) : product_(product), faults_(faults) {}

  void check(const Product& product) {
    places_.clear();
    for (std::size_t i = 0; i < product.documents.size(); ++i) {
      if (product.documents[i] != nullptr) places_.push_back(i);
    }
    const auto slot = [&](std::size_t place) {
      const Document& one = *product.documents[place];
      return std::tuple(one.kind, one.topic);
    };
    std::stable_sort(places_.begin(), places_.end(),
                     [&](std::size_t a, std::size_t b) { return slot(a) < slot(b); });
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (std::size_t j = i + 1; j < places_.size() && slot(places_[i]) == slot(places_[j]); ++j) {
        const Document& first = *product.documents[places_[i]];
        const Document& second = *product.documents[places_[j]];
        if (clash(first, second)) complain(first, second, places_[j]);
      }
    }
  }

 private:
  void complain(const Document& first, const Document& second, std::size_t place) {
    faults_.push_back(
        {"CATALOGUE-007",
         "products[" + std::to_string(product_) + "].documents[" + std::to_string(place) + "]",
         "\"" + std::string(second.name()) + "\" and \"" + std::string(first.name()) +
             "\" both claim to be the " + std::string(to_string(first.kind)) +
             " of the same pieces in the same language",
         "tell them apart by \"sold\", \"serials\", \"country\" or \"topic\", or let one be "
         "\"replaced_by\" the other"});
  }

  std::size_t product_;
  Faults& faults_;
  std::vector<std::size_t> places_;
};

}  // namespace

void check_slots(const CatalogueData& data, Faults& faults) {
  for (std::size_t i = 0; i < data.products.size(); ++i) {
    if (data.products[i].documents.size() > 1) ProductSlots(i, faults).check(data.products[i]);
  }
}

}  // namespace enclosure::attachments
