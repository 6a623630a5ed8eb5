#pragma once
// One document as programs are told of it, by the command line and by the API.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "core/fault.h"
#include "core/money.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// number, kind, preceding, order, shipment, issue_date, title?, lines, groups, totals: amounts as
/// decimal strings (docs/cli.md).
[[nodiscard]] nlohmann::ordered_json document_json(const invoice::InvoiceContent& document);

/// What a document comes to for the buyer, a rounding amount included.
[[nodiscard]] Money refunded(const invoice::InvoiceContent& document);

/// A reason as it is printed: one line of at most 200 bytes. Faults TEXT-001 to TEXT-003, at
/// `path`.
[[nodiscard]] std::string reason_text(std::string_view text, std::string_view path, Faults& faults);

}  // namespace enclosure::app
