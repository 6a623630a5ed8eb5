#pragma once
// Documents as commands tell them.

#include <string>

#include "app/errors.h"
#include "app/flow/document_json.h"
#include "core/fault.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// Lines with quantity, net and gross, as a table for people; long descriptions are cut.
[[nodiscard]] std::string lines_table(const invoice::InvoiceContent& document);

/// The exit code for a document that was not issued: try later where it only has to wait (the
/// register of VAT numbers is being asked, the clock went back), else bad data.
[[nodiscard]] ExitCode exit_code_for(const Faults& faults);

}  // namespace enclosure::app
