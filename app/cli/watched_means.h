#pragma once
// What a program that stays works with, read anew whenever the seller changes it.

#include <functional>
#include <memory>
#include <string>

#include "app/cli/context.h"
#include "app/scheduler/scheduler.h"

namespace enclosure::app {

/// The means of a dispatcher that runs for days. Before each pass it looks whether enclosure.json,
/// the catalogue, the logo or a text below messages/ has changed (by size and time of the file,
/// docs/decisions/0250). For one thread. Borrows `context`.
class WatchedMeans {
 public:
  /// `complain` hears that something has changed, and what is wrong with it. `beside`: what of this
  /// program goes by the old configuration until it is started anew; or empty.
  WatchedMeans(const Context& context, std::string beside,
               std::function<void(const std::string&)> complain);
  ~WatchedMeans();
  WatchedMeans(const WatchedMeans&) = delete;
  WatchedMeans& operator=(const WatchedMeans&) = delete;

  /// Those of the workspace as it stands. Null while it is faulty: nothing is issued or sent by
  /// half of a change.
  const Means* current();

 private:
  struct Opened;

  [[nodiscard]] std::string stamp() const;
  void open();

  const Context& context_;
  std::string beside_;
  std::function<void(const std::string&)> complain_;
  std::string logo_;   ///< path of the logo, as last configured
  std::string stamp_;  ///< of the files as they were when they were read; empty: never
  std::unique_ptr<Opened> opened_;
};

}  // namespace enclosure::app
