#pragma once
// How often links are used, counted in memory and written now and then: reading an invoice waits
// for no disk.

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>

#include "app/config/time_zone.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Counts uses by link: how many, the first and the last instant, nothing about who. Safe for many
/// threads.
class LinkUses {
 public:
  /// One use more of the link with that id.
  void note(std::string_view link, Instant at);

  /// Adds what was counted to the store, in one transaction, by the days of `zone`, and forgets it;
  /// gives how many links that were. Throws WorldError, and then forgets nothing.
  std::size_t write(Store& store, const TimeZone& zone);

 private:
  struct Count {
    std::uint64_t uses = 0;
    Instant first{};
    Instant last{};
  };
  using Counts = std::unordered_map<std::string, Count>;
  struct Part {
    std::mutex mutex;
    Counts counts;
  };

  static void add(Counts& to, const std::string& link, const Count& count);
  Part& part_of(std::string_view link);

  std::array<Part, 16> parts_;  ///< threads that count different links do not meet
};

/// Writes them in a thread of its own, every half a minute and at its end. What cannot be written
/// is told to `complain` once and tried again.
class LinkUseWriter {
 public:
  LinkUseWriter(LinkUses& uses, Store& store, const TimeZone& zone,
                std::function<void(const std::string&)> complain,
                std::chrono::seconds interval = std::chrono::seconds{30});
  LinkUseWriter(const LinkUseWriter&) = delete;
  LinkUseWriter& operator=(const LinkUseWriter&) = delete;
  ~LinkUseWriter();

 private:
  void work(const std::stop_token& stop, std::chrono::seconds interval);
  void write();

  LinkUses& uses_;
  Store& store_;
  const TimeZone& zone_;
  std::function<void(const std::string&)> complain_;
  std::string told_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::jthread thread_;  // the last member: it uses all the others
};

}  // namespace enclosure::app
