// enclosure doctor: is everything there before the first order comes?

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/enclosures.h"
#include "app/smtp/smtp_transport.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

/// One thing looked at: its name, what was found, and what is wrong with it.
struct Finding {
  std::string what;
  std::string found;
  Faults defects;
};

class Doctor {
 public:
  explicit Doctor(const Context& context) : context_(context) {}

  std::vector<Finding> examine() {
    check_knowledge();
    auto shop = Shop::open(context_.workspace);
    if (!shop) {
      add("configuration", "enclosure.json", shop.faults());
      return std::move(findings_);
    }
    add("configuration", "enclosure.json is complete", {});
    check_seller(*shop);
    check_rates(*shop);
    check_store(*shop);
    check_products(*shop);
    check_mail(*shop);
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
    Faults defects;
    const invoice::Seller& seller = shop.config.seller;
    const auto demand = [&](bool there, const char* key, const char* message, const char* hint) {
      if (!there)
        defects.push_back(
            {"DOCTOR-001", std::string("enclosure.json seller.") + key, message, hint});
    };
    demand(!seller.name.empty(), "name", "an invoice needs the seller's name (Art. 226(5))",
           "write the registered name");
    demand(!seller.address.lines.empty() && !seller.address.city.empty(), "address",
           "an invoice needs the seller's address (Art. 226(5))",
           "write street, postcode and city");
    demand(!seller.vat_ids.empty() || seller.small_business.has_value(), "vat_ids",
           "an invoice needs the VAT number under which the supply was made (Art. 226(3))",
           "write it by state, like {\"DE\": \"DE…\"}");
    add("seller", seller.name, std::move(defects));
    if (shop.logo)
      add("logo",
          fmt::format("{} x {} pixels", shop.logo->decoded.width(), shop.logo->decoded.height()),
          {});
  }

  void check_rates(const Shop& shop) {
    Faults defects;
    const Date today = shop.config.time_zone.date_of(context_.now());
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

  void check_store(const Shop& shop) {
    try {
      const Workspace workspace = open_for_writing(context_);
      Faults defects;
      for (const std::string& defect : workspace.store->check())
        defects.push_back({"DOCTOR-002", "enclosure.db", defect, "restore it from a backup"});
      const auto orders = workspace.store->read<std::size_t>(
          [](StoreTransaction& tx) { return tx.order_ids().size(); });
      add("store", fmt::format("{} orders in enclosure.db", orders), std::move(defects));
      write_file(shop.workspace / "archive" / ".doctor", "", true);
      std::filesystem::remove(shop.workspace / "archive" / ".doctor");
      add("archive", "archive/ takes files", {});
    } catch (const WorldError& error) {
      add("store", "enclosure.db", {{"DOCTOR-003", "", error.what(), error.hint()}});
    }
  }

  void check_products(const Shop& shop) {
    Faults defects;
    std::size_t files = 0;
    for (const attachments::Product& product : shop.catalogue.products()) {
      for (const attachments::ProductDocument& document : product.documents) {
        ++files;
        if (const auto bytes = read_product_file(document.file, shop); !bytes)
          append(defects, bytes.faults());
      }
    }
    add("product files",
        fmt::format("{} products, {} documents", shop.catalogue.products().size(), files),
        std::move(defects));
  }

  void check_mail(const Shop& shop) {
    Faults defects;
    std::string found = "outbox/ (no SMTP server is configured)";
    try {
      if (shop.config.mail.smtp) {
        found = shop.config.mail.smtp->host;
        const DispatchOutcome outcome = make_smtp_transport(*shop.config.mail.smtp)->probe();
        if (outcome.kind != DispatchOutcome::Kind::kSent)
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
    add("mail route", found, std::move(defects));
  }

  void check_links(const Shop& shop) {
    add("invoice links",
        shop.config.link_base_url.empty()
            ? "none: links.base_url is not set, mails carry the PDF alone"
            : shop.config.link_base_url,
        {});
  }

  const Context& context_;
  std::vector<Finding> findings_;
};

void doctor(Context& context) {
  const auto findings = Doctor(context).examine();
  auto json = nlohmann::ordered_json::array();
  Faults all;
  for (const Finding& finding : findings) {
    json.push_back(
        {{"what", finding.what}, {"found", finding.found}, {"defects", to_json(finding.defects)}});
    append(all, finding.defects);
    if (!context.json)
      say(fmt::format("{}  {:22} {}", finding.defects.empty() ? "ok " : "BAD", finding.what,
                      finding.found));
  }
  if (context.json) {
    print_json({{"findings", json}, {"defects", all.size()}});
  } else {
    say(all.empty() ? "Everything is in order." : fmt::format("{} defects:", all.size()));
    print_faults(all);
  }
  if (!all.empty()) context.exit_code = kExitCheckSaidNo;
}

}  // namespace

void add_doctor(CLI::App& program, Context& context) {
  program
      .add_subcommand("doctor", "check configuration, fonts, rates, store, products and mail route")
      ->callback([&context] { doctor(context); });
}

}  // namespace enclosure::app
