#pragma once
// The official rules of e-invoices, where they are at hand: ../shared/validation/check-einvoice.

#include <string>
#include <vector>

#include "tests/support/process.h"

namespace enclosure::support {

/// Why they cannot judge on this machine (the rules, Java or Saxon are missing); empty: they can.
[[nodiscard]] std::string why_no_official_rules();

/// Judges XML files, all in one call; exit code 0: none is refused. A CII that claims EN 16931 must
/// be a Factur-X, too.
[[nodiscard]] Finished judge_by_official_rules(const std::vector<std::string>& files);

}  // namespace enclosure::support
