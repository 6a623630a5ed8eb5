#pragma once
// The port to the mailbox into which reports about our mails come.

#include <functional>
#include <string>
#include <string_view>

namespace enclosure::app {

/// A mailbox. It may hold letters of buyers as well: what is no report stays where it is.
struct Mailbox {
  virtual ~Mailbox() = default;

  /// Whether a mail is to be fetched, by the mailbox's own lasting name for it.
  using Wanted = std::function<bool(const std::string& name)>;
  /// Takes a fetched mail (of a very large one the beginning); true: it is a report, and what it
  /// says is kept, so the mailbox may put it away.
  using Take = std::function<bool(const std::string& name, std::string_view mail)>;

  /// Goes through the mails, the oldest first as far as the mailbox knows. Throws WorldError when
  /// it cannot be reached or refuses the login.
  virtual void read(const Wanted& wanted, const Take& take) = 0;
};

}  // namespace enclosure::app
