#include "app/flow/reference_rates.h"

#include "app/rates/rate_of_day.h"

namespace enclosure::app {
namespace {

constexpr const char* kLastAttempt = "rates.asked_at";
constexpr std::chrono::hours kBetweenAttempts{2};

struct Known {
  std::optional<Date> newest;
  std::optional<Instant> last_attempt;
};

Known known(Store& store) {
  return store.read<Known>([](StoreTransaction& tx) {
    Known all{tx.newest_rate_day(), std::nullopt};
    if (const auto at = parse_instant(tx.setting(kLastAttempt))) all.last_attempt = *at;
    return all;
  });
}

/// The day of publication before the last one at `now`.
Date last_but_one(Instant now) {
  return publication_day_for(
      Date{std::chrono::sys_days{last_published_at(now)} - std::chrono::days{1}});
}

}  // namespace

Result<RatesReport> store_rates(const RateFile& file, Store& store, Instant now) {
  return store.transaction<RatesReport>([&](StoreTransaction& tx) -> Result<RatesReport> {
    const auto change = tx.put_rates(file.days, now);
    if (!change) return change.faults();
    return RatesReport{file.days.size(), *change, file.notices};
  });
}

Instant next_rates_fetch(Store& store, Instant now) {
  const Known all = known(store);
  const bool complete = all.newest && *all.newest >= last_published_at(now);
  if (complete) return next_publication_after(now);
  // An attempt that lies in the future belongs to a walk through time that went further.
  if (!all.last_attempt || *all.last_attempt > now) return now;
  return std::max(now, *all.last_attempt + kBetweenAttempts);
}

Result<RatesReport> fetch_rates(Store& store, ReferenceRates& source, Instant now) {
  const Known all = known(store);
  store.write([&](StoreTransaction& tx) { tx.put_setting(kLastAttempt, to_string(now)); });
  const bool gap = !all.newest || *all.newest < last_but_one(now);
  auto days = source.fetch(gap ? ReferenceRates::Span::kNinetyDays : ReferenceRates::Span::kLatest);
  if (!days) return std::move(days).faults();
  return store_rates({*std::move(days), {}}, store, now);
}

}  // namespace enclosure::app
