#include "app/rates/ecb_client.h"

#include "app/errors.h"
#include "app/rates/ecb_file.h"

namespace enclosure::app {

Result<std::vector<DayRates>> EcbClient::fetch(Span span) {
  const ServiceUrl& url = span == Span::kLatest ? daily_ : ninety_days_;
  const std::string where = url.host() + url.path();
  HttpAnswer answer;
  try {
    answer = ask(url, {"GET", "", "", "", "text/xml, text/csv"}, limits_);
  } catch (const NoAnswer& error) {
    throw WorldError(kExitUnavailable, "no reference rates from " + where + ": " + error.what(),
                     "try again later, or import eurofxref-daily.xml yourself");
  }
  if (answer.status != 200) {
    throw WorldError(
        kExitUnavailable,
        "no reference rates from " + where + ": status " + std::to_string(answer.status),
        "check rates.url, or import eurofxref-daily.xml yourself");
  }
  auto file = read_ecb_file(where, answer.body);
  if (!file) return std::move(file).faults();
  return std::move(file->days);
}

}  // namespace enclosure::app
