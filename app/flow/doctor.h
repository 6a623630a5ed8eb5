#pragma once
// Is everything there before the first order comes? What `enclosure doctor` and the console tell.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/flow/shop.h"
#include "app/ports/mail_transport.h"
#include "app/ports/mailbox.h"
#include "app/ports/store.h"
#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app {

/// One thing looked at: its name, what was found, what is wrong with it, and what the seller should
/// think about.
struct DoctorFinding {
  std::string what;
  std::string found;
  Faults defects;
  Faults hints = {};
};

/// The code of the hint that sending is paused.
constexpr std::string_view kPauseHint = "PAUSE-001";

/// Where to look, and who is asked. What is lent may throw WorldError: that is then a defect.
struct DoctorWorld {
  using Use = std::function<void(Store&)>;

  std::filesystem::path workspace;
  Instant now{};
  /// Neither the whole database is read nor a server asked: what a page can wait for.
  bool is_quick = false;
  std::function<void(const Use&)> open_store;     ///< for writing
  std::function<void(const Use&)> look_at_store;  ///< for reading
  std::function<DispatchOutcome(const SmtpConfig&)> probe_mail;
  std::function<std::unique_ptr<Mailbox>(const Shop&)> open_mailbox;
};

/// Looks at everything; the configuration is read anew.
[[nodiscard]] std::vector<DoctorFinding> examine(const DoctorWorld& world);

}  // namespace enclosure::app
