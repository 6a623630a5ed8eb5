#pragma once
// Whether the store answers, and figures.

#include "app/http/health_desk.h"
#include "app/ports/store.h"

namespace enclosure::app {

/// Tells whether the store answers, and counts.
class StoreHealthDesk : public HealthDesk {
 public:
  explicit StoreHealthDesk(Store& store) : store_(store) {}
  bool is_ready() override;
  std::string metrics() override;

 private:
  Store& store_;
};

}  // namespace enclosure::app
