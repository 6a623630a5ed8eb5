#pragma once
// What every command knows: where it works, what time it is, how it speaks.

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "app/cli/command.h"
#include "app/errors.h"
#include "app/flow/shop.h"
#include "app/ports/mail_transport.h"
#include "app/ports/mailbox.h"
#include "app/ports/reference_rates.h"
#include "app/ports/vat_registry.h"
#include "app/ports/webhook_sender.h"
#include "app/smtp/smtp_transport.h"
#include "app/store/sqlite_store.h"
#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app {

/// The global options and what follows from them. One per run of the program.
struct Context {
  std::filesystem::path workspace = ".";
  std::optional<Instant> fixed_now;  ///< --now: the only clock that the run then has
  bool json = false;
  bool quiet = false;
  int exit_code = kExitDone;
  std::function<void()> wait_for_termination;  ///< blocks until the program is told to stop

  [[nodiscard]] Instant now() const;
};

/// Faults that end a command: caught in `run_program`, printed, turned into the exit code.
class CommandFaults : public std::exception {
 public:
  CommandFaults(ExitCode exit_code, Faults faults)
      : exit_code_(exit_code), faults_(std::move(faults)) {}
  [[nodiscard]] ExitCode exit_code() const { return exit_code_; }
  [[nodiscard]] const Faults& faults() const { return faults_; }

 private:
  ExitCode exit_code_;
  Faults faults_;
};

/// The value, or the command ends with these faults.
template <typename T>
T need(Result<T> result, ExitCode exit_code) {
  if (!result) throw CommandFaults(exit_code, std::move(result).faults());
  return *std::move(result);
}

/// An opened workspace.
struct Workspace {
  Shop shop;
  std::unique_ptr<Store> store;
};

/// Opens for commands that change something, beside others that do. A store of an older version is
/// brought up to date.
[[nodiscard]] Workspace open_for_writing(const Context& context);
/// Opens for commands that only look.
[[nodiscard]] Workspace open_for_reading(const Context& context);
/// Ends the command while enclosure.json leaves open who the seller is (exit 65).
void need_setup(const Shop& shop);
/// The SMTP client for a checked configuration.
[[nodiscard]] std::unique_ptr<SmtpTransport> make_smtp_transport(const SmtpConfig& config);
/// SMTP where configured, else the outbox folder.
[[nodiscard]] std::unique_ptr<MailTransport> open_transport(const Shop& shop);

/// The mailbox for bounces as configured; null without one.
[[nodiscard]] std::unique_ptr<Mailbox> open_mailbox(const Shop& shop);

/// VIES as configured; null when nobody may be asked. `patience` bounds the time for one question.
[[nodiscard]] std::unique_ptr<VatRegistry> open_registry(
    const Shop& shop, std::chrono::seconds patience = std::chrono::seconds::max());
/// The European Central Bank as configured, whether `rates.fetch` is on or not.
[[nodiscard]] std::unique_ptr<ReferenceRates> open_rates(const Shop& shop);

/// The way to the receivers of webhooks; null where --now is the clock: nobody is told of a time
/// that is not.
[[nodiscard]] std::unique_ptr<WebhookSender> open_webhooks(const Shop& shop,
                                                           const Context& context);

// One function per file of app/cli: adds the command to `program`.
void add_init(Command& program, Context& context);
void add_check(Command& program, Context& context);
void add_correct(Command& program, Context& context);
void add_credit(Command& program, Context& context);
void add_doctor(Command& program, Context& context);
void add_import(Command& program, Context& context);
void add_issue(Command& program, Context& context);
void add_regenerate(Command& program, Context& context);
void add_render(Command& program, Context& context);
void add_links(Command& program, Context& context);
void add_keys(Command& program, Context& context);
void add_lint(Command& program, Context& context);
void add_tax(Command& program, Context& context);
void add_export(Command& program, Context& context);
void add_explain(Command& program, Context& context);
void add_products(Command& program, Context& context);
void add_messages(Command& program, Context& context);
void add_rates(Command& program, Context& context);
void add_run(Command& program, Context& context);
void add_serve(Command& program, Context& context);
void add_status(Command& program, Context& context);
void add_verify(Command& program, Context& context);
void add_why(Command& program, Context& context);

/// Parses the command line and runs one command; gives the exit code. Prints faults to stderr (or,
/// with --json, as one document to stdout).
int run_program(int argc, char** argv, std::function<void()> wait_for_termination);

}  // namespace enclosure::app
