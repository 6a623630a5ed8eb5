#pragma once
// The scheduler: issues and sends what is due as time passes, real or virtual.

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "app/flow/dispatch.h"
#include "app/flow/issue.h"
#include "app/flow/take_bounces.h"
#include "app/flow/webhooks.h"
#include "app/ports/mailbox.h"
#include "app/ports/reference_rates.h"
#include "app/ports/vat_registry.h"

namespace enclosure::app {

/// Who is asked outside; null: nobody. Borrowed.
struct Sources {
  VatRegistry* registry = nullptr;
  ReferenceRates* rates = nullptr;
  Mailbox* mailbox = nullptr;  ///< for bounces
  WebhookSender* webhooks = nullptr;
};

/// What a pass is made with. Borrowed.
struct Means {
  const Shop& shop;
  MailTransport& transport;
  Sources sources;
};

/// What the scheduler did so far.
struct ScheduleReport {
  DispatchReport dispatch;
  std::size_t issued = 0;
  std::size_t passes = 0;
  std::size_t vat_numbers_asked = 0;
  std::size_t vat_numbers_answered = 0;
  std::size_t changed_by_buyers = 0;  ///< corrections that had waited for the register
  std::size_t rates_added = 0;
  BounceReading bounces;
  std::size_t webhooks_delivered = 0;
  Faults bounce_faults;  ///< of the last reading; in `faults`, too
  Faults faults;         ///< of the last pass: what is held or refused, each once
  Faults rates_faults;   ///< of the last attempt to fetch rates; in `faults`, too
};

/// One pass at `now`, of whoever has the dispatcher (`Job::kDispatch`): reads the mailbox for
/// bounces and fetches the reference rates when they are due, issues every shipment that has left,
/// asks the register about what is held for it and issues what that decides, finishes what buyers
/// sent in by their links, hands over every message that is due, and tells the webhooks what
/// happened. `clock` tells the time while that takes long; without it `now` stays.
void run_pass(const Shop& shop, Store& store, MailTransport& transport, const Sources& sources,
              std::optional<Instant> since, Instant now, ScheduleReport& report,
              const std::function<Instant()>& clock = {});

/// Walks virtual time from `from` to `until`, stopping at each moment at which something may
/// happen. `arrived` is told each stop. Each pass waits for that of another process to end
/// (docs/decisions/0141), up to a minute: then it throws WorldError (try later). `waits` hears
/// whom it waits for. `clock` tells the time within a pass; without it time stands still there.
[[nodiscard]] ScheduleReport walk(const Shop& shop, Store& store, MailTransport& transport,
                                  Instant from, Instant until,
                                  const std::function<void(Instant)>& arrived,
                                  const Sources& sources = {},
                                  const std::function<void(const std::string&)>& waits = {},
                                  const std::function<Instant()>& clock = {});

/// Passes in a thread of its own as real time goes by, until it is destroyed. What goes wrong in a
/// pass is told to `complain` and tried again a minute later. While another process makes a pass it
/// waits; when that one ends, be it killed, this one goes on.
class BackgroundScheduler {
 public:
  BackgroundScheduler(const Shop& shop, Store& store, MailTransport& transport,
                      std::function<Instant()> clock,
                      std::function<void(const std::string&)> complain,
                      const Sources& sources = {});
  /// `means` is asked before each pass, in the thread of the passes; null: none is made now.
  BackgroundScheduler(std::filesystem::path workspace, Store& store,
                      std::function<const Means*()> means, std::function<Instant()> clock,
                      std::function<void(const std::string&)> complain);
  BackgroundScheduler(const BackgroundScheduler&) = delete;
  BackgroundScheduler& operator=(const BackgroundScheduler&) = delete;
  ~BackgroundScheduler();

  /// Looks again at once: something came in.
  void wake();

 private:
  void work(const std::stop_token& stop);
  std::chrono::seconds pass();

  std::filesystem::path workspace_;
  Store& store_;
  std::function<const Means*()> means_;
  std::function<Instant()> clock_;
  std::function<void(const std::string&)> complain_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool woken_ = false;
  std::optional<Instant> last_pass_;  // of the worker alone, like the next two
  int tries_ = 0;                     // to have the dispatcher, in vain
  Faults told_;                       // of the pass before: nobody is told twice in a row
  std::jthread thread_;               // the last member: it uses all the others
};

}  // namespace enclosure::app
