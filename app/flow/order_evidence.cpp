#include "app/flow/order_evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/export/zip.h"
#include "app/flow/dispatch.h"
#include "app/flow/filing.h"
#include "app/flow/policy_gate.h"
#include "app/import/own_json.h"
#include "app/store/files.h"
#include "locales/respell.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;
using messaging::Stage;

constexpr std::string_view kStageNames[] = {"documents", "review", "check_up"};

/// A name for every system: other scripts in Latin letters ("Οδηγίες" as "Odegies"), all else "_".
std::string plain_name(std::string_view name) {
  return zip_path(locales::respell(name, [](char32_t c) { return c >= U' ' && c <= U'~'; }));
}

std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json time_of(const std::optional<Instant>& at) {
  return at ? Json(to_string(*at)) : Json();
}

class Collector {
 public:
  Collector(const StoredOrder& order, const Shop& shop, StoreTransaction& tx)
      : order_(order), shop_(shop), tx_(tx) {}

  OrderEvidence collect() {
    const OrderId& id = order_.order.id;
    evidence_.order = id;
    messages_ = tx_.messages_of(id);
    log_ = tx_.log_of(id);
    last_ = order_.imported_at;
    for (const MessageLogEntry& entry : log_) last_ = std::max(last_, entry.at);
    add("order.json", "order", order_to_json(order_.order) + "\n", order_.imported_at);
    for (const StoredInvoice& invoice : tx_.invoices_of(id)) add_document(invoice);
    for (const StoredMessage& message : messages_) add_mail(message);
    for (const KeptEnclosure& kept : tx_.enclosures_of(id, Stage::kDocuments)) add_enclosure(kept);
    add("plan.json", "plan", text_of(plan()), last_);
    add("verdicts.json", "verdicts", text_of(verdicts_), last_);
    return std::move(evidence_);
  }

 private:
  void add(std::string path, std::string kind, std::string bytes, Instant at,
           std::string sha256 = "") {
    const auto is_taken = [&](const std::string& one) {
      return std::any_of(evidence_.files.begin(), evidence_.files.end(),
                         [&](const EvidenceFile& file) { return file.path == one; });
    };
    std::string free = path;
    for (int i = 2; is_taken(free); ++i) free = fmt::format("{}-{}", path, i);
    evidence_.files.push_back(
        {std::move(free), std::move(kind), std::move(bytes), at, "", std::move(sha256)});
  }

  /// A file of the archive, or a line in the manifest that it is missing.
  void add_kept(std::string path, std::string kind, const std::string& sha256, Instant at) {
    auto bytes = shop_.archive().get(sha256);
    if (!bytes) {
      evidence_.missing.push_back({"EVIDENCE-002", std::move(path),
                                   "the archive has lost it, or it is damaged: " + sha256,
                                   "`enclosure verify` tells what is missing; restore archive/ "
                                   "from a backup"});
      return;
    }
    add(std::move(path), std::move(kind), *std::move(bytes), at, sha256);
  }

  void add_document(const StoredInvoice& invoice) {
    const std::string stem = "documents/" + zip_path(file_stem(invoice.number));
    last_ = std::max(last_, invoice.issued_at);
    add_kept(stem + ".pdf", "document", invoice.pdf_sha256, invoice.issued_at);
    const auto document = document_of(invoice);
    if (!document) return;
    const auto beside = invoice::make_beside(**document, shop_.knowledge.document_tools());
    if (beside && !beside->empty()) add(stem + ".xml", "einvoice", *beside, invoice.issued_at);
  }

  void add_mail(const StoredMessage& message) {
    if (message.eml_sha256.empty()) return;
    const auto stage = static_cast<std::size_t>(message.plan.stage);
    const std::string path = fmt::format("mails/{}-{}.eml", stage, kStageNames[stage - 1]);
    add_kept(path, "mail", message.eml_sha256, message.sent_at.value_or(message.updated_at));
    add_verdict(message, path);
  }

  /// Composed again as of the day it went out; where the bytes are the same, the verdict is about
  /// the very mail.
  void add_verdict(const StoredMessage& message, const std::string& path) {
    const Instant at = message.sent_at.value_or(message.updated_at);
    Json json{{"mail", path}, {"sha256", message.eml_sha256}};
    const auto known = mail_case(order_.order.id, shop_, tx_, at);
    const auto mail = known ? compose_message(message.plan, *known, shop_, at)
                            : Result<ComposedMail>(Fault{"EVIDENCE-001", "", "no order", ""});
    if (!mail) {
      json["judged"] = false;
      json["why_not"] = mail.faults().front().code + " " + mail.faults().front().message;
      return verdicts_.push_back(std::move(json));
    }
    const auto verdict = verdict_on(*mail, message.plan, *known, shop_);
    json["judged"] = true;
    json["same_bytes"] = sha256_hex(mail->message.bytes) == message.eml_sha256;
    json["verdict"] = to_string(verdict.outcome);
    json["findings"] = Json::array();
    for (const auto& finding : verdict.findings)
      json["findings"].push_back({{"rule", finding.rule},
                                  {"weight", to_string(finding.weight)},
                                  {"quote", finding.quote},
                                  {"reason", finding.reason}});
    verdicts_.push_back(std::move(json));
  }

  void add_enclosure(const KeptEnclosure& kept) {
    add_kept(fmt::format("enclosures/{:02}-{}", ++enclosures_, plain_name(kept.file_name)),
             "enclosure", kept.sha256, last_);
    if (!evidence_.files.empty() && evidence_.files.back().sha256 == kept.sha256)
      evidence_.files.back().name = kept.file_name;
  }

  Json plan() const {
    Json json{{"order", order_.order.id.to_string()}};
    json["messages"] = Json::array();
    for (const StoredMessage& one : messages_)
      json["messages"].push_back({{"stage", static_cast<int>(one.plan.stage)},
                                  {"state", messaging::to_string(one.plan.state)},
                                  {"due_at", time_of(one.plan.due_at)},
                                  {"closes_at", time_of(one.plan.closes_at)},
                                  {"sent_at", time_of(one.sent_at)},
                                  {"asks_for_review", one.plan.asks_for_review},
                                  {"permitted_reason", one.plan.permitted_reason},
                                  {"reason", one.plan.reason},
                                  {"attempts", one.attempts},
                                  {"message_id", one.message_id},
                                  {"eml_sha256", one.eml_sha256}});
    json["log"] = Json::array();
    for (const MessageLogEntry& entry : log_)
      json["log"].push_back({{"at", to_string(entry.at)},
                             {"stage", static_cast<int>(entry.stage)},
                             {"decision", entry.decision},
                             {"reason", entry.reason},
                             {"meaning", explain_message_reason(entry.reason)}});
    return json;
  }

  const StoredOrder& order_;
  const Shop& shop_;
  StoreTransaction& tx_;
  std::vector<StoredMessage> messages_;
  std::vector<MessageLogEntry> log_;
  Instant last_{};
  int enclosures_ = 0;
  Json verdicts_ = Json::array();
  OrderEvidence evidence_;
};

}  // namespace

Result<OrderEvidence> order_evidence(const OrderId& order, const Shop& shop, StoreTransaction& tx) {
  const auto stored = tx.order(order);
  if (!stored)
    return Fault{"EVIDENCE-001", order.to_string(), "there is no such order", "import it first"};
  return Collector(*stored, shop, tx).collect();
}

std::string evidence_zip(const OrderEvidence& evidence) {
  Json manifest{{"schema", 1}, {"order", evidence.order.to_string()}};
  manifest["files"] = Json::array();
  manifest["missing"] = Json::array();
  std::vector<ZipEntry> entries;
  Instant last{};
  for (const EvidenceFile& file : evidence.files) {
    last = std::max(last, file.at);
    entries.push_back({file.path, file.bytes, file.at});
    manifest["files"].push_back({{"path", file.path},
                                 {"kind", file.kind},
                                 {"bytes", file.bytes.size()},
                                 {"sha256", sha256_hex(file.bytes)},
                                 {"at", to_string(file.at)},
                                 {"archived", !file.sha256.empty()}});
    if (!file.name.empty()) manifest["files"].back()["name"] = file.name;
  }
  for (const Fault& fault : evidence.missing)
    manifest["missing"].push_back({{"path", fault.path}, {"message", fault.message}});
  entries.insert(entries.begin(), {"manifest.json", text_of(manifest), last});
  return zip_of(entries);
}

}  // namespace enclosure::app
