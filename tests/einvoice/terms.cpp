#include "tests/einvoice/terms.h"

#include <optional>
#include <ostream>
#include <utility>

namespace enclosure::invoice::test {
namespace {

using namespace en16931;

/// Numbers of the terms of a group that comes in several places.
struct AddressTerms {
  const char* lines[3];
  const char* city;
  const char* postcode;
  const char* subdivision;
  const char* country;
};
constexpr AddressTerms kSellerAddress{
    {"BT-35", "BT-36", "BT-162"}, "BT-37", "BT-38", "BT-39", "BT-40"};
constexpr AddressTerms kBuyerAddress{
    {"BT-50", "BT-51", "BT-163"}, "BT-52", "BT-53", "BT-54", "BT-55"};
constexpr AddressTerms kRepresentativeAddress{
    {"BT-64", "BT-65", "BT-164"}, "BT-66", "BT-67", "BT-68", "BT-69"};
constexpr AddressTerms kDeliveryAddress{
    {"BT-75", "BT-76", "BT-165"}, "BT-77", "BT-78", "BT-79", "BT-80"};

struct PartyTerms {
  const char* name;
  const char* trading_name;
  const char* id;
  const char* legal_id;
  const char* vat_id;
  const char* tax_number;
  const char* legal_info;
  const char* electronic_address;
  AddressTerms address;
  const char* contact_name;
  const char* phone;
  const char* email;
};
constexpr PartyTerms kSeller{"BT-27", "BT-28", "BT-29",        "BT-30", "BT-31", "BT-32",
                             "BT-33", "BT-34", kSellerAddress, "BT-41", "BT-42", "BT-43"};
constexpr PartyTerms kBuyer{"BT-44", "BT-45", "BT-46",       "BT-47", "BT-48", "",
                            "",      "BT-49", kBuyerAddress, "BT-56", "BT-57", "BT-58"};

/// BG-20, BG-21, BG-27, BG-28: amount, base, percent, category, rate, reason, its code.
struct ChargeTerms {
  const char* numbers[7];
};
constexpr ChargeTerms kAllowance{{"BT-92", "BT-93", "BT-94", "BT-95", "BT-96", "BT-97", "BT-98"}};
constexpr ChargeTerms kCharge{
    {"BT-99", "BT-100", "BT-101", "BT-102", "BT-103", "BT-104", "BT-105"}};
constexpr ChargeTerms kLineAllowance{{"BT-136", "BT-137", "BT-138", "", "", "BT-139", "BT-140"}};
constexpr ChargeTerms kLineCharge{{"BT-141", "BT-142", "BT-143", "", "", "BT-144", "BT-145"}};

std::string at(const std::string& list, std::size_t index) {
  return list + "[" + std::to_string(index) + "]";
}

class Walk {
 public:
  std::vector<Term> take() { return std::move(terms_); }

  void walk(const EInvoice& whole) {
    const auto& [specification, process, number, issue_date, type_code, currency, vat_currency,
                 tax_point_date, tax_point_code, due_date, buyer_reference, project, contract,
                 purchase_order, sales_order, receiving_advice, despatch_advice, tender, object,
                 accounting, payment_terms, notes, preceding, seller, buyer, payee,
                 tax_representative, delivery, period, payment, allowances_charges, totals,
                 breakdown, documents, lines] = whole;
    add("BT-24", "specification", specification);
    add("BT-23", "process", process);
    add("BT-1", "number", number);
    add("BT-2", "issue_date", issue_date);
    add("BT-3", "type_code", type_code);
    add("BT-5", "currency", currency);
    add("BT-6", "vat_currency", vat_currency);
    add("BT-7", "tax_point_date", tax_point_date);
    add("BT-8", "tax_point_code", tax_point_code);
    add("BT-9", "due_date", due_date);
    add("BT-10", "buyer_reference", buyer_reference);
    add("BT-11", "project", project);
    add("BT-12", "contract", contract);
    add("BT-13", "purchase_order", purchase_order);
    add("BT-14", "sales_order", sales_order);
    add("BT-15", "receiving_advice", receiving_advice);
    add("BT-16", "despatch_advice", despatch_advice);
    add("BT-17", "tender", tender);
    add("BT-18", "object", object);
    add("BT-19", "accounting", accounting);
    add("BT-20", "payment_terms", payment_terms);
    each("notes", notes);
    each("preceding", preceding);
    party(kSeller, "seller", seller);
    party(kBuyer, "buyer", buyer);
    if (payee) walk("payee", *payee);
    if (tax_representative) walk("tax_representative", *tax_representative);
    if (delivery) walk("delivery", *delivery);
    if (period) walk_period("BT-73", "BT-74", "period", *period);
    if (payment) walk("payment", *payment);
    charges(kAllowance, kCharge, "allowances_charges", allowances_charges);
    walk("totals", totals);
    each("breakdown", breakdown);
    each("documents", documents);
    each("lines", lines);
  }

 private:
  void add(const std::string& number, const std::string& path, const std::string& text) {
    if (!text.empty()) terms_.push_back({number, path, text});
  }
  void add(const std::string& number, const std::string& path, const std::optional<Date>& date) {
    if (date) add(number, path, to_string(*date));
  }
  void add(const std::string& number, const std::string& path,
           const std::optional<Decimal>& decimal) {
    if (decimal) add(number, path, decimal->to_string());
  }
  void add(const std::string& number, const std::string& path, const Identifier& identifier) {
    const auto& [id, scheme] = identifier;
    add(number, path, id);
    add(number + "-1", path + ".scheme", scheme);
  }

  template <typename T>
  void each(const std::string& list, const std::vector<T>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) walk(at(list, i), all[i]);
  }

  void walk(const std::string& path, const Note& note) {
    const auto& [subject, text] = note;
    add("BT-21", path + ".subject", subject);
    add("BT-22", path + ".text", text);
  }

  void walk(const std::string& path, const en16931::PrecedingInvoice& before) {
    const auto& [number, issue_date] = before;
    add("BT-25", path + ".number", number);
    add("BT-26", path + ".issue_date", issue_date);
  }

  void party(const PartyTerms& terms, const std::string& path, const Party& one) {
    const auto& [name, trading_name, ids, legal_id, vat_id, tax_number, legal_info,
                 electronic_address, address, contact] = one;
    add(terms.name, path + ".name", name);
    add(terms.trading_name, path + ".trading_name", trading_name);
    for (std::size_t i = 0; i < ids.size(); ++i) add(terms.id, at(path + ".ids", i), ids[i]);
    add(terms.legal_id, path + ".legal_id", legal_id);
    add(terms.vat_id, path + ".vat_id", vat_id);
    add(terms.tax_number, path + ".tax_number", tax_number);
    add(terms.legal_info, path + ".legal_info", legal_info);
    add(terms.electronic_address, path + ".electronic_address", electronic_address);
    if (address) walk_address(terms.address, path + ".address", *address);
    if (!contact) return;
    const auto& [contact_name, phone, email] = *contact;
    add(terms.contact_name, path + ".contact.name", contact_name);
    add(terms.phone, path + ".contact.phone", phone);
    add(terms.email, path + ".contact.email", email);
  }

  void walk_address(const AddressTerms& terms, const std::string& path,
                    const PostalAddress& address) {
    const auto& [lines, city, postcode, subdivision, country] = address;
    for (std::size_t i = 0; i < lines.size(); ++i)
      add(terms.lines[i], at(path + ".lines", i), lines[i]);
    add(terms.city, path + ".city", city);
    add(terms.postcode, path + ".postcode", postcode);
    add(terms.subdivision, path + ".subdivision", subdivision);
    add(terms.country, path + ".country", country);
  }

  void walk(const std::string& path, const Payee& payee) {
    const auto& [name, id, legal_id] = payee;
    add("BT-59", path + ".name", name);
    add("BT-60", path + ".id", id);
    add("BT-61", path + ".legal_id", legal_id);
  }

  void walk(const std::string& path, const en16931::TaxRepresentative& one) {
    const auto& [name, vat_id, address] = one;
    add("BT-62", path + ".name", name);
    add("BT-63", path + ".vat_id", vat_id);
    if (address) walk_address(kRepresentativeAddress, path + ".address", *address);
  }

  void walk(const std::string& path, const Delivery& delivery) {
    const auto& [name, location, date, address] = delivery;
    add("BT-70", path + ".name", name);
    add("BT-71", path + ".location", location);
    add("BT-72", path + ".date", date);
    if (address) walk_address(kDeliveryAddress, path + ".address", *address);
  }

  void walk_period(const char* from, const char* to, const std::string& path,
                   const Period& period) {
    const auto& [start, end] = period;
    add(from, path + ".start", start);
    add(to, path + ".end", end);
  }

  void walk(const std::string& path, const PaymentInstructions& payment) {
    const auto& [means, means_text, remittance, transfers, card, debit] = payment;
    add("BT-81", path + ".means", means);
    add("BT-82", path + ".means_text", means_text);
    add("BT-83", path + ".remittance", remittance);
    each(path + ".transfers", transfers);
    if (card) walk(path + ".card", *card);
    if (debit) walk(path + ".debit", *debit);
  }

  void walk(const std::string& path, const CreditTransfer& transfer) {
    const auto& [account, holder, bic] = transfer;
    add("BT-84", path + ".account", account);
    add("BT-85", path + ".holder", holder);
    add("BT-86", path + ".bic", bic);
  }

  void walk(const std::string& path, const PaymentCard& card) {
    const auto& [number, holder] = card;
    add("BT-87", path + ".number", number);
    add("BT-88", path + ".holder", holder);
  }

  void walk(const std::string& path, const DirectDebit& debit) {
    const auto& [mandate, creditor, account] = debit;
    add("BT-89", path + ".mandate", mandate);
    add("BT-90", path + ".creditor", creditor);
    add("BT-91", path + ".account", account);
  }

  void charges(const ChargeTerms& allowance, const ChargeTerms& charge, const std::string& list,
               const std::vector<AllowanceCharge>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto& [is_charge, amount, base, percent, vat_category, vat_rate, reason, reason_code] =
          all[i];
      const auto& numbers = (is_charge ? charge : allowance).numbers;
      const std::string path = at(list, i);
      add(numbers[0], path + ".amount", amount);
      add(numbers[1], path + ".base", base);
      add(numbers[2], path + ".percent", percent);
      add(numbers[3], path + ".vat_category", vat_category);
      add(numbers[4], path + ".vat_rate", vat_rate);
      add(numbers[5], path + ".reason", reason);
      add(numbers[6], path + ".reason_code", reason_code);
    }
  }

  void walk(const std::string& path, const Totals& totals) {
    const auto& [line_net_total, allowance_total, charge_total, total_without_vat, vat_total,
                 vat_total_in_currency, total_with_vat, paid, rounding, amount_due] = totals;
    add("BT-106", path + ".line_net_total", line_net_total);
    add("BT-107", path + ".allowance_total", allowance_total);
    add("BT-108", path + ".charge_total", charge_total);
    add("BT-109", path + ".total_without_vat", total_without_vat);
    add("BT-110", path + ".vat_total", vat_total);
    add("BT-111", path + ".vat_total_in_currency", vat_total_in_currency);
    add("BT-112", path + ".total_with_vat", total_with_vat);
    add("BT-113", path + ".paid", paid);
    add("BT-114", path + ".rounding", rounding);
    add("BT-115", path + ".amount_due", amount_due);
  }

  void walk(const std::string& path, const en16931::VatBreakdown& group) {
    const auto& [taxable, tax, category, rate, reason, reason_code] = group;
    add("BT-116", path + ".taxable", taxable);
    add("BT-117", path + ".tax", tax);
    add("BT-118", path + ".category", category);
    add("BT-119", path + ".rate", rate);
    add("BT-120", path + ".reason", reason);
    add("BT-121", path + ".reason_code", reason_code);
  }

  void walk(const std::string& path, const SupportingDocument& document) {
    const auto& [reference, description, url, has_content, mime, file_name] = document;
    add("BT-122", path + ".reference", reference);
    add("BT-123", path + ".description", description);
    add("BT-124", path + ".url", url);
    if (has_content) add("BT-125", path + ".content", std::string("there"));
    add("BT-125-1", path + ".mime", mime);
    add("BT-125-2", path + ".file_name", file_name);
  }

  void walk(const std::string& path, const Line& line) {
    const auto& [id, note, object, quantity, unit, net, order_line, accounting, period,
                 allowances_charges, price, vat_category, vat_rate, name, description, sellers_id,
                 buyers_id, standard_id, classifications, origin_country, attributes] = line;
    add("BT-126", path + ".id", id);
    add("BT-127", path + ".note", note);
    add("BT-128", path + ".object", object);
    add("BT-129", path + ".quantity", quantity);
    add("BT-130", path + ".unit", unit);
    add("BT-131", path + ".net", net);
    add("BT-132", path + ".order_line", order_line);
    add("BT-133", path + ".accounting", accounting);
    if (period) walk_period("BT-134", "BT-135", path + ".period", *period);
    charges(kLineAllowance, kLineCharge, path + ".allowances_charges", allowances_charges);
    walk(path + ".price", price);
    add("BT-151", path + ".vat_category", vat_category);
    add("BT-152", path + ".vat_rate", vat_rate);
    add("BT-153", path + ".name", name);
    add("BT-154", path + ".description", description);
    add("BT-155", path + ".sellers_id", sellers_id);
    add("BT-156", path + ".buyers_id", buyers_id);
    add("BT-157", path + ".standard_id", standard_id);
    each(path + ".classifications", classifications);
    add("BT-159", path + ".origin_country", origin_country);
    each(path + ".attributes", attributes);
  }

  void walk(const std::string& path, const Price& price) {
    const auto& [net, discount, gross, base_quantity, base_unit] = price;
    add("BT-146", path + ".net", net);
    add("BT-147", path + ".discount", discount);
    add("BT-148", path + ".gross", gross);
    add("BT-149", path + ".base_quantity", base_quantity);
    add("BT-150", path + ".base_unit", base_unit);
  }

  void walk(const std::string& path, const Classification& one) {
    const auto& [code, list, version] = one;
    add("BT-158", path + ".code", code);
    add("BT-158-1", path + ".list", list);
    add("BT-158-2", path + ".version", version);
  }

  void walk(const std::string& path, const Attribute& attribute) {
    const auto& [name, value] = attribute;
    add("BT-160", path + ".name", name);
    add("BT-161", path + ".value", value);
  }

  std::vector<Term> terms_;
};

}  // namespace

void PrintTo(const Term& term, std::ostream* out) {
  *out << term.number << " " << term.path << " \"" << term.text << '"';
}

std::vector<Term> terms_of(const EInvoice& invoice) {
  Walk walk;
  walk.walk(invoice);
  return walk.take();
}

}  // namespace enclosure::invoice::test
