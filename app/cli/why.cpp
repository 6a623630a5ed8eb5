// enclosure why ORDER, enclosure vat-check ORDER

#include "app/flow/why.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/cli/why_report.h"
#include "app/flow/ask_register.h"
#include "app/flow/decide_vat_number.h"
#include "app/flow/words.h"
#include "app/store/lock.h"
#include "app/store/patience.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

Json question_json(const OpenQuestion& question) {
  Json json{{"vat_id", question.vat_id},
            {"held_since", to_string(question.opened_at)},
            {"attempts", question.attempts}};
  json["last_asked_at"] =
      question.last_asked_at ? Json(to_string(*question.last_asked_at)) : Json();
  json["last_answer"] = question.last_code;
  json["next_ask_at"] = question.next_ask_at ? Json(to_string(*question.next_ask_at)) : Json();
  json["decide_by"] = to_string(question.decide_by);
  return json;
}

/// The documents of products; those in other languages are many, and --json has them.
void add_enclosures(const std::vector<WhyEnclosure>& enclosures, std::vector<std::string>& lines) {
  if (enclosures.empty()) return;
  lines.push_back("  Enclosures");
  std::size_t unsaid = 0;
  for (const WhyEnclosure& one : enclosures) {
    if (one.state == "other_language") {
      ++unsaid;
    } else {
      lines.push_back(fmt::format("    {}: {}", one.state, one.sentence));
    }
  }
  if (unsaid > 0)
    lines.push_back(fmt::format("    {} documents in other languages stay behind", unsaid));
}

void explain_why(const std::string& name, Context& context) {
  const OrderId id = need(OrderId::parse(name), kExitUsage);
  const Workspace workspace = open_for_reading(context);
  const Why why = need(workspace.store->read<Result<Why>>([&](StoreTransaction& tx) {
    return why_of(id, workspace.shop, tx, context.now());
  }),
                       kExitBadData);
  if (context.json) {
    print_json(why_json(why));
  } else {
    tell_why(why);
  }
}

struct Choice {
  std::string order;
  bool retry = false;
  bool tax = false;
  bool exempt = false;
  std::string by;
  std::string because;
};

/// Asks at once when the seller wants it asked again.
void ask_now(const Workspace& workspace, Context& context) {
  const auto registry = open_registry(workspace.shop);
  if (!registry) return;
  const JobLock asks = JobLock::take(context.workspace, Job::kRegister, kPatience,
                                     [](const std::string& who) { complain(who); });
  ask_what_is_due(workspace.shop, *workspace.store, *registry, context.now());
}

void check(const Choice& choice, Context& context) {
  if (int{choice.retry} + int{choice.tax} + int{choice.exempt} != 1) {
    throw CommandFaults(kExitUsage,
                        {{"USAGE", choice.order, "one of --retry, --tax, --exempt-at-own-risk",
                          "`enclosure why " + choice.order + "` tells what the order waits for"}});
  }
  const OrderId id = need(OrderId::parse(choice.order), kExitUsage);
  const Workspace workspace = open_for_writing(context);
  const auto kind = choice.retry
                        ? OwnDecision::Kind::kAskAgain
                        : (choice.tax ? OwnDecision::Kind::kTax : OwnDecision::Kind::kExempt);
  need(decide_vat_number(id, kind, choice.by, choice.because, workspace.shop, *workspace.store,
                         context.now()),
       kExitBadData);
  if (choice.retry) ask_now(workspace, context);
  const Why why = need(workspace.store->read<Result<Why>>([&](StoreTransaction& tx) {
    return why_of(id, workspace.shop, tx, context.now());
  }),
                       kExitBadData);
  if (context.json) {
    print_json(why_json(why));
  } else {
    tell_why(why);
  }
}

}  // namespace

nlohmann::ordered_json consultation_json(const Consultation& one) {
  constexpr const char* kOutcomes[] = {"valid", "invalid", "unavailable", "refused"};
  return {{"vat_id", one.vat_id},
          {"asked_at", to_string(one.asked_at)},
          {"asked_on", to_string(one.asked_on)},
          {"requester", one.requester},
          {"outcome", kOutcomes[static_cast<std::size_t>(one.answer.kind)]},
          {"code", one.answer.code},
          {"consultation_number", one.answer.consultation},
          {"name", one.answer.name},
          {"address", one.answer.address}};
}

nlohmann::ordered_json why_json(const Why& why) {
  Json json{{"order", why.order.to_string()}, {"state", why.state}, {"sentences", why.sentences}};
  json["parts"] = Json::array();
  for (const WhyPart& part : why.parts) {
    json["parts"].push_back({{"shipment", part.shipment.to_string()},
                             {"state", part.state},
                             {"sentences", part.sentences},
                             {"faults", to_json(part.faults)}});
  }
  json["vat_check"] = why.evidence.question ? question_json(*why.evidence.question) : Json();
  json["consultations"] = Json::array();
  for (const Consultation& one : why.evidence.consultations)
    json["consultations"].push_back(consultation_json(one));
  json["documents"] = Json::array();
  for (const StoredInvoice& document : why.documents)
    json["documents"].push_back(document.number.to_string());
  json["enclosures"] = Json::array();
  for (const WhyEnclosure& one : why.enclosures) {
    json["enclosures"].push_back({{"document", one.document},
                                  {"product", one.product},
                                  {"state", one.state},
                                  {"version", one.version},
                                  {"sentence", one.sentence}});
  }
  return json;
}

std::vector<std::string> why_lines(const Why& why) {
  std::vector<std::string> lines;
  lines.push_back(fmt::format("Order {}: {}", why.order.to_string(), state_told(why.state)));
  for (const std::string& sentence : why.sentences) lines.push_back("  " + sentence);
  for (const WhyPart& part : why.parts) {
    if (!part.shipment.empty())
      lines.push_back(
          fmt::format("  Shipment {}: {}", part.shipment.to_string(), state_told(part.state)));
    for (const Fault& fault : part.faults) {
      lines.push_back(fmt::format("    {} {}: {}", fault.code, fault.path, fault.message));
      lines.push_back("      " + fault.hint);
    }
    for (const std::string& sentence : part.sentences) lines.push_back("    " + sentence);
  }
  add_enclosures(why.enclosures, lines);
  return lines;
}

void tell_why(const Why& why) {
  for (const std::string& line : why_lines(why)) say(line);
}

void add_why(Command& program, Context& context) {
  auto order = std::make_shared<std::string>();
  Command* command =
      program.add_subcommand("why", "tell why an order has no invoice yet, or what it has");
  command->add_option("ORDER", *order, "the order's number")->required();
  command->callback([order, &context] { explain_why(*order, context); });

  auto choice = std::make_shared<Choice>();
  Command* decide = program.add_subcommand(
      "vat-check", "decide about a VAT number that VIES left open, or have it asked again");
  decide->add_option("ORDER", choice->order, "the order's number")->required();
  decide->add_flag("--retry", choice->retry, "ask VIES again, at once");
  decide->add_flag("--tax", choice->tax, "tax as if no number had been given");
  decide->add_flag("--exempt-at-own-risk", choice->exempt,
                   "act as if VIES had confirmed it; you owe the VAT if it was not valid");
  decide->add_option("--by", choice->by, "who decides")->required();
  decide->add_option("--because", choice->because, "why; kept with the order");
  decide->callback([choice, &context] { check(*choice, context); });
}

}  // namespace enclosure::app
