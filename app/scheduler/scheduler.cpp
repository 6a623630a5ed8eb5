#include "app/scheduler/scheduler.h"

#include <algorithm>
#include <random>

#include "app/errors.h"
#include "app/flow/ask_register.h"
#include "app/flow/change_details.h"
#include "app/flow/heartbeat.h"
#include "app/flow/log_text.h"
#include "app/flow/reference_rates.h"
#include "app/store/lock.h"

namespace enclosure::app {
namespace {

constexpr std::chrono::seconds kLongestNap{60};
/// How often a process looks whether the dispatcher of another one has come to its end.
constexpr std::chrono::seconds kBetweenTries{1};
/// Whoever is kept out for so long says so.
constexpr int kTriesBeforeTelling = 60;
constexpr std::chrono::seconds kPatienceWithDispatcher{60};

/// Counts what was issued of one order and gives the faults of what is held or refused of it.
Faults count(const OrderId& order, const std::vector<IssueOutcome>& outcomes,
             ScheduleReport& report) {
  Faults faults;
  for (const IssueOutcome& outcome : outcomes) {
    report.issued += outcome.kind == IssueOutcome::Kind::kIssued;
    append(faults, under("order " + order.to_string(), outcome.faults));
  }
  return faults;
}

bool waits_for_vies(const Faults& faults) {
  return std::any_of(faults.begin(), faults.end(),
                     [](const Fault& fault) { return fault.code.starts_with("VIES-"); });
}

/// Issues what is due of all orders; those that wait for the register once more when it was asked.
Faults issue_all(const Shop& shop, Store& store, const Sources& sources, Instant now,
                 ScheduleReport& report) {
  const auto orders =
      store.read<std::vector<OrderId>>([](StoreTransaction& tx) { return tx.orders_to_issue(); });
  Crew crew(orders.size() > 1 ? hardware_jobs() : 1);
  const auto outcomes = issue_orders(orders, shop, store, now, crew);
  std::vector<Faults> faults;
  for (std::size_t i = 0; i < orders.size(); ++i)
    faults.push_back(count(orders[i], outcomes[i], report));
  // Where somebody asks just now (`issue`), the next pass issues what was answered.
  const auto asks = sources.registry != nullptr ? JobLock::try_take(shop.workspace, Job::kRegister)
                                                : std::nullopt;
  if (asks) {
    const AskReport asked = ask_what_is_due(shop, store, *sources.registry, now);
    report.vat_numbers_asked += asked.asked;
    report.vat_numbers_answered += asked.answered;
    for (std::size_t i = 0; asked.asked > 0 && i < orders.size(); ++i) {
      if (!waits_for_vies(faults[i])) continue;
      faults[i] = count(orders[i], issue_order(orders[i], shop, store, now), report);
    }
  }
  Faults all;
  for (Faults& of_order : faults) append(all, std::move(of_order));
  return all;
}

/// What buyers sent in while the register did not answer.
void finish_what_buyers_sent(const Shop& shop, Store& store, const Sources& sources, Instant now,
                             ScheduleReport& report) {
  if (sources.registry == nullptr) return;
  const FinishReport finished = finish_details(shop, store, *sources.registry, now);
  report.vat_numbers_asked += finished.asked;
  report.vat_numbers_answered += finished.answered;
  report.changed_by_buyers += finished.corrected;
}

void fetch_when_due(Store& store, const Sources& sources, Instant now, ScheduleReport& report) {
  if (sources.rates == nullptr || next_rates_fetch(store, now) > now) return;
  try {
    const auto fetched = fetch_rates(store, *sources.rates, now);
    if (fetched) report.rates_added += fetched->rates.added;
    report.rates_faults = fetched.faults();
  } catch (const WorldError& error) {
    report.rates_faults = {{"RATES-007", "rates", error.what(), error.hint()}};
  }
}

/// What came back is known before anything more is sent; but where somebody reads the mailbox just
/// now (`messages bounces`), it is for them to tell.
void read_bounces_when_due(const Shop& shop, Store& store, const Sources& sources, Instant now,
                           ScheduleReport& report) {
  if (sources.mailbox == nullptr || next_bounce_reading(store, now) > now) return;
  const auto mine = JobLock::try_take(shop.workspace, Job::kMailbox);
  if (!mine) return;
  try {
    report.bounces += take_bounces(shop, store, *sources.mailbox, now);
    report.bounce_faults.clear();
  } catch (const WorldError& error) {
    report.bounce_faults = {{"BOUNCE-002", "mail.bounces", error.what(), error.hint()}};
  }
}

/// What happened is told last: mails are not kept waiting by receivers of webhooks.
void tell_webhooks(Store& store, const Sources& sources, const std::function<Instant()>& clock,
                   ScheduleReport& report) {
  if (sources.webhooks == nullptr) return;
  thread_local std::minstd_rand random{std::random_device{}()};
  WebhookReport told = deliver_webhooks(store, *sources.webhooks, clock, [] {
    return std::uniform_real_distribution<double>(0, 1)(random);
  });
  report.webhooks_delivered += told.delivered;
  append(report.faults, std::move(told.notices));
}

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  return a && b ? std::min(a, b) : (a ? a : b);
}

/// The next instant after `now` at which something may happen.
std::optional<Instant> next_stop(Store& store, const Sources& sources, Instant now) {
  std::optional<Instant> next = next_due(store, now);
  if (sources.registry != nullptr) {
    next = earlier(next, store.read<std::optional<Instant>>([&](StoreTransaction& tx) {
      return earlier(tx.next_question_after(now), tx.next_details_request_after(now));
    }));
  }
  if (sources.rates != nullptr) next = earlier(next, next_rates_fetch(store, now));
  if (sources.webhooks != nullptr) next = earlier(next, next_webhook(store, now));
  return next;
}

}  // namespace

void run_pass(const Shop& shop, Store& store, MailTransport& transport, const Sources& sources,
              std::optional<Instant> since, Instant now, ScheduleReport& report,
              const std::function<Instant()>& clock) {
  read_bounces_when_due(shop, store, sources, now, report);
  fetch_when_due(store, sources, now, report);
  Faults faults = issue_all(shop, store, sources, now, report);
  finish_what_buyers_sent(shop, store, sources, now, report);
  report.faults = report.rates_faults;
  append(report.faults, report.bounce_faults);
  for (Fault& fault : faults) {
    if (std::find(report.faults.begin(), report.faults.end(), fault) == report.faults.end())
      report.faults.push_back(std::move(fault));
  }
  report.dispatch += dispatch_due(shop, store, transport, since, now, clock);
  tell_webhooks(
      store, sources, clock ? clock : [now] { return now; }, report);
  ++report.passes;
}

ScheduleReport walk(const Shop& shop, Store& store, MailTransport& transport, Instant from,
                    Instant until, const std::function<void(Instant)>& arrived,
                    const Sources& sources, const std::function<void(const std::string&)>& waits,
                    const std::function<Instant()>& clock) {
  ScheduleReport report;
  std::optional<Instant> before;
  for (std::optional<Instant> now = from; now && *now <= until;
       now = next_stop(store, sources, *now)) {
    {
      const JobLock mine =
          JobLock::take(shop.workspace, Job::kDispatch, kPatienceWithDispatcher, waits);
      run_pass(shop, store, transport, sources, before, *now, report, clock);
    }
    before = now;
    arrived(*now);
  }
  if (before) note_pass(store, *before);
  return report;
}

BackgroundScheduler::BackgroundScheduler(const Shop& shop, Store& store, MailTransport& transport,
                                         std::function<Instant()> clock,
                                         std::function<void(const std::string&)> complain,
                                         const Sources& sources)
    : BackgroundScheduler(
          shop.workspace, store, [means = Means{shop, transport, sources}] { return &means; },
          std::move(clock), std::move(complain)) {}

BackgroundScheduler::BackgroundScheduler(std::filesystem::path workspace, Store& store,
                                         std::function<const Means*()> means,
                                         std::function<Instant()> clock,
                                         std::function<void(const std::string&)> complain)
    : workspace_(std::move(workspace)),
      store_(store),
      means_(std::move(means)),
      clock_(std::move(clock)),
      complain_(std::move(complain)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

BackgroundScheduler::~BackgroundScheduler() {
  thread_.request_stop();
  wake();
}

void BackgroundScheduler::wake() {
  {
    const std::scoped_lock lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

/// One pass, unless the dispatcher of another process is at work; gives how long to rest.
std::chrono::seconds BackgroundScheduler::pass() {
  const auto mine = JobLock::try_take(workspace_, Job::kDispatch);
  if (!mine) {
    if (++tries_ == kTriesBeforeTelling)
      complain_(LockFile(lock_file_of(workspace_)).who_has(Job::kDispatch) +
                " has the dispatcher of this workspace; this one waits for it");
    return kBetweenTries;
  }
  tries_ = 0;
  const Means* means = means_();
  if (means == nullptr) return kLongestNap;
  ScheduleReport report;
  const Instant now = clock_();
  run_pass(means->shop, store_, means->transport, means->sources, last_pass_, now, report, clock_);
  last_pass_ = now;
  note_pass(store_, now);
  for (const Fault& fault : report.faults) {
    const bool told = std::find(told_.begin(), told_.end(), fault) != told_.end();
    if (!told) complain_(for_log(fault.code + " " + fault.path + " " + fault.message));
  }
  told_ = std::move(report.faults);
  const auto next = next_stop(store_, means->sources, now);
  return next ? std::clamp(*next - now, std::chrono::seconds{1}, kLongestNap) : kLongestNap;
}

void BackgroundScheduler::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::chrono::seconds nap = kLongestNap;
    try {
      nap = pass();
    } catch (const std::exception& error) {
      complain_(error.what());
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, nap, [this] { return woken_; });
    woken_ = false;
  }
}

}  // namespace enclosure::app
