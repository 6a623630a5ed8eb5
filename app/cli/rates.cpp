// enclosure rates list|fetch|show

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/flow/reference_rates.h"
#include "app/rates/rate_of_day.h"

namespace enclosure::app {
namespace {

void list(Context& context) {
  const Workspace workspace = open_for_reading(context);
  struct Known {
    std::size_t days;
    std::optional<Date> newest;
    std::optional<DayRates> rates;
  };
  const auto known = workspace.store->read<Known>([](StoreTransaction& tx) {
    Known all{tx.count_rate_days(), tx.newest_rate_day(), std::nullopt};
    if (all.newest) all.rates = tx.rates_of(*all.newest);
    return all;
  });
  nlohmann::ordered_json json{{"days", known.days},
                              {"newest", known.newest ? to_string(*known.newest) : ""}};
  json["per_euro"] = nlohmann::ordered_json::object();
  Table table({"currency", "per 1 EUR"});
  table.align_right(1);
  if (known.rates) {
    for (const auto& [currency, rate] : known.rates->per_euro) {
      json["per_euro"][currency.to_string()] = rate.to_string();
      table.add({currency.to_string(), rate.to_string()});
    }
  }
  if (context.json) return print_json(json);
  if (!known.newest)
    return say(
        "There are no reference rates yet: `enclosure rates fetch`, or import "
        "eurofxref-daily.xml of the European Central Bank.");
  say(fmt::format("Reference rates of the ECB on {} days, the newest of {}:", known.days,
                  to_string(*known.newest)));
  say(table.to_string());
}

void fetch(Context& context) {
  const Workspace workspace = open_for_writing(context);
  const auto source = open_rates(workspace.shop);
  const auto report = need(fetch_rates(*workspace.store, *source, context.now()), kExitBadData);
  if (context.json) {
    print_json({{"days", report.days},
                {"added", report.rates.added},
                {"unchanged", report.rates.unchanged}});
  } else {
    say(fmt::format("{} days: {} rates are new, {} were there already.", report.days,
                    report.rates.added, report.rates.unchanged));
  }
}

struct Asked {
  std::string currency;
  std::string day;
  std::string from = "EUR";
};

/// Why there is no rate: its day is still to come, the day is not in the store, or the bank tells
/// none for the currency.
Fault missing_rate(Date published, const std::optional<DayRates>& rates, Currency from, Currency to,
                   Instant now) {
  const std::string day = to_string(published);
  if (rates) {
    const bool knows_from = cross_rate(*rates, from, Currency()).has_value();
    return {"RATES-006", "",
            "the rates of " + day + " do not tell " + (knows_from ? to : from).to_string(),
            "the European Central Bank publishes none for it: an order in it must bring its own "
            "rate in exchange_rates"};
  }
  if (published > last_published_at(now)) {
    return {"RATES-006", "", "the rate of " + day + " applies, and it is not published yet",
            "it comes on that day at about 16:00 in Frankfurt"};
  }
  return {"RATES-006", "", "the rate of " + day + " applies, and it is not here",
          "`enclosure rates fetch`, or import the ECB's file of that day"};
}

void show(const Asked& asked, Context& context) {
  const Currency to = need(Currency::parse(asked.currency), kExitUsage);
  const Currency from = need(Currency::parse(asked.from), kExitUsage);
  const Date day = need(parse_date(asked.day), kExitUsage);
  const Workspace workspace = open_for_reading(context);
  const Date published = publication_day_for(day);
  const auto rates = workspace.store->read<std::optional<DayRates>>(
      [&](StoreTransaction& tx) { return tx.rates_of(published); });
  const auto rate = rates ? cross_rate(*rates, from, to) : std::nullopt;
  if (!rate) {
    Fault fault = missing_rate(published, rates, from, to, context.now());
    fault.path = asked.currency + " " + asked.day;
    throw CommandFaults(kExitBadData, {std::move(fault)});
  }
  if (context.json) {
    print_json({{"from", from.to_string()},
                {"to", to.to_string()},
                {"asked_for", to_string(day)},
                {"day", to_string(published)},
                {"rate", rate->rate.to_string()},
                {"source", rate->source}});
  } else {
    say(fmt::format("1 {} = {} {} on {} (ECB, published on {})", from.to_string(),
                    rate->rate.to_string(), to.to_string(), to_string(day), to_string(published)));
  }
}

}  // namespace

void add_rates(Command& program, Context& context) {
  Command* command =
      program.add_subcommand("rates", "reference rates of the European Central Bank");
  command->require_subcommand(1);
  command->add_subcommand("list", "how many days there are, and the newest rates")
      ->callback([&context] { list(context); });
  command->add_subcommand("fetch", "fetch what is missing, now")->callback([&context] {
    fetch(context);
  });
  auto asked = std::make_shared<Asked>();
  Command* one = command->add_subcommand("show", "the rate that applies on a day");
  one->add_option("CURRENCY", asked->currency, "like SEK")->required();
  one->add_option("DAY", asked->day, "the day of supply, like 2026-11-20")->required();
  one->add_option("--from", asked->from, "the currency of the invoice")->capture_default_str();
  one->callback([asked, &context] { show(*asked, context); });
}

}  // namespace enclosure::app
