// Who sells, and what law and marketplaces want of that.

#include <fmt/format.h>

#include "app/config/setup.h"
#include "app/flow/doctor_parts.h"
#include "app/flow/invoicing.h"
#include "invoice/rules/own_rules.h"
#include "invoice/tax/particulars.h"

namespace enclosure::app {
namespace {

using Finding = DoctorFinding;

/// When a particular is asked for, in words.
std::string_view words_for(invoice::Particular::When when) {
  using When = invoice::Particular::When;
  switch (when) {
    case When::kAlways:
      return "always";
    case When::kCompanies:
      return "for registered companies";
    case When::kBusinesses:
      return "for businesses in a register";
    case When::kDomesticBusiness:
      return "in sales to businesses there";
    case When::kBusiness:
      return "in sales to businesses";
    case When::kConsumers:
      return "in sales to consumers";
    case When::kGoods:
      return "for such goods";
    case When::kAgreed:
      return "where it applies";
    case When::kSmallEnterprises:
      break;
  }
  return "for small enterprises";
}

Fault fault_of(const invoice::MissingParticular& missing) {
  const invoice::Particular& one = missing.particular;
  std::string why = missing.state + " asks for it " + std::string(words_for(one.when));
  if (one.confidence == invoice::Confidence::kUnconfirmed) why += " (no source confirms this yet)";
  return {"DOCTOR-005", "enclosure.json seller.particulars." + missing.state, one.text + ": " + why,
          "add \"" + one.id + "\": \"…\" there; what does not concern you stays out"};
}

/// "invoices of PL to businesses there, since 2026-04-01: …".
Fault fault_of(const invoice::PdfNotice& notice) {
  const std::string setting =
      "\"national_systems\": {\"" + notice.state + "\": \"handled\"} or \"not_bound\"";
  return {"DOCTOR-006",
          notice.state + " " + std::string(invoice::code_of(notice.kind)) + " since " +
              to_string(notice.rule.valid.since),
          notice.rule.system + ": " + notice.rule.warning,
          notice.forbids()
              ? "such invoices are held from that day on, until enclosure.json says " + setting
              : "when it is settled, enclosure.json may say " + setting};
}

class SellerParts {
 public:
  SellerParts(const Shop& shop, Date today) : shop_(shop), today_(today) {}

  std::vector<Finding> examine() {
    check_seller();
    check_particulars();
    check_national_systems();
    check_einvoices();
    check_amazon();
    check_rates();
    return std::move(findings_);
  }

 private:
  void add(std::string what, std::string found, Faults defects) {
    findings_.push_back({std::move(what), std::move(found), std::move(defects)});
  }

  void check_seller() {
    Faults defects = open_setup(shop_.config);
    const invoice::Seller& seller = shop_.config.seller;
    if (seller.vat_ids.empty() && !seller.small_business) {
      defects.push_back(
          {"DOCTOR-001", "enclosure.json seller.vat_ids",
           "an invoice needs the VAT number under which the supply was made (Art. 226(3))",
           "write it by state, like {\"DE\": \"DE…\"}"});
    }
    add("seller", seller.name.empty() ? "not said" : seller.name, std::move(defects));
    if (shop_.logo)
      add("logo",
          fmt::format("{} x {} pixels", shop_.logo->decoded.width(), shop_.logo->decoded.height()),
          {});
  }

  /// What the states of the seller ask for besides Art. 226.
  void check_particulars() {
    if (!shop_.config.seat_is_known) return;  // told with the seller
    const invoice::Seller& seller = shop_.config.seller;
    Finding finding{"national particulars", "", {}, {}};
    for (const std::string& state : invoice::states_of(seller))
      finding.found += (finding.found.empty() ? "" : ", ") + state;
    for (const auto& missing : invoice::missing_particulars(seller, today_, shop_.knowledge.law)) {
      (missing.is_due ? finding.defects : finding.hints).push_back(fault_of(missing));
    }
    if (!seller.ex_number_valid_in.empty() && seller.ex_number.empty()) {
      finding.hints.push_back({"DOCTOR-005", "enclosure.json seller.ex_number",
                               "the number with suffix EX is printed on invoices under the scheme "
                               "for small enterprises (Art. 284)",
                               "add it as it was assigned"});
    }
    findings_.push_back(std::move(finding));
  }

  /// Where a private PDF is not enough, or only on conditions. Consumer invoices that would all be
  /// held are a defect; what hangs on the buyer is a hint.
  void check_national_systems() {
    Finding finding{"national systems", "", {}, {}};
    for (const invoice::PdfNotice& notice : pdf_notices_ahead(shop_, today_)) {
      const bool holds_all = notice.forbids() && notice.kind == invoice::SupplyKind::kConsumer &&
                             notice.rule.valid.covers(today_);
      (holds_all ? finding.defects : finding.hints).push_back(fault_of(notice));
    }
    for (const auto& [state, stance] : shop_.config.national_systems) {
      finding.found += (finding.found.empty() ? "" : ", ") + state +
                       (stance == SystemStance::kHandled ? " handled" : " not bound");
    }
    if (finding.found.empty()) finding.found = "none settled in enclosure.json";
    findings_.push_back(std::move(finding));
  }

  /// What the e-invoice of every buyer wants of the seller, by the rules themselves: a document
  /// that has a seller and nothing else breaks many, those about the seller count.
  void check_einvoices() {
    if (shop_.config.seller.name.empty()) return;  // told already
    invoice::InvoiceContent specimen;
    specimen.issue_date = today_;
    specimen.seller = shop_.config.seller;
    if (!specimen.seller.vat_ids.empty())
      specimen.seller_vat_id = specimen.seller.vat_ids.begin()->second;
    specimen.einvoice = shop_.config.einvoice;
    Faults defects = invoice::rules::broken_einvoice_rules(specimen, shop_.knowledge.einvoices,
                                                           shop_.knowledge.languages);
    std::erase_if(defects, [](const Fault& fault) {
      return fault.path.find(".seller") == std::string::npos || fault.code.starts_with("BR-0");
    });
    add("e-invoices",
        fmt::format("{} where a buyer asks for none", to_string(shop_.config.einvoice)),
        std::move(defects));
  }

  /// Whether it is known who invoices the orders of Amazon's stores.
  void check_amazon() {
    const AmazonConfig& amazon = shop_.config.amazon;
    Finding finding{"Amazon invoices", "", {}, {}};
    const auto add_store = [&](const std::string& store, invoice::Issuer issuer) {
      finding.found += (finding.found.empty() ? "" : ", ") + store + ": " +
                       (issuer == invoice::Issuer::kSeller ? "the seller" : "Amazon");
    };
    for (const auto& [store, issuer] : amazon.invoicing) add_store(store, issuer);
    if (amazon.elsewhere) {
      add_store(amazon.invoicing.empty() ? "all stores" : "others", *amazon.elsewhere);
    } else {
      finding.found += finding.found.empty() ? "not said" : ", others not said";
      finding.hints.push_back(
          {"OWNER-001", "enclosure.json amazon.invoicing",
           "orders of Amazon that do not tell who invoices them are held",
           "say \"seller\", or \"amazon\" where its VAT Calculation Service issues the invoices"});
    }
    findings_.push_back(std::move(finding));
  }

  void check_rates() {
    Faults defects;
    std::size_t states = 0;
    for (const char* state :
         {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
          "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"}) {
      const auto rate = shop_.knowledge.law.rate(state, "", RateClass{}, today_);
      states += rate.has_value();
      if (!rate) append(defects, rate.faults());
    }
    add("VAT rates", fmt::format("{} states on {}", states, to_string(today_)), std::move(defects));
  }

  const Shop& shop_;
  const Date today_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<DoctorFinding> examine_seller(const Shop& shop, Date today) {
  return SellerParts(shop, today).examine();
}

}  // namespace enclosure::app
