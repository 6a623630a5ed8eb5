#pragma once
// The documents of an order and how they hang together, as programs and people are told.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "app/ports/store.h"

namespace enclosure::app {

/// Every document in order of issue: number, kind, shipment, issue_date, total, currency, sha256;
/// of a correction `preceding` and `reason`, of an invoice `cancelled` and `corrected_by`
/// (docs/api.md).
[[nodiscard]] nlohmann::ordered_json documents_json(const std::vector<StoredInvoice>& documents);

/// The history of each document as a sentence or two: what it is, when, over what, what it corrects
/// and what took its place.
[[nodiscard]] std::vector<std::string> document_sentences(
    const std::vector<StoredInvoice>& documents);

/// The same for people, a line each: "R-2026-000001 invoice of 2026-09-01, 69.86 EUR, cancelled".
[[nodiscard]] std::vector<std::string> documents_told(const std::vector<StoredInvoice>& documents);

}  // namespace enclosure::app
