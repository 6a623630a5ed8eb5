// enclosure links list|revoke|renew|rotate

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/links.h"
#include "app/flow/sent_in.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string order;
  bool all = false;
  bool extend = false;
  bool retire = false;
  int days = 0;
};

/// A link with what the store knows about it.
struct Told {
  StoredLink link;
  std::optional<LinkUse> use;
  LinkTries tries;
  std::optional<DetailsRequest> request;
};

std::string state_of(const StoredLink& link, Instant now) {
  if (link.revoked) return "revoked";
  return link.expires_at <= now ? "expired" : "open";
}

OrderId order_named(const std::string& text) {
  return need(OrderId::parse(text), kExitUsage);
}

/// Those of one order, or of all that have a link that was not revoked.
std::vector<Told> links_told(const Options& options, Store& store) {
  const auto order =
      options.order.empty() ? std::nullopt : std::optional(order_named(options.order));
  return store.read<std::vector<Told>>([&](StoreTransaction& tx) {
    std::vector<Told> told;
    for (StoredLink& link : tx.links()) {
      if (order ? link.order != *order : link.revoked && !options.all) continue;
      auto use = tx.use_of_link(link.id);
      const LinkTries tries = tx.tries_of_link(link.id);
      auto request = link.revoked ? std::nullopt : sent_in_of(link.order, tx);
      told.push_back({std::move(link), std::move(use), tries, std::move(request)});
    }
    return told;
  });
}

Json json_of(const Told& one, const Shop& shop, Instant now) {
  Json json{{"order", one.link.order.to_string()},
            {"state", state_of(one.link, now)},
            {"created_at", to_string(one.link.created_at)},
            {"expires_at", to_string(one.link.expires_at)},
            {"uses", one.use ? one.use->uses : 0},
            {"first_used_on", one.use ? Json(to_string(one.use->first_on)) : Json()},
            {"last_used_on", one.use ? Json(to_string(one.use->last_on)) : Json()},
            {"closed_until", one.tries.closed_until && *one.tries.closed_until > now
                                 ? Json(to_string(*one.tries.closed_until))
                                 : Json()}};
  if (!one.link.revoked) {
    const std::string url = url_of(one.link, shop);
    json["url"] = url.empty() ? "/i/" + token_of(one.link, shop) : url;
  }
  if (one.request) {
    json["sent_in"] = {{"state", name_of(one.request->state)},
                       {"at", to_string(one.request->received_at)},
                       {"change", Json::parse(one.request->change, nullptr, false)},
                       {"note", one.request->note}};
  }
  return json;
}

/// People see no addresses of links here: whoever looks over a shoulder could use them.
void list(const Options& options, Context& context) {
  const Workspace workspace = open_for_reading(context);
  const auto told = links_told(options, *workspace.store);
  if (context.json) {
    auto all = Json::array();
    for (const Told& one : told) all.push_back(json_of(one, workspace.shop, context.now()));
    print_json({{"links", all}});
    return;
  }
  Table table({"order", "state", "until", "uses", "first", "last", "sent in"});
  table.align_right(3);
  for (const Told& one : told) {
    table.add({one.link.order.to_string(), state_of(one.link, context.now()),
               to_string(workspace.shop.config.time_zone.date_of(one.link.expires_at)),
               std::to_string(one.use ? one.use->uses : 0),
               one.use ? to_string(one.use->first_on) : "-",
               one.use ? to_string(one.use->last_on) : "-",
               one.request ? std::string(name_of(one.request->state)) +
                                 (one.request->note.empty() ? "" : " " + one.request->note)
                           : "-"});
  }
  say(table.empty() ? "There are no links." : table.to_string());
  if (!options.order.empty() && !told.empty() && !told.back().link.revoked)
    say("Its address: `enclosure --json links list " + options.order + "`");
}

Fault no_link(const OrderId& order) {
  return {"LINK-010", order.to_string(), "this order has no link that opens",
          "`enclosure links renew " + order.to_string() + "` makes one"};
}

void revoke(const Options& options, Context& context) {
  const OrderId order = order_named(options.order);
  const Workspace workspace = open_for_writing(context);
  const auto revoked = workspace.store->write<bool>([&](StoreTransaction& tx) {
    const auto link = tx.link_of(order);
    if (link) tx.revoke_link(link->id);
    return link.has_value();
  });
  if (!revoked) throw CommandFaults(kExitBadData, {no_link(order)});
  if (context.json) {
    print_json({{"revoked", order.to_string()}});
  } else {
    say("The link of order " + order.to_string() +
        " opens no longer. Its way out of mails works on.");
  }
}

/// A new address, or more time for the one there is.
StoredLink renewed(const OrderId& order, const Options& options, const Shop& shop,
                   StoreTransaction& tx, Instant now) {
  Instant until =
      now + std::chrono::days{options.days > 0 ? options.days : shop.config.link_valid_days};
  std::optional<StoredLink> link = options.extend ? tx.link_of(order) : std::nullopt;
  if (link) until = std::max(until, link->expires_at);  // extended, never shortened
  if (!link) link = renew_link(order, shop, tx, now);
  tx.extend_link(link->id, until);
  link->expires_at = until;
  return *link;
}

void renew(const Options& options, Context& context) {
  const OrderId order = order_named(options.order);
  const Workspace workspace = open_for_writing(context);
  const Shop& shop = workspace.shop;
  const auto link =
      workspace.store->transaction<StoredLink>([&](StoreTransaction& tx) -> Result<StoredLink> {
        if (!tx.order(order)) {
          return Fault{"LINK-011", order.to_string(), "there is no such order",
                       "import it first; `enclosure status` counts what is there"};
        }
        if (tx.invoices_of(order).empty()) {
          return Fault{"LINK-012", order.to_string(),
                       "the order has no invoice, so none to link to",
                       "`enclosure why " + order.to_string() +
                           "` tells what it waits for, or who invoices it"};
        }
        return renewed(order, options, shop, tx, context.now());
      });
  if (!link) throw CommandFaults(kExitBadData, link.faults());
  const std::string url = url_of(*link, shop);
  const std::string address = url.empty() ? "/i/" + token_of(*link, shop) : url;
  if (context.json) {
    print_json({{"order", order.to_string()},
                {"url", address},
                {"expires_at", to_string(link->expires_at)}});
  } else {
    say(address);
    say(fmt::format(
        "It opens until {}.{}", to_string(link->expires_at),
        options.extend ? "" : " The link before it, if there was one, opens no longer."));
  }
}

/// What its buyer sent in needs no more doing.
void answered(const Options& options, Context& context) {
  const OrderId order = order_named(options.order);
  const Workspace workspace = open_for_writing(context);
  need(workspace.store->transaction<Done>(
           [&](StoreTransaction& tx) { return answer_sent_in(order, tx, context.now()); }),
       kExitBadData);
  if (context.json) {
    print_json({{"answered", order.to_string()}});
  } else {
    say("What the buyer of order " + order.to_string() + " sent in waits no longer.");
  }
}

void rotate(const Options& options, Context& context) {
  const Workspace workspace = open_for_writing(context);
  const LinkKeys keys = workspace.shop.link_keys->rotate(context.now(), options.retire);
  // Servers look for new keys when the store has changed.
  workspace.store->write([&](StoreTransaction& tx) {
    tx.put_setting("link_key_epoch", std::to_string(keys.newest().epoch));
  });
  if (context.json) {
    print_json({{"epoch", keys.newest().epoch}, {"in_use", keys.in_use()}});
  } else {
    say(fmt::format("New links are signed with key {}. {}", keys.newest().epoch,
                    options.retire
                        ? "Links that were sent before open no longer; `links list --json` "
                          "gives their new addresses."
                        : "Links that were sent before open as ever."));
    say("Back up secrets/link.key.");
  }
}

}  // namespace

void add_links(Command& program, Context& context) {
  Command* links =
      program.add_subcommand("links", "the buyers' links: who has one, how often it is used");
  links->require_subcommand(1);
  auto options = std::make_shared<Options>();
  Command* command =
      links->add_subcommand("list", "links with their uses, and what buyers sent in");
  command->add_option("ORDER", options->order, "those of one order alone");
  command->add_flag("--all", options->all, "revoked ones, too");
  command->callback([options, &context] { list(*options, context); });

  command = links->add_subcommand("revoke", "the link of an order opens no longer");
  command->add_option("ORDER", options->order, "the order")->required();
  command->callback([options, &context] { revoke(*options, context); });

  command = links->add_subcommand("renew", "a new link for an order, in place of the one before");
  command->add_option("ORDER", options->order, "the order")->required();
  command->add_option("--days", options->days, "how long it opens, instead of links.valid_days")
      ->between(1, 3660);
  command->add_flag("--extend", options->extend, "keep the address, give it more time");
  command->callback([options, &context] { renew(*options, context); });

  command = links->add_subcommand(
      "answered", "what the buyer of an order sent in needs no more doing: you have answered");
  command->add_option("ORDER", options->order, "the order")->required();
  command->callback([options, &context] { answered(*options, context); });

  command = links->add_subcommand("rotate", "a new key for new links");
  command->add_flag("--retire", options->retire,
                    "links that were signed before open no longer: the key was stolen");
  command->callback([options, &context] { rotate(*options, context); });
}

}  // namespace enclosure::app
