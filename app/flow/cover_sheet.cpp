#include "app/flow/cover_sheet.h"

#include <algorithm>
#include <filesystem>

#include "app/errors.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using invoice::SheetCarriage;
using invoice::SheetDocument;
using invoice::SheetDownload;
using invoice::SheetProduct;

constexpr std::size_t kMostNames = 3;                  // of products that share a document
constexpr std::uintmax_t kLargestPicture = 8'000'000;  // bytes; larger ones are not even read

Result<std::string> read_picture(std::string_view file, const Shop& shop) {
  const auto unusable = [](std::string why) {
    return Fault{"SHEET-001", "", std::move(why), "put a PNG or JPEG into the products folder"};
  };
  std::error_code error;
  const auto real = std::filesystem::weakly_canonical(shop.products() / file, error);
  const auto root = std::filesystem::weakly_canonical(shop.products(), error);
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (error || end != root.end()) return unusable("the picture leads out of the products folder");
  if (!std::filesystem::is_regular_file(real, error)) return unusable("there is no such picture");
  const auto size = std::filesystem::file_size(real, error);
  if (error || size > kLargestPicture) return unusable("the picture has more than 8 MB");
  try {
    return read_file(real);
  } catch (const WorldError& unreadable) {
    return unusable(unreadable.what());
  }
}

/// The picture of a product, or nothing, with a notice where there should be one.
std::optional<invoice::ProductPicture> picture_of(const attachments::Product& product,
                                                  const Shop& shop, Faults& notices) {
  if (product.picture.empty()) return std::nullopt;
  const auto leave_out = [&](Fault why) {
    why.path = "products/" + std::string(product.picture);
    notices.push_back(std::move(why));
    return std::optional<invoice::ProductPicture>();
  };
  const auto bytes = read_picture(product.picture, shop);
  if (!bytes) return leave_out(bytes.faults().front());
  auto picture = invoice::ProductPicture::decode(*bytes);
  if (!picture) return leave_out(picture.faults().front());
  return std::optional(*std::move(picture));
}

/// Sorts a selection by what comes first and by product.
class SheetWriter {
 public:
  SheetWriter(const SheetSource& source, const Shop& shop, Faults& notices)
      : source_(source),
        shop_(shop),
        notices_(notices),
        language_(shop.document_language(source.order)),
        items_(source.selection.items) {}

  invoice::CoverSheet write(Instant now) {
    invoice::CoverSheet sheet;
    sheet.language = language_;
    sheet.sender = shop_.config.brand;
    sheet.order = source_.order.id.to_string();
    sheet.order_date = source_.order.order_date;
    if (!sheet.order_date && source_.order.ordered_at)
      sheet.order_date = shop_.config.time_zone.date_of(*source_.order.ordered_at);
    sheet.made_on = shop_.config.time_zone.date_of(now);
    sheet.look = shop_.config.look.look;
    sheet.page_url = source_.page_url;
    sheet.page_code = shop_.config.look.link_code;
    products_.resize(items_.size());
    add_quick_starts();
    add_documents(sheet);
    add_drivers(sheet);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (products_[i].empty()) continue;
      products_[i].title = title_of(*items_[i].product);
      if (source_.with_pictures)
        products_[i].picture = picture_of(*items_[i].product, shop_, notices_);
      sheet.products.push_back(std::move(products_[i]));
    }
    return sheet;
  }

 private:
  /// The place of a product among the items.
  [[nodiscard]] std::optional<std::size_t> place_of(const attachments::Product* product) const {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].product == product) return i;
    }
    return std::nullopt;
  }

  /// In the language of the sheet, or else as the buyer ordered it.
  [[nodiscard]] std::string_view title_of(const attachments::Product& product) const {
    const auto place = place_of(&product);
    const std::string_view ordered_as = place ? items_[*place].ordered_as : std::string_view();
    if (product.has_title_in(language_) || ordered_as.empty()) return product.title_in(language_);
    return ordered_as;
  }

  /// Whose something is: nothing where it concerns all that was ordered.
  [[nodiscard]] std::vector<std::string> names_of(
      const std::vector<const attachments::Product*>& products) const {
    std::vector<std::string> names;
    if (products.size() >= items_.size()) return names;
    for (const attachments::Product* product : products) {
      if (names.size() == kMostNames) {
        names.emplace_back("…");
        break;
      }
      names.emplace_back(title_of(*product));
    }
    return names;
  }

  /// First steps in the language of the sheet (R19).
  void add_quick_starts() {
    for (const attachments::ChosenQuickStart& one : source_.selection.quick_starts) {
      const auto place = place_of(one.product);
      if (!place || one.quick_start->language.language() != language_.language()) continue;
      for (const std::string_view line : one.quick_start->lines)
        products_[*place].steps.emplace_back(line);
    }
  }

  void add_documents(invoice::CoverSheet& sheet) {
    for (std::size_t i = 0; i < source_.selection.enclosures.size(); ++i) {
      const attachments::Enclosure& enclosure = source_.selection.enclosures[i];
      auto document = document_of(enclosure, i);
      const auto place = place_of(enclosure.products.front());
      if (!document || !place) continue;
      const bool comes_first = attachments::importance(*enclosure.document) == 0;
      if (comes_first || enclosure.products.size() > 1)
        document->products = names_of(enclosure.products);
      (comes_first ? sheet.read_first : products_[*place].documents)
          .push_back(*std::move(document));
    }
  }

  /// Nothing for one that reaches the buyer in no way.
  std::optional<SheetDocument> document_of(const attachments::Enclosure& enclosure,
                                           std::size_t index) {
    const attachments::Title& title = enclosure.document->title;
    SheetDocument document;
    document.title = title.in(enclosure.language);
    const bool is_translated = title.texts.size() > 1;
    for (const attachments::LocalText& text : title.texts) {
      if (is_translated && text.text == document.title &&
          text.language.language() != language_.language())
        document.title_language = text.language;
    }
    document.kind = to_string(enclosure.document->kind);
    document.language = enclosure.language;
    if (index >= source_.documents.size() || source_.documents[index].kept.carriage.empty())
      return document;
    if (source_.documents[index].kept.carriage == to_string(attachments::Carriage::kAttached)) {
      document.carriage = SheetCarriage::kAttached;
      return document;
    }
    if (source_.page_url.empty()) return std::nullopt;
    document.carriage = SheetCarriage::kOnline;
    document.url = manual_url(source_.page_url, index);
    return document;
  }

  void add_drivers(invoice::CoverSheet& sheet) {
    for (const attachments::ChosenDriver& one : source_.selection.drivers) {
      const attachments::DriverLink& driver = *one.driver;
      const auto place = place_of(one.product);
      if (!place) continue;
      SheetDownload download{std::string(driver.title.in(language_)),
                             std::string(driver.url),
                             std::string(driver.os),
                             std::string(driver.version),
                             driver.size,
                             {}};
      if (driver.needed_before_first_use) {
        download.products = names_of({one.product});
        sheet.install_first.push_back(std::move(download));
      } else if (source_.order.channel != Channel::kAmazon) {
        products_[*place].downloads.push_back(std::move(download));
      }
    }
  }

  const SheetSource& source_;
  const Shop& shop_;
  Faults& notices_;
  LanguageTag language_;
  const std::vector<attachments::Item>& items_;
  std::vector<SheetProduct> products_;
};

/// `title` as the name of a file that none of `documents` has.
std::string file_name_of(const std::string& title, std::span<const LoadedEnclosure> documents) {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(documents.begin(), documents.end(), [&](const LoadedEnclosure& one) {
      return to_lower_ascii(one.kept.file_name) == to_lower_ascii(name);
    });
  };
  std::string name = title + ".pdf";
  for (int i = 2; is_taken(name); ++i) name = title + " (" + std::to_string(i) + ").pdf";
  return name;
}

KeptEnclosure kept_sheet(const invoice::CoverSheet& sheet, const SheetSource& source,
                         std::string title, const std::string& bytes) {
  KeptEnclosure kept;
  kept.document = "cover-sheet";
  kept.kind = kCoverSheetKind;
  kept.language = sheet.language;
  kept.file_name = file_name_of(title, source.documents);
  kept.title = std::move(title);
  kept.media_type = "application/pdf";
  kept.sha256 = sha256_hex(bytes);
  kept.bytes = bytes.size();
  kept.grounds = "Cover sheet: what comes before the first use, first steps, documents and links.";
  return kept;
}

}  // namespace

bool takes_cover_sheet(const Order& order, std::size_t invoices, const Shop& shop) {
  return shop.config.cover_sheet && (order.channel != Channel::kAmazon || invoices > 0);
}

invoice::CoverSheet cover_sheet_of(const SheetSource& source, const Shop& shop, Instant now,
                                   Faults& notices) {
  return SheetWriter(source, shop, notices).write(now);
}

std::vector<KeptEnclosure> standing(std::vector<KeptEnclosure> rows) {
  const auto is_sheet = [](const KeptEnclosure& one) { return one.kind == kCoverSheetKind; };
  const auto last = std::find_if(rows.rbegin(), rows.rend(), is_sheet);
  if (last == rows.rend()) return rows;
  const KeptEnclosure sheet = *last;
  rows.erase(std::remove_if(rows.begin(), rows.end(), is_sheet), rows.end());
  if (sheet.carriage == to_string(attachments::Carriage::kAttached)) rows.push_back(sheet);
  return rows;
}

bool has_cover_sheet(const std::vector<KeptEnclosure>& kept) {
  return !kept.empty() && kept.back().kind == kCoverSheetKind;
}

KeptEnclosure withdrawn(KeptEnclosure sheet) {
  sheet.carriage = to_string(attachments::Carriage::kTooLarge);
  sheet.linked = false;
  sheet.grounds = "What it told was no longer so when the mail was tried again.";
  return sheet;
}

Result<std::optional<FinishedSheet>> make_cover_sheet(const SheetSource& source, const Shop& shop,
                                                      Instant now) {
  FinishedSheet finished;
  const invoice::CoverSheet sheet = cover_sheet_of(source, shop, now, finished.notices);
  if (sheet.empty()) return std::optional<FinishedSheet>();
  const invoice::Typesetting& typesetting = shop.knowledge.typesetting;
  auto title = invoice::sheet_title(sheet.language, typesetting);
  auto pdf = invoice::render_sheet(sheet, shop.logo_on_pages(), typesetting);
  if (!title) return std::move(title).faults();
  if (!pdf) return std::move(pdf).faults();
  finished.has_pictures =
      std::any_of(sheet.products.begin(), sheet.products.end(),
                  [](const SheetProduct& product) { return product.picture.has_value(); });
  append(finished.notices, std::move(pdf->notices));
  finished.enclosure.kept = kept_sheet(sheet, source, *std::move(title), pdf->bytes);
  finished.enclosure.bytes = std::move(pdf->bytes);
  return std::optional(std::move(finished));
}

}  // namespace enclosure::app
