#include "attachments/bundle.h"

#include <algorithm>
#include <limits>
#include <set>

namespace enclosure::attachments {
namespace {

/// How well `offered` serves a reader of `wanted`: 0 the same tag, 1 the language without region,
/// 2 another region of it, 3 not at all.
std::size_t distance(const LanguageTag& wanted, const LanguageTag& offered) {
  if (wanted == offered) return 0;
  if (wanted.language() != offered.language()) return 3;
  return offered.region().empty() ? 1 : 2;
}

/// The chain of languages that a buyer is served by, best first.
class Chain {
 public:
  Chain(const LanguageTag& language, const std::vector<LanguageTag>& fallbacks)
      : wanted_{language} {
    wanted_.insert(wanted_.end(), fallbacks.begin(), fallbacks.end());
  }

  /// The rank of `offered` in the chain; smaller is better, the same for all that it does not hold.
  [[nodiscard]] std::size_t rank(const LanguageTag& offered) const {
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      if (const auto d = distance(wanted_[i], offered); d < 3) return i * 3 + d;
    }
    return wanted_.size() * 3;
  }

  /// The language of the best of `items` for which `concerns` holds; of equals the first.
  template <typename Item, typename Concerns>
  [[nodiscard]] LanguageTag best(const std::vector<Item>& items, Concerns concerns) const {
    const Item* chosen = nullptr;
    for (const Item& item : items) {
      if (!concerns(item)) continue;
      if (chosen == nullptr || rank(item.language) < rank(chosen->language)) chosen = &item;
    }
    return chosen->language;
  }

 private:
  std::vector<LanguageTag> wanted_;
};

/// Appends the documents of `product` that suit the buyer, unless their file is in `files` already.
void add_documents(const Product& product, const Chain& chain, std::set<std::string>& files,
                   Bundle& bundle) {
  for (const ProductDocument& document : product.documents) {
    const LanguageTag language = chain.best(
        product.documents, [&](const ProductDocument& d) { return d.kind == document.kind; });
    if (document.language == language && files.insert(document.file).second) {
      bundle.enclosures.push_back({document, product.name});
    }
  }
}

void add_drivers(const Product& product, const Chain& chain, std::set<std::string>& urls,
                 Bundle& bundle) {
  for (const DriverLink& driver : product.drivers) {
    const LanguageTag language =
        chain.best(product.drivers, [&](const DriverLink& d) { return d.os == driver.os; });
    if (driver.language == language && urls.insert(driver.url).second) {
      bundle.drivers.push_back(driver);
    }
  }
}

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

/// The sum, or the largest number there is.
std::uint64_t add(std::uint64_t a, std::uint64_t b) {
  return a > kMost - b ? kMost : a + b;
}

/// What a message needs beside its files: header, both texts with their links, boundaries.
constexpr std::uint64_t kTextBytes = 64 * 1024;
/// The header fields of one attached part with a long name.
constexpr std::uint64_t kPartBytes = 1024;

}  // namespace

Bundle bundle(const Order& order, const Catalogue& catalogue, const LanguageTag& language,
              const std::vector<LanguageTag>& fallbacks) {
  const Chain chain(language, fallbacks);
  Bundle result;
  std::set<const Product*> products;
  std::set<std::string> files;
  std::set<std::string> urls;
  for (const OrderLine& line : order.lines) {
    for (const Product* product : catalogue.matching(line)) {
      if (!products.insert(product).second) continue;
      add_documents(*product, chain, files, result);
      add_drivers(*product, chain, urls, result);
      if (product->do_not_ask) result.do_not_ask.push_back(product->name);
    }
  }
  return result;
}

std::uint64_t encoded_size(std::uint64_t bytes) {
  if (bytes > kMost / 2) return kMost;
  const std::uint64_t characters = (bytes + 2) / 3 * 4;
  return characters + (characters + 75) / 76 * 2;
}

std::vector<Packed> pack(const Bundle& bundle, const std::map<std::string, std::uint64_t>& sizes,
                         std::uint64_t fixed_bytes, std::uint64_t budget_bytes) {
  std::vector<Packed> packed;
  std::vector<std::pair<std::uint64_t, std::size_t>> by_size;
  for (const Enclosure& enclosure : bundle.enclosures) {
    const auto size = sizes.find(enclosure.document.file);
    if (size != sizes.end()) {
      by_size.emplace_back(add(encoded_size(size->second), kPartBytes), packed.size());
    }
    packed.push_back({enclosure, false});
  }
  std::sort(by_size.begin(), by_size.end());

  std::uint64_t used = add(kTextBytes, encoded_size(fixed_bytes));
  for (const auto& [size, index] : by_size) {
    used = add(used, size);
    if (used > budget_bytes) break;
    packed[index].attached = true;
  }
  return packed;
}

}  // namespace enclosure::attachments
