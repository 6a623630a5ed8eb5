#include "invoice/model/draw_up.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "invoice/model/printed_seller.h"

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
  buyer.buyer_reference = order.buyer.buyer_reference;
  buyer.electronic_address = order.buyer.electronic_address;
  buyer.legal_id = order.buyer.legal_id;
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

/// "VAT in CZK: 461.99 (1 EUR = 24.315 CZK; ECB, 2 March 2026)"; where nobody is known to have
/// published the rate, the rule by which it was chosen.
/// The words are those of `labels`, numbers and days are written as on the rest of the page.
std::string currency_note(const VatInCurrency& other, Currency base, Date day,
                          const locales::Labels& labels, const locales::Locale& locale) {
  return labels.label(
      "currency_note",
      {{"currency", other.currency.code()},
       {"amount", locale.format_amount(other.vat)},
       {"base", base.code()},
       {"rate", locale.format_decimal(other.rate)},
       {"source", other.source.empty() ? kRateSource : std::string_view(other.source)},
       {"date", locale.format_date(other.day.value_or(day))}});
}

Faults missing_of_seller(const Seller& seller) {
  if (!seller.name.empty() && is_complete(seller.address)) return {};
  return {{"DOCUMENT-001", "seller", "Art. 226(5): the seller's full name and address are missing",
           "add name, street and city to the seller"}};
}

Fault no_labels(const std::string& path, const LanguageTag& language) {
  return {"DOCUMENT-003", path, "there are no labels in " + language.to_string(),
          "choose one of the languages in locales/"};
}

/// The second language of a page in `first`: nothing where none is asked for, where it is the
/// first, or where it has no labels.
const locales::Locale* second_of(const Look& look, const locales::Locale* first,
                                 const locales::Catalog& catalog) {
  if (!look.second_language) return nullptr;
  const locales::Locale* second = catalog.find(*look.second_language);
  return second == first ? nullptr : second;
}

Faults missing_of_look(const Look& look, const locales::Catalog& catalog) {
  if (!look.second_language || catalog.find(*look.second_language) != nullptr) return {};
  return {no_labels("look.second_language", *look.second_language)};
}

/// What `mention` says, in `words`, without its article of the law; empty where it has no such
/// words.
std::string in_words_of(const locales::Locale& words, const LegalMention& mention,
                        const InvoiceContent& content, const locales::Locale& locale) {
  const Date day = content.supply_date.value_or(content.issue_date);
  if (mention.key == "currency_note" && content.vat_in_currency) {
    return currency_note(*content.vat_in_currency, content.currency, day, words.labels(), locale);
  }
  if (!words.labels().has(locales::TextKind::kLegal, mention.key)) return {};
  return words.labels().legal(mention.key, day,
                              {{"country", words.country_name(content.place_of_supply)},
                               {"marketplace", content.sales_channel}});
}

/// Says each reason in the second language as well, below the first mention of its key, unless one
/// of that key does so already: a national text, or the English one in Irish and Maltese.
void say_in_second_language(InvoiceContent& content, const locales::Locale& locale,
                            const locales::Catalog& catalog) {
  std::vector<LegalMention>& mentions = content.mentions;
  for (LegalMention& mention : mentions) mention.second.clear();
  const locales::Locale* second = second_of(content.look, &locale, catalog);
  if (second == nullptr) return;
  for (auto mention = mentions.begin(); mention != mentions.end(); ++mention) {
    const auto has_key = [&](const LegalMention& one) { return one.key == mention->key; };
    if (std::find_if(mentions.begin(), mention, has_key) != mention) continue;
    std::string text = in_words_of(*second, *mention, content, locale);
    const auto says_so = [&](const LegalMention& one) {
      return has_key(one) && one.text.find(text) != std::string::npos;
    };
    if (std::none_of(mention, mentions.end(), says_so)) mention->second = std::move(text);
  }
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
    if (issue_.picture == Picture::kStrict) amounts = in_strict_picture(*std::move(amounts));
    auto lines = document_lines(order_, *amounts);
    if (!lines) return std::move(lines).faults();

    InvoiceContent content = head();
    content.lines = gathered(*std::move(lines));
    content.breakdown = std::move(amounts->breakdown);
    content.totals = settled(amounts->totals);
    content.vat_in_currency = amounts->vat_in_currency;
    content.mentions = mentions(amounts->vat_in_currency);
    say_in_second_language(content, *locale_, catalog_);
    return Invoice::from(std::move(content));
  }

 private:
  [[nodiscard]] Faults missing() const {
    Faults faults = missing_of_seller(seller_);
    const InvoiceBuyer buyer = buyer_of(order_, decision_);
    if (!issue_.simplified && (buyer.name.empty() || !is_complete(buyer.address))) {
      faults.push_back({"DOCUMENT-002", "buyer",
                        "Art. 226(5): the buyer's full name and address are missing",
                        "add a name and a billing or delivery address to the order"});
    }
    if (!locale_) faults.push_back(no_labels("language", issue_.language));
    append(faults, missing_of_look(issue_.look, catalog_));
    return faults;
  }

  [[nodiscard]] InvoiceContent head() const {
    InvoiceContent content;
    content.number = issue_.number;
    content.simplified = issue_.simplified;
    content.title = issue_.title;
    if (issue_.preceding) {
      content.type_code = TypeCode::kCorrectedInvoice;
      content.preceding = {*issue_.preceding};
      content.correction_reason = issue_.correction_reason;
    }
    if (order_.credits) {
      content.type_code = TypeCode::kCreditNote;
      if (auto number = InvoiceNumber::parse(order_.credits->number)) {
        content.preceding = {{*std::move(number), order_.credits->date}};
      }
    }
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
    content.seller =
        printed_seller(seller_, decision_, rules_of(), issue_.supply_date, law_, *locale_);
    content.seller_vat_id = decision_.seller_vat_id;
    content.buyer = buyer_of(order_, decision_);
    if (issue_.simplified && !is_complete(content.buyer.address)) content.buyer = InvoiceBuyer();
    if (!issue_.simplified && !is_same_place(content.buyer, order_.deliver_to))
      content.deliver_to = order_.deliver_to;
    content.place_of_supply = place_of_supply();
    content.scheme = decision_.scheme;
    content.invoicing_rules_of = rules_of();
    content.logo_sha256 = issue_.logo_sha256;
    content.footer = issue_.footer;
    content.look = issue_.look;
    content.link = issue_.link;
    content.due_date = issue_.due_date;
    content.tax_representative = representative_of(seller_, decision_);
    if (!content.buyer.name.empty()) set_einvoice(content);
    return content;
  }

  /// XRechnung must be addressed (PEPPOL-EN16931-R010) and takes a mail address, Peppol does not.
  void set_einvoice(InvoiceContent& content) const {
    content.einvoice = order_.buyer.einvoice.value_or(issue_.einvoice);
    const bool is_xrechnung = *content.einvoice == EInvoiceFormat::kXRechnung ||
                              *content.einvoice == EInvoiceFormat::kXRechnungUbl;
    if (is_xrechnung && content.buyer.electronic_address.empty() && !order_.buyer.email.empty())
      content.buyer.electronic_address = {"EM", order_.buyer.email.to_string()};
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
    for (const std::string_view key : decision_.phrases) {
      const std::string phrase(key);
      if (phrase == "oss_notice") {
        mentions.push_back({phrase, oss_notice()});
      } else if (phrase == "currency_note") {
        mentions.push_back({phrase, currency_note(*other, order_.currency, issue_.supply_date,
                                                  locale_->labels(), *locale_)});
      } else if (phrase != "original_invoice_ref") {  // told by the head of the page (BG-3)
        add_reason(phrase, mentions);
      }
    }
    return mentions;
  }

  /// Irish and Maltese texts stand beside the English ones (locales/README.md); this one has a
  /// placeholder, so it cannot hold both by itself.
  [[nodiscard]] std::string oss_notice() const {
    const auto in_words_of = [&](const locales::Locale& locale) {
      return locale.labels().legal("oss_notice", issue_.supply_date,
                                   {{"country", locale.country_name(place_of_supply())}});
    };
    const std::string language = locale_->language().language();
    const locales::Locale* english = catalog_.find(LanguageTag());
    if ((language != "ga" && language != "mt") || !english) return in_words_of(*locale_);
    return in_words_of(*locale_) + " / " + in_words_of(*english);
  }

  /// Art. 219: the specific and unambiguous reference to the invoice that is refunded.
  /// Why no VAT is shown (Art. 226(11) to (14)): in the language of the page and, unless that is
  /// one of its own, in the first language of the state whose invoicing rules apply.
  void add_reason(const std::string& phrase, std::vector<LegalMention>& mentions) const {
    const std::string article =
        law_.exemption_article(place_of_supply().code(), phrase, issue_.supply_date);
    const auto in_words_of = [&](const locales::Locale& locale) {
      const std::string text = locale.labels().legal(phrase, issue_.supply_date);
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

namespace {

/// `seller` as of now, with the registrations that the invoice bears: they go with its VAT.
Seller seller_again(Seller seller, const Seller& printed) {
  seller.registrations = printed.registrations;
  seller.tax_number = printed.tax_number;
  seller.particulars.clear();
  seller.ex_number.clear();
  seller.tax_representatives.clear();
  return seller;
}

}  // namespace

Result<Invoice> draw_up_credit(const Invoice& original, const std::vector<Invoice>& before,
                               const CreditRequest& request, const Seller& seller,
                               const CreditIssue& issue, const locales::Catalog& catalog) {
  auto amounts = credit(original, before, request, picture_of(*original));
  const locales::Locale* locale = catalog.find(original->language);
  Faults faults = missing_of_seller(seller);
  if (!amounts) append(faults, amounts.faults());
  if (locale == nullptr) faults.push_back(no_labels("language", original->language));
  append(faults, missing_of_look(issue.look, catalog));
  if (!faults.empty()) return faults;

  InvoiceContent content = *original;
  content.number = issue.number;
  content.type_code = TypeCode::kCreditNote;
  content.title = amounts->cancels && before.empty() && !issue.cancellation_title.empty()
                      ? issue.cancellation_title
                      : issue.title;
  content.preceding = {{original->number, original->issue_date}};
  content.correction_reason = issue.reason;
  content.issue_date = issue.issue_date;
  content.seller = seller_again(seller, original->seller);
  content.logo_sha256 = issue.logo_sha256;
  content.footer = issue.footer;
  content.look = issue.look;
  content.link = issue.link;
  if (!content.einvoice && !content.buyer.name.empty()) content.einvoice = issue.einvoice;
  content.lines = std::move(amounts->lines);
  content.breakdown = std::move(amounts->breakdown);
  content.totals = amounts->totals;
  content.vat_in_currency = amounts->vat_in_currency;
  for (LegalMention& mention : content.mentions) {
    if (mention.key != "currency_note" || !content.vat_in_currency) continue;
    mention.text = currency_note(*content.vat_in_currency, content.currency,
                                 original->supply_date.value_or(original->issue_date),
                                 locale->labels(), *locale);
  }
  say_in_second_language(content, *locale, catalog);
  return Invoice::from(std::move(content));
}

bool simplified_is_allowed(const Order& consignment, const TaxDecision& decision,
                           const Amounts& amounts, Date day, const TaxLaw& law) {
  const bool taxed =
      std::all_of(amounts.breakdown.begin(), amounts.breakdown.end(),
                  [](const VatBreakdown& group) { return group.category == VatCategory::kS; });
  // A distance sale taxed where it began is "domestic" as well: Art. 220a(2) keeps it out.
  const bool at_home = decision.scheme == "oss" || (decision.scheme == "domestic" &&
                                                    law.place_of(consignment.deliver_to).state ==
                                                        decision.place_of_supply.value_or(""));
  const auto limit = law.simplified_limit(decision.invoicing_rules_of, day);
  if (consignment.buyer.is_business || !taxed || !at_home || !limit) return false;
  const Money amount =
      limit->net ? amounts.totals.total_without_vat : amounts.totals.total_with_vat;
  return amount.currency() == limit->amount.currency() && amount <= limit->amount;
}

}  // namespace enclosure::invoice
