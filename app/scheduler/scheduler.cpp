#include "app/scheduler/scheduler.h"

#include <algorithm>

#include "app/errors.h"

namespace enclosure::app {
namespace {

constexpr std::chrono::seconds kLongestNap{60};

}  // namespace

void run_pass(const Shop& shop, Store& store, MailTransport& transport,
              std::optional<Instant> since, Instant now, ScheduleReport& report) {
  const auto orders =
      store.read<std::vector<OrderId>>([](StoreTransaction& tx) { return tx.orders_to_issue(); });
  for (const OrderId& order : orders) {
    for (const IssueOutcome& outcome : issue_order(order, shop, store, now)) {
      report.issued += outcome.kind == IssueOutcome::Kind::kIssued;
      if (outcome.kind != IssueOutcome::Kind::kRefused) continue;
      for (const Fault& fault : under("order " + order.to_string(), outcome.faults)) {
        if (std::find(report.faults.begin(), report.faults.end(), fault) == report.faults.end())
          report.faults.push_back(fault);
      }
    }
  }
  report.dispatch += dispatch_due(shop, store, transport, since, now);
  ++report.passes;
}

ScheduleReport walk(const Shop& shop, Store& store, MailTransport& transport, Instant from,
                    Instant until, const std::function<void(Instant)>& arrived) {
  ScheduleReport report;
  std::optional<Instant> before;
  for (std::optional<Instant> now = from; now && *now <= until; now = next_due(store, *now)) {
    run_pass(shop, store, transport, before, *now, report);
    before = now;
    arrived(*now);
  }
  return report;
}

BackgroundScheduler::BackgroundScheduler(const Shop& shop, Store& store, MailTransport& transport,
                                         std::function<Instant()> clock,
                                         std::function<void(const std::string&)> complain)
    : shop_(shop),
      store_(store),
      transport_(transport),
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

void BackgroundScheduler::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    std::chrono::seconds nap = kLongestNap;
    try {
      ScheduleReport report;
      const Instant now = clock_();
      run_pass(shop_, store_, transport_, last_pass_, now, report);
      last_pass_ = now;
      for (const Fault& fault : report.faults)
        complain_(fault.code + " " + fault.path + " " + fault.message);
      if (const auto next = next_due(store_, now))
        nap = std::clamp(*next - now, std::chrono::seconds{1}, kLongestNap);
    } catch (const std::exception& error) {
      complain_(error.what());
    }
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, nap, [this] { return woken_; });
    woken_ = false;
  }
}

}  // namespace enclosure::app
