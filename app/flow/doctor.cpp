#include "app/flow/doctor.h"

#include <fmt/format.h>

#include <filesystem>
#include <set>

#include "app/config/setup.h"
#include "app/errors.h"
#include "app/flow/enclosures.h"
#include "app/flow/invoicing.h"
#include "app/flow/own_texts.h"
#include "app/flow/pause.h"
#include "app/ports/overview_store.h"
#include "app/store/files.h"
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

class Doctor {
 public:
  explicit Doctor(const DoctorWorld& world) : world_(world) {}

  std::vector<Finding> examine() {
    check_knowledge();
    auto shop = Shop::open(world_.workspace);
    if (!shop) {
      add("configuration", "enclosure.json", shop.faults());
      return std::move(findings_);
    }
    add("configuration", "enclosure.json can be read", {});
    check_seller(*shop);
    check_particulars(*shop);
    check_national_systems(*shop);
    check_einvoices(*shop);
    check_amazon(*shop);
    check_rates(*shop);
    check_reference_rates(*shop);
    check_store(*shop);
    check_products(*shop);
    check_texts(*shop);
    check_requests(*shop);
    check_mail(*shop);
    check_bounces(*shop);
    check_links(*shop);
    return std::move(findings_);
  }

 private:
  void add(std::string what, std::string found, Faults defects) {
    findings_.push_back({std::move(what), std::move(found), std::move(defects)});
  }

  void check_knowledge() {
    const auto knowledge = Knowledge::load();
    if (!knowledge) return add("fonts, languages, law", "compiled in", knowledge.faults());
    add("fonts and languages",
        fmt::format("{} languages, every letter is in the fonts",
                    knowledge->languages.languages().size()),
        {});
    add("mail texts", fmt::format("{} languages", knowledge->templates.languages().size()), {});
  }

  void check_seller(const Shop& shop) {
    Faults defects = open_setup(shop.config);
    const invoice::Seller& seller = shop.config.seller;
    if (seller.vat_ids.empty() && !seller.small_business) {
      defects.push_back(
          {"DOCTOR-001", "enclosure.json seller.vat_ids",
           "an invoice needs the VAT number under which the supply was made (Art. 226(3))",
           "write it by state, like {\"DE\": \"DE…\"}"});
    }
    add("seller", seller.name.empty() ? "not said" : seller.name, std::move(defects));
    if (shop.logo)
      add("logo",
          fmt::format("{} x {} pixels", shop.logo->decoded.width(), shop.logo->decoded.height()),
          {});
  }

  /// What the states of the seller ask for besides Art. 226.
  void check_particulars(const Shop& shop) {
    if (!shop.config.seat_is_known) return;  // told with the seller
    const Date today = shop.config.time_zone.date_of(world_.now);
    const invoice::Seller& seller = shop.config.seller;
    Finding finding{"national particulars", "", {}, {}};
    for (const std::string& state : invoice::states_of(seller))
      finding.found += (finding.found.empty() ? "" : ", ") + state;
    for (const auto& missing : invoice::missing_particulars(seller, today, shop.knowledge.law)) {
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
  void check_national_systems(const Shop& shop) {
    const Date today = shop.config.time_zone.date_of(world_.now);
    Finding finding{"national systems", "", {}, {}};
    for (const invoice::PdfNotice& notice : pdf_notices_ahead(shop, today)) {
      const bool holds_all = notice.forbids() && notice.kind == invoice::SupplyKind::kConsumer &&
                             notice.rule.valid.covers(today);
      (holds_all ? finding.defects : finding.hints).push_back(fault_of(notice));
    }
    for (const auto& [state, stance] : shop.config.national_systems) {
      finding.found += (finding.found.empty() ? "" : ", ") + state +
                       (stance == SystemStance::kHandled ? " handled" : " not bound");
    }
    if (finding.found.empty()) finding.found = "none settled in enclosure.json";
    findings_.push_back(std::move(finding));
  }

  /// Whether it is known who invoices the orders of Amazon's stores.
  /// What the e-invoice of every buyer wants of the seller, by the rules themselves: a document
  /// that has a seller and nothing else breaks many, those about the seller count.
  void check_einvoices(const Shop& shop) {
    if (shop.config.seller.name.empty()) return;  // told already
    invoice::InvoiceContent specimen;
    specimen.issue_date = shop.config.time_zone.date_of(world_.now);
    specimen.seller = shop.config.seller;
    if (!specimen.seller.vat_ids.empty())
      specimen.seller_vat_id = specimen.seller.vat_ids.begin()->second;
    specimen.einvoice = shop.config.einvoice;
    Faults defects = invoice::rules::broken_einvoice_rules(specimen, shop.knowledge.einvoices,
                                                           shop.knowledge.languages);
    std::erase_if(defects, [](const Fault& fault) {
      return fault.path.find(".seller") == std::string::npos || fault.code.starts_with("BR-0");
    });
    add("e-invoices",
        fmt::format("{} where a buyer asks for none", to_string(shop.config.einvoice)),
        std::move(defects));
  }

  void check_amazon(const Shop& shop) {
    const AmazonConfig& amazon = shop.config.amazon;
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

  void check_rates(const Shop& shop) {
    Faults defects;
    const Date today = shop.config.time_zone.date_of(world_.now);
    std::size_t states = 0;
    for (const char* state :
         {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
          "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"}) {
      const auto rate = shop.knowledge.law.rate(state, "", RateClass{}, today);
      states += rate.has_value();
      if (!rate) append(defects, rate.faults());
    }
    add("VAT rates", fmt::format("{} states on {}", states, to_string(today)), std::move(defects));
  }

  /// Looked at where the seller's states do not all have one currency: then some invoices need
  /// them.
  void check_reference_rates(const Shop& shop) {
    const Date today = shop.config.time_zone.date_of(world_.now);
    std::set<Currency> currencies;
    for (const auto& [state, number] : shop.config.seller.vat_ids) {
      if (const auto currency = shop.knowledge.law.currency_of(state.to_string(), today))
        currencies.insert(*currency);
    }
    if (currencies.size() < 2) return;
    std::optional<Date> newest;
    try {
      world_.look_at_store([&](Store& store) {
        newest = store.read<std::optional<Date>>(
            [](StoreTransaction& tx) { return tx.newest_rate_day(); });
      });
    } catch (const WorldError&) {
      return;  // told where the store is looked at
    }
    const bool old = !newest || std::chrono::sys_days{*newest} + std::chrono::days{7} <
                                    std::chrono::sys_days{today};
    Finding finding{
        "reference rates", newest ? "of the ECB up to " + to_string(*newest) : "none", {}, {}};
    if (old) {
      finding.hints.push_back(
          {"DOCTOR-007", "rates", "there are none of the last seven days",
           "an invoice whose VAT is owed in another currency is held without: `enclosure rates "
           "fetch`, or \"rates\": {\"fetch\": true} in enclosure.json"});
    }
    findings_.push_back(std::move(finding));
  }

  void check_store(const Shop& shop) {
    try {
      Faults defects;
      std::size_t orders = 0;
      world_.open_store([&](Store& store) {
        if (!world_.is_quick) {
          for (const std::string& defect : store.check())
            defects.push_back({"DOCTOR-002", "enclosure.db", defect, "restore it from a backup"});
        }
        orders = store.read<std::size_t>(
            [](StoreTransaction& tx) { return overview(tx).count_orders(); });
      });
      add("store", fmt::format("{} orders in enclosure.db", orders), std::move(defects));
      write_file(shop.workspace / "archive" / ".doctor", "", true);
      std::filesystem::remove(shop.workspace / "archive" / ".doctor");
      add("archive", "archive/ takes files", {});
    } catch (const WorldError& error) {
      add("store", "enclosure.db", {{"DOCTOR-003", "", error.what(), error.hint()}});
    }
  }

  void check_products(const Shop& shop) {
    Finding finding{"product files",
                    fmt::format("{} products, {} documents", shop.catalogue.products().size(),
                                shop.catalogue.documents().size()),
                    {},
                    {}};
    std::set<std::string_view> seen;
    for (const attachments::Document& document : shop.catalogue.documents()) {
      if (!seen.insert(document.file).second) continue;
      const auto file = read_product_file(document.file, shop);
      append(finding.defects, file.faults());
      if (!file || !shop.config.link_base_url.empty()) continue;
      for (Fault hint : check_channel(Channel::kAmazon, file->facts.type)) {
        hint.path = "products/" + std::string(document.file);
        hint.hint =
            "make a PDF of it, or set links.base_url: it is then a link on the buyer's page";
        finding.hints.push_back(std::move(hint));
      }
    }
    findings_.push_back(std::move(finding));
  }

  void check_texts(const Shop& shop) {
    std::error_code error;
    if (!std::filesystem::is_directory(shop.workspace / "messages", error)) return;
    add("own mail texts", "messages/", faults_of_own_texts(shop));
  }

  void check_mail(const Shop& shop) {
    Faults defects;
    if (shop.config.mail.from_address.empty()) {
      defects.push_back({"DOCTOR-001", "enclosure.json mail.from.address",
                         "mails have no sender, so they are held",
                         "write the address that buyers may answer to"});
    }
    std::string found = "outbox/ (no SMTP server is configured)";
    try {
      if (shop.config.mail.smtp) {
        found = shop.config.mail.smtp->host;
        const DispatchOutcome outcome =
            world_.is_quick ? DispatchOutcome{} : world_.probe_mail(*shop.config.mail.smtp);
        if (!world_.is_quick && outcome.kind != DispatchOutcome::Kind::kSent)
          defects.push_back({"DOCTOR-004", "mail.smtp",
                             "the server cannot be used: " + outcome.detail,
                             "check host, port and login"});
      } else {
        write_file(shop.workspace / "outbox" / ".doctor", "", true);
        std::filesystem::remove(shop.workspace / "outbox" / ".doctor");
      }
    } catch (const WorldError& error) {
      defects.push_back({"DOCTOR-004", "mail", error.what(), error.hint()});
    }
    if (shop.config.shadow) {
      found = shop.config.shadow->to.empty() ? "shadow/: no mail reaches a buyer (messages.shadow)"
                                             : "you: no mail reaches a buyer (messages.shadow)";
    }
    Finding finding{"mail route", found, std::move(defects), {}};
    add_pauses(finding.hints);
    findings_.push_back(std::move(finding));
  }

  /// Who or what has paused the mails.
  void add_pauses(Faults& hints) {
    try {
      read([&](StoreTransaction& tx) {
        const auto tell = [&](const std::optional<Pause>& pause, const std::string& of,
                              const std::string& option) {
          if (!pause) return;
          hints.push_back({"PAUSE-001", "messages",
                           of + " wait since " + to_string(pause->since) +
                               (pause->because.empty() ? "" : ": " + pause->because),
                           "`enclosure messages resume" + option + "` lets them go"});
        };
        tell(pause_of(tx, std::nullopt), "all mails", "");
        tell(pause_of(tx, Channel::kAmazon), "mails to Amazon's buyers", " --channel amazon");
        tell(pause_of(tx, Channel::kShop), "mails of the own shop", " --channel shop");
      });
    } catch (const WorldError&) {  // the check of the store tells
    }
  }

  /// Whether the mailbox for bounces can be read, and what came back, by whatever way it was read.
  void check_bounces(const Shop& shop) {
    Finding finding{"bounces", "no mailbox is configured (mail.bounces)", {}, {}};
    if (shop.config.mail.bounces.is_set()) count_mailbox(shop, finding);
    add_bounces(finding.hints);
    if (shop.config.mail.bounces.is_set() || !finding.hints.empty())
      findings_.push_back(std::move(finding));
  }

  void count_mailbox(const Shop& shop, Finding& finding) const {
    finding.found = "a mailbox is configured";
    if (world_.is_quick) return;
    try {
      std::size_t waiting = 0;
      world_.open_mailbox(shop)->read(
          [&waiting](const std::string&) {
            ++waiting;
            return false;
          },
          [](const std::string&, std::string_view) { return false; });
      finding.found = fmt::format("{} mails in the mailbox", waiting);
    } catch (const WorldError& error) {
      finding.found = "the mailbox cannot be read";
      finding.defects.push_back({"BOUNCE-002", "mail.bounces", error.what(), error.hint()});
    }
  }

  /// What of the mails that came back is the seller's matter.
  void add_bounces(Faults& hints) const {
    const Instant month_ago = world_.now - std::chrono::days{30};
    try {
      read([&](StoreTransaction& tx) {
        const auto told = [&](const char* name, const char* what, const char* next) {
          const std::size_t count = tx.count_bounces(name, month_ago);
          if (count == 0) return;
          hints.push_back({"BOUNCE-004", "messages that came back",
                           fmt::format("{} of the last 30 days: {}", count, what), next});
        };
        told("not_registered", "the marketplace does not know the sender",
             "register mail.from.address in Seller Central, then `enclosure messages resume`");
        told("too_large", "the mail was too large",
             "lower mail.budget_bytes, or that of the channel");
        told("unknown", "refused for a reason that no rule knows",
             "`enclosure messages bounces --list` tells the servers' words");
      });
    } catch (const WorldError&) {  // the check of the store tells
    }
  }

  /// Whether the one request on Amazon stands where the configuration says.
  void check_requests(const Shop& shop) {
    using messaging::Stage;
    const messaging::MessagePolicy& policy = shop.config.messages;
    if (policy.review_enabled == policy.check_up_enabled) return;
    const Stage there = policy.review_enabled ? Stage::kReview : Stage::kCheckUp;
    if (there == policy.amazon_review_stage) return;
    const char* off = policy.review_enabled ? "messages.check_up" : "messages.review";
    findings_.push_back(
        {"review requests",
         fmt::format("on Amazon in stage {}", static_cast<int>(there)),
         {},
         {{"REQUEST-001", "enclosure.json messages.amazon_review_stage",
           fmt::format(
               "it is {}, but {} is switched off: the one request on Amazon stands in stage "
               "{}",
               static_cast<int>(policy.amazon_review_stage), off, static_cast<int>(there)),
           fmt::format("say \"amazon_review_stage\": {}, or switch {} on", static_cast<int>(there),
                       off)}}});
  }

  void read(const std::function<void(StoreTransaction&)>& work) const {
    world_.look_at_store([&](Store& store) { store.read(work); });
  }

  void check_links(const Shop& shop) {
    add("invoice links",
        shop.config.link_base_url.empty()
            ? "none: links.base_url is not set, mails carry files alone, and what does not fit "
              "is not sent"
            : shop.config.link_base_url,
        {});
  }

  const DoctorWorld& world_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<DoctorFinding> examine(const DoctorWorld& world) {
  return Doctor(world).examine();
}

}  // namespace enclosure::app
