// POST /api/v1/invoices/{number}/credit-notes and /corrections

#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/credit_request.h"
#include "app/flow/document_json.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;
using http::Request;
using http::Response;

constexpr std::size_t kMostBytes = std::size_t{256} * 1024;

std::string address_of(const invoice::Invoice& document) {
  return "/api/v1/invoices/" + segment(document->number.to_string());
}

/// What a dry run worked out is nowhere.
Response answer(const Json& json, const invoice::Invoice& made, bool dry_run) {
  return dry_run ? ok(json) : created(json, address_of(made));
}

Response credit(const World& world, Store& store, const Request& request) {
  auto command = credit_command_from_json(request.body);
  if (!command) return refused(command.faults());
  const auto number = InvoiceNumber::parse(request.variables.text("number"));
  const auto stored = store.read<std::optional<StoredInvoice>>([&](StoreTransaction& tx) {
    return number ? tx.invoice(*number) : std::optional<StoredInvoice>();
  });
  if (!stored) return http::problem(404, "no such invoice");
  command->order = stored->order;
  command->invoice = stored->number;
  const auto outcome = issue_credit_note(*command, world.shop, store, world.clock());
  if (!outcome) return refused(outcome.faults());
  Json json = document_json(*outcome->credit_note);
  json["left"] = outcome->left.to_string();
  json["cancels"] = outcome->cancels;
  json["dry_run"] = command->dry_run;
  return answer(json, outcome->credit_note, command->dry_run);
}

Response correct(const World& world, Store& store, const Request& request) {
  auto command = correct_command_from_json(request.body);
  if (!command) return refused(command.faults());
  const auto number = InvoiceNumber::parse(request.variables.text("number"));
  if (!number) return http::problem(404, "no such invoice");
  command->number = *number;
  const auto outcome = correct_invoice(*command, world.shop, store, world.clock());
  if (!outcome) return refused(outcome.faults());
  const Json json{{"cancelled", outcome->original->number.to_string()},
                  {"credit_note", document_json(*outcome->credit_note)},
                  {"invoice", document_json(*outcome->corrected)},
                  {"dry_run", command->dry_run}};
  return answer(json, outcome->corrected, command->dry_run);
}

http::Endpoint post(World& world, std::string_view path,
                    Response (*work)(const World&, Store&, const Request&)) {
  return {"POST", path, admit(world, ApiScope::kDocumentsWrite, http::Takes::kJson),
          [&world, path, work](const Request& request) {
            QueryReader query(request);
            if (auto no = query.refusal()) return *std::move(no);
            Response response =
                world.once.joined("POST " + std::string(path), key_of(world, request), request,
                                  [&](Store& store) { return work(world, store, request); });
            world.changed();
            return response;
          },
          kMostBytes};
}

}  // namespace

http::Endpoints correction_endpoints(World& world) {
  return {post(world, "/api/v1/invoices/{number}/credit-notes", credit),
          post(world, "/api/v1/invoices/{number}/corrections", correct)};
}

}  // namespace enclosure::app::api
