#pragma once
// The scheduler: issues and sends what is due as time passes, real or virtual.

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/flow/dispatch.h"
#include "app/flow/issue.h"

namespace enclosure::app {

/// What the scheduler did so far.
struct ScheduleReport {
  DispatchReport dispatch;
  std::size_t issued = 0;
  std::size_t passes = 0;
  Faults faults;  ///< of orders that could not be issued, each once
};

/// One pass at `now`: issues every shipment that has left, then hands over every message that is
/// due.
void run_pass(const Shop& shop, Store& store, MailTransport& transport,
              std::optional<Instant> since, Instant now, ScheduleReport& report);

/// Walks virtual time from `from` to `until`, stopping at each moment at which something may
/// happen. `arrived` is told each stop.
[[nodiscard]] ScheduleReport walk(const Shop& shop, Store& store, MailTransport& transport,
                                  Instant from, Instant until,
                                  const std::function<void(Instant)>& arrived);

/// Passes in a thread of its own as real time goes by, until it is destroyed. What goes wrong in a
/// pass is told to `complain` and tried again a minute later.
class BackgroundScheduler {
 public:
  BackgroundScheduler(const Shop& shop, Store& store, MailTransport& transport,
                      std::function<Instant()> clock,
                      std::function<void(const std::string&)> complain);
  BackgroundScheduler(const BackgroundScheduler&) = delete;
  BackgroundScheduler& operator=(const BackgroundScheduler&) = delete;
  ~BackgroundScheduler();

  /// Looks again at once: something came in.
  void wake();

 private:
  void work(const std::stop_token& stop);

  const Shop& shop_;
  Store& store_;
  MailTransport& transport_;
  std::function<Instant()> clock_;
  std::function<void(const std::string&)> complain_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
  std::optional<Instant> last_pass_;  // of the worker alone
  std::jthread thread_;               // the last member: it uses all the others
};

}  // namespace enclosure::app
