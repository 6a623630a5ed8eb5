// The story of one order for the console: what the command line tells by `why`, `explain` and
// `messages why`, on one page.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "app/flow/console_desk.h"
#include "app/flow/console_words.h"
#include "app/flow/document_list.h"
#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/flow/mail_sheet.h"
#include "app/flow/sent_in.h"
#include "app/flow/standing.h"
#include "app/flow/story.h"
#include "app/flow/why.h"
#include "app/flow/words.h"
#include "app/import/own_json.h"
#include "invoice/document.h"

namespace enclosure::app {
namespace {

using console::StoryEntry;
using console::Tone;

/// Everything the page is made of, read in one go.
struct Known {
  StoredOrder stored;
  OrderStanding standing;
  Why why;
  Story story;
  std::optional<StoredLink> link;
  std::optional<DetailsRequest> sent_in;
};

std::optional<Known> known_of(const OrderId& id, const Shop& shop, StoreTransaction& tx,
                              Instant now) {
  auto stored = tx.order(id);
  auto why = why_of(id, shop, tx, now);
  auto story = story_of(id, shop, tx, now);
  if (!stored || !why || !story) return std::nullopt;
  return Known{*std::move(stored), tx.standing_of(id).value_or(OrderStanding{}),
               *std::move(why),    *std::move(story),
               tx.link_of(id),     sent_in_of(id, tx)};
}

Tone tone_of_state(std::string_view state) {
  if (state == "refused") return Tone::kBad;
  if (state == "held") return Tone::kWarn;
  return state == "issued" ? Tone::kGood : Tone::kPlain;
}

/// What the buyer is to the tax, not who it is.
std::string buyer_told(const Buyer& buyer) {
  std::string text = buyer.is_business || !buyer.vat_id.empty() ? "business" : "consumer";
  if (!buyer.vat_id.empty()) text += ", VAT number " + buyer.vat_id;
  return text;
}

/// The newest invoice that stands; null where there is none.
const StoredInvoice* standing_invoice(const Known& known) {
  const StoredInvoice* newest = newest_standing(known.why.documents);
  const bool is_one = newest != nullptr && newest->kind != invoice::InvoiceKind::kCreditNote;
  return is_one ? newest : nullptr;
}

/// As the invoice that stands has the buyer: a correction leaves the order as it came in.
Buyer buyer_now(const Known& known) {
  if (const StoredInvoice* one = standing_invoice(known)) {
    if (const auto billed = order_from_json(one->consignment)) return billed->buyer;
  }
  return known.stored.order.buyer;
}

std::vector<std::pair<std::string, std::string>> facts_of(const Known& known, const Shop& shop,
                                                          const TimeZone& zone) {
  const Order& order = known.stored.order;
  std::vector<std::pair<std::string, std::string>> facts{
      {"Channel", channel_told(order.fulfilment)}, {"Buyer", buyer_told(buyer_now(known))}};
  if (order.ordered_at) facts.emplace_back("Ordered", moment_in(*order.ordered_at, zone).told);
  facts.emplace_back("Goes to", order.deliver_to.country.to_string());
  facts.emplace_back("Language of documents", shop.document_language(order).to_string());
  facts.emplace_back("Lines", std::to_string(order.lines.size()));
  facts.emplace_back("Shipments", std::to_string(order.shipments.size()));
  return facts;
}

/// "Mail 2 (review request): taken off the plan".
std::string title_of(const StoryLine& line) {
  if (!line.stage) return line.sentence;
  std::string name(stage_name(*line.stage));
  name.front() = static_cast<char>(name.front() - 'A' + 'a');
  return fmt::format("Mail {} ({}): {}", static_cast<int>(*line.stage), name, line.what);
}

Tone tone_of_line(std::string_view what) {
  if (what == "sent") return Tone::kGood;
  if (what == "suppressed" || what == "moved" || what == "retry" || what == "opted_out" ||
      what == "refunded" || what == "returned" || what == "bounced")
    return Tone::kWarn;
  return what == "failed" || what == "refused" || what == "charged_back" ? Tone::kBad
                                                                         : Tone::kPlain;
}

/// The grounds of a decision as they were kept with the document.
std::string grounds_told(const std::string& grounds) {
  const auto json = nlohmann::json::parse(grounds, nullptr, false);
  if (!json.is_object() || !json.contains("grounds") || !json["grounds"].is_array()) return "";
  std::string text;
  for (const auto& one : json["grounds"]) {
    if (!one.is_object()) continue;
    const std::string statement = one.value("statement", "");
    const std::string source = one.value("source", "");
    if (statement.empty()) continue;
    text += (text.empty() ? "" : " ") + statement + (source.empty() ? "" : " (" + source + ").");
  }
  return text;
}

std::string fields_sent(const DetailsRequest& request) {
  const auto change = buyer_change_from_json(request.change);
  return change ? fields_told(*change) : "";
}

Tone tone_of(DetailsRequest::State state) {
  const bool open = state == DetailsRequest::State::kSellerOnly;
  return open ? Tone::kBad : Tone::kPlain;
}

/// What happened and was decided, by time; of one instant what came about before what follows from
/// it.
class StoryMaker {
 public:
  StoryMaker(const Known& known, const TimeZone& zone) : known_(known), zone_(zone) {}

  std::vector<StoryEntry> make() {
    add(known_.stored.imported_at, {{}, "import", "The order was imported", "", "", Tone::kPlain});
    for (const StoryLine& line : known_.story.lines) {
      StoryEntry entry{{},          line.stage ? "mail" : "event", title_of(line), "",
                       line.reason, tone_of_line(line.what)};
      if (line.stage) entry.told = line.sentence;
      add(line.at, std::move(entry));
    }
    add_documents();
    add_evidence();
    add_sent_in();
    const auto place = [](const auto& one) {
      return std::pair(one.first, rank_of(one.second.kind));
    };
    std::stable_sort(entries_.begin(), entries_.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    std::vector<StoryEntry> story;
    for (auto& [at, entry] : entries_) {
      entry.at = moment_in(at, zone_);
      story.push_back(std::move(entry));
    }
    return story;
  }

 private:
  /// Of one instant: what happens, what is decided on it, the document, its mails.
  static std::size_t rank_of(std::string_view kind) {
    constexpr std::array<std::string_view, 5> kRanks{"import", "event", "decision", "document",
                                                     "mail"};
    return static_cast<std::size_t>(std::find(kRanks.begin(), kRanks.end(), kind) - kRanks.begin());
  }

  void add(Instant at, StoryEntry entry) { entries_.emplace_back(at, std::move(entry)); }

  void add_documents() {
    const auto sentences = document_sentences(known_.why.documents);
    for (std::size_t i = 0; i < known_.why.documents.size(); ++i) {
      const StoredInvoice& one = known_.why.documents[i];
      add(one.issued_at,
          {{}, "document", sentences[i], grounds_told(one.grounds), "", Tone::kGood});
    }
  }

  void add_sent_in() {
    if (!known_.sent_in) return;
    const DetailsRequest& one = *known_.sent_in;
    add(one.received_at, {{},
                          "event",
                          "The buyer sent in: " + fields_sent(one),
                          outcome_told(one),
                          "",
                          tone_of(one.state)});
  }

  void add_evidence() {
    for (const Consultation& one : known_.why.evidence.consultations)
      add(one.asked_at, {{}, "decision", told_of(one), "", "", Tone::kPlain});
    const auto& own = known_.why.evidence.decision;
    if (!own) return;
    constexpr std::string_view kDone[] = {"to have the VAT number asked again",
                                          "to tax as if no VAT number had been given",
                                          "to exempt at the seller's own risk"};
    add(own->at, {{},
                  "decision",
                  fmt::format("{} decided {}", own->by, kDone[static_cast<std::size_t>(own->kind)]),
                  own->because,
                  "",
                  Tone::kPlain});
  }

  const Known& known_;
  const TimeZone& zone_;
  std::vector<std::pair<Instant, StoryEntry>> entries_;
};

std::vector<console::WhyLine> why_of_page(const Why& why) {
  std::vector<console::WhyLine> lines;
  lines.push_back({std::string(state_told(why.state)), tone_of_state(why.state), {}, {}});
  // The mails stand beside it, each with its reason.
  for (const std::string& sentence : why.sentences) {
    if (!sentence.starts_with("Mail ") && !sentence.starts_with("The order was imported"))
      lines.back().sentences.push_back(sentence);
  }
  for (const WhyPart& part : why.parts) {
    console::WhyLine line;
    if (!part.shipment.empty()) {
      line.heading =
          fmt::format("Shipment {}: {}", part.shipment.to_string(), state_told(part.state));
      line.tone = tone_of_state(part.state);
    }
    line.sentences = part.sentences;
    line.faults = part.faults;
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<console::DocumentLine> documents_of_page(const std::vector<StoredInvoice>& documents) {
  const auto chains = chains_of(documents);
  std::vector<console::DocumentLine> lines;
  for (const StoredInvoice& one : documents) {
    console::DocumentLine line;
    line.number = one.number.to_string();
    line.kind = to_string(one.kind);
    std::replace(line.kind.begin(), line.kind.end(), '_', ' ');
    line.kind.front() = static_cast<char>(line.kind.front() - 'a' + 'A');
    line.date = to_string(one.issue_date);
    line.total = one.total.to_string() + " " + one.total.currency().to_string();
    line.sha256 = one.pdf_sha256;
    if (!one.preceding.empty())
      line.note = (one.cancels ? "cancels " : "corrects ") + one.preceding.to_string();
    for (const InvoiceChain& chain : chains) {
      if (chain.invoice.number != one.number) continue;
      if (chain.is_cancelled()) line.note = "cancelled";
      line.can_be_corrected = !chain.is_cancelled();
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

console::SentInView sent_in_of(const Known& known, const TimeZone& zone) {
  if (!known.sent_in) return {};
  const DetailsRequest& one = *known.sent_in;
  console::SentInView view{moment_in(one.received_at, zone), fields_sent(one), outcome_told(one),
                           ""};
  const StoredInvoice* stands = standing_invoice(known);
  if (one.state == DetailsRequest::State::kSellerOnly && stands != nullptr)
    view.correct = stands->number.to_string();
  return view;
}

std::vector<console::OrderAction> actions_of(const Known& known) {
  std::vector<console::OrderAction> actions;
  const bool stands = std::any_of(
      known.why.documents.begin(), known.why.documents.end(),
      [](const StoredInvoice& one) { return one.kind != invoice::InvoiceKind::kCreditNote; });
  const std::string& state = known.why.state;
  if (state == "ready" || state == "held" || state == "refused")
    actions.push_back({"issue", "Issue now"});
  if (stands && state != "credited") actions.push_back({"credit", "Credit note"});
  const bool asks =
      std::any_of(known.why.parts.begin(), known.why.parts.end(), [](const auto& part) {
        return std::any_of(part.faults.begin(), part.faults.end(),
                           [](const Fault& fault) { return fault.code.starts_with("VIES-"); });
      });
  if (asks) actions.push_back({"vat", "Decide about the VAT number"});
  actions.push_back({"block", "Write no more about it"});
  return actions;
}

}  // namespace

std::optional<console::OrderView> StoreConsoleDesk::order(const std::string& order) {
  const auto id = OrderId::parse(order);
  if (!id) return std::nullopt;
  const Instant now = tools_.clock();
  const auto known = store_.read<std::optional<Known>>(
      [&](StoreTransaction& tx) { return known_of(*id, shop_, tx, now); });
  if (!known) return std::nullopt;
  console::OrderView view;
  view.order = id->to_string();
  view.standing_told = state_told(known->why.state);
  view.tone = tone_of_state(known->why.state);
  view.facts = facts_of(*known, shop_, shop_.config.time_zone);
  ListedOrder row;
  row.order = *id;
  row.due_by = known->standing.due_by;
  row.due_rule = known->standing.due_rule;
  view.deadline = line_of(row, now);
  view.why = why_of_page(known->why);
  for (const std::string& note : known->story.notes) view.why.front().sentences.push_back(note);
  view.story = StoryMaker(*known, shop_.config.time_zone).make();
  view.documents = documents_of_page(known->why.documents);
  for (const StoredMessage& one : known->why.messages) {
    view.mails.push_back(mail_line(one.plan.stage, one.plan.state, one.plan.reason, one.plan.due_at,
                                   one.sent_at, shop_.config.time_zone));
  }
  for (const WhyEnclosure& one : known->why.enclosures) {
    if (one.goes_along() || one.state != "other_language") view.enclosures.push_back(one.sentence);
  }
  if (known->link) {
    const std::string url = url_of(*known->link, shop_);
    view.link = {url.empty() ? "/i/" + token_of(*known->link, shop_) : url,
                 moment(known->link->expires_at)};
  }
  view.sent_in = sent_in_of(*known, shop_.config.time_zone);
  view.actions = actions_of(*known);
  return view;
}

std::optional<Download> StoreConsoleDesk::document(const std::string& order, std::size_t index,
                                                   bool xml) {
  const auto id = OrderId::parse(order);
  if (!id) return std::nullopt;
  const auto documents = store_.read<std::vector<StoredInvoice>>(
      [&](StoreTransaction& tx) { return tx.invoices_of(*id); });
  if (index >= documents.size()) return std::nullopt;
  const StoredInvoice& stored = documents[index];
  if (!xml) {
    auto pdf = shop_.archive().get(stored.pdf_sha256);
    if (!pdf) return std::nullopt;
    return Download{file_stem(stored.number) + ".pdf", "application/pdf", *std::move(pdf)};
  }
  const auto document = document_of(stored);
  if (!document) return std::nullopt;
  auto files = invoice::make_files(*document, {}, shop_.knowledge.document_tools());
  if (!files || files->xml.empty()) return std::nullopt;
  return Download{file_stem(stored.number) + ".xml", "application/xml", std::move(files->xml)};
}

}  // namespace enclosure::app
