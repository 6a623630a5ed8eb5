// BR-DE-*: the rules of XRechnung 3.0, and the same as DE-R-* where Peppol asks them of Germans.

#include <algorithm>
#include <array>
#include <set>

#include "core/einvoice.h"
#include "invoice/rules/judge.h"

namespace enclosure::invoice::rules {
namespace {

using namespace en16931;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

template <std::size_t N>
bool is_one_of(std::string_view code, const std::array<std::string_view, N>& codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void judge_contact(Judge& judge) {
  const Party& seller = judge.invoice.seller;
  constexpr std::string_view kHint = "add seller.contact with name, email and phone";
  judge.require(seller.contact.has_value(), "BR-DE-2", at("seller.contact"),
                "the seller names no contact (BG-6)", kHint);
  if (!seller.contact) return;
  const Contact& contact = *seller.contact;
  judge.require(!is_blank(contact.name), "BR-DE-5", at("seller.contact.name"),
                "the contact has no name (BT-41)", kHint);
  judge.require(!is_blank(contact.phone), "BR-DE-6", at("seller.contact.phone"),
                "the contact has no telephone number (BT-42)", kHint);
  judge.require(!is_blank(contact.email), "BR-DE-7", at("seller.contact.email"),
                "the contact has no mail address (BT-43)", kHint);
  const auto digits = std::count_if(contact.phone.begin(), contact.phone.end(),
                                    [](char c) { return '0' <= c && c <= '9'; });
  judge.warn(is_blank(contact.phone) || digits >= 3, "BR-DE-27", at("seller.contact.phone"),
             "a telephone number has at least three digits");
  const auto mark = contact.email.find('@');
  const bool is_address =
      mark != std::string::npos && mark > 0 && contact.email.find('.', mark) != std::string::npos;
  judge.warn(is_blank(contact.email) || is_address, "BR-DE-28", at("seller.contact.email"),
             "this is no mail address");
}

void judge_place(Judge& judge, const std::optional<PostalAddress>& address, std::string_view group,
                 std::string_view city_rule, std::string_view postcode_rule) {
  if (!address) return;
  judge.require(!is_blank(address->city), city_rule, {group, Place::kNoIndex, "address.city"},
                "the city is missing", "add the city");
  judge.require(!is_blank(address->postcode), postcode_rule,
                {group, Place::kNoIndex, "address.postcode"}, "the post code is missing",
                "add the post code");
}

/// BR-DE-16: who charges VAT, or says why not, is known to the tax office.
void judge_tax_numbers(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  constexpr std::array<std::string_view, 8> kConcerned{"S", "Z", "E", "AE", "K", "G", "L", "M"};
  const auto concerned = [&](const auto& one) { return is_one_of(one.vat_category, kConcerned); };
  const bool asked =
      std::any_of(invoice.lines.begin(), invoice.lines.end(), concerned) ||
      std::any_of(invoice.allowances_charges.begin(), invoice.allowances_charges.end(), concerned);
  judge.require(!asked || !is_blank(invoice.seller.vat_id) ||
                    !is_blank(invoice.seller.tax_number) || invoice.tax_representative,
                "BR-DE-16", at("seller.vat_id"),
                "the seller has neither VAT identifier nor tax number",
                "add seller.vat_ids or seller.tax_number");
}

/// "#SKONTO#TAGE=14#PROZENT=2.25#BASISBETRAG=100.00#".
bool is_skonto(std::string_view line) {
  const auto take = [&](std::string_view text) {
    if (!line.starts_with(text)) return false;
    line.remove_prefix(text.size());
    return true;
  };
  const auto digits = [&] {
    std::size_t count = 0;
    while (count < line.size() && '0' <= line[count] && line[count] <= '9') ++count;
    line.remove_prefix(count);
    return count;
  };
  const auto number = [&] { return digits() > 0 && take(".") && digits() == 2; };
  if (!take("#SKONTO#TAGE=") || digits() == 0 || !take("#PROZENT=") || !number()) return false;
  if (take("#BASISBETRAG=")) {
    take("-");
    if (!number()) return false;
  }
  return line == "#";
}

void judge_terms(Judge& judge) {
  const std::string& terms = judge.invoice.payment_terms;
  for (std::size_t begin = 0; begin < terms.size();) {
    const std::size_t end = std::min(terms.find('\n', begin), terms.size());
    std::string_view line(terms.data() + begin, end - begin);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    judge.require(!line.starts_with('#') || is_skonto(line), "BR-DE-18", at("payment_terms"),
                  "a line that begins with # is a discount for early payment in the form "
                  "#SKONTO#TAGE=14#PROZENT=2.00#");
    begin = end + 1;
  }
}

void judge_means(Judge& judge) {
  const auto& payment = judge.invoice.payment;
  judge.require(payment.has_value(), "BR-DE-1", at("payment"),
                "the payment instructions (BG-16) are missing", "add seller.bank");
  if (!payment) return;
  const bool transfer = is_one_of(payment->means, std::array<std::string_view, 2>{"30", "58"});
  const bool card = is_one_of(payment->means, std::array<std::string_view, 3>{"48", "54", "55"});
  const bool debit = payment->means == "59";
  const bool has_transfer = !payment->transfers.empty();
  if (transfer) {
    judge.require(has_transfer, "BR-DE-23-a", at("payment.transfers"),
                  "a transfer needs the account (BG-17)", "add seller.bank");
    judge.require(!payment->card && !payment->debit, "BR-DE-23-b", at("payment"),
                  "a transfer goes with neither card nor direct debit");
  }
  if (card) {
    judge.require(payment->card.has_value(), "BR-DE-24-a", at("payment.card"),
                  "a payment by card needs the card (BG-18)");
    judge.require(!has_transfer && !payment->debit, "BR-DE-24-b", at("payment"),
                  "a card goes with neither transfer nor direct debit");
  }
  if (debit) {
    judge.require(payment->debit.has_value(), "BR-DE-25-a", at("payment.debit"),
                  "a direct debit needs its mandate (BG-19)");
    judge.require(!has_transfer && !payment->card, "BR-DE-25-b", at("payment"),
                  "a direct debit goes with neither transfer nor card");
  }
  if (payment->debit) {
    judge.require(!payment->debit->creditor.empty(), "BR-DE-30", at("payment.debit.creditor"),
                  "a direct debit names the creditor (BT-90)");
    judge.require(!payment->debit->account.empty(), "BR-DE-31", at("payment.debit.account"),
                  "a direct debit names the account (BT-91)");
  }
  for (const CreditTransfer& one : payment->transfers) {
    std::string iban = one.account;
    std::erase(iban, ' ');
    judge.warn(payment->means != "58" || is_iban(iban), "BR-DE-19", at("payment.transfers"),
               "the check digits of the IBAN are wrong");
  }
}

void judge_attachments(Judge& judge) {
  const auto& documents = judge.invoice.documents;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (!documents[i].has_content) continue;
    judge.require(names.insert(documents[i].file_name).second, "BR-DE-22",
                  at("documents", i, "file_name"), "two attachments have one name");
  }
}

}  // namespace

void judge_xrechnung(Judge& judge) {
  const EInvoice& invoice = judge.invoice;
  judge_means(judge);
  judge_contact(judge);
  judge_place(judge, invoice.seller.address, "seller", "BR-DE-3", "BR-DE-4");
  judge_place(judge, invoice.buyer.address, "buyer", "BR-DE-8", "BR-DE-9");
  if (invoice.delivery)
    judge_place(judge, invoice.delivery->address, "delivery", "BR-DE-10", "BR-DE-11");
  for (std::size_t i = 0; i < invoice.breakdown.size(); ++i) {
    judge.require(invoice.breakdown[i].rate.has_value(), "BR-DE-14", at("breakdown", i, "rate"),
                  "every group names a rate (BT-119)");
  }
  judge.require(!is_blank(invoice.buyer_reference), "BR-DE-15", at("buyer_reference"),
                "the buyer reference (BT-10), a Leitweg-ID for authorities, is missing",
                "add buyer.buyer_reference to the order");
  judge_tax_numbers(judge);
  judge_terms(judge);
  judge_attachments(judge);
  constexpr std::array<std::string_view, 8> kTypes{"326", "380", "384", "389",
                                                   "381", "875", "876", "877"};
  judge.warn(is_one_of(invoice.type_code, kTypes), "BR-DE-17", at("type_code"),
             "XRechnung does not know this type of document");
  judge.warn(invoice.type_code != "384" || !invoice.preceding.empty(), "BR-DE-26", at("preceding"),
             "a corrected invoice names the one before");
}

}  // namespace enclosure::invoice::rules
