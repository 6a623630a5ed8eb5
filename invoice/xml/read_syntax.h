#pragma once
// The two readers behind `read_einvoice`.

#include "invoice/en16931/einvoice.h"
#include "invoice/xml/elements.h"

namespace enclosure::invoice::xml {

[[nodiscard]] EInvoice read_cii(const Node& root, FindingLog& log);
[[nodiscard]] EInvoice read_ubl(const Node& root, FindingLog& log);

}  // namespace enclosure::invoice::xml
