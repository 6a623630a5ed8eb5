#include "app/flow/render_file.h"

#include <fmt/format.h>
#include <Poco/URI.h>

#include <cassert>
#include <cctype>
#include <map>

#include "invoice/model/draw_up.h"
#include "invoice/rules/own_rules.h"
#include "invoice/tax/amounts.h"
#include "invoice/tax/decide.h"

namespace enclosure::app {
namespace {

LanguageTag language_for(const Order& order, const std::optional<LanguageTag>& wanted,
                         const Knowledge& knowledge) {
  if (wanted) return *wanted;
  if (order.buyer.language && knowledge.languages.find(*order.buyer.language) != nullptr)
    return *order.buyer.language;
  const auto languages = knowledge.law.languages_of(order.deliver_to.country.code());
  if (!languages.empty()) {
    const auto national = LanguageTag::parse(languages.front());
    if (national && knowledge.languages.find(*national) != nullptr) return *national;
  }
  return LanguageTag{};
}

/// The day of supply of a consignment: its day of shipping (UTC, there is no shop here), or the one
/// that is stated.
std::optional<Date> supply_date_of(const Order& order) {
  for (const Shipment& shipment : order.shipments) {
    if (shipment.shipped_at) return utc_date_of(*shipment.shipped_at);
  }
  return order.supply_date;
}

std::string channel_name(const Order& order, const invoice::Seller& seller,
                         const Knowledge& knowledge) {
  for (const Marketplace& store : knowledge.import_context.marketplaces) {
    if (store.id != order.marketplace_id) continue;
    std::string name = store.domain;
    if (!name.empty())
      name.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(name.front())));
    return name;
  }
  return seller.name;
}

/// `pattern` with the order's id in the place of "{order}", as an address writes it (RFC 3986).
std::string link_to(const OrderId& order, std::string link) {
  constexpr std::string_view kPlace = "{order}";
  const auto at = link.find(kPlace);
  if (at == std::string::npos) return link;
  std::string id;
  Poco::URI::encode(order.to_string(), "/?#", id);
  return link.replace(at, kPlace.size(), id);
}

class Planner {
 public:
  Planner(const Knowledge& knowledge, NumberCounter numbers, const RenderWishes& wishes, Date today)
      : knowledge_(knowledge), numbers_(std::move(numbers)), wishes_(wishes), today_(today) {}

  void add(const TaxCase& one) {
    Faults faults;
    if (!one.seller) append(faults, one.seller.faults());
    if (!one.order) append(faults, one.order.faults());
    if (!faults.empty()) {  // their paths begin with the case
      job(one.id).faults = std::move(faults);
      return;
    }
    const auto parts = invoice::consignments(*one.order);
    if (!parts) return refuse(one.id, parts.faults());
    for (const invoice::Consignment& part : *parts) draw_up(part.order, *one.seller, one.logo);
  }

  std::vector<RenderJob> take() && { return std::move(jobs_); }

 private:
  RenderJob& job(const std::string& order) {
    const int count = ++documents_of_[order];
    RenderJob& made = jobs_.emplace_back();
    made.name = count == 1 ? order + ".pdf" : fmt::format("{}-{}.pdf", order, count);
    return made;
  }

  void refuse(const std::string& id, Faults faults) {
    job(id).faults = under(id, std::move(faults));
  }

  void draw_up(const Order& order, const invoice::Seller& seller, const std::string& logo) {
    const std::string id = order.id.to_string();
    const auto day = supply_date_of(order);
    if (!day)
      return refuse(id, {{"TAX-002", "supply_date", "the day of supply is missing",
                          "give `supply_date`, or the shipment's `shipped_at`"}});
    const auto decision = invoice::decide_tax(order, seller, *day, knowledge_.law);
    if (!decision) return refuse(id, decision.faults());
    if (decision->document == invoice::DocumentKind::kNone) {
      job(id).skipped = decision->reason;
      return;
    }
    invoice::Issue issue;
    NumberCounter after = numbers_;
    issue.number = after.next();
    issue.issue_date = order.document_date.value_or(today_);
    issue.supply_date = *day;
    issue.language = language_for(order, wishes_.language, knowledge_);
    issue.sales_channel = channel_name(order, seller, knowledge_);
    issue.look = wishes_.look;
    issue.paid = wishes_.paid;
    issue.link = link_to(order.id, wishes_.link);
    auto document =
        invoice::draw_up(order, *decision, seller, issue, knowledge_.law, knowledge_.languages);
    if (!document) return refuse(id, document.faults());
    Faults broken = invoice::rules::broken_einvoice_rules(**document, knowledge_.einvoices,
                                                          knowledge_.languages);
    if (!broken.empty()) return refuse(id, std::move(broken));
    numbers_ = after;
    RenderJob& done = job(id);
    done.document = *std::move(document);
    done.logo = logo;
  }

  const Knowledge& knowledge_;
  NumberCounter numbers_;
  const RenderWishes& wishes_;
  Date today_;
  std::map<std::string, int> documents_of_;
  std::vector<RenderJob> jobs_;
};

}  // namespace

Result<NumberCounter> NumberCounter::parse(std::string_view first) {
  NumberCounter counter;
  const auto digits = first.size() - (first.find_last_not_of("0123456789") + 1);
  const auto whole = InvoiceNumber::parse(first);
  if (!whole || digits == 0 || digits > 15) {
    return Fault{"RENDER-010", "--number-start",
                 "not a number to count from: \"" + std::string(first.substr(0, 40)) + "\"",
                 "write one like R-2026-000001"};
  }
  counter.prefix_ = first.substr(0, first.size() - digits);
  counter.width_ = digits;
  counter.value_ = std::stoll(std::string(first.substr(first.size() - digits)));
  return counter;
}

InvoiceNumber NumberCounter::next() {
  const auto number = InvoiceNumber::parse(fmt::format("{}{:0{}}", prefix_, value_++, width_));
  assert(number);
  return *number;
}

std::vector<RenderJob> plan_rendering(const std::vector<TaxCase>& cases, const Knowledge& knowledge,
                                      NumberCounter numbers, const RenderWishes& wishes,
                                      Date today) {
  Planner planner(knowledge, std::move(numbers), wishes, today);
  for (const TaxCase& one : cases) planner.add(one);
  return std::move(planner).take();
}

}  // namespace enclosure::app
