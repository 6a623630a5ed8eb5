#pragma once
// What is kept of the links that were asked, so that nobody is asked twice a day.

#include <optional>
#include <string>

#include "app/ports/link_probe.h"
#include "core/date.h"

namespace enclosure::app {

/// What came of a link in the end.
struct LinkCheck {
  std::string url;     ///< as the catalogue has it
  bool whole = false;  ///< it was read whole, and its hash is known
  Instant asked_at{};
  std::string final_url;  ///< of the last answer, behind redirects
  LinkAnswer answer;      ///< the last one

  friend bool operator==(const LinkCheck&, const LinkCheck&) = default;
};

/// The part of a transaction that keeps them.
struct LinkCheckTransaction {
  virtual ~LinkCheckTransaction() = default;

  /// Keeps the check in the place of an earlier one of the same address.
  virtual void put_link_check(const LinkCheck& check) = 0;
  virtual std::optional<LinkCheck> link_check_of(const std::string& url) = 0;
};

}  // namespace enclosure::app
