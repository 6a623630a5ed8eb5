#pragma once
// Do the catalogue's driver links still lead where the maker put the files?

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/ports/link_checks.h"
#include "app/ports/link_probe.h"
#include "attachments/catalogue.h"
#include "core/date.h"
#include "core/fault.h"

namespace enclosure::app {

/// How much one run may ask of the world.
struct LinkLimits {
  std::size_t links = 2000;                                   ///< that are asked
  std::uint64_t file_bytes = std::uint64_t{512} << 20U;       ///< of one download
  std::uint64_t all_bytes = std::uint64_t{2} << 30U;          ///< of all downloads
  std::chrono::milliseconds time = std::chrono::minutes{20};  ///< of all answers and pauses
  std::chrono::milliseconds rest{1000};  ///< between two questions to one server
  std::chrono::hours fresh{24};          ///< so long an answer stands
  int redirects = 5;
};

/// What was asked before. A run may last half an hour, so nobody is locked out meanwhile.
struct LinkMemory {
  virtual ~LinkMemory() = default;
  virtual std::optional<LinkCheck> of(const std::string& url) = 0;
  /// Keeps the check in the place of an earlier one, now or later.
  virtual void keep(const LinkCheck& check) = 0;
};

struct LinkCheckup {
  std::size_t links = 0;       ///< different addresses in the catalogue
  std::size_t asked = 0;       ///< of these, now
  std::size_t remembered = 0;  ///< of these, from the last day
  std::size_t not_asked = 0;   ///< the run's limits were reached
  Faults findings;             ///< `path`: the address
};

/// Asks each address once, one after the other: HEAD, or the first byte where a server knows no
/// HEAD; the whole file where the maker publishes its SHA-256. Redirects on the same host are
/// followed.
///
/// LINK-001 no answer, LINK-002 an answer that is no file, LINK-003 another host, LINK-004 an
/// expired certificate, LINK-005 one of an unknown issuer, LINK-006 another defect of it, LINK-007
/// another size, LINK-008 another SHA-256, LINK-009 redirects without end.
///
/// `on_link` is called after each. What the memory throws passes through.
[[nodiscard]] LinkCheckup check_links(const attachments::Catalogue& catalogue, LinkProbe& probe,
                                      LinkMemory& memory, Instant now,
                                      const LinkLimits& limits = {},
                                      const std::function<void()>& on_link = {});

/// How many different addresses `check_links` has to look at.
[[nodiscard]] std::size_t count_links(const attachments::Catalogue& catalogue);

}  // namespace enclosure::app
