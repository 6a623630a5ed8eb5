#pragma once
// The European Central Bank's reference rates over HTTPS.

#include <string>

#include "app/fetch/https_client.h"
#include "app/ports/reference_rates.h"

namespace enclosure::app {

inline constexpr const char* kEcbDailyUrl =
    "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";
inline constexpr const char* kEcbNinetyDaysUrl =
    "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist-90d.xml";

/// Fetches the bank's files and reads them (app/rates/ecb_file.h).
class EcbClient : public ReferenceRates {
 public:
  EcbClient(ServiceUrl daily, ServiceUrl ninety_days, HttpLimits limits)
      : daily_(std::move(daily)),
        ninety_days_(std::move(ninety_days)),
        limits_(std::move(limits)) {}

  Result<std::vector<DayRates>> fetch(Span span) override;

 private:
  ServiceUrl daily_;
  ServiceUrl ninety_days_;
  HttpLimits limits_;
};

}  // namespace enclosure::app
