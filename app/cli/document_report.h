#pragma once
// Documents as commands tell them.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "app/errors.h"
#include "core/fault.h"
#include "core/money.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// number, kind, preceding, order, shipment, issue_date, title?, lines, groups, totals: amounts as
/// decimal strings (docs/cli.md).
[[nodiscard]] nlohmann::ordered_json document_json(const invoice::InvoiceContent& document);

/// Lines with quantity, net and gross, as a table for people; long descriptions are cut.
[[nodiscard]] std::string lines_table(const invoice::InvoiceContent& document);

/// What a document comes to for the buyer, a rounding amount included.
[[nodiscard]] Money refunded(const invoice::InvoiceContent& document);

/// The exit code for a document that was not issued: try later where it only has to wait (the
/// register of VAT numbers is being asked, the clock went back), else bad data.
[[nodiscard]] ExitCode exit_code_for(const Faults& faults);

/// A reason as it is printed: one line of at most 200 bytes. Faults TEXT-001 to TEXT-003.
[[nodiscard]] std::string reason_text(std::string_view text, Faults& faults);

}  // namespace enclosure::app
