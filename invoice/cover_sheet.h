#pragma once
// The cover sheet of an order: what to do before the first use, what is enclosed, where drivers
// are, as bytes. A pure function of what it says and of the typesetting compiled into the program.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/language.h"
#include "core/result.h"
#include "invoice/model/look.h"
#include "invoice/render.h"

namespace enclosure::invoice {

/// A picture of a product, checked, ready for the page. Cheap to copy, immutable.
class ProductPicture {
 public:
  /// Takes a PNG as `Logo::decode` does, or a JPEG as it is, without what cameras write about
  /// themselves: baseline or progressive, grey or in three colours of 8 bits, upright, up to
  /// 300,000 bytes and 4000 pixels a side. Fault SHEET-001 with the reason.
  static Result<ProductPicture> decode(std::string_view bytes);

  [[nodiscard]] int width() const { return width_; }    ///< pixels
  [[nodiscard]] int height() const { return height_; }  ///< pixels

  struct Encoded;
  [[nodiscard]] const Encoded& encoded() const { return *encoded_; }

 private:
  ProductPicture(int width, int height, std::shared_ptr<const Encoded> encoded)
      : width_(width), height_(height), encoded_(std::move(encoded)) {}

  int width_;
  int height_;
  std::shared_ptr<const Encoded> encoded_;
};

/// How a document reaches the reader, as far as the sheet says so.
enum class SheetCarriage : std::uint8_t {
  kUnsaid,
  kAttached,  ///< to the mail that carries the sheet
  kOnline     ///< on the buyer's page
};

/// A document that goes along with the order.
struct SheetDocument {
  std::string title;  ///< as the reader knows it; empty: its kind stands for it
  std::optional<LanguageTag> title_language;  ///< where it is known and not the sheet's
  std::string kind;                           ///< "safety", "manual": a label "kind_…"
  LanguageTag language;  ///< in which it serves the reader; "zxx" without words, "mul" many
  SheetCarriage carriage = SheetCarriage::kUnsaid;
  std::string url;                    ///< https, of one on the buyer's page; or empty
  std::vector<std::string> products;  ///< to which it belongs, where that must be said
};

/// A driver or its download page.
struct SheetDownload {
  std::string title;
  std::string url;  ///< https; clickable, printed, and as a QR code where one can be read
  std::string os;   ///< or empty
  std::string version;
  std::uint64_t size = 0;  ///< bytes, or 0
  std::vector<std::string> products;
};

/// What there is about one product.
struct SheetProduct {
  std::string title;
  std::optional<ProductPicture> picture;
  std::vector<std::string> steps;  ///< the first ones, in the language of the sheet
  std::vector<SheetDocument> documents;
  std::vector<SheetDownload> downloads;

  [[nodiscard]] bool empty() const {
    return steps.empty() && documents.empty() && downloads.empty();
  }
};

/// A cover sheet before anybody lays it out.
struct CoverSheet {
  LanguageTag language;
  std::string sender;  ///< how the seller calls itself
  std::string order;   ///< its number
  std::optional<Date> order_date;
  Date made_on{};
  Look look;                                 ///< theme, paper and accent; one language alone
  std::vector<SheetDocument> read_first;     ///< before the first use
  std::vector<SheetDownload> install_first;  ///< before the first use
  std::vector<SheetProduct> products;        ///< those with something to say
  std::string page_url;                      ///< https, the buyer's page; or empty
  bool page_code = false;                    ///< and as a QR code

  /// Whether there is nothing that a sheet would be made for.
  [[nodiscard]] bool empty() const {
    return read_first.empty() && install_first.empty() && products.empty();
  }
};

/// The PDF of `sheet`: PDF/A-3a and PDF/UA-1, with nothing inside, in the look of the invoices.
/// `logo` may be null. The same sheet, logo and program give the same bytes.
///
/// What no font shows is respelled with a notice, as on invoices. Faults: RENDER-001 to RENDER-004
/// (invoice/render.h).
[[nodiscard]] Result<RenderedPdf> render_sheet(const CoverSheet& sheet, const Logo* logo,
                                               const Typesetting& typesetting);

/// What a sheet in that language is called: its title, and the stem of its file's name. Fault
/// RENDER-003.
[[nodiscard]] Result<std::string> sheet_title(const LanguageTag& language,
                                              const Typesetting& typesetting);

}  // namespace enclosure::invoice
