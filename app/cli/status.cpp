// enclosure status: what is in the workspace, counted.

#include "app/flow/status.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/cli/status_report.h"
#include "app/flow/dispatch.h"

namespace enclosure::app {
namespace {

constexpr const char* kStages[] = {"", "1 documents", "2 review request", "3 check-up"};

std::string joined(const std::map<std::string, std::size_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", name, count);
  return text.empty() ? "none" : text;
}

std::string sums_of(const std::map<std::string, Money>& sums) {
  std::string text;
  for (const auto& [currency, sum] : sums)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", sum.to_string(), currency);
  return text;
}

std::size_t count_of(const std::map<std::string, std::size_t>& counts,
                     std::initializer_list<const char*> names) {
  std::size_t sum = 0;
  for (const char* name : names) {
    const auto at = counts.find(name);
    if (at != counts.end()) sum += at->second;
  }
  return sum;
}

std::string way_text(const std::optional<ShutWay>& shut) {
  if (!shut) return "";
  return fmt::format("No way    no mail can leave since {}: {}; they wait, `enclosure doctor`\n",
                     to_string(shut->since), shut->detail);
}

}  // namespace

std::string pauses_text(const std::vector<ActivePause>& pauses) {
  std::string text;
  for (const ActivePause& active : pauses)
    text += fmt::format("Paused    {}; `{}` lets them go\n", pause_told(active),
                        resume_command(active));
  return text;
}

nlohmann::ordered_json pauses_json(const std::vector<ActivePause>& pauses) {
  auto json = nlohmann::ordered_json::array();
  for (const auto& [channel, pause] : pauses) {
    json.push_back({{"channel", channel ? nlohmann::ordered_json(to_string(*channel))
                                        : nlohmann::ordered_json()},
                    {"since", to_string(pause.since)},
                    {"because", pause.because}});
  }
  return json;
}

std::string status_text(const Status& status) {
  std::string text = fmt::format("Orders    {}  ({})\nInvoices  {}  (by language: {})\n",
                                 status.orders, joined(status.orders_by_channel), status.invoices,
                                 joined(status.invoices_by_language));
  const std::string invoiced = sums_of(status.invoiced_by_currency);
  if (!invoiced.empty()) text += "Invoiced  " + invoiced + "\n";
  if (status.credit_notes > 0) {
    std::string kinds = joined(status.documents_by_kind);
    std::replace(kinds.begin(), kinds.end(), '_', ' ');
    text += "Credited  " + sums_of(status.credited_by_currency) +
            ", which is taken off what was invoiced\nDocuments " + kinds + "\n";
  }
  if (const auto& orders = status.refunded_without_credit_note; !orders.empty()) {
    text += fmt::format(
        "Refunds   {} reported without a credit note, say {}: enclosure credit ORDER --all\n",
        orders.size(), orders.front().to_string());
  }
  text += pauses_text(status.pauses) + way_text(status.shut_way);
  Table mails({"Mails by stage", "sent", "waiting", "suppressed", "failed"});
  for (const std::size_t column : {1U, 2U, 3U, 4U}) mails.align_right(column);
  for (const auto& [stage, states] : status.messages) {
    mails.add({kStages[stage], std::to_string(count_of(states, {"sent"})),
               std::to_string(count_of(states, {"scheduled", "retryable", "sending"})),
               std::to_string(count_of(states, {"cancelled"})),
               std::to_string(count_of(states, {"failed"}))});
  }
  if (!mails.empty()) text += "\n" + mails.to_string() + "\n";
  Table suppressed({"Suppressed because", "mails", ""});
  suppressed.align_right(1);
  for (const auto& [reason, count] : status.suppressed_by_reason) {
    suppressed.add({reason, std::to_string(count), explain_message_reason(reason)});
  }
  if (!suppressed.empty()) text += "\n" + suppressed.to_string() + "\n";
  text.pop_back();
  return text;
}

nlohmann::ordered_json status_json(const Status& status) {
  nlohmann::ordered_json json{{"orders", status.orders},
                              {"orders_by_channel", status.orders_by_channel},
                              {"invoices", status.invoices},
                              {"invoices_by_language", status.invoices_by_language}};
  json["documents_by_kind"] = status.documents_by_kind;
  json["refunded_without_credit_note"] = nlohmann::ordered_json::array();
  for (const OrderId& order : status.refunded_without_credit_note)
    json["refunded_without_credit_note"].push_back(order.to_string());
  json["invoiced"] = nlohmann::ordered_json::object();
  for (const auto& [currency, sum] : status.invoiced_by_currency)
    json["invoiced"][currency] = sum.to_string();
  json["credited"] = nlohmann::ordered_json::object();
  for (const auto& [currency, sum] : status.credited_by_currency)
    json["credited"][currency] = sum.to_string();
  json["messages"] = nlohmann::ordered_json::object();
  for (const auto& [stage, states] : status.messages)
    json["messages"][std::to_string(stage)] = states;
  json["suppressed"] = status.suppressed_by_reason;
  json["paused"] = pauses_json(status.pauses);
  json["no_way"] = nlohmann::ordered_json();
  if (const auto& shut = status.shut_way)
    json["no_way"] = {{"since", to_string(shut->since)}, {"detail", shut->detail}};
  return json;
}

std::string sent_in_text(const std::vector<WaitingSentIn>& waiting) {
  if (waiting.empty()) return "";
  const std::size_t sellers = count_sellers(waiting);
  const auto first = std::find_if(waiting.begin(), waiting.end(), [&](const WaitingSentIn& one) {
    return one.is_sellers || sellers == 0;
  });
  const std::string order = first->request.order.to_string();
  return fmt::format("Sent in   {} by buyers: {} for you, {} for VIES, say {}: enclosure why {}\n",
                     waiting.size(), sellers, waiting.size() - sellers, order, order);
}

nlohmann::ordered_json sent_in_json(const std::vector<WaitingSentIn>& waiting) {
  auto json = nlohmann::ordered_json::array();
  for (const WaitingSentIn& one : waiting) {
    json.push_back({{"order", one.request.order.to_string()},
                    {"state", name_of(one.request.state)},
                    {"at", to_string(one.request.received_at)},
                    {"for_you", one.is_sellers}});
  }
  return json;
}

void add_status(Command& program, Context& context) {
  Command* command = program.add_subcommand(
      "status", "count orders, invoices by language, mails by stage and reason");
  command->callback([&context] {
    const Workspace workspace = open_for_reading(context);
    const auto [status, waiting] =
        workspace.store->read<std::pair<Status, std::vector<WaitingSentIn>>>(
            [&](StoreTransaction& tx) {
              return std::pair(status_of(tx), waiting_sent_in(workspace.shop, tx, context.now()));
            });
    if (context.json) {
      auto json = status_json(status);
      json["sent_in"] = sent_in_json(waiting);
      print_json(json);
    } else {
      say(status_text(status) + sent_in_text(waiting));
    }
  });
}

}  // namespace enclosure::app
