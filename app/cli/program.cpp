#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <CLI/CLI.hpp>
#include <exception>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/config/setup.h"
#include "app/mailbox/maildir.h"
#include "app/mailbox/pop3_mailbox.h"
#include "app/rates/ecb_client.h"
#include "app/rates/ecb_file.h"
#include "app/smtp/outbox_transport.h"
#include "app/smtp/shadow_transport.h"
#include "app/smtp/smtp_transport.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "app/vies/vies_client.h"
#include "app/webhooks/webhook_client.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

std::unique_ptr<Store> open_store(const Shop& shop, SqliteStore::Mode mode) {
  return std::make_unique<SqliteStore>((shop.workspace / "enclosure.db").string(), mode);
}

/// A store that begins anew beside documents that were issued would use their numbers again.
void refuse_lost_store(const Shop& shop) {
  const auto file = shop.workspace / "enclosure.db";
  const auto archive = shop.workspace / "archive";
  std::error_code error;
  const auto bytes = std::filesystem::file_size(file, error);
  const bool lost = error || bytes == 0;
  if (lost && std::filesystem::is_directory(archive, error) &&
      !std::filesystem::is_empty(archive, error)) {
    throw WorldError(
        kExitUnavailable,
        "the database " + file.string() + " is lost, but archive/ holds documents that were issued",
        "restore it from a backup: a new one would use their numbers again");
  }
}

void report(const Context& context, const Faults& faults) {
  if (context.json) {
    print_json({{"faults", to_json(faults)}});
  } else {
    print_faults(faults);
  }
}

void add_global_options(Command& program, Context& context) {
  program.add_option("--workspace", context.workspace, "the folder to work in")
      ->envname("ENCLOSURE_WORKSPACE")
      ->type_name("DIR");
  program.add_instant("--now", context.fixed_now, "the time this run believes it is, RFC 3339");
  program.add_flag("--json", context.json, "answer with one JSON document on stdout");
  program.add_flag("--quiet", context.quiet, "no progress, no notices");
}

/// How many letters apart two words are (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, changed}));
    }
  }
  return row.back();
}

/// Where a word stands in place of a command: names it, and the command that looks most like it.
void refuse_unknown_command(const CLI::App& program) {
  const CLI::App* parent = &program;
  std::string called = "enclosure";
  while (!parent->get_subcommands().empty()) {
    parent = parent->get_subcommands().front();
    called += " " + parent->get_name();
  }
  const auto left = program.remaining(true);
  const auto known = parent->get_subcommands([](const CLI::App*) { return true; });
  if (left.empty() || known.empty() || left.front().starts_with('-')) return;
  const std::string& word = left.front();
  const auto* nearest =
      *std::min_element(known.begin(), known.end(), [&](const CLI::App* a, const CLI::App* b) {
        return distance(word, a->get_name()) < distance(word, b->get_name());
      });
  throw CommandFaults(
      kExitUsage, {{"USAGE", "", "there is no command `" + called + " " + word + "`",
                    "the nearest one is `" + called + " " + nearest->get_name() + "`; `" + called +
                        " --help` lists them all"}});
}

/// Runs what the command line asks for; every failure becomes an exit code.
int guarded(const Context& context, const std::function<void()>& work) {
  try {
    work();
    return context.exit_code;
  } catch (const CommandFaults& error) {
    report(context, error.faults());
    return error.exit_code();
  } catch (const WorldError& error) {
    report(context, {{fmt::format("WORLD-{}", static_cast<int>(error.exit_code())), "",
                      error.what(), error.hint()}});
    return error.exit_code();
  } catch (const std::bad_alloc&) {
    report(context, {{"WORLD-75", "", "the machine is out of memory",
                      "close other programs and try again"}});
    return kExitTryLater;
  } catch (const std::exception& error) {
    report(context,
           {{"BUG-70", "", std::string("something went wrong that should not: ") + error.what(),
             "please report it with the command and this message; nothing was half done"}});
    return kExitOurBug;
  }
}

}  // namespace

Instant Context::now() const {
  return fixed_now.value_or(
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

Workspace open_for_writing(const Context& context) {
  Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  refuse_lost_store(shop);
  auto store = open_store(shop, SqliteStore::Mode::kReadWrite);
  return {std::move(shop), std::move(store)};
}

Workspace open_for_reading(const Context& context) {
  Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  auto store = open_store(shop, SqliteStore::Mode::kReadOnly);
  return {std::move(shop), std::move(store)};
}

void need_setup(const Shop& shop) {
  Faults faults = open_setup(shop.config);
  if (!faults.empty()) throw CommandFaults(kExitBadData, std::move(faults));
}

std::unique_ptr<SmtpTransport> make_smtp_transport(const SmtpConfig& config) {
  SmtpSettings settings;
  settings.host = config.host;
  settings.port = config.port;
  settings.security = need(parse_smtp_security(config.security), kExitConfiguration);
  settings.username = config.username;
  settings.password = config.password;
  if (!config.token_file.empty()) {
    settings.token = [file = config.token_file] { return std::string(trim(read_file(file))); };
  } else if (!config.token.empty()) {
    settings.token = [token = config.token] { return token; };
  }
  settings.ca_file = config.ca_file;
  settings.timeout = std::chrono::seconds{config.timeout_seconds};
  return std::make_unique<SmtpTransport>(std::move(settings));
}

std::unique_ptr<MailTransport> open_transport(const Shop& shop) {
  const auto& smtp = shop.config.mail.smtp;
  const auto& shadow = shop.config.shadow;
  const bool to_folder = shadow && shadow->to.empty();
  std::unique_ptr<MailTransport> transport;
  if (smtp && !to_folder) {
    transport = make_smtp_transport(*smtp);
  } else {
    transport =
        std::make_unique<OutboxTransport>(shop.workspace / (to_folder ? "shadow" : "outbox"));
  }
  if (shadow) return std::make_unique<ShadowTransport>(std::move(transport), shadow->to);
  return transport;
}

std::unique_ptr<Mailbox> open_mailbox(const Shop& shop) {
  const BouncesConfig& config = shop.config.mail.bounces;
  if (!config.maildir.empty())
    return std::make_unique<Maildir>(shop.workspace / config.maildir, config.keep);
  if (!config.pop3) return nullptr;
  Pop3Settings settings;
  settings.host = config.pop3->host;
  settings.port = config.pop3->port;
  settings.security = need(parse_smtp_security(config.pop3->security), kExitConfiguration);
  settings.username = config.pop3->username;
  settings.password = config.pop3->password;
  settings.ca_file = config.pop3->ca_file;
  settings.timeout = std::chrono::seconds{config.pop3->timeout_seconds};
  settings.keep = config.keep;
  return std::make_unique<Pop3Mailbox>(std::move(settings));
}

std::unique_ptr<VatRegistry> open_registry(const Shop& shop, std::chrono::seconds patience) {
  const ViesConfig& config = shop.config.vies;
  if (!config.ask) return nullptr;
  HttpLimits limits;
  limits.timeout = std::min(patience, std::chrono::seconds{config.timeout_seconds});
  limits.ca_file = config.ca_file;
  return std::make_unique<ViesClient>(need(ServiceUrl::parse(config.base_url), kExitConfiguration),
                                      limits);
}

std::unique_ptr<ReferenceRates> open_rates(const Shop& shop) {
  const RatesConfig& config = shop.config.rates;
  HttpLimits limits;
  limits.timeout = std::chrono::seconds{config.timeout_seconds};
  limits.max_bytes = kMaxRateFileBytes;
  limits.ca_file = config.ca_file;
  return std::make_unique<EcbClient>(
      need(ServiceUrl::parse(config.url), kExitConfiguration),
      need(ServiceUrl::parse(config.history_url), kExitConfiguration), limits);
}

std::unique_ptr<WebhookSender> open_webhooks(const Shop& shop, const Context& context) {
  if (context.fixed_now) return nullptr;
  const WebhooksConfig& config = shop.config.webhooks;
  WebhookClientSettings settings;
  settings.timeout = std::chrono::seconds{config.timeout_seconds};
  settings.ca_file = config.ca_file;
  settings.private_addresses = config.private_addresses;
  return std::make_unique<WebhookClient>(std::move(settings));
}

int run_program(int argc, char** argv, std::function<void()> wait_for_termination) {
  Context context;
  context.wait_for_termination = std::move(wait_for_termination);
  CLI::App program{
      "Enclosure: VAT invoices, manuals and three well-timed mails for the orders of an EU seller.",
      "enclosure"};
  program.require_subcommand(1);
  program.fallthrough();
  program.footer(
      "Each command explains itself: enclosure COMMAND --help. The manual is in docs/cli.md.");
  Command commands(program);
  add_global_options(commands, context);
  program.set_version_flag("--version", std::string("enclosure ") + ENCLOSURE_VERSION);
  for (auto* add : {add_init,    add_check,  add_doctor,  add_import,   add_issue,      add_credit,
                    add_correct, add_keys,   add_links,   add_lint,     add_regenerate, add_render,
                    add_tax,     add_export, add_explain, add_products, add_messages,   add_rates,
                    add_run,     add_serve,  add_status,  add_verify,   add_why}) {
    add(commands, context);
  }
  return guarded(context, [&] {
    try {
      program.parse(argc, argv);
    } catch (const CLI::RequiredError& error) {
      refuse_unknown_command(program);
      program.exit(error);
      context.exit_code = kExitUsage;
    } catch (const CLI::ParseError& error) {
      context.exit_code = program.exit(error) == 0 ? kExitDone : kExitUsage;
    }
  });
}

}  // namespace enclosure::app
