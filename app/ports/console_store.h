#pragma once
// The part of the store that knows who is logged in at the console.

#include <optional>
#include <string>

#include "core/date.h"

namespace enclosure::app {

/// One login.
struct ConsoleSession {
  std::string id;      ///< SHA-256 of what the browser holds, hexadecimal
  std::string key_id;  ///< of the key it was opened with
  Instant created_at{};
  Instant last_seen_at{};

  friend bool operator==(const ConsoleSession&, const ConsoleSession&) = default;
};

/// The part of a transaction that keeps them.
struct ConsoleTransaction {
  virtual ~ConsoleTransaction() = default;

  /// Adds a session, or changes when it was last seen.
  virtual void put_console_session(const ConsoleSession& session) = 0;
  virtual std::optional<ConsoleSession> console_session(const std::string& id) = 0;
  virtual void remove_console_session(const std::string& id) = 0;
  /// Those that began before `created` or were last seen before `seen`, and forms taken before
  /// `created`.
  virtual void forget_console_sessions(Instant created, Instant seen) = 0;

  /// Whether the form of that id was taken. Asking takes nothing.
  virtual bool is_form_taken(const std::string& id) = 0;
  /// False, and nothing is changed, when the form of that id was taken before.
  virtual bool take_form(const std::string& id, Instant now) = 0;
};

}  // namespace enclosure::app
