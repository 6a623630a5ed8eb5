#pragma once
// What monitors may ask.

#include <string>

namespace enclosure::app {

/// Whether the program can do its work now.
struct HealthDesk {
  virtual ~HealthDesk() = default;
  virtual bool is_ready() = 0;
  virtual std::string metrics() = 0;  ///< Prometheus text format
};

}  // namespace enclosure::app
