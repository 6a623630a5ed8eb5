#pragma once
// What the parts of the page share while one document is laid out.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "invoice/layout/band.h"
#include "invoice/layout/copy.h"
#include "invoice/layout/design.h"
#include "invoice/layout/paragraph.h"
#include "invoice/model/invoice.h"
#include "locales/locale.h"

namespace enclosure::invoice::layout {

/// A text of the program, in the language of the document and in the second one.
struct Label {
  TextId first = 0;
  std::optional<TextId> second = std::nullopt;  ///< nothing where both say it alike
};

/// One document in the making, whatever it is about: its languages, its look, the texts taken in so
/// far.
class PageComposer {
 public:
  /// `second` is the second language, or null; it and `design` live as long as the composer.
  PageComposer(const locales::Locale& locale, const locales::Locale* second,
               const Typesetting::Data& typesetting, const Design& design)
      : locale_(locale),
        second_(second),
        design_(design),
        copy_(typesetting),
        type_(copy_, locale.language(), second == nullptr ? LanguageTag() : second->language()) {}
  PageComposer(const PageComposer&) = delete;
  PageComposer& operator=(const PageComposer&) = delete;

  [[nodiscard]] const locales::Locale& locale() const { return locale_; }
  [[nodiscard]] const Design& design() const { return design_; }
  [[nodiscard]] const Typesetter& type() const { return type_; }
  [[nodiscard]] Copy& copy() { return copy_; }
  [[nodiscard]] Structure& structure() { return structure_; }
  /// A new paragraph of the document, or of a cell.
  ElementId paragraph(ElementId parent = kDocumentElement) {
    return structure_.add(Role::kParagraph, parent);
  }

  /// Takes in a text of the document.
  TextId text(std::string path, std::string_view utf8) { return copy_.add(std::move(path), utf8); }
  /// The same for one in another language, BCP 47.
  TextId foreign_text(std::string path, std::string_view utf8, std::string language) {
    return copy_.add(std::move(path), utf8, std::move(language));
  }
  /// Takes in a label.
  Label label(std::string_view key);
  /// Takes in what `words` makes of the labels of each language.
  template <typename Words>
  Label in_both(const std::string& path, const Words& words) {
    return pair(path, words(locale_.labels()),
                second_ == nullptr ? std::string() : words(second_->labels()));
  }
  /// Takes in a text and the same in the second language, which may be empty.
  Label pair(const std::string& path, std::string_view first, std::string_view second);
  [[nodiscard]] const locales::Locale* second() const { return second_; }  ///< or null
  [[nodiscard]] bool is_bilingual() const { return second_ != nullptr; }

  /// A text on as many lines as it needs.
  Paragraph set(TextId text, const Style& style, Length width) const {
    return type_.set(text, style, width);
  }
  /// A label, each of its languages on as many lines as it needs.
  [[nodiscard]] Bilingual set(const Label& label, const Style& style, Length width) const;
  [[nodiscard]] Bilingual set_line(const Label& label, const Style& style) const;
  /// How the second language looks beside `style`: smaller, regular and muted.
  [[nodiscard]] Style quiet(const Style& style) const;

  /// An amount, a date, a number: always on one line.
  Paragraph set_line(TextId text, const Style& style) const { return type_.set_line(text, style); }

  /// "Telefon: 040 1234", with the colon as the language writes it.
  [[nodiscard]] std::string labelled(const std::string& label, const std::string& value) const;

 private:
  static Bilingual joined(Paragraph first, Paragraph second);

  const locales::Locale& locale_;
  const locales::Locale* second_;
  const Design& design_;
  Copy copy_;
  Structure structure_;
  Typesetter type_;
};

/// An invoice in the making.
class Composer : public PageComposer {
 public:
  /// As above; `invoice` lives as long as the composer.
  Composer(const InvoiceContent& invoice, const locales::Locale& locale,
           const locales::Locale* second, const Typesetting::Data& typesetting,
           const Design& design)
      : PageComposer(locale, second, typesetting, design), invoice_(invoice) {}

  [[nodiscard]] const InvoiceContent& invoice() const { return invoice_; }

  /// What kind of document it is: its national name, "Stornorechnung", else in its language.
  [[nodiscard]] std::string document_kind() const;
  /// The same as a label; the second language has no national name for it.
  Label kind_label(const std::string& path);

 private:
  const InvoiceContent& invoice_;
};

/// "0088:4000001123452"; a mail address as it is, without its scheme.
[[nodiscard]] std::string electronic_address_text(const SchemedId& address);

/// A line of an address as it is printed: street, postcode and town, country.
struct AddressLine {
  std::string path;
  std::string text;
};

/// The lines of `address` below the name; the country is left out when it is `home`.
[[nodiscard]] std::vector<AddressLine> address_lines(const Address& address,
                                                     const std::string& path,
                                                     std::optional<CountryCode> home,
                                                     const locales::Locale& locale);

}  // namespace enclosure::invoice::layout
