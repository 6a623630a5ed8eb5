#pragma once
// The seller's console over the store: each number comes from where the command line has it from.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/console_keys.h"
#include "app/flow/doctor.h"
#include "app/flow/shop.h"
#include "app/http/console_desk.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// What the console needs besides shop and store.
struct ConsoleTools {
  ConsoleKeys& keys;
  std::function<Instant()> clock;
  std::function<void()> wake;  ///< something came in: the dispatcher looks at once
};

/// Sessions end half an hour after the last page, and after twelve hours in any case.
inline constexpr std::chrono::minutes kConsoleIdle{30};
inline constexpr std::chrono::hours kConsoleLongest{12};

/// Serves the console. Safe for several threads.
class StoreConsoleDesk : public ConsoleDesk {
 public:
  StoreConsoleDesk(const Shop& shop, Store& store, ConsoleTools tools)
      : shop_(shop), store_(store), tools_(std::move(tools)) {}

  // console_desk.cpp
  std::optional<std::string> log_in(std::string_view key) override;
  bool knows_session(std::string_view session) override;
  void log_out(std::string_view session) override;
  console::Frame frame(std::string_view session) override;
  bool is_form_token(std::string_view session, std::string_view token) override;

  // console_import.cpp
  console::ImportView import_form() override;
  console::ImportView import(const std::vector<ConsoleUpload>& uploads, const std::string& format,
                             const std::string& form_id) override;

  // console_home.cpp
  console::HomeView home() override;
  std::optional<console::OrderListView> orders(const std::string& number,
                                               const std::string& standing,
                                               const std::string& behind) override;

  // console_order.cpp
  std::optional<console::OrderView> order(const std::string& order) override;
  std::optional<Download> document(const std::string& order, std::size_t index, bool xml) override;

  // console_mail.cpp
  std::optional<console::MailPage> mail(const std::string& order, int stage,
                                        const std::string& language) override;
  std::optional<Download> mail_source(const std::string& order, int stage) override;
  std::optional<console::MessageListView> messages(const console::MessageQuery& given) override;
  std::optional<console::TextsView> texts(const std::string& language) override;

  // console_lists.cpp
  console::CoverageView coverage() override;
  console::AuditView audit(bool run) override;
  console::BouncesView bounces() override;
  console::SettingsView settings() override;

  // console_actions.cpp
  std::optional<console::ActionView> action_form(const std::string& order,
                                                 const std::string& action,
                                                 const ConsoleFields& given) override;
  std::optional<ActionAnswer> act(const std::string& order, const std::string& action,
                                  const ConsoleFields& fields) override;

 private:
  /// What doctor finds in what a page can wait for; looked at anew every five minutes.
  std::vector<DoctorFinding> checks();
  [[nodiscard]] console::Moment moment(Instant at) const;
  [[nodiscard]] console::Moment moment(const std::optional<Instant>& at) const;
  [[nodiscard]] console::OrderLine line_of(const ListedOrder& row, Instant now) const;

  const Shop& shop_;
  Store& store_;
  ConsoleTools tools_;
  std::mutex mutex_;
  std::optional<Instant> checked_at_;
  std::vector<DoctorFinding> checks_;
};

}  // namespace enclosure::app
