// enclosure serve

#include <fmt/format.h>

#include <optional>

#include <nlohmann/json.hpp>

#include "app/api/once.h"
#include "app/api/world.h"
#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/cli/watched_means.h"
#include "app/flow/api_keys.h"
#include "app/flow/buyer_desk.h"
#include "app/flow/console_desk.h"
#include "app/flow/health_desk.h"
#include "app/flow/link_uses.h"
#include "app/flow/seller_desk.h"
#include "app/flow/shared_registry.h"
#include "app/http/buyer_endpoints.h"
#include "app/http/console_endpoints.h"
#include "app/http/health_endpoints.h"
#include "app/http/http_server.h"
#include "app/http/seller_endpoints.h"
#include "app/http/server_metrics.h"
#include "app/net/ip_address.h"
#include "app/scheduler/scheduler.h"
#include "app/service/server_upkeep.h"
#include "app/service/service_manager.h"

namespace enclosure::app {
namespace {

/// How long a buyer's page waits for VIES before the change is accepted and finished later.
constexpr std::chrono::seconds kBuyersPatience{8};
/// For archived documents that were asked for lately.
constexpr std::size_t kArchiveMemory = std::size_t{64} << 20U;

struct Options {
  bool no_dispatch = false;
  std::string address;
  int port = -1;
};

/// What the command line says goes before what enclosure.json says.
HttpServerSettings settings_of(const Options& options, const HttpConfig& config,
                               const ServiceManager& manager) {
  HttpServerSettings settings;
  settings.bind_address = options.address.empty() ? config.address : options.address;
  settings.port = options.port >= 0 ? options.port : config.port;
  settings.listeners = manager.listeners();
  settings.threads = config.threads;
  settings.max_connections = config.connections;
  settings.connections_per_address = config.connections_per_address;
  settings.link_limits = {config.wrong_links_per_minute, config.requests_per_link};
  for (const std::string& proxy : config.proxies)
    settings.proxies.proxies.push_back(net::IpNetwork::parse(proxy).value());
  if (config.standard_forwarded) settings.proxies.field = http::ProxyTrust::Field::kForwarded;
  if (config.tls) settings.tls = http::TlsFiles{config.tls->certificate, config.tls->key};
  return settings;
}

void serve(const Options& options, Context& context) {
  hold_signals_back();
  const ServiceManager manager;
  const Workspace workspace = open_for_writing(context);
  const Shop& shop = workspace.shop;
  const auto clock = [&context] { return context.now(); };
  WatchedMeans means(context, "; pages and the API go by the old until `serve` is started anew",
                     [](const std::string& text) { complain(text); });
  std::unique_ptr<BackgroundScheduler> scheduler;
  const auto wake = [&scheduler] {
    if (scheduler) scheduler->wake();
  };
  // Buyers wait for it, so it gets less time than the dispatcher's.
  const auto prompt_registry = open_registry(shop, kBuyersPatience);
  std::optional<SharedRegistry> buyers_registry;
  if (prompt_registry) buyers_registry.emplace(*prompt_registry, clock);
  ArchiveCache archive(shop.archive(), kArchiveMemory);
  LinkUses uses;
  const LinkUseWriter writer(uses, *workspace.store, shop.config.time_zone,
                             [](const std::string& text) { complain(text); });
  StoreBuyerDesk buyers(shop, *workspace.store, clock,
                        {archive, uses, buyers_registry ? &*buyers_registry : nullptr});
  ApiKeys keys(*workspace.store, shop.config.api_key_sha256, clock);
  StoreSellerDesk sellers(shop, *workspace.store, clock, wake, keys);
  StoreHealthDesk health(*workspace.store);
  StoredConsoleKeys console_keys(keys, *workspace.store, shop.config.time_zone);
  StoreConsoleDesk console(shop, *workspace.store, {console_keys, clock, wake});

  const HttpServerSettings settings = settings_of(options, shop.config.http, manager);
  AccessLog access_log;
  if (!context.quiet) {
    access_log = [](const AccessRecord& record) {
      complain(fmt::format("{} {} {} {} ms", record.method, record.route, record.status,
                           record.milliseconds));
    };
  }
  http::ServerMetrics metrics;
  api::Once once(*workspace.store, clock);
  api::World world{shop, *workspace.store, keys, once, clock, wake};
  const auto answer_once = [&once](const std::string& route, const ApiKey& key,
                                   const http::Request& request, const auto& work) {
    return once.harmless(route, key, request, work);
  };
  http::Endpoints endpoints = http::buyer_endpoints(buyers);
  for (auto more : {http::seller_endpoints(sellers, answer_once), api::endpoints(world),
                    http::health_endpoints(health, &metrics),
                    http::console_endpoints(console, {clock, shop.config.link_base_url})})
    endpoints.insert(endpoints.end(), more.begin(), more.end());
  HttpServer server(
      settings, std::move(endpoints), access_log,
      [](std::string_view route, std::string_view what) {
        complain(fmt::format("{}: {}", route, what));
      },
      &metrics);
  server.start();
  if (!options.no_dispatch) {
    scheduler = std::make_unique<BackgroundScheduler>(
        shop.workspace, *workspace.store, [&] { return means.current(); }, clock,
        [](const std::string& text) { complain(text); });
  }
  const char* scheme = settings.tls ? "https" : "http";
  if (context.json) {
    print_json({{"address", settings.bind_address}, {"port", server.port()}, {"scheme", scheme}});
  } else {
    say(fmt::format("Listening on {}://{}:{}/ - stop with Ctrl-C or SIGTERM.", scheme,
                    settings.bind_address, server.port()));
  }
  std::fflush(stdout);
  {
    const ServerUpkeep upkeep(server, manager, [](const std::string& text) { complain(text); });
    manager.ready(fmt::format("Listening on port {}", server.port()));
    context.wait_for_termination();
    manager.stopping();
  }
  server.stop();
  scheduler.reset();
}

}  // namespace

void add_serve(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("serve", "the HTTP endpoint, and the dispatcher beside it");
  command->add_flag("--no-dispatch", options->no_dispatch, "only answer; issue and send nothing");
  command->add_option("--address", options->address, "where to listen, instead of http.address");
  command->add_option("--port", options->port, "the port, instead of http.port; 0 takes a free one")
      ->between(0, 65535);
  command->callback([options, &context] { serve(*options, context); });
}

}  // namespace enclosure::app
