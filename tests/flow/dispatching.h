#pragma once
// A shop whose dispatcher hands over to a transport that does what the test says.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "app/errors.h"
#include "app/flow/dispatch.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/shop_world.h"

namespace enclosure::app {

/// Thrown in the middle of a hand-over, where the program would die under `kill -9`.
struct Death {};

/// Answers what it is told to, and remembers what it was given.
struct ScriptedTransport : MailTransport {
  DispatchOutcome::Kind answer = DispatchOutcome::Kind::kSent;
  bool idempotent = false;
  bool broken = false;
  bool dies = false;
  bool way_is_open = true;
  int knocks = 0;
  std::string refusal;  ///< of the recipient, in full
  std::function<void()> before_sending;
  std::vector<std::string> sent;
  std::vector<std::string> recipients;

  DispatchOutcome send(const Envelope& to, std::string_view name, std::string_view) override {
    if (broken) throw WorldError(kExitTryLater, "the disk is full", "make room");
    if (before_sending) before_sending();
    sent.emplace_back(name);
    recipients.push_back(to.forward_path.to_string());
    if (dies) throw Death{};
    return {answer, "4.2.2", refusal};
  }
  std::string why_unreachable() override {
    ++knocks;
    return way_is_open ? "" : "connection refused";
  }
  [[nodiscard]] bool is_idempotent() const override { return idempotent; }
};

class Dispatching : public ShopWorld {
 protected:
  inline static const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

  Dispatching() { take(order_of()); }

  void take(const std::string& json) { take_in(json, kStart); }
  /// An order of somebody else: E-10, E-11, …
  void take_other(int number) {
    const std::string digits = std::to_string(number);
    take(order_of({.id = "E-" + digits, .email = "erika" + digits + "@buyer.example"}));
  }

  ScheduleReport pass(Instant now) {
    ScheduleReport report;
    run_pass(shop_, store_, transport_, {}, std::nullopt, now, report);
    return report;
  }

  /// A pass of a program whose clock goes on, as `now_` does.
  ScheduleReport pass_by_the_clock() {
    ScheduleReport report;
    run_pass(shop_, store_, transport_, {}, std::nullopt, now_, report, [this] { return now_; });
    return report;
  }

  /// Issues and plans, and sends nothing.
  void pass_without_sending(Instant now) {
    store_.write([](StoreTransaction& tx) { tx.put_setting("dispatcher", "paused"); });
    pass(now);
    store_.write([](StoreTransaction& tx) { tx.put_setting("dispatcher", "running"); });
  }

  void deliver() {
    store_.write([&](StoreTransaction& tx) {
      tx.put_event({*EventId::parse("d"),
                    *OrderId::parse("D-1"),
                    EventType::kDelivered,
                    kStart + std::chrono::days{1},
                    {}},
                   kStart);
    });
  }

  /// Sends the documents and delivers the goods: when the review request is due.
  Instant review_due() {
    pass(kStart);
    deliver();
    pass(kStart + std::chrono::days{1});
    return message(2).plan.due_at.value();
  }

  ScriptedTransport transport_;
  Instant now_ = kStart;
};

}  // namespace enclosure::app
