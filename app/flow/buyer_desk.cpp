#include "app/flow/buyer_desk.h"

#include <algorithm>

#include "app/flow/buyer_events.h"
#include "app/flow/cover_sheet.h"
#include "app/flow/document_list.h"
#include "app/flow/enclosures.h"
#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/flow/mail_notes.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

/// What a document calls itself: its national name, else the title of its language.
std::string title_of(const StoredInvoice& stored, const locales::Locale& locale) {
  const auto document = document_of(stored);
  const bool named = document && !(*document)->title.empty();
  return named ? (*document)->title : locale.labels().title(to_string(stored.kind));
}

std::vector<BuyerDocument> documents_shown(const std::vector<StoredInvoice>& stored,
                                           const locales::Locale& locale) {
  using Standing = BuyerDocument::Standing;
  std::vector<BuyerDocument> shown;
  for (const StoredInvoice& one : stored) {
    const auto chains = chains_of(stored);
    const bool cancelled =
        std::any_of(chains.begin(), chains.end(), [&](const InvoiceChain& chain) {
          return chain.invoice.number == one.number && chain.is_cancelled();
        });
    BuyerDocument document;
    document.title = title_of(one, locale);
    document.number = one.number.to_string();
    document.date = locale.format_date(one.issue_date);
    document.day = to_string(one.issue_date);
    document.total = locale.format_money(one.total);
    document.standing = one.kind == invoice::InvoiceKind::kCreditNote ? Standing::kCredit
                        : cancelled                                   ? Standing::kCancelled
                                                                      : Standing::kStands;
    if (!one.preceding.empty()) document.refers_to = one.preceding.to_string();
    document.pdf = "invoices/" + std::to_string(shown.size()) + ".pdf";
    shown.push_back(std::move(document));
  }
  return shown;
}

BuyerProduct& product_named(BuyerPage& page, const std::string& name) {
  const auto found = std::find_if(page.products.begin(), page.products.end(),
                                  [&](const BuyerProduct& one) { return one.title == name; });
  if (found != page.products.end()) return *found;
  page.products.push_back({name, {}, {}, {}});
  return page.products.back();
}

/// Whether every driver link that a mail told is one of today: a page does not offer a sheet with
/// another (docs/decisions/0084).
bool all_of_today(const std::optional<KeptNotes>& notes, const attachments::Selection& selection) {
  if (!notes) return false;
  return std::all_of(notes->drivers.begin(), notes->drivers.end(), [&](const KeptDriver& kept) {
    return std::any_of(
        selection.drivers.begin(), selection.drivers.end(),
        [&](const attachments::ChosenDriver& one) { return one.driver->url == kept.url; });
  });
}

}  // namespace

struct StoreBuyerDesk::Known {
  Order order;
  std::vector<StoredInvoice> invoices;
  std::vector<KeptEnclosure> kept;  ///< what went along with the mail, once it went
  std::optional<KeptNotes> notes;   ///< driver links of its last attempt
};

std::optional<StoreBuyerDesk::Known> StoreBuyerDesk::known(std::string_view token) {
  return store_.read<std::optional<Known>>([&](StoreTransaction& tx) -> std::optional<Known> {
    const auto id = order_behind(token, shop_.link_key, tx, clock_());
    if (!id) return std::nullopt;
    auto invoices = tx.invoices_of(*id);
    auto order = tx.order(*id);
    if (!order || invoices.empty()) return std::nullopt;
    return Known{std::move(order->order), std::move(invoices),
                 standing(tx.enclosures_of(*id, messaging::Stage::kDocuments)),
                 tx.notes_of(*id, messaging::Stage::kDocuments)};
  });
}

std::optional<BuyerPage> StoreBuyerDesk::page(std::string_view token) {
  const auto found = known(token);
  if (!found) return std::nullopt;
  BuyerPage page;
  page.language = found->invoices.front().language;
  const locales::Locale& locale = shop_.knowledge.languages.best_for(page.language);
  page.seller_name = shop_.config.brand;
  page.order = found->order.id.to_string();
  for (const OrderLine& line : found->order.lines)
    page.items.push_back({line.description, locale.format_decimal(line.quantity)});
  page.documents = documents_shown(found->invoices, locale);
  const auto selection = selection_for(found->order, shop_, clock_());
  const auto manuals = found->kept.empty() ? described(selection) : found->kept;
  for (std::size_t i = 0; i < manuals.size(); ++i) {
    if (found->kept.empty() && !load_one(selection, i, shop_)) continue;  // refused: no dead link
    if (manuals[i].kind == kCoverSheetKind && !all_of_today(found->notes, selection)) continue;
    product_named(page, manuals[i].product)
        .enclosures.push_back({manuals[i].title, "manuals/" + std::to_string(i),
                               manuals[i].language, "", manuals[i].bytes});
  }
  for (const attachments::ChosenDriver& one : selection.drivers)
    product_named(page, std::string(one.product->name))
        .drivers.push_back({std::string(one.driver->title.in(page.language)),
                            std::string(one.driver->url), std::string(one.driver->os)});
  page.panel.state = BuyerDetailsPanel::State::kSellerOnly;
  return page;
}

std::optional<Download> StoreBuyerDesk::invoice(std::string_view token,
                                                std::optional<std::size_t> index) {
  const auto found = known(token);
  if (!found) return std::nullopt;
  if (index && *index >= found->invoices.size()) return std::nullopt;
  const StoredInvoice& invoice =
      index ? found->invoices[*index] : *newest_standing(found->invoices);
  auto pdf = shop_.archive().get(invoice.pdf_sha256);
  if (!pdf) return std::nullopt;
  return Download{file_stem(invoice.number) + ".pdf", "application/pdf", *std::move(pdf)};
}

std::optional<Download> StoreBuyerDesk::manual(std::string_view token, std::size_t index) {
  const auto found = known(token);
  if (!found) return std::nullopt;
  if (!found->kept.empty()) {
    if (index >= found->kept.size()) return std::nullopt;
    const KeptEnclosure& kept = found->kept[index];
    if (kept.kind == kCoverSheetKind &&
        !all_of_today(found->notes, selection_for(found->order, shop_, clock_())))
      return std::nullopt;
    auto bytes = shop_.archive().get(kept.sha256);
    if (!bytes) return std::nullopt;
    return Download{kept.file_name, kept.media_type, *std::move(bytes)};
  }
  auto now = load_one(selection_for(found->order, shop_, clock_()), index, shop_);
  if (!now) return std::nullopt;
  return Download{std::move(now->kept.file_name), std::move(now->kept.media_type),
                  std::move(now->bytes)};
}

std::optional<OptOutPage> StoreBuyerDesk::opt_out(std::string_view token, bool wish) {
  const auto work = [&](StoreTransaction& tx) -> std::optional<OptOutPage> {
    const auto id = order_behind_opt_out(token, shop_.link_key, tx);
    const auto stored = id ? tx.order(*id) : std::nullopt;
    if (!stored) return std::nullopt;
    if (wish) {
      messaging::BuyerEvent event;  // the same each time: a second click changes nothing
      event.id =
          *EventId::parse("opt-out-" + sha256_hex("opt-out:" + id->to_string()).substr(0, 40));
      event.order = *id;
      event.type = messaging::BuyerEventType::kOptedOut;
      event.at = clock_();
      event.address = stored->order.buyer.email;
      event.detail = "one click";
      if (!tx.buyer_event(event.id)) record_buyer_event(event, tx, event.at);
    }
    return OptOutPage{shop_.mail_language(stored->order), shop_.config.brand, wish};
  };
  return wish ? store_.write<std::optional<OptOutPage>>(work)
              : store_.read<std::optional<OptOutPage>>(work);
}

}  // namespace enclosure::app
