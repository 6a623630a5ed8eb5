// The ECB's files in XML, CSV and .zip: what is taken in is days in order with positive rates.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/rates/ecb_file.h"
#include "app/rates/rate_of_day.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)enclosure::app::looks_like_ecb_file(bytes);
  const auto file = enclosure::app::read_ecb_file("fuzz", bytes);
  if (!file) {
    if (file.faults().empty()) std::abort();
    return 0;
  }
  const enclosure::app::DayRates* before = nullptr;
  for (const auto& day : file->days) {
    if (!day.day.ok() || day.per_euro.empty()) std::abort();
    if (before != nullptr && !(before->day < day.day)) std::abort();
    before = &day;
    const auto& [first, rate] = *day.per_euro.begin();
    for (const auto& [currency, other] : day.per_euro) {
      if (other <= enclosure::Decimal()) std::abort();
      (void)enclosure::app::cross_rate(day, first, currency);
    }
  }
  return 0;
}
