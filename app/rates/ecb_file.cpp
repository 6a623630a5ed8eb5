#include "app/rates/ecb_file.h"

#include <utility>

#include "app/rates/rate_collector.h"
#include "app/rates/unzip.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kZip("PK\x03\x04", 4);
constexpr std::size_t kLooked = 4096;

std::string_view beginning(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return trim(bytes.substr(0, kLooked));
}

bool looks_like_xml(std::string_view bytes) {
  return beginning(bytes).starts_with('<');
}

bool looks_like_csv(std::string_view bytes) {
  return beginning(bytes).starts_with("Date,") || beginning(bytes).starts_with("Date ,");
}

}  // namespace

bool looks_like_ecb_file(std::string_view bytes) {
  const bool names_itself =
      bytes.substr(0, kLooked).find("eurofxref") != std::string_view::npos;  // its XML namespace
  return bytes.starts_with(kZip) || (looks_like_xml(bytes) && names_itself) ||
         looks_like_csv(bytes);
}

Result<RateFile> read_ecb_file(std::string_view name, std::string_view bytes) {
  FaultLog log;
  RateCollector rates(log);
  std::optional<std::string> unpacked;
  if (bytes.starts_with(kZip)) {
    unpacked = unzip_first(bytes, kMaxRateFileBytes);
    if (!unpacked) {
      return Fault{"RATES-001", std::string(name), "the .zip is damaged or not one of the ECB's",
                   "unpack it and import the file inside"};
    }
    bytes = *unpacked;
  }
  if (bytes.size() > kMaxRateFileBytes) {
    rates.fault("RATES-004", name, "the file is larger than 32 MB",
                "fetch it again from the European Central Bank");
  } else if (looks_like_xml(bytes)) {
    read_ecb_xml(name, bytes, rates);
  } else if (looks_like_csv(bytes)) {
    read_ecb_csv(name, bytes, rates);
  } else {
    rates.fault("RATES-001", name, "none of the ECB's files of reference rates",
                "fetch eurofxref-daily.xml or eurofxref-hist.csv from the European Central Bank");
  }
  RateFile file = rates.release(name);
  if (!log.empty()) return std::move(log).release();
  return file;
}

}  // namespace enclosure::app
