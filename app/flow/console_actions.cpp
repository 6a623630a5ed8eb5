// What the seller does at the console: each through the use case of the command that does the same.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/config/setup.h"
#include "app/flow/console_desk.h"
#include "app/flow/console_words.h"
#include "app/flow/correct.h"
#include "app/flow/credit.h"
#include "app/flow/decide_vat_number.h"
#include "app/flow/filing.h"
#include "app/flow/issue.h"
#include "app/flow/links.h"
#include "app/flow/pause.h"
#include "app/flow/why.h"
#include "app/flow/words.h"
#include "app/import/own_json.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using console::ActionView;
using Field = ActionView::Field;
using What = invoice::CreditRequest::What;

constexpr std::size_t kLongestReason = 300;
constexpr std::size_t kLongestPrintedReason = 200;
/// So many are issued while the seller waits; the dispatcher does the rest.
constexpr std::size_t kIssuedAtOnce = 100;

/// What an action works with.
struct Desk {
  const Shop& shop;
  Store& store;
  Instant now;
};

std::string field_in(const ConsoleFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return "";
}

Field text(std::string name, std::string label, const ConsoleFields& given, std::string hint = "",
           bool required = false) {
  Field field;
  field.name = std::move(name);
  field.label = std::move(label);
  field.value = field_in(given, field.name);
  field.hint = std::move(hint);
  field.required = required;
  return field;
}

Field choice(std::string name, std::string label, const ConsoleFields& given,
             std::vector<console::Choice> choices, std::string hint = "") {
  Field field = text(std::move(name), std::move(label), given, std::move(hint), true);
  field.kind = Field::Kind::kSelect;
  field.choices = std::move(choices);
  if (field.value.empty() && !field.choices.empty()) field.value = field.choices.front().value;
  return field;
}

/// A reason as one line.
std::string reason_in(const ConsoleFields& fields, std::size_t longest, Faults& faults) {
  const std::string given = field_in(fields, "reason");
  if (given.empty()) return "";
  std::string reason = take(single_line(given), "reason", faults);
  if (reason.size() > longest)
    faults.push_back({"TEXT-003", "reason",
                      fmt::format("the reason is longer than {} bytes", longest), "shorten it"});
  return reason;
}

/// What a rehearsal showed, or that it is done.
struct Ran {
  std::string done;  ///< key of a sentence
  std::vector<std::pair<std::string, std::string>> outcome;
};

/// One action: its form, what it does, and whether it is rehearsed before.
struct Action {
  std::string_view name;
  bool of_order = true;
  bool is_rehearsed = false;
  /// Nothing where the action makes no sense for the order.
  std::optional<ActionView> (*form)(const Desk&, const std::optional<OrderId>&,
                                    const ConsoleFields&);
  Result<Ran> (*run)(const Desk&, const std::optional<OrderId>&, const ConsoleFields&,
                     bool rehearse);
};

std::string money_told(Money money) {
  return money.to_string() + " " + money.currency().to_string();
}

// Issue

std::optional<ActionView> issue_form(const Desk& desk, const std::optional<OrderId>& order,
                                     const ConsoleFields&) {
  ActionView view;
  view.title = order ? "Issue order " + order->to_string() : "Issue what is due";
  view.button = "Issue now";
  view.told = {
      "Draws the next number of the series, makes the documents and plans the mails. An "
      "issued invoice cannot be changed or deleted any more: it can be credited or "
      "corrected."};
  if (!order) {
    const auto open = desk.store.read<std::size_t>(
        [](StoreTransaction& tx) { return tx.orders_to_issue().size(); });
    view.told.push_back(
        fmt::format("{} orders are not settled yet; {} at most are looked at here, "
                    "the dispatcher looks at all of them.",
                    open, kIssuedAtOnce));
    return view;
  }
  const auto why = desk.store.read<Result<Why>>(
      [&](StoreTransaction& tx) { return why_of(*order, desk.shop, tx, desk.now); });
  if (!why) return std::nullopt;
  view.told.push_back("It is " + std::string(state_told(why->state)) + ".");
  for (const WhyPart& part : why->parts) append(view.faults, part.faults);
  return view;
}

Result<Ran> issue_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                      bool) {
  if (Faults open = open_setup(desk.shop.config); !open.empty()) return open;
  std::vector<OrderId> orders;
  if (order) {
    orders = {*order};
  } else {
    orders = desk.store.read<std::vector<OrderId>>(
        [](StoreTransaction& tx) { return tx.orders_to_issue(); });
    orders.resize(std::min(orders.size(), kIssuedAtOnce));
  }
  Crew crew(1);
  Faults faults;
  for (const auto& outcomes : issue_orders(orders, desk.shop, desk.store, desk.now, crew)) {
    for (const IssueOutcome& outcome : outcomes) append(faults, outcome.faults);
  }
  if (order && !faults.empty()) return faults;
  return Ran{"issued", {}};
}

// Credit

std::vector<console::Choice> standing_invoices(const Desk& desk, const OrderId& order) {
  std::vector<console::Choice> choices;
  const auto documents = desk.store.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(order); });
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (chain.is_cancelled()) continue;
    const std::string number = chain.invoice.number.to_string();
    choices.push_back({number, number + ", " + money_told(chain.invoice.total)});
  }
  return choices;
}

std::optional<ActionView> credit_form(const Desk& desk, const std::optional<OrderId>& order,
                                      const ConsoleFields& given) {
  const auto invoices = standing_invoices(desk, *order);
  if (invoices.empty()) return std::nullopt;
  ActionView view;
  view.title = "Credit note for order " + order->to_string();
  view.button = "See what it comes to";
  view.told = {"Money goes back by a document of its own; the invoice stays as it is."};
  view.fields = {choice("invoice", "Invoice", given, invoices),
                 choice("what", "What is given back", given,
                        {{"all", "everything that is left: cancels the invoice"},
                         {"shipping", "shipping and wrapping that are left"},
                         {"amount", "a sum of money; the goods stay with the buyer"},
                         {"lines", "lines, or pieces of them"}}),
                 text("amount", "Sum", given, "for a sum of money, like 12.50; VAT included"),
                 text("lines", "Lines", given,
                      "for lines: #1=2 is two pieces of the first position, #1 all that are left; "
                      "several with commas"),
                 text("reason", "Reason", given, "printed on the credit note")};
  return view;
}

/// "#1=2, #3": lines with how many pieces.
std::vector<std::pair<std::string, std::optional<Decimal>>> lines_of(const std::string& given,
                                                                     Faults& faults) {
  std::vector<std::pair<std::string, std::optional<Decimal>>> lines;
  std::string_view rest = given;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view one = trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (one.empty()) continue;
    const std::size_t at = one.rfind('=');
    if (at == std::string_view::npos) {
      lines.emplace_back(std::string(one), std::nullopt);
    } else {
      lines.emplace_back(std::string(trim(one.substr(0, at))),
                         take(Decimal::parse(trim(one.substr(at + 1))), "lines", faults));
    }
  }
  if (lines.empty())
    faults.push_back({"CONSOLE-003", "lines", "no line is named", "name at least one, like #1=2"});
  return lines;
}

Result<Ran> credit_now(const Desk& desk, const std::optional<OrderId>& order,
                       const ConsoleFields& fields, bool rehearse) {
  Faults faults;
  CreditCommand command;
  command.order = *order;
  command.invoice = take(InvoiceNumber::parse(field_in(fields, "invoice")), "invoice", faults);
  const std::string what = field_in(fields, "what");
  command.what = what == "shipping" ? What::kShipping
                 : what == "amount" ? What::kAmount
                 : what == "lines"  ? What::kLines
                                    : What::kWhole;
  if (command.what == What::kAmount)
    command.amount = take(Decimal::parse(trim(field_in(fields, "amount"))), "amount", faults);
  if (command.what == What::kLines) command.lines = lines_of(field_in(fields, "lines"), faults);
  command.reason = reason_in(fields, kLongestPrintedReason, faults);
  command.dry_run = rehearse;
  if (!faults.empty()) return faults;
  const auto outcome = issue_credit_note(command, desk.shop, desk.store, desk.now);
  if (!outcome) return outcome.faults();
  if (!rehearse) return Ran{"credited", {}};
  const auto& totals = outcome->credit_note->totals;
  return Ran{"",
             {{"Invoice", outcome->original->number.to_string()},
              {"Given back", money_told(totals.total_with_vat)},
              {"VAT in it", money_told(totals.vat_total)},
              {"Lines", std::to_string(outcome->credit_note->lines.size())},
              {"Left of the invoice", money_told(outcome->left)},
              {"The invoice", outcome->cancels ? "is cancelled by it" : "stays valid"}}};
}

// Correct

/// The buyer of an invoice as its consignment has it.
std::optional<Order> billed_order(const Desk& desk, const OrderId& order,
                                  const std::string& number) {
  const auto documents = desk.store.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(order); });
  for (const InvoiceChain& chain : chains_of(documents)) {
    if (chain.is_cancelled() || chain.invoice.number.to_string() != number) continue;
    auto billed = order_from_json(chain.invoice.consignment);
    return billed ? std::optional(*std::move(billed)) : std::nullopt;
  }
  return std::nullopt;
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

std::optional<ActionView> correct_form(const Desk& desk, const std::optional<OrderId>& order,
                                       const ConsoleFields& given) {
  const std::string number = field_in(given, "number");
  const auto billed = billed_order(desk, *order, number);
  if (!billed) return std::nullopt;
  ConsoleFields values = buyer_fields(*billed);
  for (auto& [name, value] : values) {
    const bool sent = std::any_of(given.begin(), given.end(),
                                  [&, key = name](const auto& one) { return one.first == key; });
    if (sent) value = field_in(given, name);
  }
  ActionView view;
  view.title = "Correct invoice " + number;
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

Result<Ran> correct_now(const Desk& desk, const std::optional<OrderId>& order,
                        const ConsoleFields& fields, bool rehearse) {
  Faults faults;
  CorrectCommand command;
  command.number = take(InvoiceNumber::parse(field_in(fields, "number")), "number", faults);
  const auto billed = billed_order(desk, *order, field_in(fields, "number"));
  if (!billed)
    return Fault{"CORRECT-001", "number", "there is no such invoice of this order",
                 "open the order's page again"};
  command.buyer = change_of(fields, buyer_fields(*billed), faults);
  command.reason = reason_in(fields, kLongestPrintedReason, faults);
  command.dry_run = rehearse;
  if (!faults.empty()) return faults;
  const auto outcome = correct_invoice(command, desk.shop, desk.store, desk.now);
  if (!outcome) return outcome.faults();
  if (!rehearse) return Ran{"corrected", {}};
  const auto& corrected = *outcome->corrected;
  return Ran{"",
             {{"Cancelled", outcome->original->number.to_string()},
              {"Given back", money_told(outcome->credit_note->totals.total_with_vat)},
              {"New invoice", money_told(corrected.totals.total_with_vat)},
              {"VAT in it", money_told(corrected.totals.vat_total)},
              {"Taxed", corrected.scheme + " in " + corrected.place_of_supply.to_string()}}};
}

// VAT number

std::optional<ActionView> vat_form(const Desk& desk, const std::optional<OrderId>& order,
                                   const ConsoleFields& given) {
  const auto why = desk.store.read<Result<Why>>(
      [&](StoreTransaction& tx) { return why_of(*order, desk.shop, tx, desk.now); });
  if (!why) return std::nullopt;
  ActionView view;
  view.title = "VAT number of order " + order->to_string();
  view.button = "Keep this decision";
  view.told = {
      "VIES has neither confirmed nor denied the buyer's number. What you decide stays with "
      "the order, with your name and reason."};
  for (const Consultation& one : why->evidence.consultations) view.told.push_back(told_of(one));
  view.fields = {choice("kind", "Decision", given,
                        {{"retry", "ask VIES again now"},
                         {"tax", "tax as if no number had been given"},
                         {"exempt", "exempt at my own risk: I owe the VAT if it was not valid"}}),
                 text("by", "Who decides", given, "", true),
                 text("reason", "Why", given, "needed unless VIES is asked again")};
  return view;
}

Result<Ran> vat_now(const Desk& desk, const std::optional<OrderId>& order,
                    const ConsoleFields& fields, bool) {
  Faults faults;
  const std::string because = reason_in(fields, kLongestReason, faults);
  const std::string by = take(single_line(field_in(fields, "by")), "by", faults);
  if (!faults.empty()) return faults;
  const std::string word = field_in(fields, "kind");
  const auto kind = word == "tax"      ? OwnDecision::Kind::kTax
                    : word == "exempt" ? OwnDecision::Kind::kExempt
                                       : OwnDecision::Kind::kAskAgain;
  const auto result = decide_vat_number(*order, kind, by, because, desk.shop, desk.store, desk.now);
  if (!result) return result.faults();
  return Ran{kind == OwnDecision::Kind::kAskAgain ? "asked" : "decided", {}};
}

// Links

std::optional<ActionView> link_form(const Desk& desk, const std::optional<OrderId>& order,
                                    const ConsoleFields&) {
  ActionView view;
  view.title = "Link for the buyer of order " + order->to_string();
  view.button = "Make the link";
  view.told = {
      fmt::format("Whoever has it can read the invoice and the manuals for {} days. Give it "
                  "to the buyer alone.",
                  desk.shop.config.link_valid_days)};
  return view;
}

Result<Ran> link_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                     bool) {
  return desk.store.transaction<Ran>([&](StoreTransaction& tx) -> Result<Ran> {
    if (tx.invoices_of(*order).empty())
      return Fault{"CONSOLE-004", "order", "the order has no invoice yet",
                   "issue it first: a link opens an invoice"};
    ensure_link(*order, desk.shop, tx, desk.now);
    return Ran{"linked", {}};
  });
}

std::optional<ActionView> unlink_form(const Desk&, const std::optional<OrderId>& order,
                                      const ConsoleFields&) {
  ActionView view;
  view.title = "Revoke the link of order " + order->to_string();
  view.button = "Revoke it";
  view.danger = true;
  view.told = {
      "It opens nothing any more, also where it stands in a mail or as a QR code on a page "
      "that was printed. You can make another one."};
  return view;
}

Result<Ran> unlink_now(const Desk& desk, const std::optional<OrderId>& order, const ConsoleFields&,
                       bool) {
  desk.store.write([&](StoreTransaction& tx) {
    if (const auto link = tx.link_of(*order)) tx.revoke_link(link->id);
  });
  return Ran{"unlinked", {}};
}

// Pause

Field channel_field(const ConsoleFields& given) {
  return choice(
      "channel", "Mails", given,
      {{"", "all of them"}, {"amazon", "to Amazon's buyers"}, {"shop", "of the own shop"}});
}

std::optional<Channel> channel_in(const ConsoleFields& fields) {
  const std::string word = field_in(fields, "channel");
  if (word == "amazon") return Channel::kAmazon;
  return word == "shop" ? std::optional(Channel::kShop) : std::nullopt;
}

std::optional<ActionView> pause_form(const Desk&, const std::optional<OrderId>&,
                                     const ConsoleFields& given) {
  ActionView view;
  view.title = "Pause sending";
  view.button = "Pause";
  view.danger = true;
  view.told = {
      "Nothing is lost: mails wait, as long as their windows are open. Invoices are issued "
      "all the same."};
  view.fields = {channel_field(given), text("reason", "Reason", given, "shown where mails wait")};
  return view;
}

Result<Ran> pause_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                      bool) {
  Faults faults;
  const std::string because = reason_in(fields, kLongestReason, faults);
  if (!faults.empty()) return faults;
  desk.store.write([&](StoreTransaction& tx) { pause(tx, channel_in(fields), desk.now, because); });
  return Ran{"paused", {}};
}

std::optional<ActionView> resume_form(const Desk&, const std::optional<OrderId>&,
                                      const ConsoleFields& given) {
  ActionView view;
  view.title = "Let mails go on";
  view.button = "Let them go";
  view.told = {"What is due and whose window is open is sent, at the pace of each channel."};
  view.fields = {channel_field(given)};
  return view;
}

Result<Ran> resume_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                       bool) {
  desk.store.write([&](StoreTransaction& tx) { resume(tx, channel_in(fields)); });
  return Ran{"resumed", {}};
}

// Block list

std::optional<ActionView> block_form(const Desk&, const std::optional<OrderId>& order,
                                     const ConsoleFields& given) {
  ConsoleFields values = given;
  if (order && field_in(given, "entry").empty()) {
    std::erase_if(values, [](const auto& one) { return one.first == "entry"; });
    values.emplace_back("entry", "order:" + order->to_string());
  }
  ActionView view;
  view.title = "Write no more";
  view.button = "Put it on the block list";
  view.told = {
      "Messages that are planned and fall under the entry are not sent. Those that were "
      "taken off the plan stay so, even when the entry goes."};
  view.fields = {
      text("entry", "Entry", values,
           "an address, @domain, order:NUMBER, or sku:SKU (* stands for anything)", true),
      choice("stops", "Stops", values,
             {{"", "what is usual: everything, of a product review requests alone"},
              {"asking", "review requests and check-ups"},
              {"all", "all messages, invoices among them"}}),
      text("reason", "Reason", values, "kept with the entry")};
  return view;
}

Result<Ran> block_now(const Desk& desk, const std::optional<OrderId>&, const ConsoleFields& fields,
                      bool) {
  Faults faults;
  const auto parsed = messaging::parse_block(field_in(fields, "entry"));
  if (!parsed) append(faults, under("entry", parsed.faults()));
  const std::string because = reason_in(fields, kLongestReason, faults);
  if (!faults.empty()) return faults;
  messaging::Block block = *parsed;
  block.because = because;
  block.added_at = desk.now;
  const std::string stops = field_in(fields, "stops");
  if (stops == "all") block.reach = messaging::Blocked::kAll;
  if (stops == "asking") block.reach = messaging::Blocked::kAsking;
  desk.store.write([&](StoreTransaction& tx) { tx.put_block(block); });
  return Ran{"blocked", {}};
}

std::optional<ActionView> unblock_form(const Desk&, const std::optional<OrderId>&,
                                       const ConsoleFields& given) {
  ActionView view;
  view.title = "Take off the block list";
  view.button = "Take it off";
  view.told = {
      "From now on orders that the entry covered are written to again. Messages that were "
      "taken off the plan stay so."};
  view.fields = {text("entry", "Entry", given, "", true)};
  return view;
}

Result<Ran> unblock_now(const Desk& desk, const std::optional<OrderId>&,
                        const ConsoleFields& fields, bool) {
  const auto parsed = messaging::parse_block(field_in(fields, "entry"));
  if (!parsed) return under("entry", parsed.faults());
  const bool removed = desk.store.write<bool>(
      [&](StoreTransaction& tx) { return tx.remove_block(parsed->kind, parsed->value); });
  if (!removed)
    return Fault{"CONSOLE-005", "entry", "the block list has no such entry",
                 "open the list again: somebody may have taken it off"};
  return Ran{"unblocked", {}};
}

constexpr std::array kActions{
    Action{"issue", true, false, issue_form, issue_now},
    Action{"credit", true, true, credit_form, credit_now},
    Action{"correct", true, true, correct_form, correct_now},
    Action{"vat", true, false, vat_form, vat_now},
    Action{"link", true, false, link_form, link_now},
    Action{"unlink", true, false, unlink_form, unlink_now},
    Action{"block", true, false, block_form, block_now},
    Action{"issue", false, false, issue_form, issue_now},
    Action{"pause", false, false, pause_form, pause_now},
    Action{"resume", false, false, resume_form, resume_now},
    Action{"block", false, false, block_form, block_now},
    Action{"unblock", false, false, unblock_form, unblock_now},
};

const Action* action_named(std::string_view name, bool of_order) {
  const auto at = std::find_if(kActions.begin(), kActions.end(), [&](const Action& one) {
    return one.name == name && one.of_order == of_order;
  });
  return at == kActions.end() ? nullptr : at;
}

/// Where the seller comes from and goes back to.
std::string home_of(std::string_view action, const std::optional<OrderId>& order) {
  if (order) return "/orders/" + order->to_string();
  if (action == "block" || action == "unblock") return "/bounces";
  return action == "issue" ? "/orders" : "/messages";
}

/// The form with what every form has.
std::optional<ActionView> form_of(const Action& action, const Desk& desk,
                                  const std::optional<OrderId>& order, const ConsoleFields& given) {
  auto view = action.form(desk, order, given);
  if (!view) return std::nullopt;
  view->back = home_of(action.name, order);
  view->back_label = order                      ? "Order " + order->to_string()
                     : view->back == "/bounces" ? "Bounces and block list"
                     : view->back == "/orders"  ? "Orders"
                                                : "Messages";
  view->action =
      (order ? "/orders/" + order->to_string() + "/" : "/do/") + std::string(action.name);
  view->form_id = base64url(random_bytes(16));
  return view;
}

/// The order that is meant, and whether it makes sense.
struct Target {
  bool exists = false;
  std::optional<OrderId> order;
};

Target target_of(const std::string& order, Store& store) {
  if (order.empty()) return {true, std::nullopt};
  const auto id = OrderId::parse(order);
  if (!id) return {};
  const bool known =
      store.read<bool>([&](StoreTransaction& tx) { return tx.order(*id).has_value(); });
  return {known, *id};
}

}  // namespace

std::optional<console::ActionView> StoreConsoleDesk::action_form(const std::string& order,
                                                                 const std::string& action,
                                                                 const ConsoleFields& given) {
  const Action* found = action_named(action, !order.empty());
  const Target target = target_of(order, store_);
  if (found == nullptr || !target.exists) return std::nullopt;
  return form_of(*found, {shop_, store_, tools_.clock()}, target.order, given);
}

std::optional<ActionAnswer> StoreConsoleDesk::act(const std::string& order,
                                                  const std::string& action,
                                                  const ConsoleFields& fields) {
  const Action* found = action_named(action, !order.empty());
  const Target target = target_of(order, store_);
  if (found == nullptr || !target.exists) return std::nullopt;
  const Desk desk{shop_, store_, tools_.clock()};
  const std::string home = home_of(action, target.order);
  const bool rehearse = found->is_rehearsed && field_in(fields, "step") != "do";
  if (!rehearse) {
    const std::string id = sha256_hex(field_in(fields, "form"));
    const bool first = store_.write<bool>(
        [&](StoreTransaction& tx) { return sessions(tx).take_form(id, desk.now); });
    if (!first) return ActionAnswer{"before", home, {}};
  }
  const auto ran = found->run(desk, target.order, fields, rehearse);
  if (ran && !rehearse) {
    tools_.wake();
    return ActionAnswer{ran->done, home, {}};
  }
  auto form = form_of(*found, desk, target.order, fields);
  if (!form) return std::nullopt;
  form->faults = ran ? Faults{} : ran.faults();
  if (ran) {
    form->confirming = true;
    form->danger = true;
    form->outcome = ran->outcome;
    form->told = {"Nothing was kept yet; this is what would be issued. It cannot be taken back."};
    form->button = "Issue it";
  }
  return ActionAnswer{"", home, std::move(*form)};
}

}  // namespace enclosure::app
