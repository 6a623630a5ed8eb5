#include "app/flow/buyer_page_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "app/flow/cover_sheet.h"
#include "app/flow/filing.h"
#include "app/flow/refused_number.h"
#include "locales/time_zone.h"

namespace enclosure::app {
namespace {

/// What only the document itself says, not its row.
struct Says {
  std::string title;  ///< its national name; or empty
  bool has_einvoice = false;
};

/// A document never changes, and reading it took a quarter of the time of a page: what it says is
/// remembered.
Says what_it_says(const StoredInvoice& stored) {
  using Key = std::pair<std::string, std::size_t>;  // the number, and a hash of the document
  constexpr std::size_t kMostRemembered = 50'000;
  static std::mutex mutex;
  static std::map<Key, Says> remembered;
  const Key key{stored.number.to_string(), std::hash<std::string>()(stored.snapshot)};
  {
    const std::lock_guard lock(mutex);
    if (const auto at = remembered.find(key); at != remembered.end()) return at->second;
  }
  const auto document = document_of(stored);
  if (!document) return {};
  Says says{(*document)->title, (*document)->einvoice.has_value()};
  const std::lock_guard lock(mutex);
  if (remembered.size() == kMostRemembered) remembered.clear();
  return remembered.emplace(key, std::move(says)).first->second;
}

/// What a document calls itself: its national name, else the title of its language.
std::string title_of(const StoredInvoice& stored, const Says& says, const locales::Locale& locale) {
  const bool same_language = stored.language.language() == locale.language().language();
  return same_language && !says.title.empty() ? says.title
                                              : locale.labels().title(to_string(stored.kind));
}

std::vector<BuyerDocument> documents_shown(const std::vector<StoredInvoice>& stored,
                                           const locales::Locale& locale) {
  using Standing = BuyerDocument::Standing;
  std::set<InvoiceNumber> cancelled;
  for (const InvoiceChain& chain : chains_of(stored)) {
    if (chain.is_cancelled()) cancelled.insert(chain.invoice.number);
  }
  std::vector<BuyerDocument> shown;
  for (const StoredInvoice& one : stored) {
    const std::string place = "invoices/" + std::to_string(shown.size());
    const Says says = what_it_says(one);
    BuyerDocument document;
    document.title = title_of(one, says, locale);
    document.number = one.number.to_string();
    document.date = locale.format_date(one.issue_date);
    document.day = enclosure::to_string(one.issue_date);
    document.total = locale.format_money(one.total);
    document.standing = one.kind == invoice::InvoiceKind::kCreditNote ? Standing::kCredit
                        : cancelled.contains(one.number)              ? Standing::kCancelled
                                                                      : Standing::kStands;
    document.cancels = one.cancels;
    if (!one.preceding.empty()) document.refers_to = one.preceding.to_string();
    document.pdf = place + ".pdf";
    if (says.has_einvoice) document.xml = place + ".xml";
    shown.push_back(std::move(document));
  }
  return shown;
}

/// "PDF" of "application/pdf".
std::string kind_of(std::string_view type) {
  for (const FileType one : {FileType::kPdf, FileType::kJpeg, FileType::kPng, FileType::kText}) {
    if (media_type(one) == type) return std::string(type_name(one));
  }
  return "";
}

/// The products of the page: the catalogue's, and one more for what it does not know.
class Products {
 public:
  Products(const PageSource& source, const LanguageTag& language) : language_(language) {
    for (const attachments::Item& item : source.selection.items) add(item);
    for (const OfferedDocument& one : source.library) {
      BuyerProduct& product = one.product != nullptr ? of(*one.product) : named(one.about.product);
      product.enclosures.push_back({one.about.title, "manuals/" + std::to_string(one.number),
                                    one.about.language, kind_of(one.about.media_type),
                                    one.about.bytes});
    }
    for (Place& place : places_) own_language_first(place.shown);
  }

  std::vector<BuyerProduct> take() {
    std::vector<BuyerProduct> shown;
    for (Place& place : places_) {
      const BuyerProduct& one = place.shown;
      if (one.enclosures.empty() && one.drivers.empty() && one.first_steps.empty()) continue;
      shown.push_back(std::move(place.shown));
    }
    return shown;
  }

 private:
  struct Place {
    const attachments::Product* product = nullptr;
    BuyerProduct shown;
  };

  void add(const attachments::Item& item) {
    const attachments::Product& product = *item.product;
    const bool known = std::any_of(places_.begin(), places_.end(),
                                   [&](const Place& place) { return place.product == &product; });
    if (known) return;
    BuyerProduct shown;
    shown.title = product.title.texts.empty() && !item.ordered_as.empty()
                      ? std::string(item.ordered_as)
                      : std::string(product.title_in(language_));
    for (const attachments::QuickStart& steps : product.quick_starts) {
      if (steps.language.language() != language_.language() || !shown.first_steps.empty()) continue;
      for (const std::string_view line : steps.lines) shown.first_steps.emplace_back(line);
    }
    shown.drivers = drivers_of(product);
    places_.push_back({&product, std::move(shown)});
  }

  /// All of them: those for readers of this language or of any in front.
  std::vector<BuyerDriver> drivers_of(const attachments::Product& product) const {
    std::vector<BuyerDriver> own;
    std::vector<BuyerDriver> others;
    std::set<std::string_view> seen;
    for (const attachments::DriverLink& driver : product.drivers) {
      if (!seen.insert(driver.url).second) continue;
      const bool ours = !driver.language || driver.language->language() == language_.language();
      const LanguageTag& speaks = ours ? language_ : *driver.language;
      (ours ? own : others)
          .push_back({std::string(driver.title.in(speaks)), std::string(driver.url),
                      std::string(driver.os)});
    }
    own.insert(own.end(), others.begin(), others.end());
    return own;
  }

  BuyerProduct& of(const attachments::Product& product) {
    const auto at = std::find_if(places_.begin(), places_.end(),
                                 [&](const Place& place) { return place.product == &product; });
    return at != places_.end() ? at->shown : named(std::string(product.name));
  }

  /// A cover sheet belongs to no product: it stands with the first.
  BuyerProduct& named(const std::string& name) {
    if (name.empty() && !places_.empty()) return places_.front().shown;
    const auto at = std::find_if(places_.begin(), places_.end(),
                                 [&](const Place& place) { return place.shown.title == name; });
    if (at != places_.end()) return at->shown;
    places_.push_back({nullptr, {}});
    places_.back().shown.title = name;
    return places_.back().shown;
  }

  void own_language_first(BuyerProduct& product) const {
    std::stable_partition(product.enclosures.begin(), product.enclosures.end(),
                          [this](const BuyerEnclosure& one) {
                            return one.language.language() == language_.language();
                          });
  }

  const LanguageTag& language_;
  std::vector<Place> places_;
};

BuyerContact contact_of(const Order& order, const Shop& shop) {
  BuyerContact contact;
  const Marketplace* store = shop.marketplace(order.marketplace_id);
  if (order.channel != Channel::kAmazon) {
    const MailConfig& mail = shop.config.mail;
    const EmailAddress& address = !mail.reply_to.empty()              ? mail.reply_to
                                  : !shop.config.seller.email.empty() ? shop.config.seller.email
                                                                      : mail.from_address;
    contact.email = address.to_string();
    return contact;
  }
  contact.marketplace = store == nullptr ? "Amazon" : shop.channel_name(order);
  if (store == nullptr || store->order_url_template.empty()) return contact;
  contact.marketplace_url = store->order_url_template;
  constexpr std::string_view kOrder = "{order}";
  if (const auto at = contact.marketplace_url.find(kOrder); at != std::string::npos)
    contact.marketplace_url.replace(at, kOrder.size(), order.id.to_string());
  return contact;
}

std::optional<Date> ordered_day(const Order& order, const Shop& shop) {
  if (order.order_date || !order.ordered_at) return order.order_date;
  return shop.config.time_zone.date_of(*order.ordered_at);
}

/// "UTC+1", "UTC+5:30", "UTC".
std::string offset_told(std::chrono::seconds offset) {
  if (offset.count() == 0) return "UTC";
  const auto minutes = std::chrono::abs(std::chrono::floor<std::chrono::minutes>(offset)).count();
  std::string text = (offset.count() < 0 ? "UTC\u2212" : "UTC+") + std::to_string(minutes / 60);
  if (minutes % 60 != 0) text += fmt::format(":{:02}", minutes % 60);
  return text;
}

std::string moment_told(Instant moment, const locales::Locale& locale, const TimeZone& zone) {
  const std::chrono::seconds offset = locales::zone_offset(zone.name(), moment);
  const Instant local = moment + offset;
  const std::chrono::hh_mm_ss time(local - std::chrono::floor<std::chrono::days>(local));
  return fmt::format("{}, {}:{:02}\u00a0{}", locale.format_date(utc_date_of(local)),
                     time.hours().count(), time.minutes().count(), offset_told(offset));
}

}  // namespace

const locales::Locale& page_locale(const std::optional<LanguageTag>& wished, const Order& order,
                                   const std::vector<StoredInvoice>& documents, const Shop& shop) {
  const locales::Catalog& languages = shop.knowledge.languages;
  if (wished) {
    if (const locales::Locale* locale = languages.find(*wished)) return *locale;
  }
  return languages.best_for(documents.empty() ? shop.document_language(order)
                                              : documents.front().language);
}

BuyerPage page_of(const PageSource& source, const locales::Locale& locale, const Shop& shop) {
  BuyerPage page;
  page.language = locale.language();
  page.words = shop.knowledge.languages;
  page.languages = shop.knowledge.languages.languages();
  page.seller_name = shop.config.brand;
  page.order = source.order.id.to_string();
  if (const auto day = ordered_day(source.order, shop)) {
    page.ordered_on = locale.format_date(*day);
    page.ordered_day = enclosure::to_string(*day);
  }
  for (const OrderLine& line : source.order.lines)
    page.items.push_back({line.description, locale.format_decimal(line.quantity)});
  if (source.shows_documents) page.documents = documents_shown(source.documents, locale);
  page.documents_locked = !source.shows_documents && !source.documents.empty();
  page.products = Products(source, page.language).take();
  page.contact = contact_of(source.order, shop);
  const Date expires = shop.config.time_zone.date_of(source.link.expires_at);
  page.expires_on = locale.format_date(expires);
  page.expires_day = enclosure::to_string(expires);
  page.has_bundle =
      source.shows_documents && (!source.documents.empty() || !source.library.empty());
  return page;
}

NumberAsked number_asked(Instant refused_at, Instant now, const locales::Locale& locale,
                         const TimeZone& zone) {
  NumberAsked told{moment_told(refused_at, locale, zone), ""};
  if (rests_at(refused_at, now))
    told.again_at = moment_told(refused_at + kNumberRests, locale, zone);
  return told;
}

}  // namespace enclosure::app
