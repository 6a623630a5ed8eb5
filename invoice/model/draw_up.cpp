#include "invoice/model/draw_up.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace enclosure::invoice {
namespace {

constexpr std::string_view kRateSource = "Art. 91(2) 2006/112/EC";  // the same in every language

bool is_complete(const Address& address) {
  return !address.lines.empty() && !address.city.empty();
}

const std::string& first_given(std::initializer_list<const std::string*> texts) {
  for (const std::string* text : texts) {
    if (!text->empty()) return *text;
  }
  return **(texts.end() - 1);
}

/// The buyer's address (Art. 226(5)): the one for bills where it is whole, else that of delivery.
const Address& buyer_address(const Order& order) {
  const auto& billing = order.buyer.billing_address;
  return billing && is_complete(*billing) ? *billing : order.deliver_to;
}

InvoiceBuyer buyer_of(const Order& order, const TaxDecision& decision) {
  const Address& address = buyer_address(order);
  InvoiceBuyer buyer;
  buyer.name = first_given({&order.buyer.company, &order.buyer.name, &address.name});
  if (!order.buyer.company.empty()) buyer.person = order.buyer.name;
  buyer.address = address;
  buyer.address.name = buyer.name;
  buyer.vat_id = decision.buyer_vat_id;
  buyer.reference = order.buyer.reference;
  return buyer;
}

/// Whether both name one place and, as far as it is told, one recipient.
bool is_same_place(const InvoiceBuyer& buyer, Address delivery) {
  const bool same_name =
      delivery.name.empty() || delivery.name == buyer.name || delivery.name == buyer.person;
  delivery.name = buyer.address.name;
  return same_name && delivery == buyer.address;
}

/// The lines as a buyer expects them: the goods, then one line of shipping and one of wrapping for
/// each category and rate. The sums stay what they are; `compute_amounts` counts shipping with each
/// item, since the item decides its rate.
std::vector<InvoiceLine> gathered(std::vector<InvoiceLine> lines) {
  std::vector<InvoiceLine> goods;
  std::vector<InvoiceLine> ancillary;
  for (InvoiceLine& line : lines) {
    if (line.kind == LineKind::kItem) {
      goods.push_back(std::move(line));
      continue;
    }
    const auto same =
        std::find_if(ancillary.begin(), ancillary.end(), [&](const InvoiceLine& other) {
          return other.kind == line.kind && other.vat_category == line.vat_category &&
                 other.vat_rate == line.vat_rate;
        });
    if (same == ancillary.end()) {
      ancillary.push_back(std::move(line));
      continue;
    }
    same->net += line.net;
    same->gross += line.gross;
    same->unit_price_net = same->net.to_decimal();
    same->unit_price_gross = same->gross.to_decimal();
  }
  std::move(ancillary.begin(), ancillary.end(), std::back_inserter(goods));
  for (std::size_t i = 0; i < goods.size(); ++i) goods[i].id = std::to_string(i + 1);
  return goods;
}

/// One decided order on its way to the document.
class Drawing {
 public:
  Drawing(const Order& order, const TaxDecision& decision, const Seller& seller, const Issue& issue,
          const TaxLaw& law, const locales::Catalog& catalog)
      : order_(order),
        decision_(decision),
        seller_(seller),
        issue_(issue),
        law_(law),
        catalog_(catalog),
        locale_(catalog.find(issue.language)) {}

  Result<Invoice> draw() {
    auto amounts = compute_amounts(order_, decision_);
    Faults faults = missing();
    if (!amounts) append(faults, amounts.faults());
    if (!faults.empty()) return faults;

    InvoiceContent content = head();
    content.lines = gathered(std::move(amounts->lines));
    content.breakdown = std::move(amounts->breakdown);
    content.totals = settled(amounts->totals);
    content.vat_in_currency = amounts->vat_in_currency;
    content.mentions = mentions(amounts->vat_in_currency);
    return Invoice::from(std::move(content));
  }

 private:
  [[nodiscard]] Faults missing() const {
    Faults faults;
    if (seller_.name.empty() || !is_complete(seller_.address)) {
      faults.push_back({"DOCUMENT-001", "seller",
                        "Art. 226(5): the seller's full name and address are missing",
                        "add name, street and city to the seller"});
    }
    const InvoiceBuyer buyer = buyer_of(order_, decision_);
    if (buyer.name.empty() || !is_complete(buyer.address)) {
      faults.push_back({"DOCUMENT-002", "buyer",
                        "Art. 226(5): the buyer's full name and address are missing",
                        "add a name and a billing or delivery address to the order"});
    }
    if (!locale_) {
      faults.push_back({"DOCUMENT-003", "language",
                        "there are no labels in " + issue_.language.to_string(),
                        "choose one of the languages in locales/"});
    }
    return faults;
  }

  [[nodiscard]] InvoiceContent head() const {
    InvoiceContent content;
    content.number = issue_.number;
    content.issue_date = issue_.issue_date;
    content.supply_date = issue_.supply_date;
    content.language = issue_.language;
    content.currency = order_.currency;
    content.order = order_.id;
    if (order_.shipments.size() == 1) content.shipment = order_.shipments.front().id;
    content.order_date = order_.order_date;
    if (!content.order_date && order_.ordered_at) {
      content.order_date = utc_date_of(*order_.ordered_at);
    }
    content.sales_channel = issue_.sales_channel;
    content.seller = seller_;
    content.seller_vat_id = decision_.seller_vat_id;
    content.buyer = buyer_of(order_, decision_);
    if (!is_same_place(content.buyer, order_.deliver_to)) content.deliver_to = order_.deliver_to;
    content.place_of_supply = place_of_supply();
    content.scheme = decision_.scheme;
    content.invoicing_rules_of = rules_of();
    content.logo_sha256 = issue_.logo_sha256;
    content.footer = issue_.footer;
    return content;
  }

  /// The decision counts everything as paid; what is still open is due.
  [[nodiscard]] DocumentTotals settled(DocumentTotals totals) const {
    if (!issue_.paid) std::swap(totals.paid, totals.amount_due);
    return totals;
  }

  [[nodiscard]] CountryCode place_of_supply() const {
    const auto place = CountryCode::parse(decision_.place_of_supply.value_or(""));
    return place ? *place : seller_.established;
  }

  /// Under the import scheme the state of identification (Art. 219a(2)(b)).
  [[nodiscard]] std::string rules_of() const {
    const bool by_import_scheme = decision_.invoicing_rules_of == "IOSS" && seller_.ioss;
    return by_import_scheme ? seller_.ioss->to_string() : decision_.invoicing_rules_of;
  }

  [[nodiscard]] std::vector<LegalMention> mentions(
      const std::optional<VatInCurrency>& other) const {
    std::vector<LegalMention> mentions;
    for (const std::string& phrase : decision_.phrases) {
      if (phrase == "oss_notice") {
        mentions.push_back(
            {phrase, locale_->labels().legal(
                         phrase, {{"country", locale_->country_name(place_of_supply())}})});
      } else if (phrase == "currency_note") {
        mentions.push_back({phrase, currency_note(*other)});
      } else {
        add_reason(phrase, mentions);
      }
    }
    return mentions;
  }

  [[nodiscard]] std::string currency_note(const VatInCurrency& other) const {
    return locale_->labels().label("currency_note",
                                   {{"currency", other.currency.code()},
                                    {"amount", locale_->format_amount(other.vat)},
                                    {"base", order_.currency.code()},
                                    {"rate", locale_->format_decimal(other.rate)},
                                    {"source", kRateSource},
                                    {"date", locale_->format_date(issue_.supply_date)}});
  }

  /// Why no VAT is shown (Art. 226(11) to (14)): in the language of the page and, unless that is
  /// one of its own, in the first language of the state whose invoicing rules apply.
  void add_reason(const std::string& phrase, std::vector<LegalMention>& mentions) const {
    const std::string article = law_.exemption_article(place_of_supply().code(), phrase);
    const auto in_words_of = [&](const locales::Locale& locale) {
      const std::string text = locale.labels().legal(phrase);
      return article.empty() ? text : text + " – " + article;
    };
    const std::vector<std::string> national = law_.languages_of(rules_of());
    const bool is_national = std::find(national.begin(), national.end(),
                                       locale_->language().language()) != national.end();
    const std::string& own_words = decision_.exemption_text;  // of the state, in its first language
    if (is_national || national.empty()) {
      mentions.push_back({phrase, own_words.empty() ? in_words_of(*locale_) : own_words});
      return;
    }
    mentions.push_back({phrase, in_words_of(*locale_)});
    const auto tag = LanguageTag::parse(national.front());
    const locales::Locale* locale = tag ? catalog_.find(*tag) : nullptr;
    if (!own_words.empty()) {
      mentions.push_back({phrase, own_words});
    } else if (locale) {
      mentions.push_back({phrase, in_words_of(*locale)});
    }
  }

  const Order& order_;
  const TaxDecision& decision_;
  const Seller& seller_;
  const Issue& issue_;
  const TaxLaw& law_;
  const locales::Catalog& catalog_;
  const locales::Locale* locale_;
};

}  // namespace

Result<Invoice> draw_up(const Order& consignment, const TaxDecision& decision, const Seller& seller,
                        const Issue& issue, const TaxLaw& law, const locales::Catalog& catalog) {
  return Drawing(consignment, decision, seller, issue, law, catalog).draw();
}

}  // namespace enclosure::invoice
