#include "app/flow/doctor.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>

#include "app/errors.h"
#include "app/flow/doctor_parts.h"
#include "app/flow/enclosures.h"
#include "app/flow/own_texts.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using Finding = DoctorFinding;

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
    add_all(examine_seller(*shop, shop->config.time_zone.date_of(world_.now)));
    check_reference_rates(*shop);
    check_store(*shop);
    check_products(*shop);
    check_texts(*shop);
    add_all(examine_mail(*shop, world_));
    check_links(*shop);
    add_all(examine_tls(*shop, world_.now));
    return std::move(findings_);
  }

 private:
  void add(std::string what, std::string found, Faults defects) {
    findings_.push_back({std::move(what), std::move(found), std::move(defects)});
  }

  void add_all(std::vector<Finding> more) {
    std::move(more.begin(), more.end(), std::back_inserter(findings_));
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
        orders = store.read<std::size_t>([](StoreTransaction& tx) { return tx.count_orders(); });
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
