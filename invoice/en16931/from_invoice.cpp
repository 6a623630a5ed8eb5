#include "invoice/en16931/from_invoice.h"

#include <algorithm>

#include "invoice/model/mentions.h"

namespace enclosure::invoice::en16931 {
namespace {

constexpr const char* kDiscountCode = "95";     // UNTDID 5189: discount
constexpr const char* kSepaTransfer = "58";     // UNTDID 4461
constexpr const char* kTransfer = "30";         // UNTDID 4461
constexpr const char* kGtinScheme = "0160";     // ISO 6523: GS1
constexpr const char* kCommodityScheme = "HS";  // UNTDID 7143: Harmonised System
constexpr std::string_view kMailScheme = "EM";

/// ISO 3166-1 has no code for the Canary Islands, Ceuta, Melilla and Northern Ireland; Kosovo is 1A
/// in the list of the rules.
std::string country_code(CountryCode country) {
  if (country == "IC" || country == "EA") return "ES";
  if (country == "XI") return "GB";
  if (country == "XK") return "1A";
  return country.to_string();
}

PostalAddress address_of(const Address& source) {
  PostalAddress address;
  for (std::size_t i = 0; i < source.lines.size(); ++i) {
    std::string& line = address.lines[std::min<std::size_t>(i, 2)];
    if (!line.empty()) line += ", ";
    line += source.lines[i];
  }
  address.city = source.city;
  address.postcode = source.postcode;
  address.subdivision = source.region;
  address.country = country_code(source.country);
  return address;
}

Identifier identifier_of(const SchemedId& id) {
  return {id.id, id.scheme};
}

std::string joined(const std::vector<Registration>& registrations) {
  std::string text;
  for (const Registration& one : registrations) {
    if (!text.empty()) text += "; ";
    if (!one.label.empty()) text += one.label + ": ";
    text += one.value;
  }
  return text;
}

/// One document on its way.
class Translation {
 public:
  Translation(const InvoiceContent& invoice, const Profile& profile, const locales::Locale& locale)
      : from_(invoice), profile_(profile), locale_(locale) {}

  EInvoice translate() {
    head();
    to_.seller = seller();
    to_.buyer = buyer();
    if (from_.tax_representative) representative(*from_.tax_representative);
    to_.delivery = delivery();
    to_.lines.reserve(from_.lines.size());
    for (const InvoiceLine& line : from_.lines) to_.lines.push_back(line_of(line));
    breakdown();
    totals();
    payment();
    notes();
    return std::move(to_);
  }

 private:
  [[nodiscard]] bool is_xrechnung() const {
    return profile_.format == EInvoiceFormat::kXRechnung ||
           profile_.format == EInvoiceFormat::kXRechnungUbl;
  }
  [[nodiscard]] bool is_peppol() const { return profile_.format == EInvoiceFormat::kPeppol; }
  [[nodiscard]] bool is_within(std::string_view state) const {
    return from_.seller.address.country == state && from_.buyer.address.country == state;
  }

  void head() {
    to_.specification = profile_.specification;
    to_.process = profile_.process;
    to_.number = from_.number.to_string();
    to_.issue_date = from_.issue_date;
    to_.type_code = std::to_string(static_cast<int>(type_code()));
    to_.currency = from_.currency.to_string();
    to_.due_date = from_.due_date;
    to_.buyer_reference = buyer_reference();
    to_.purchase_order = from_.buyer.reference;
    to_.sales_order = from_.order.to_string();
    for (const auto& before : from_.preceding) {
      to_.preceding.push_back({before.number.to_string(), before.issue_date});
    }
  }

  /// Peppol takes a corrected invoice (384) between Germans alone (PEPPOL-EN16931-P0112); elsewhere
  /// it is an invoice that names the one before.
  [[nodiscard]] TypeCode type_code() const {
    const bool allowed = !is_peppol() || is_within("DE");
    return from_.type_code == TypeCode::kCorrectedInvoice && !allowed ? TypeCode::kInvoice
                                                                      : from_.type_code;
  }

  /// XRechnung (BR-DE-15) and Peppol (R003) want one: where the buyer has given none, the order.
  [[nodiscard]] std::string buyer_reference() const {
    if (!from_.buyer.buyer_reference.empty()) return from_.buyer.buyer_reference;
    if (!is_xrechnung() && !is_peppol()) return {};
    return from_.buyer.reference.empty() ? from_.order.to_string() : from_.buyer.reference;
  }

  [[nodiscard]] Party seller() const {
    const Seller& source = from_.seller;
    Party party;
    party.name = source.name;
    party.legal_id = identifier_of(source.legal_id);
    party.vat_id = from_.seller_vat_id;
    party.tax_number = source.tax_number;
    // BR-CO-26: a small enterprise has its tax number alone to be known by.
    if (party.vat_id.empty() && party.legal_id.empty() && !source.tax_number.empty())
      party.ids.push_back({source.tax_number, ""});
    party.legal_info = joined(source.registrations);
    party.electronic_address = identifier_of(source.electronic_address);
    if (party.electronic_address.empty() && is_xrechnung() && !source.email.empty())
      party.electronic_address = {source.email.to_string(), std::string(kMailScheme)};
    party.address = address_of(source.address);
    Contact contact{source.contact_name, source.phone, source.email.to_string()};
    if (contact != Contact()) party.contact = std::move(contact);
    return party;
  }

  [[nodiscard]] Party buyer() const {
    const InvoiceBuyer& source = from_.buyer;
    Party party;
    party.name = source.name;
    party.legal_id = identifier_of(source.legal_id);
    party.vat_id = source.vat_id;
    party.electronic_address = identifier_of(source.electronic_address);
    party.address = address_of(source.address);
    if (!source.person.empty()) party.contact = Contact{source.person, "", ""};
    return party;
  }

  void representative(const invoice::TaxRepresentative& source) {
    to_.tax_representative = {source.name, source.vat_id, address_of(source.address)};
  }

  /// The date always: without it CII would have an empty element. The address where it differs, and
  /// where the country must be told (BR-IC-12).
  [[nodiscard]] Delivery delivery() const {
    Delivery delivery;
    delivery.date = from_.supply_date;
    const bool intra_community =
        std::any_of(from_.breakdown.begin(), from_.breakdown.end(),
                    [](const auto& group) { return group.category == VatCategory::kK; });
    if (from_.deliver_to) {
      delivery.name = from_.deliver_to->name;
      delivery.address = address_of(*from_.deliver_to);
    } else if (intra_community) {
      delivery.address = address_of(from_.buyer.address);
    }
    return delivery;
  }

  [[nodiscard]] std::string name_of(const InvoiceLine& line) const {
    if (!line.description.empty()) return line.description;
    return locale_.labels().label(line.kind == LineKind::kGiftWrap ? "gift_wrap" : "shipping");
  }

  Line line_of(const InvoiceLine& source) {
    Line line;
    line.id = source.id;
    line.quantity = source.quantity.normalised();
    line.unit = source.unit;
    line.net = source.net.to_decimal();
    line.price.net = source.unit_price_net.normalised();
    if (!source.discount_net.is_zero()) {
      AllowanceCharge& discount = line.allowances_charges.emplace_back();
      discount.amount = source.discount_net.to_decimal();
      discount.reason = locale_.labels().label("discount");
      discount.reason_code = kDiscountCode;
    }
    line.vat_category = to_string(source.vat_category);
    if (source.vat_category != VatCategory::kO) line.vat_rate = source.vat_rate.normalised();
    line.name = name_of(source);
    line.sellers_id = source.article_number;
    line.buyers_id = source.buyer_article_number;
    if (!source.gtin.empty()) line.standard_id = {source.gtin, kGtinScheme};
    if (!source.commodity_code.empty())
      line.classifications.push_back({source.commodity_code, kCommodityScheme, ""});
    for (const std::string& serial : source.serials) {
      line.attributes.push_back({locale_.labels().label("serial_number"), serial});
    }
    return line;
  }

  /// All mentions that explain `category`, in all their languages.
  [[nodiscard]] std::string reason_of(VatCategory category) const {
    std::string reason;
    for (const LegalMention& mention : from_.mentions) {
      if (category_explained_by(mention.key) != category) continue;
      if (!reason.empty()) reason += " / ";
      reason += mention.text;
    }
    return reason;
  }

  void breakdown() {
    for (const auto& source : from_.breakdown) {
      VatBreakdown& group = to_.breakdown.emplace_back();
      group.taxable = source.taxable.to_decimal();
      group.tax = source.vat.to_decimal();
      group.category = to_string(source.category);
      // BR-DE-14 wants a rate even where there is none.
      if (source.category != VatCategory::kO || is_xrechnung())
        group.rate = source.rate.normalised();
      group.reason = reason_of(source.category);
      group.reason_code = source.exemption_code;
    }
  }

  void totals() {
    const auto& source = from_.totals;
    Totals& totals = to_.totals;
    totals.line_net_total = source.line_net_total.to_decimal();
    totals.total_without_vat = source.total_without_vat.to_decimal();
    totals.vat_total = source.vat_total.to_decimal();
    totals.total_with_vat = source.total_with_vat.to_decimal();
    totals.paid = (source.paid + source.paid_by_marketplace).to_decimal();
    if (source.rounding && !source.rounding->is_zero())
      totals.rounding = source.rounding->to_decimal();
    totals.amount_due = source.amount_due.to_decimal();
    if (from_.vat_in_currency) {
      to_.vat_currency = from_.vat_in_currency->currency.to_string();
      totals.vat_total_in_currency = from_.vat_in_currency->vat.to_decimal();
    }
  }

  [[nodiscard]] std::string paid_means() const {
    for (const auto& [state, means] : profile_.paid_means_within) {
      if (is_within(state)) return means;
    }
    return profile_.paid_means;
  }

  void payment() {
    const BankAccount& bank = from_.seller.bank;
    if (from_.totals.amount_due.is_zero() || from_.type_code == TypeCode::kCreditNote) {
      to_.payment.emplace().means = paid_means();
      to_.payment->means_text = from_.sales_channel;
    } else if (!bank.empty()) {
      to_.payment.emplace().means = from_.currency == Currency() ? kSepaTransfer : kTransfer;
      to_.payment->remittance = to_.number;
      to_.payment->transfers.push_back({bank.iban, bank.holder, bank.bic});
    }
    if (!to_.due_date) to_.payment_terms = payment_terms();
  }

  /// BT-20, in the words of the page.
  [[nodiscard]] std::string payment_terms() const {
    const auto& labels = locale_.labels();
    const Money paid = from_.totals.paid + from_.totals.paid_by_marketplace;
    const bool is_credit = from_.type_code == TypeCode::kCreditNote;
    if (is_credit) return labels.label("amount_refunded") + ": " + locale_.format_money(paid);
    if (!from_.totals.amount_due.is_zero() || paid.is_zero() || from_.sales_channel.empty())
      return labels.label("amount_due") + ": " + locale_.format_money(from_.totals.amount_due);
    const Date day = from_.order_date.value_or(from_.supply_date.value_or(from_.issue_date));
    return labels.label("paid_notice",
                        {{"marketplace", from_.sales_channel}, {"date", locale_.format_date(day)}});
  }

  [[nodiscard]] bool is_reason(const LegalMention& mention) const {
    const auto category = category_explained_by(mention.key);
    return category && std::any_of(from_.breakdown.begin(), from_.breakdown.end(),
                                   [&](const auto& group) { return group.category == *category; });
  }

  /// Peppol takes one note (PEPPOL-EN16931-R002).
  void notes() {
    const auto add = [&](const std::string& text) {
      if (is_peppol() && !to_.notes.empty()) {
        to_.notes.front().text += "\n" + text;
      } else {
        to_.notes.push_back({"", text});
      }
    };
    for (const LegalMention& mention : from_.mentions) {
      if (!is_reason(mention)) add(mention.text);
    }
    if (!from_.correction_reason.empty()) {
      add(locale_.labels().label("correction_reason") + ": " + from_.correction_reason);
    }
  }

  const InvoiceContent& from_;
  const Profile& profile_;
  const locales::Locale& locale_;
  EInvoice to_;
};

}  // namespace

EInvoice einvoice_of(const InvoiceContent& invoice, const Profile& profile,
                     const locales::Locale& locale) {
  return Translation(invoice, profile, locale).translate();
}

}  // namespace enclosure::invoice::en16931
