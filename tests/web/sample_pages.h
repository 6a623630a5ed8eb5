#pragma once
// Made-up pages of buyers, one for each state of the page.

#include <string>
#include <vector>

#include "app/web/buyer_view.h"

namespace enclosure::app::web::test {

/// One page with what to call it: "corrected".
struct SamplePage {
  std::string name;
  BuyerPage page;
};

/// A page of every state of the form, some of them twice: many documents, none, no products, names
/// from right to left. Texts of orders and products are German wherever the page speaks another
/// language, as of a shop in Germany.
[[nodiscard]] std::vector<SamplePage> sample_pages(const LanguageTag& language);

/// That of `name` among them.
[[nodiscard]] BuyerPage sample_page(const LanguageTag& language, const std::string& name);

/// The 24 languages of the page.
[[nodiscard]] std::vector<LanguageTag> page_languages();

/// The token in the links of samples.
inline constexpr const char* kSampleToken = "kQ3v8b2Zr0yLxW5nJtHc7g";

}  // namespace enclosure::app::web::test
