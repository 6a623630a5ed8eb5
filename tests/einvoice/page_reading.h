#pragma once
// Which text of the page shows a business term (decision 0070).

#include <set>
#include <string>
#include <vector>

#include "invoice/en16931/einvoice.h"
#include "invoice/layout/page.h"
#include "invoice/model/invoice.h"
#include "locales/locale.h"
#include "tests/einvoice/terms.h"

namespace enclosure::invoice::test {

/// A text that must stand on the page: in one of the places, which are beginnings of the paths of
/// the layout's texts, separated by "|".
struct Wanted {
  std::string places;
  std::string text;
};

/// The texts that stand on the pages, each whole, without what merely repeats (artifacts).
class PageTexts {
 public:
  explicit PageTexts(const layout::Layout& layout);
  /// The texts of `layout` without those under `path`.
  PageTexts(const layout::Layout& layout, const std::string& path);

  /// Whether `wanted` stands there, or the page says that it is respelled.
  [[nodiscard]] bool show(const Wanted& wanted) const;
  /// Whether anything stands in one of the places.
  [[nodiscard]] bool have(const std::string& places) const;
  [[nodiscard]] const std::vector<layout::Text>& texts() const { return texts_; }

 private:
  std::vector<layout::Text> texts_;
  Faults notices_;
};

/// `text` without blanks of any kind: pages break lines, group IBANs and set colons apart.
[[nodiscard]] std::string without_blanks(const std::string& text);

/// A document in its shapes.
struct Shown {
  const InvoiceContent& content;
  const EInvoice& value;  ///< read back from the XML
  const locales::Locale& locale;
  const PageTexts& page;
};

/// What must stand on the page for `term`; nothing where it codes what other terms say. Throws
/// `std::logic_error` for a term of which nobody has said how the page shows it.
[[nodiscard]] std::vector<Wanted> wanted_for(const Term& term, const Shown& shown);

/// The numbers of the terms that `wanted_for` has an answer for.
[[nodiscard]] std::set<std::string> known_terms();

}  // namespace enclosure::invoice::test
