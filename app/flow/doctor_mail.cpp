// Review requests, the way of mails, what came back.

#include <fmt/format.h>

#include <filesystem>

#include "app/errors.h"
#include "app/flow/doctor_parts.h"
#include "app/flow/pause.h"
#include "app/flow/policy_gate.h"
#include "app/flow/unmailed.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using Finding = DoctorFinding;

class MailParts {
 public:
  MailParts(const Shop& shop, const DoctorWorld& world) : shop_(shop), world_(world) {}

  std::vector<Finding> examine() {
    check_requests();
    check_brand();
    check_mail();
    check_bounces();
    return std::move(findings_);
  }

 private:
  /// Whether the one request on Amazon stands where the configuration says.
  void check_requests() {
    using messaging::Stage;
    const messaging::MessagePolicy& policy = shop_.config.messages;
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

  /// Every mail names the brand: what the rules refuse there would hold them all.
  void check_brand() {
    const auto broken =
        messaging::policy::rules_broken_by_name(shop_.config.brand, built_in_policy());
    if (broken.empty()) return;
    findings_.push_back(
        {"brand",
         shop_.config.brand,
         {{"POLICY-012", "enclosure.json shop.brand",
           fmt::format("the brand holds a link, a mail address, stars, emoji or a slot ({}): every "
                       "mail that names it is held",
                       fmt::join(broken, ", ")),
           "write the name alone"}},
         {}});
  }

  void check_mail() {
    Faults defects;
    if (shop_.config.mail.from_address.empty()) {
      defects.push_back({"DOCTOR-001", "enclosure.json mail.from.address",
                         "mails have no sender, so they are held",
                         "write the address that buyers may answer to"});
    }
    std::string found = "outbox/ (no SMTP server is configured)";
    try {
      if (shop_.config.mail.smtp) {
        found = shop_.config.mail.smtp->host;
        const DispatchOutcome outcome =
            world_.is_quick ? DispatchOutcome{} : world_.probe_mail(*shop_.config.mail.smtp);
        if (!world_.is_quick && outcome.kind != DispatchOutcome::Kind::kSent)
          defects.push_back({"DOCTOR-004", "mail.smtp",
                             "the server cannot be used: " + outcome.detail,
                             "check host, port and login"});
      } else {
        write_file(shop_.workspace / "outbox" / ".doctor", "", true);
        std::filesystem::remove(shop_.workspace / "outbox" / ".doctor");
      }
    } catch (const WorldError& error) {
      defects.push_back({"DOCTOR-004", "mail", error.what(), error.hint()});
    }
    if (shop_.config.shadow) {
      found = shop_.config.shadow->to.empty() ? "shadow/: no mail reaches a buyer (messages.shadow)"
                                              : "you: no mail reaches a buyer (messages.shadow)";
    }
    Finding finding{"mail route", found, std::move(defects), {}};
    add_pauses(finding.hints);
    add_unmailed(finding.hints);
    findings_.push_back(std::move(finding));
  }

  /// Who or what has paused the mails.
  void add_pauses(Faults& hints) {
    try {
      read([&](StoreTransaction& tx) {
        for (const ActivePause& active : active_pauses(tx))
          hints.push_back({std::string(kPauseHint), "messages", pause_told(active),
                           "`" + resume_command(active) + "` lets them go"});
      });
    } catch (const WorldError&) {  // the check of the store tells
    }
  }

  /// Invoices that were in no mail, where no page shows them to the buyer either.
  void add_unmailed(Faults& hints) const {
    if (world_.is_quick || !shop_.config.link_base_url.empty()) return;
    std::size_t count = 0;
    std::string example;
    try {
      read([&](StoreTransaction& tx) {
        for (const StoredMessage& mail : tx.all_messages()) {
          if (mail.plan.stage != messaging::Stage::kDocuments) continue;
          for (const InvoiceNumber& number :
               unmailed_invoices(tx.invoices_of(mail.plan.order), {mail})) {
            if (count++ == 0) example = number.to_string();
          }
        }
      });
    } catch (const WorldError&) {  // the check of the store tells
    }
    if (count == 0) return;
    hints.push_back(
        {"MAIL-001", "enclosure.json links.base_url",
         fmt::format("{}, say {}, were in no mail, and without a "
                     "page the buyer cannot get them",
                     count == 1 ? "1 invoice" : fmt::format("{} invoices", count), example),
         "set links.base_url and run `enclosure serve`, or send them yourself"});
  }

  /// Whether the mailbox for bounces can be read, and what came back, by whatever way it was read.
  void check_bounces() {
    Finding finding{"bounces", "no mailbox is configured (mail.bounces)", {}, {}};
    if (shop_.config.mail.bounces.is_set()) count_mailbox(finding);
    add_bounces(finding.hints);
    if (shop_.config.mail.bounces.is_set() || !finding.hints.empty())
      findings_.push_back(std::move(finding));
  }

  void count_mailbox(Finding& finding) const {
    finding.found = "a mailbox is configured";
    if (world_.is_quick) return;
    try {
      std::size_t waiting = 0;
      world_.open_mailbox(shop_)->read(
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
             "register mail.from.address in Seller Central, then `enclosure messages resume "
             "--channel amazon`");
        told("too_large", "the mail was too large",
             "lower mail.budget_bytes, or that of the channel");
        told("unknown", "refused for a reason that no rule knows",
             "`enclosure messages bounces --list` tells the servers' words");
      });
    } catch (const WorldError&) {  // the check of the store tells
    }
  }

  void read(const std::function<void(StoreTransaction&)>& work) const {
    world_.look_at_store([&](Store& store) { store.read(work); });
  }

  const Shop& shop_;
  const DoctorWorld& world_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<DoctorFinding> examine_mail(const Shop& shop, const DoctorWorld& world) {
  return MailParts(shop, world).examine();
}

}  // namespace enclosure::app
