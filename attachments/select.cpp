#include "attachments/select.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "attachments/choose.h"

namespace enclosure::attachments {
namespace {

/// Begun pieces of an ordered quantity, at most a million.
std::int64_t pieces_of(const Decimal& quantity) {
  constexpr std::int64_t kMost = 1'000'000;
  if (quantity >= Decimal(kMost)) return kMost;
  if (quantity <= Decimal(1)) return 1;
  const Decimal whole = round(quantity, 0, Rounding::kFloor);
  return whole.coefficient() + (whole < quantity ? 1 : 0);
}

/// One selection, built up line by line.
class Selector {
 public:
  Selector(const SelectionRequest& request, const Catalogue& catalogue)
      : request_(request),
        catalogue_(catalogue),
        chain_(request.language, request.country, request.official_languages) {
    selection_.language = request.language;
  }

  Selection run() {
    for (const OrderLine& line : request_.lines) add_line(line);
    for (const Item& item : selection_.items) {
      add_documents(item);
      add_drivers(*item.product);
      add_quick_start(*item.product);
    }
    std::stable_sort(selection_.enclosures.begin(), selection_.enclosures.end(),
                     [](const Enclosure& a, const Enclosure& b) {
                       return importance(*a.document) < importance(*b.document);
                     });
    std::stable_partition(
        selection_.drivers.begin(), selection_.drivers.end(),
        [](const ChosenDriver& one) { return one.driver->needed_before_first_use; });
    return std::move(selection_);
  }

 private:
  void add_line(const OrderLine& line) {
    const auto products = catalogue_.matching(line);
    if (products.empty()) selection_.unknown.push_back(&line);
    for (const Product* product : products)
      add_item(*product, nullptr, pieces_of(line.quantity), line.serials);
    if (products.size() == 1) {
      Item& item = selection_.items[items_.at(products.front())];
      if (item.ordered_as.empty()) item.ordered_as = line.description;
    }
  }

  /// The product and, of a set, its parts; a serial number may be that of any of them.
  void add_item(const Product& product, const Product* set, std::int64_t quantity,
                const std::vector<std::string>& serials) {
    const auto [known, is_new] = items_.emplace(&product, selection_.items.size());
    if (is_new) selection_.items.push_back({&product, set, 0, {}});
    Item& item = selection_.items[known->second];
    item.quantity += quantity;
    item.serials.insert(item.serials.end(), serials.begin(), serials.end());
    for (const SetPart& part : product.parts)
      add_item(*part.product, &product, quantity * part.quantity, serials);
  }

  void add_documents(const Item& item) {
    rivals_.assign(item.product->documents.begin(), item.product->documents.end());
    const auto slot = [](const Document* document) {
      return std::tuple(document->kind, document->topic);
    };
    std::stable_sort(rivals_.begin(), rivals_.end(),
                     [&](const Document* a, const Document* b) { return slot(a) < slot(b); });
    const ChoiceTerms terms{chain_, request_.country, request_.sold_on};
    for (auto begin = rivals_.begin(); begin != rivals_.end();) {
      const auto end = std::find_if(begin, rivals_.end(), [&](const Document* document) {
        return slot(document) != slot(*begin);
      });
      take(choose({begin, end}, item, terms));
      begin = end;
    }
  }

  void take(Choice choice) {
    for (Enclosure& enclosure : choice.chosen) {
      const auto [known, is_new] =
          files_.emplace(enclosure.document->file, selection_.enclosures.size());
      if (is_new) {
        selection_.enclosures.push_back(std::move(enclosure));
      } else {
        selection_.enclosures[known->second].products.push_back(enclosure.products.front());
      }
    }
    selection_.left_out.insert(selection_.left_out.end(), choice.left_out.begin(),
                               choice.left_out.end());
  }

  [[nodiscard]] int rank_of(const DriverLink& driver) const {
    const LanguageTag language = driver.language.value_or(chain_.wanted());
    return chain_.fit_of(language).rank;
  }

  /// Of the links for one system and topic those in the best language; a driver works in any.
  void add_drivers(const Product& product) {
    for (const DriverLink& driver : product.drivers) {
      const bool is_best =
          std::none_of(product.drivers.begin(), product.drivers.end(), [&](const auto& other) {
            return other.os == driver.os && other.topic == driver.topic &&
                   rank_of(other) < rank_of(driver);
          });
      if (is_best && urls_.insert(driver.url).second)
        selection_.drivers.push_back({&driver, &product});
    }
  }

  void add_quick_start(const Product& product) {
    ChosenQuickStart best;
    int best_rank = 0;
    for (const QuickStart& start : product.quick_starts) {
      const LanguageFit fit = chain_.fit_of(start.language);
      if (fit.fit == Fit::kNone || (best.quick_start != nullptr && fit.rank >= best_rank)) continue;
      best = {&start, &product, fit.fit};
      best_rank = fit.rank;
    }
    if (best.quick_start != nullptr) selection_.quick_starts.push_back(best);
  }

  const SelectionRequest& request_;
  const Catalogue& catalogue_;
  LanguageChain chain_;
  Selection selection_;
  std::unordered_map<const Product*, std::size_t> items_;
  std::unordered_map<std::string_view, std::size_t> files_;
  std::unordered_set<std::string_view> urls_;
  std::vector<const Document*> rivals_;
};

}  // namespace

std::string_view to_string(LeftOut reason) {
  constexpr std::array<std::string_view, 8> kNames{"other_country",  "other_day", "other_serial",
                                                   "serial_unknown", "replaced",  "no_language",
                                                   "other_language", "wider"};
  return kNames[static_cast<std::size_t>(reason)];
}

bool Selection::has_item_not_to_ask_about() const {
  return std::any_of(items.begin(), items.end(),
                     [](const Item& item) { return item.product->do_not_ask; });
}

int importance(const Document& document) {
  return document.needed_before_first_use ? 0 : static_cast<int>(document.kind);
}

Selection select(const SelectionRequest& request, const Catalogue& catalogue) {
  return Selector(request, catalogue).run();
}

}  // namespace enclosure::attachments
