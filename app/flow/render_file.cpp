#include "app/flow/render_file.h"

#include <fmt/format.h>
#include <Poco/URI.h>

#include <cassert>
#include <cctype>
#include <functional>
#include <iterator>

#include "core/text.h"
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
  std::string id;
  Poco::URI::encode(order.to_string(), "/?#{}", id);
  for (auto at = link.find(kPlace); at != std::string::npos; at = link.find(kPlace, at + id.size()))
    link.replace(at, kPlace.size(), id);
  return link;
}

/// What was wished for and changes nothing on this document.
Faults vain_wishes(const invoice::InvoiceContent& content, const RenderWishes& wishes) {
  Faults notices;
  if (content.look.second_language == content.language) {
    notices.push_back({"RENDER-006", "second_language",
                       "the page is in " + content.language.to_string() +
                           " already: no second language stands below the first",
                       "ask for another second language"});
  }
  if (!wishes.paid && content.type_code != invoice::TypeCode::kCreditNote &&
      content.seller.bank.empty() && content.totals.amount_due.minor_units() > 0) {
    notices.push_back({"RENDER-007", "seller.bank",
                       "an amount is due, and no account to pay to is known",
                       "give the seller a `bank` with an `iban`"});
  }
  return notices;
}

/// The number of a draft: there must be one, and none is spent on what is refused.
InvoiceNumber no_number_yet() {
  return *InvoiceNumber::parse("0");
}

RenderJob refused(const std::string& id, Faults faults) {
  RenderJob job;
  job.order = id;
  job.faults = std::move(faults);
  return job;
}

/// One consignment as a document.
RenderJob draft(const Order& order, const invoice::Seller& seller, const RenderPlan& plan) {
  const Knowledge& knowledge = plan.knowledge;
  RenderJob job;
  job.order = order.id.to_string();
  const auto refuse = [&](Faults faults) {
    return refused(job.order, under(job.order, std::move(faults)));
  };
  const auto day = supply_date_of(order);
  if (!day)
    return refuse({{"TAX-002", "supply_date", "the day of supply is missing",
                    "give `supply_date`, or the shipment's `shipped_at`"}});
  const auto decision = invoice::decide_tax(order, seller, *day, knowledge.law);
  if (!decision) return refuse(decision.faults());
  if (decision->document == invoice::DocumentKind::kNone) {
    job.skipped = decision->reason;
    return job;
  }
  invoice::Issue issue;
  issue.number = no_number_yet();
  issue.issue_date = order.document_date.value_or(plan.today);
  issue.supply_date = *day;
  issue.language = language_for(order, plan.wishes.language, knowledge);
  issue.sales_channel = channel_name(order, seller, knowledge);
  issue.look = plan.wishes.look;
  issue.paid = plan.wishes.paid;
  issue.link = link_to(order.id, plan.wishes.link);
  auto document =
      invoice::draw_up(order, *decision, seller, issue, knowledge.law, knowledge.languages);
  if (!document) return refuse(document.faults());
  Faults broken =
      invoice::rules::broken_einvoice_rules(**document, knowledge.einvoices, knowledge.languages);
  if (!broken.empty()) return refuse(std::move(broken));
  job.notices = vain_wishes(**document, plan.wishes);
  job.document = *std::move(document);
  return job;
}

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

std::vector<RenderJob> draft_documents(const TaxCase& one, const RenderPlan& plan) {
  Faults faults;
  if (!one.seller) append(faults, one.seller.faults());
  if (!one.order && one.order.faults() != faults) append(faults, one.order.faults());
  if (!faults.empty())
    return {refused(one.id, std::move(faults))};  // their paths begin at the case
  const auto parts = invoice::consignments(*one.order);
  if (!parts) return {refused(one.id, under(one.id, parts.faults()))};
  std::vector<RenderJob> jobs;
  for (const invoice::Consignment& part : *parts) {
    jobs.push_back(draft(part.order, *one.seller, plan));
    jobs.back().logo = one.logo;
  }
  return jobs;
}

std::vector<RenderJob> draft_documents(const RawDocument& raw, const RenderPlan& plan) {
  const auto cases = tax_cases_of(raw);
  if (!cases) return {refused(std::string(trim(raw.path)), cases.faults())};
  std::vector<RenderJob> jobs;
  for (const TaxCase& one : *cases) {
    auto of_case = draft_documents(one, plan);
    jobs.insert(jobs.end(), std::make_move_iterator(of_case.begin()),
                std::make_move_iterator(of_case.end()));
  }
  return jobs;
}

void RenderDesk::settle(RenderJob& job) {
  job.name = free_name(job.order) + ".pdf";
  if (job.document) job.number = numbers_.next();
}

std::string RenderDesk::free_name(const std::string& order) {
  const auto hash = [](const std::string& name) { return std::hash<std::string>()(name); };
  unsigned& count = times_given_[hash(order)];
  std::string name = order;
  while (++count > 1) {
    name = fmt::format("{}-{}", order, count);
    if (times_given_.emplace(hash(name), 1).second) break;
  }
  return name;
}

void put_number(RenderJob& job) {
  if (!job.document) return;
  invoice::InvoiceContent content = **job.document;
  content.number = job.number;
  job.document = *invoice::Invoice::from(std::move(content));  // it was checked under another one
}

std::vector<RenderJob> plan_rendering(const std::vector<TaxCase>& cases, const Knowledge& knowledge,
                                      NumberCounter numbers, const RenderWishes& wishes,
                                      Date today) {
  const RenderPlan plan{knowledge, wishes, today};
  RenderDesk desk(std::move(numbers));
  std::vector<RenderJob> jobs;
  for (const TaxCase& one : cases) {
    for (RenderJob& job : draft_documents(one, plan)) {
      desk.settle(job);
      put_number(job);
      jobs.push_back(std::move(job));
    }
  }
  return jobs;
}

}  // namespace enclosure::app
