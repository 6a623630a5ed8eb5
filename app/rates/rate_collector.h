#pragma once
// What both readers of the ECB's files do with a day, a currency and a rate.

#include <set>
#include <string>
#include <string_view>

#include "app/import/fault_log.h"
#include "app/rates/ecb_file.h"

namespace enclosure::app {

/// Collects days and rates, and what is wrong with them. Borrows the log.
class RateCollector {
 public:
  explicit RateCollector(FaultLog& log) : log_(&log) {}

  /// Begins a day; false when it is none, came before, or is one too many.
  bool begin_day(std::string_view text, std::string_view path);
  /// Adds a rate to the day that was begun.
  void add(std::string_view currency, std::string_view rate, std::string_view path);
  void fault(std::string_view code, std::string_view path, std::string_view message,
             std::string_view hint) {
    log_->add(code, path, message, hint);
  }

  /// The days by date, or a fault when there are none.
  RateFile release(std::string_view name);

 private:
  FaultLog* log_;
  RateFile file_;
  std::set<Date> days_;
  std::set<std::string> left_out_;
};

void read_ecb_xml(std::string_view name, std::string_view bytes, RateCollector& rates);
void read_ecb_csv(std::string_view name, std::string_view bytes, RateCollector& rates);

}  // namespace enclosure::app
