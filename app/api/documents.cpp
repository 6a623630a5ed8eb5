// GET /api/v1/invoices, /api/v1/invoices/{number}, and its files

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/api/admission.h"
#include "app/api/reading.h"
#include "app/api/world.h"
#include "app/flow/document_json.h"
#include "app/flow/filing.h"
#include "app/flow/regenerate.h"
#include "app/http/conditional.h"
#include "invoice/model/credit.h"

namespace enclosure::app::api {
namespace {

using Json = nlohmann::ordered_json;
using http::Request;
using http::Response;

constexpr std::string_view kPath = "/api/v1/invoices";

Json listed_json(const ListedDocument& row) {
  Json json{{"number", row.number.to_string()},
            {"kind", to_string(row.kind)},
            {"order", row.order.to_string()},
            {"shipment", row.shipment.to_string()},
            {"issue_date", to_string(row.issue_date)},
            {"language", row.language.to_string()},
            {"total", row.total.to_string()},
            {"currency", row.total.currency().to_string()},
            {"sha256", row.pdf_sha256}};
  if (!row.preceding.empty()) json["preceding"] = row.preceding.to_string();
  if (row.kind != invoice::InvoiceKind::kCreditNote) json["cancelled"] = row.cancelled;
  return json;
}

Response list_documents(World& world, const Request& request) {
  QueryReader query(request);
  DocumentFilter filter;
  filter.order = query.parsed<OrderId>("order");
  filter.kind = query.read<invoice::InvoiceKind>(
      "kind", [](const std::string& text) { return invoice::parse_invoice_kind(text); });
  filter.issued_from = query.day("issued_from");
  filter.issued_until = query.day("issued_until");
  const PageAt at = query.page();
  if (auto no = query.refusal()) return *std::move(no);
  const auto documents = world.store.read<PageOf<ListedDocument>>(
      [&](StoreTransaction& tx) { return tx.list_documents(filter, at); });
  return page(request, "invoices", documents, listed_json);
}

/// A document, and those of its order.
struct Found {
  StoredInvoice stored;
  std::vector<StoredInvoice> of_order;
};

std::optional<Found> find(World& world, const Request& request) {
  const auto number = InvoiceNumber::parse(request.variables.text("number"));
  if (!number) return std::nullopt;
  return world.store.read<std::optional<Found>>([&](StoreTransaction& tx) -> std::optional<Found> {
    auto stored = tx.invoice(*number);
    if (!stored) return std::nullopt;
    auto of_order = tx.invoices_of(stored->order);
    return Found{*std::move(stored), std::move(of_order)};
  });
}

Response no_such_document() {
  return http::problem(404, "no such invoice, credit note or corrected invoice");
}

/// What became of an invoice: its credit notes, what is left of it, what took its place.
void add_chain(const Found& found, const invoice::Invoice& document, Json& json) {
  const auto chains = chains_of(found.of_order);
  const auto chain = std::find_if(chains.begin(), chains.end(), [&](const InvoiceChain& one) {
    return one.invoice.number == found.stored.number;
  });
  if (chain == chains.end()) return;
  json["cancelled"] = chain->is_cancelled();
  if (!chain->corrected_by.empty()) json["corrected_by"] = chain->corrected_by.to_string();
  json["credit_notes"] = Json::array();
  for (const StoredInvoice& note : chain->credit_notes)
    json["credit_notes"].push_back(note.number.to_string());
  if (const auto notes = documents_of(chain->credit_notes))
    json["left"] = invoice::balance_of(document, *notes).gross.to_string();
}

Response get_document(World& world, const Request& request) {
  QueryReader query(request);
  if (auto no = query.refusal()) return *std::move(no);
  const auto found = find(world, request);
  if (!found) return no_such_document();
  const auto document = document_of(found->stored);
  if (!document) return http::problem(500, "the stored document is damaged", document.faults());
  Json json = document_json(**document);
  json["issued_at"] = to_string(found->stored.issued_at);
  json["sha256"] = found->stored.pdf_sha256;
  add_chain(*found, *document, json);
  Json grounds = Json::parse(found->stored.grounds, nullptr, false);
  json["grounds"] = grounds.is_discarded() ? Json(nullptr) : std::move(grounds);
  return resource(request, json);
}

Response file(const Request& request, const std::string& tag, Download download) {
  return http::tagged(request.head, "\"" + tag + "\"", http::download(std::move(download)));
}

Response get_pdf(World& world, const Request& request) {
  QueryReader query(request);
  if (auto no = query.refusal()) return *std::move(no);
  const auto found = find(world, request);
  if (!found) return no_such_document();
  auto bytes = world.shop.archive().get(found->stored.pdf_sha256);
  if (!bytes) return http::problem(500, "the archive has lost the document; run `verify`");
  return file(request, found->stored.pdf_sha256,
              {file_stem(found->stored.number) + ".pdf", "application/pdf", *std::move(bytes)});
}

Response get_xml(World& world, Regenerator& regenerator, const Request& request) {
  QueryReader query(request);
  if (auto no = query.refusal()) return *std::move(no);
  const auto found = find(world, request);
  if (!found) return no_such_document();
  auto made = regenerator.make(found->stored);
  if (!made) return http::problem(409, "the document cannot be made again", made.faults());
  if (made->xml.empty()) return http::problem(404, "this document has no e-invoice");
  if (!made->identical && made->beside.empty())
    return http::problem(409,
                         "another version of the program issued this document; its e-invoice is "
                         "inside of the archived PDF");
  return file(request, found->stored.pdf_sha256 + ".xml",
              {file_stem(found->stored.number) + ".xml", "application/xml", std::move(made->xml)});
}

}  // namespace

http::Endpoints document_endpoints(World& world) {
  const auto allowed = admit(world, ApiScope::kDocumentsRead);
  const auto regenerator =
      std::make_shared<Regenerator>(world.shop.archive(), world.shop.knowledge.document_tools());
  return {
      {"GET", kPath, allowed,
       [&world](const Request& request) { return list_documents(world, request); }},
      {"GET", "/api/v1/invoices/{number}", allowed,
       [&world](const Request& request) { return get_document(world, request); }},
      {"GET", "/api/v1/invoices/{number}/pdf", allowed,
       [&world](const Request& request) { return get_pdf(world, request); }},
      {"GET", "/api/v1/invoices/{number}/xml", allowed,
       [&world, regenerator](const Request& request) {
         return get_xml(world, *regenerator, request);
       }},
  };
}

}  // namespace enclosure::app::api
