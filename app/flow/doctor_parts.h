#pragma once
// The parts of `examine` (doctor.h).

#include <vector>

#include "app/flow/doctor.h"

namespace enclosure::app {

/// Who sells, and what law and marketplaces want of that: seller, national particulars and systems,
/// e-invoices, Amazon, rates of VAT.
[[nodiscard]] std::vector<DoctorFinding> examine_seller(const Shop& shop, Date today);

/// Review requests, the way of mails, what came back.
[[nodiscard]] std::vector<DoctorFinding> examine_mail(const Shop& shop, const DoctorWorld& world);

/// The certificate of `serve`; nothing where it speaks in the clear.
[[nodiscard]] std::vector<DoctorFinding> examine_tls(const Shop& shop, Instant now);

}  // namespace enclosure::app
