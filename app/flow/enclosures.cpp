#include "app/flow/enclosures.h"

#include <algorithm>
#include <set>

#include "app/products/product_folder.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kLongestName = 60;  // characters of a file name in front of its ending

Date day_of_sale(const Order& order, const Shop& shop, Instant now) {
  if (order.order_date) return *order.order_date;
  std::optional<Instant> at = order.ordered_at;
  for (const Shipment& shipment : order.shipments) {
    if (!order.ordered_at && shipment.shipped_at && (!at || *shipment.shipped_at < *at))
      at = shipment.shipped_at;
  }
  return shop.config.time_zone.date_of(at.value_or(now));
}

/// As the buyer reads it: the document's own title, else the product's with the kind.
std::string title_of(const attachments::Enclosure& enclosure, const LanguageTag& language) {
  const std::string_view title = enclosure.document->title.in(enclosure.language);
  if (!title.empty()) return std::string(title);
  std::string kind(to_string(enclosure.document->kind));
  std::replace(kind.begin(), kind.end(), '_', ' ');
  return std::string(enclosure.products.front()->title_in(language)) + " - " + kind;
}

/// `title` without what file systems or readers take for something else, cut at a blank where it is
/// long.
std::string file_stem_of(std::string_view title) {
  std::string name;
  std::size_t characters = 0;
  std::size_t last_blank = 0;
  for (std::size_t at = 0; at < title.size() && characters < kLongestName; ++characters) {
    const char32_t c = next_code_point(title, at);
    if (c == U' ') last_blank = name.size();
    const bool forbidden =
        c < 0x20 || (c < 0x80 && std::string_view("/\\:*?\"<>|%").find(static_cast<char>(c)) !=
                                     std::string_view::npos);
    append_utf8(name, forbidden ? U'-' : c);
  }
  if (characters == kLongestName && last_blank > name.size() / 2) name.resize(last_blank);
  const auto begin = name.find_first_not_of(". ");
  const auto end = name.find_last_not_of(". ");
  return begin == std::string::npos ? "document" : name.substr(begin, end - begin + 1);
}

/// A stem that is not in `taken` yet, and then is; whatever the ending, no two are the same.
std::string unique_stem(const std::string& stem, std::set<std::string>& taken) {
  std::string name = stem;
  for (int i = 2; !taken.insert(to_lower_ascii(name)).second; ++i)
    name = stem + " (" + std::to_string(i) + ")";
  return name;
}

/// ".pdf" of "hub/manual.pdf"; the catalogue has no file without.
std::string ending_in_catalogue(std::string_view file) {
  return to_lower_ascii(file.substr(std::min(file.rfind('.'), file.size())));
}

/// The type that was kept by its name.
FileType type_of(std::string_view kept_media_type) {
  for (const FileType type : {FileType::kJpeg, FileType::kPng, FileType::kText}) {
    if (media_type(type) == kept_media_type) return type;
  }
  return FileType::kPdf;
}

/// `enclosure` with what the bytes tell.
LoadedEnclosure loaded(KeptEnclosure enclosure, ReadProductFile file) {
  const FileType type = file.facts.type;
  enclosure.file_name.resize(enclosure.file_name.rfind('.'));
  enclosure.file_name += file_ending(type);
  enclosure.media_type = media_type(type);
  enclosure.sha256 = std::move(file.sha256);
  enclosure.bytes = file.bytes.size();
  return {std::move(enclosure), std::move(file.bytes), type};
}

}  // namespace

attachments::Selection selection_for(const Order& order, const Shop& shop, Instant now) {
  const CountryCode country = order.deliver_to.country;
  return attachments::select(
      {order.lines, order.buyer.language.value_or(shop.channel_language(order)), country,
       shop.official_languages(country), day_of_sale(order, shop, now)},
      shop.catalogue);
}

Result<ReadProductFile> read_product_file(std::string_view file, const Shop& shop) {
  const std::string place = "products/" + std::string(file);
  auto read = read_product(shop.products(), file);
  Faults faults = read.faults();
  for (Fault& fault : faults) {
    fault.path = place;
    if (fault.code.starts_with("PRODUCT-")) fault.code = "DISPATCH-002";
  }
  if (!faults.empty()) return faults;
  auto facts = shop.judged_files->judge(read->sha256, read->bytes);
  faults = facts ? check_file_name(file, facts->type) : facts.faults();
  for (Fault& fault : faults) fault.path = place + (fault.path.empty() ? "" : ", " + fault.path);
  if (!faults.empty()) return faults;
  return ReadProductFile{std::move(read->bytes), std::move(read->sha256), *std::move(facts)};
}

std::vector<KeptEnclosure> described(const attachments::Selection& selection) {
  std::vector<KeptEnclosure> all;
  std::set<std::string> taken;
  for (const attachments::Enclosure& enclosure : selection.enclosures) {
    const attachments::Document& document = *enclosure.document;
    KeptEnclosure kept;
    kept.document = document.name();
    kept.product = enclosure.products.front()->name;
    kept.kind = to_string(document.kind);
    kept.language = enclosure.language;
    kept.version = document.version;
    kept.title = title_of(enclosure, selection.language);
    kept.file_name =
        unique_stem(file_stem_of(kept.title), taken) + ending_in_catalogue(document.file);
    kept.grounds = told(enclosure, selection.language);
    all.push_back(std::move(kept));
  }
  return all;
}

Result<std::vector<LoadedEnclosure>> load_selected(const attachments::Selection& selection,
                                                   const Shop& shop) {
  std::vector<KeptEnclosure> all = described(selection);
  std::vector<LoadedEnclosure> good;
  Faults faults;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto file = read_product_file(selection.enclosures[i].document->file, shop);
    append(faults, file.faults());
    if (file) good.push_back(loaded(std::move(all[i]), *std::move(file)));
  }
  if (!faults.empty()) return faults;
  return good;
}

std::optional<LoadedEnclosure> load_one(const attachments::Selection& selection, std::size_t index,
                                        const Shop& shop) {
  if (index >= selection.enclosures.size()) return std::nullopt;
  auto file = read_product_file(selection.enclosures[index].document->file, shop);
  if (!file) return std::nullopt;
  return loaded(std::move(described(selection)[index]), *std::move(file));
}

Result<std::vector<LoadedEnclosure>> load_kept(const std::vector<KeptEnclosure>& kept,
                                               const Shop& shop) {
  std::vector<LoadedEnclosure> loaded;
  Faults faults;
  for (const KeptEnclosure& one : kept) {
    if (auto bytes = shop.archive().get(one.sha256)) {
      loaded.push_back({one, *std::move(bytes), type_of(one.media_type)});
    } else {
      faults.push_back({"DISPATCH-003", one.document,
                        "the archived copy of this document is missing or damaged",
                        "restore archive/ from a backup: " + one.sha256});
    }
  }
  if (!faults.empty()) return faults;
  return loaded;
}

std::string manual_url(const std::string& page_url, std::size_t index) {
  return page_url + "/manuals/" + std::to_string(index);
}

attachments::MailBudget mail_budget(Channel channel, const Shop& shop) {
  const MailConfig& mail = shop.config.mail;
  const ChannelMail& own = channel == Channel::kAmazon ? mail.amazon : mail.shop;
  return {own.budget_bytes.value_or(mail.budget_bytes), own.files};
}

std::uint64_t largest_mail(const Shop& shop) {
  return std::max(mail_budget(Channel::kAmazon, shop).bytes,
                  mail_budget(Channel::kShop, shop).bytes);
}

}  // namespace enclosure::app
