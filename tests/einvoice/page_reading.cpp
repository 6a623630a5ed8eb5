#include "tests/einvoice/page_reading.h"

#include <algorithm>
#include <functional>
#include <map>
#include <stdexcept>
#include <utility>

#include "core/text.h"
#include "locales/text.h"

namespace enclosure::invoice::test {
namespace {

using Answer = std::function<std::vector<Wanted>(const Term&, const Shown&)>;

std::vector<std::string> split(const std::string& text, const std::string& between) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find(between, from)) != std::string::npos;) {
    parts.push_back(text.substr(from, at - from));
    from = at + between.size();
  }
  parts.push_back(text.substr(from));
  return parts;
}

std::vector<Wanted> each_of(const std::vector<std::string>& texts, const std::string& places) {
  std::vector<Wanted> all;
  for (const std::string& text : texts) all.push_back({places, text});
  return all;
}

/// "lines[2]." of "lines[2].price.net".
std::string owner_of(const Term& term) {
  return term.path.substr(0, term.path.find(']') + 1) + ".";
}

Money money_of(const Term& term, Currency currency) {
  return *Money::parse(term.text, currency);
}

bool is_zero(const Term& term) {
  return Decimal::parse(term.text)->is_zero();
}

/// Codes what the words beside it say.
std::vector<Wanted> coded(const Term&, const Shown&) {
  return {};
}

/// Stands there as in the file.
Answer written(const std::string& places) {
  return [places](const Term& term, const Shown&) { return each_of({term.text}, places); };
}

/// The same, in a text of the term's line or group.
Answer in_line(const std::string& member) {
  return [member](const Term& term, const Shown&) {
    return each_of({term.text}, owner_of(term) + member);
  };
}

Answer day(const std::string& places) {
  return [places](const Term& term, const Shown& shown) {
    return each_of({shown.locale.format_date(*parse_date(term.text))}, places);
  };
}

/// A total; one of nothing need not be printed.
Answer total(const std::string& places) {
  return [places](const Term& term, const Shown& shown) -> std::vector<Wanted> {
    if (is_zero(term) && !shown.page.have(places)) return {};
    return {{places, shown.locale.format_money(money_of(term, shown.content.currency))}};
  };
}

/// What is paid is taken off the sum, but for money that goes back.
std::vector<Wanted> paid(const Term& term, const Shown& shown) {
  Money amount = money_of(term, shown.content.currency);
  if (amount.is_zero()) return {};
  if (shown.content.type_code != TypeCode::kCreditNote) amount = -amount;
  return {{"totals.paid", shown.locale.format_money(amount)}};
}

Answer amount(const std::string& member) {
  return [member](const Term& term, const Shown& shown) {
    return each_of({shown.locale.format_amount(money_of(term, shown.content.currency))},
                   owner_of(term) + member);
  };
}

/// Where the law lets neither rate nor amount be shown, a dash says that there is none.
std::vector<Wanted> or_dash(std::vector<Wanted> wanted, const Term& term, const Shown& shown) {
  if (is_zero(term) && shown.page.show({wanted.front().places, "\u2013"})) return {};
  return wanted;
}

Answer rate(const std::string& member) {
  return [member](const Term& term, const Shown& shown) {
    return or_dash(
        {{owner_of(term) + member, shown.locale.format_percent(*Decimal::parse(term.text))}}, term,
        shown);
  };
}

/// "(K)" beside the rate; the standard category is the rate alone.
Answer category(const std::string& member) {
  return [member](const Term& term, const Shown&) -> std::vector<Wanted> {
    if (term.text == "S") return {};
    return {{owner_of(term) + member, "(" + term.text + ")"}};
  };
}

/// Several lines in one, as the file joins them.
Answer joined(const std::string& places) {
  return
      [places](const Term& term, const Shown&) { return each_of(split(term.text, ", "), places); };
}

/// By its name; where an address has none, it lies in the seller's country.
Answer country(const std::string& places) {
  return [places](const Term& term, const Shown& shown) -> std::vector<Wanted> {
    if (term.number != "BT-40" && term.text == shown.value.seller.address->country &&
        !shown.page.have(places)) {
      return {};
    }
    static const std::map<std::string, std::vector<const char*>> kMore{
        {"ES", {"ES", "IC", "EA"}}, {"GB", {"GB", "XI"}}, {"1A", {"XK"}}};
    const auto more = kMore.find(term.text);
    const auto codes = more == kMore.end() ? std::vector{term.text.c_str()} : more->second;
    for (const char* code : codes) {
      const std::string name = shown.locale.country_name(*CountryCode::parse(code));
      if (shown.page.show({places, name})) return {};
    }
    return {{places, shown.locale.country_name(*CountryCode::parse(codes.front()))}};
  };
}

/// Where nothing is delivered elsewhere, it is the buyer's.
std::vector<Wanted> delivery_country(const Term& term, const Shown& shown) {
  const bool is_elsewhere = shown.page.have("deliver_to");
  return country(is_elsewhere ? "deliver_to.country" : "buyer.address.country")(term, shown);
}

/// A mail address goes without its scheme.
Answer electronic_scheme(const std::string& places) {
  return [places](const Term& term, const Shown&) -> std::vector<Wanted> {
    if (term.text == "EM") return {};
    return {{places, term.text + ":"}};
  };
}

std::vector<Wanted> title(const Term&, const Shown& shown) {
  const std::string& national = shown.content.title;
  const std::string kind(to_string(shown.content.kind()));
  return {{"type_code", national.empty() ? shown.locale.labels().title(kind) : national}};
}

/// The currency stands with every total.
std::vector<Wanted> currency(const Term& term, const Shown& shown) {
  const Currency of = *Currency::parse(term.text);
  const Money whole = money_of({"", "", shown.value.totals.total_with_vat->to_string()}, of);
  return {{"totals.total_with_vat", shown.locale.format_money(whole)}};
}

std::vector<Wanted> vat_currency(const Term& term, const Shown&) {
  return {{"mentions|vat_in_currency.rate", term.text}};
}

std::vector<Wanted> vat_in_currency(const Term& term, const Shown& shown) {
  const Currency other = *Currency::parse(shown.value.vat_currency);
  return {{"mentions|vat_in_currency.vat", shown.locale.format_amount(money_of(term, other))}};
}

/// UBL asks for an order wherever it names the seller's; "NA" is none.
std::vector<Wanted> purchase_order(const Term& term, const Shown& shown) {
  if (term.text == "NA" && shown.content.buyer.reference.empty()) return {};
  return {{"buyer.reference", term.text}};
}

/// The notice of payment, or a label and its amount from the totals.
std::vector<Wanted> payment_terms(const Term& term, const Shown& shown) {
  for (const char* key : {"amount_refunded", "amount_due"}) {
    const std::string label = shown.locale.labels().label(key);
    if (!term.text.starts_with(label + ": ")) continue;
    return {{"labels." + std::string(key), label}, {"totals.", term.text.substr(label.size() + 2)}};
  }
  return {{"sales_channel", term.text}};
}

std::vector<Wanted> note(const Term& term, const Shown& shown) {
  std::vector<Wanted> all;
  const std::string reason = shown.locale.labels().label("correction_reason") + ": ";
  for (const std::string& line : split(term.text, "\n")) {
    all.push_back({line.starts_with(reason) ? "correction_reason" : "mentions", line});
  }
  return all;
}

/// A transfer has its word; what a marketplace has taken is told with its name.
std::vector<Wanted> means(const Term& term, const Shown& shown) {
  if (term.text == "30" || term.text == "58")
    return {{"labels.bank_transfer", shown.locale.labels().label("bank_transfer")}};
  if (shown.content.sales_channel.empty()) return {};
  return {{"sales_channel", shown.content.sales_channel}};
}

/// What is hidden by law is nothing.
std::vector<Wanted> vat_amount(const Term& term, const Shown& shown) {
  return or_dash(amount("vat")(term, shown), term, shown);
}

/// The number of pieces needs no word.
std::vector<Wanted> unit(const Term& term, const Shown& shown) {
  if (term.text == "C62") return {};
  const std::string key = "unit_" + to_lower_ascii(term.text);
  const auto& labels = shown.locale.labels();
  const bool has_word = labels.has(locales::TextKind::kLabel, key);
  return {{owner_of(term) + "quantity", has_word ? labels.label(key) : term.text}};
}

/// Where a discount was given it stands below it.
std::vector<Wanted> line_net(const Term& term, const Shown& shown) {
  const std::size_t index = std::stoul(term.path.substr(std::string("lines[").size()));
  const bool is_reduced = !shown.value.lines.at(index).allowances_charges.empty();
  return amount(is_reduced ? "subtotal_net" : "net")(term, shown);
}

std::vector<Wanted> discount(const Term& term, const Shown& shown) {
  const Money off = -money_of(term, shown.content.currency);
  return {{owner_of(term) + "discount_net", shown.locale.format_amount(off)}};
}

std::vector<Wanted> quantity(const Term& term, const Shown& shown) {
  return {{owner_of(term) + "quantity", shown.locale.format_decimal(*Decimal::parse(term.text))}};
}

std::vector<Wanted> unit_price(const Term& term, const Shown& shown) {
  const int places = shown.content.currency.minor_digits();
  return {{owner_of(term) + "unit_price_net",
           shown.locale.format_decimal(*Decimal::parse(term.text), places)}};
}

/// A theme without the column counts the lines by their order.
std::vector<Wanted> line_id(const Term& term, const Shown& shown) {
  if (!shown.page.have("lines[0].id")) return {};
  return {{owner_of(term) + "id", term.text}};
}

/// All terms that we write. One that is missing here is shown nowhere, as far as anybody knows.
const std::map<std::string, Answer>& answers() {
  static const std::string kSum = "totals.total_without_vat|totals.total_with_vat";
  static const std::string kSellerElectronic = "seller.electronic_address|seller.email";
  static const std::string kRepresentative = "seller.registrations";
  static const std::string kDeliver = "deliver_to|buyer.address";
  static const std::map<std::string, Answer> all{
      {"BT-1", written("number")},
      {"BT-2", day("issue_date")},
      {"BT-3", title},
      {"BT-5", currency},
      {"BT-6", vat_currency},
      {"BT-9", day("due_date")},
      {"BT-10", written("buyer.buyer_reference|buyer.reference|order")},
      {"BT-13", purchase_order},
      {"BT-14", written("order")},
      {"BT-20", payment_terms},
      {"BT-22", note},
      {"BT-23", coded},  // by which rules a machine reads the file
      {"BT-24", coded},
      {"BT-25", written("preceding")},
      {"BT-26", day("preceding")},
      {"BT-27", written("seller.name")},
      {"BT-29", written("seller.tax_number")},
      {"BT-30", written("seller.legal_id|seller.registrations")},
      {"BT-30-1", coded},
      {"BT-31", written("seller_vat_id")},
      {"BT-32", written("seller.tax_number")},
      {"BT-33",
       [](const Term& term, const Shown&) {
         return each_of(split(term.text, "; "), "seller.registrations");
       }},
      {"BT-34", written(kSellerElectronic)},
      {"BT-34-1", electronic_scheme(kSellerElectronic)},
      {"BT-35", joined("seller.address.lines")},
      {"BT-36", joined("seller.address.lines")},
      {"BT-162", joined("seller.address.lines")},
      {"BT-37", written("seller.address.city")},
      {"BT-38", written("seller.address")},
      {"BT-39", written("seller.address.city")},
      {"BT-40", country("seller.address.country")},
      {"BT-41", written("seller.contact_name")},
      {"BT-42", written("seller.phone")},
      {"BT-43", written("seller.email")},
      {"BT-44", written("buyer.name")},
      {"BT-47", written("buyer.legal_id")},
      {"BT-47-1", coded},
      {"BT-48", written("buyer.vat_id")},
      {"BT-49", written("buyer.electronic_address")},
      {"BT-49-1", electronic_scheme("buyer.electronic_address")},
      {"BT-50", joined("buyer.address.lines")},
      {"BT-51", joined("buyer.address.lines")},
      {"BT-163", joined("buyer.address.lines")},
      {"BT-52", written("buyer.address.city")},
      {"BT-53", written("buyer.address")},
      {"BT-54", written("buyer.address.city")},
      {"BT-55", country("buyer.address.country")},
      {"BT-56", written("buyer.person")},
      {"BT-62", written(kRepresentative)},
      {"BT-63", written(kRepresentative)},
      {"BT-64", joined(kRepresentative)},
      {"BT-65", joined(kRepresentative)},
      {"BT-164", joined(kRepresentative)},
      {"BT-66", written(kRepresentative)},
      {"BT-67", written(kRepresentative)},
      {"BT-68", written(kRepresentative)},
      {"BT-69", country(kRepresentative)},
      {"BT-70", written("deliver_to.name")},
      {"BT-72", day("supply_date")},
      {"BT-75", joined(kDeliver)},
      {"BT-76", joined(kDeliver)},
      {"BT-165", joined(kDeliver)},
      {"BT-77", written(kDeliver)},
      {"BT-78", written(kDeliver)},
      {"BT-79", written(kDeliver)},
      {"BT-80", delivery_country},
      {"BT-81", means},
      {"BT-82", written("sales_channel")},
      {"BT-83", written("number")},
      {"BT-84", written("seller.bank.iban")},
      {"BT-85", written("seller.bank.holder")},
      {"BT-86", written("seller.bank.bic")},
      {"BT-106", total(kSum)},
      {"BT-109", total(kSum)},
      {"BT-110", total("totals.vat_total")},
      {"BT-111", vat_in_currency},
      {"BT-112", total("totals.total_with_vat")},
      {"BT-113", paid},
      {"BT-114", total("totals.rounding")},
      {"BT-115", total("totals.amount_due")},
      {"BT-116", amount("taxable")},
      {"BT-117", vat_amount},
      {"BT-118", category("rate")},
      {"BT-119", rate("rate")},
      {"BT-120",
       [](const Term& term, const Shown&) { return each_of(split(term.text, " / "), "mentions"); }},
      {"BT-121", written("mentions|breakdown.exemption_code")},
      {"BT-126", line_id},
      {"BT-129", quantity},
      {"BT-130", unit},
      {"BT-131", line_net},
      {"BT-136", discount},
      {"BT-139", in_line("discount")},
      {"BT-140", coded},
      {"BT-146", unit_price},
      {"BT-151", category("vat_rate")},
      {"BT-152", rate("vat_rate")},
      {"BT-153", in_line("description")},
      {"BT-155", in_line("article_number")},
      {"BT-156", in_line("article_number")},
      {"BT-157", in_line("article_number")},
      {"BT-157-1", coded},
      {"BT-158", in_line("article_number")},
      {"BT-158-1", coded},
      {"BT-160", in_line("serials")},
      {"BT-161", in_line("serials")},
  };
  return all;
}

}  // namespace

std::string without_blanks(const std::string& text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool is_blank = c == U' ' || c == U'\u00a0' || c == U'\u202f' || c == U'\n' || c == U'\f';
    if (!is_blank) append_utf8(result, c);
  }
  return result;
}

PageTexts::PageTexts(const layout::Layout& layout) : notices_(layout.notices) {
  std::map<std::size_t, std::size_t> known;  // by number of the text
  for (const layout::Page& page : layout.pages) {
    for (const layout::TextRun& run : page.runs) {
      if (layout::is_artifact(run.element)) continue;
      const auto [at, is_new] = known.emplace(run.text_of, texts_.size());
      if (is_new) texts_.push_back({layout.texts[run.text_of].path, ""});
      texts_[at->second].content += run.text;
    }
  }
}

PageTexts::PageTexts(const layout::Layout& layout, const std::string& path) : PageTexts(layout) {
  std::erase_if(texts_, [&](const layout::Text& text) { return text.path == path; });
}

bool PageTexts::show(const Wanted& wanted) const {
  const std::string text = without_blanks(locales::to_nfc(wanted.text));
  for (const std::string& place : split(wanted.places, "|")) {
    const auto is_there = [&](const layout::Text& one) {
      return one.path.starts_with(place) &&
             without_blanks(one.content).find(text) != std::string::npos;
    };
    const auto is_respelled = [&](const Fault& notice) { return notice.path.starts_with(place); };
    if (std::any_of(texts_.begin(), texts_.end(), is_there)) return true;
    if (std::any_of(notices_.begin(), notices_.end(), is_respelled)) return true;
  }
  return false;
}

bool PageTexts::have(const std::string& places) const {
  return show({places, ""});
}

std::set<std::string> known_terms() {
  std::set<std::string> numbers;
  for (const auto& [number, answer] : answers()) numbers.insert(number);
  return numbers;
}

std::vector<Wanted> wanted_for(const Term& term, const Shown& shown) {
  const auto found = answers().find(term.number);
  if (found == answers().end()) {
    throw std::logic_error(term.number + " " + term.path + " is written (\"" + term.text +
                           "\"), and nobody has said how the page shows it");
  }
  return found->second(term, shown);
}

}  // namespace enclosure::invoice::test
