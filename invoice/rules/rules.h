#pragma once
// The business rules of EN 16931 and of its profiles, judged on the value of an e-invoice: before
// ours is written, and after a stranger's was read.
//
// Sources: EN 16931-1 and the rules of ConnectingEurope 1.3.16, Factur-X 1.09.2, XRechnung 3.0.2
// (KoSIT 2.5.0), Peppol BIS Billing 3.0.21. Rules about the XML itself are the reader's.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/fault.h"
#include "core/result.h"
#include "invoice/en16931/data.h"
#include "invoice/en16931/einvoice.h"

namespace enclosure::invoice::rules {

/// How far a broken rule goes.
enum class Weight {
  kError,    ///< the official rules refuse the document
  kWarning,  ///< they take it, with a warning
  kExact,    ///< they take it, since they tolerate what is wrong: amounts off by less than a euro
};

/// One broken rule. The code of the fault is the rule: "BR-CO-15".
struct Finding {
  Weight weight = Weight::kError;
  Fault fault;

  friend bool operator==(const Finding&, const Finding&) = default;
};
using Findings = std::vector<Finding>;

/// Takes in findings, 500 of each weight at most: a hostile file has as many as it likes.
class FindingList {
 public:
  void add(Finding finding) {
    if (++counts_[static_cast<std::size_t>(finding.weight)] <= kMost)
      findings_.push_back(std::move(finding));
  }
  [[nodiscard]] Findings take() && { return std::move(findings_); }

 private:
  static constexpr std::size_t kMost = 500;
  std::array<std::size_t, 3> counts_{};
  Findings findings_;
};

/// The profile that a document claims by BT-24.
enum class Claim {
  kMinimum,  ///< Factur-X MINIMUM: no invoice by itself
  kBasicWl,  ///< Factur-X BASIC WL: no lines
  kBasic,
  kEn16931,
  kExtended,  ///< Factur-X EXTENDED: sums may be off by a cent a line
  kXRechnung,
  kXRechnungExtension,
  kXRechnungCvd,  ///< for the procurement of clean vehicles
  kPeppol,
  kUnknown,  ///< judged as EN 16931
};
[[nodiscard]] Claim claim_of(std::string_view specification);
/// For people: "Factur-X BASIC", "XRechnung".
[[nodiscard]] std::string_view to_string(Claim claim);

/// Every rule that `invoice` breaks, by the profile that it claims and the code lists of its day of
/// issue. `syntax` matters where the official rules tolerate more in one of the two. Total: sums
/// out of range are the finding EINVOICE-004.
[[nodiscard]] Findings judge(const EInvoice& invoice, const en16931::Data& data,
                             en16931::Syntax syntax);

/// The errors and the exact ones alone: what stops a document of ours before it gets its number.
[[nodiscard]] Faults faults_of(const Findings& findings);

}  // namespace enclosure::invoice::rules
