// Corrections of invoices at the console.

#include <fmt/format.h>

#include <algorithm>

#include "app/flow/console_action.h"
#include "app/flow/correct.h"
#include "app/flow/filing.h"
#include "app/flow/sent_in.h"
#include "app/import/own_json.h"
#include "core/text.h"

namespace enclosure::app::action {
namespace {

/// The form is filled in with what the buyer sent in.
constexpr const char* kSentIn = "sent_in";
constexpr const char* kNoSuchInvoice = "CORRECT-001";

/// The consignment of an invoice of the order that stands.
Result<Order> billed_order(const Desk& desk, const OrderId& order, const std::string& number) {
  const auto documents = desk.store.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(order); });
  Fault fault{kNoSuchInvoice, number, "there is no such invoice of this order",
              "open the order's page again: each of its invoices has a link there"};
  std::string standing;
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (chain.invoice.number.to_string() == number) {
      if (!chain.is_cancelled()) return order_from_json(chain.invoice.consignment);
      fault = {"CORRECT-005", number,
               "this invoice is cancelled by " + chain.credit_notes.back().number.to_string(),
               "nothing of it is left to correct"};
    } else if (!chain.is_cancelled()) {
      standing = chain.invoice.number.to_string();
    }
  }
  if (fault.code == "CORRECT-005" && !standing.empty())
    fault.hint = "correct the one that stands: " + standing;
  return fault;
}

/// Name and value of each field of the buyer.
ConsoleFields buyer_fields(const Order& order) {
  const Buyer& buyer = order.buyer;
  const Address address = buyer.billing_address.value_or(order.deliver_to);
  return {{"name", buyer.name},
          {"company", buyer.company},
          {"street", fmt::format("{}", fmt::join(address.lines, ", "))},
          {"postcode", address.postcode},
          {"city", address.city},
          {"country", address.country.to_string()},
          {"vat_id", buyer.vat_id},
          {"reference", buyer.reference}};
}

/// What the buyer sent in last.
ConsoleFields sent_in_of(const Desk& desk, const OrderId& order) {
  const auto request = desk.store.read<std::optional<DetailsRequest>>(
      [&](StoreTransaction& tx) { return sent_in_of(order, tx); });
  const auto change = request ? buyer_change_from_json(request->change) : BuyerChange{};
  return change ? values_of(*change) : ConsoleFields{};
}

std::optional<ActionView> correct_form(const Desk& desk, const std::optional<OrderId>& order,
                                       const ConsoleFields& given) {
  const std::string number = field_in(given, "number");
  const auto billed = billed_order(desk, *order, number);
  const std::string title = "Correct invoice " + number;
  if (!billed && billed.faults().front().code == kNoSuchInvoice) return std::nullopt;
  if (!billed) return closed(title, billed.faults());
  ConsoleFields values = buyer_fields(*billed);
  const std::string from = field_in(given, "from");
  if (!from.empty() && from != kSentIn) return std::nullopt;
  const ConsoleFields sent = from == kSentIn ? sent_in_of(desk, *order) : ConsoleFields{};
  for (auto& [name, value] : values) {
    if (has_field(sent, name)) value = field_in(sent, name);
    if (has_field(given, name)) value = field_in(given, name);
  }
  ActionView view;
  view.title = title;
  view.button = "See what it comes to";
  view.told = {
      "Cancels the invoice by a credit note and issues it anew with the data below; the tax "
      "is decided anew."};
  view.fields = {text("name", "Name of the person", values),
                 text("company", "Company", values),
                 text("street", "Street and house number", values),
                 text("postcode", "Post code", values),
                 text("city", "Town", values),
                 text("country", "Country", values, "two letters, like DE"),
                 text("vat_id", "VAT number", values, "with its prefix, like ATU12345675"),
                 text("reference", "The buyer's order number", values),
                 text("reason", "Reason", given, "printed on both documents")};
  Field hidden = text("number", "", given);
  hidden.kind = Field::Kind::kHidden;
  view.fields.push_back(std::move(hidden));
  return view;
}

/// What of the form differs from the invoice.
BuyerChange change_of(const ConsoleFields& fields, const ConsoleFields& before, Faults& faults) {
  BuyerChange change;
  const auto changed = [&](std::string_view name) -> std::optional<std::string> {
    if (!has_field(fields, name)) return std::nullopt;
    const std::string given(trim(field_in(fields, name)));
    return given == field_in(before, name) ? std::nullopt : std::optional(given);
  };
  const auto put = [&](std::optional<std::string>& member, std::string_view name) {
    const auto given = changed(name);
    if (given) member = given->empty() ? std::string() : take(single_line(*given), name, faults);
  };
  put(change.name, "name");
  put(change.company, "company");
  put(change.street, "street");
  put(change.postcode, "postcode");
  put(change.city, "city");
  put(change.reference, "reference");
  if (const auto country = changed("country"))
    change.country = take(CountryCode::parse(to_upper_ascii(*country)), "country", faults);
  if (const auto number = changed("vat_id"))
    change.vat_id = take(vat_number_text(*number), "vat_id", faults);
  return change;
}

std::string or_none(const std::string& text) {
  return text.empty() ? "none" : text;
}

std::string address_told(const Address& address) {
  std::string text = fmt::format("{}", fmt::join(address.lines, ", "));
  const std::string place(trim(address.postcode + " " + address.city));
  for (const std::string& part : {place, address.region, address.country.to_string()}) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  }
  return text;
}

/// What will stand on the new invoice, and what money moves.
std::vector<std::pair<std::string, std::string>> correction_told(const CorrectOutcome& outcome,
                                                                 const std::string& reason) {
  const invoice::InvoiceContent& corrected = *outcome.corrected;
  const invoice::InvoiceBuyer& buyer = corrected.buyer;
  std::vector<std::pair<std::string, std::string>> told{
      {"Cancelled", outcome.original->number.to_string()},
      {"Given back", money_told(outcome.credit_note->totals.total_with_vat)},
      {"New invoice", money_told(corrected.totals.total_with_vat)},
      {"VAT in it", money_told(corrected.totals.vat_total)},
      {"Taxed", corrected.scheme + " in " + corrected.place_of_supply.to_string()},
      {"Buyer on it", or_none(buyer.name)}};
  if (!buyer.person.empty()) told.emplace_back("Person", buyer.person);
  told.emplace_back("Address", address_told(buyer.address));
  told.emplace_back("VAT number", or_none(buyer.vat_id));
  if (!buyer.reference.empty()) told.emplace_back("The buyer's order number", buyer.reference);
  told.emplace_back("Reason printed on both", or_none(reason));
  return told;
}

Result<Ran> correct_now(const Desk& desk, const std::optional<OrderId>& order,
                        const ConsoleFields& fields, bool rehearse) {
  Faults faults;
  CorrectCommand command;
  command.number = take(InvoiceNumber::parse(field_in(fields, "number")), "number", faults);
  const auto billed = billed_order(desk, *order, field_in(fields, "number"));
  if (!billed) return billed.faults();
  command.buyer = change_of(fields, buyer_fields(*billed), faults);
  command.reason = reason_in(fields, kLongestPrintedReason, faults);
  command.dry_run = rehearse;
  if (!faults.empty()) return faults;
  const auto outcome = correct_invoice(command, desk.shop, desk.store, desk.now);
  if (!outcome) return outcome.faults();
  if (!rehearse) return Ran{"corrected", {}};
  return Ran{"", correction_told(*outcome, command.reason)};
}

}  // namespace

constexpr Action kCorrect{"correct", true, true, correct_form, correct_now};

}  // namespace enclosure::app::action
