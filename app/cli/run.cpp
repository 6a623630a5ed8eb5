// enclosure run [--once] [--until INSTANT]

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/cli/status_report.h"
#include "app/cli/watched_means.h"
#include "app/flow/log_text.h"
#include "app/scheduler/scheduler.h"

namespace enclosure::app {
namespace {

struct Options {
  bool once = false;
  std::optional<Instant> until;
};

std::string where_everything_lies(const Shop& shop) {
  const auto folder = std::filesystem::absolute(shop.workspace).lexically_normal();
  std::string text = "Documents  " + (folder / "archive").string() +
                     "  (by SHA-256; `enclosure regenerate --all --out DIR` names them)\n";
  text += shop.config.mail.smtp ? "Mails      handed to " + shop.config.mail.smtp->host
                                : "Mails      " + (folder / "outbox").string();
  return text + "\nStore      " + (folder / "enclosure.db").string();
}

/// What buyers sent in that does not come about by itself.
void tell_sellers(const std::vector<WaitingSentIn>& waiting) {
  Faults faults;
  for (const WaitingSentIn& one : waiting) {
    if (one.is_sellers) faults.push_back(one.told);
  }
  if (faults.empty()) return;
  say("\nSent in by buyers, and yours to settle; each names its next step:");
  print_faults(faults);
}

void report(const ScheduleReport& done, const Workspace& workspace, Instant until,
            Context& context) {
  const Status status = status_of(*workspace.store);
  const auto waiting = workspace.store->read<std::vector<WaitingSentIn>>(
      [&](StoreTransaction& tx) { return waiting_sent_in(workspace.shop, tx, until); });
  if (context.json) {
    auto json = status_json(status);
    json["sent_in"] = sent_in_json(waiting);
    json["this_run"] = {{"issued", done.issued},
                        {"sent", done.dispatch.sent},
                        {"shadowed", done.dispatch.shadowed},
                        {"suppressed", done.dispatch.suppressed},
                        {"revived", done.dispatch.revived},
                        {"retried", done.dispatch.retried},
                        {"failed", done.dispatch.failed},
                        {"vat_numbers_asked", done.vat_numbers_asked},
                        {"vat_numbers_answered", done.vat_numbers_answered},
                        {"rates_added", done.rates_added},
                        {"bounces", done.bounces.classes},
                        {"faults", to_json(done.faults)}};
    print_json(json);
  } else {
    say(
        fmt::format("This run: {} invoices issued, {} mails sent, {} suppressed, {} to be tried "
                    "again, {} failed\n",
                    done.issued, done.dispatch.sent, done.dispatch.suppressed,
                    done.dispatch.retried, done.dispatch.failed));
    if (done.dispatch.revived > 0)
      say(fmt::format("Revived   {} messages: the address or invoice that was wanting has come\n",
                      done.dispatch.revived));
    if (done.dispatch.shadowed > 0)
      say(fmt::format("Shadow    {} mails went to you instead of a buyer (messages.shadow)\n",
                      done.dispatch.shadowed));
    if (done.vat_numbers_asked > 0)
      say(fmt::format("VIES      {} questions, {} answers\n", done.vat_numbers_asked,
                      done.vat_numbers_answered));
    for (const auto& [name, count] : done.bounces.classes)
      say(fmt::format("Came back {} ({})", count, name));
    say(status_text(status) + "\n" + sent_in_text(waiting));
    say(where_everything_lies(workspace.shop));
    tell_sellers(waiting);
    if (done.faults.empty()) return;
    say(fmt::format("\n{} from being issued; each names its next step:",
                    done.faults.size() == 1
                        ? "1 fault keeps orders"
                        : fmt::format("{} faults keep orders", done.faults.size())));
    print_faults(for_log(done.faults));
  }
}

void run(const Options& options, Context& context) {
  if (options.until && !context.fixed_now) {
    throw CommandFaults(kExitUsage,
                        {{"USAGE", "--until", "only a run with --now walks through time",
                          "say where it begins: --now 2026-09-01T08:00:00Z"}});
  }
  const Workspace workspace = open_for_writing(context);
  need_setup(workspace.shop);
  if (context.fixed_now || options.once) {
    const auto transport = open_transport(workspace.shop);
    const auto registry = open_registry(workspace.shop);
    const auto rates = workspace.shop.config.rates.fetch ? open_rates(workspace.shop) : nullptr;
    const auto mailbox = open_mailbox(workspace.shop);
    const auto webhooks = open_webhooks(workspace.shop, context);
    const Sources sources{registry.get(), rates.get(), mailbox.get(), webhooks.get()};
    const Instant from = context.now();
    const Instant until = options.until.value_or(from);
    const auto days =
        static_cast<std::size_t>(std::chrono::ceil<std::chrono::days>(until - from).count());
    Progress progress("virtual days", days, context.quiet);
    std::size_t shown = 0;
    const auto done = walk(
        workspace.shop, *workspace.store, *transport, from, until,
        [&](Instant now) {
          const auto day =
              static_cast<std::size_t>(std::chrono::floor<std::chrono::days>(now - from).count());
          for (; shown < day; ++shown) progress.step();
        },
        sources, [](const std::string& who) { complain(who); },
        context.fixed_now ? std::function<Instant()>() : [&] { return context.now(); });
    report(done, workspace, until, context);
    return;
  }
  const auto told = [](const std::string& text) { complain(text); };
  WatchedMeans means(context, "", told);
  const BackgroundScheduler scheduler(
      workspace.shop.workspace, *workspace.store, [&] { return means.current(); },
      [&] { return context.now(); }, told);
  complain("The dispatcher is running; stop it with Ctrl-C or SIGTERM.");
  context.wait_for_termination();
}

}  // namespace

void add_run(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("run", "issue and send what is due, once or as time goes by");
  command->add_flag("--once", options->once, "one pass, then end");
  command->add_instant("--until", options->until,
                       "with --now: walk through virtual time up to there");
  command->callback([options, &context] { run(*options, context); });
}

}  // namespace enclosure::app
