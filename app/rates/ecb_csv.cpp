// Date,USD,JPY,…   then a row per day: 2026-11-20,1.0568,163.41,N/A,…

#include <string>
#include <vector>

#include "app/rates/rate_collector.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMaxColumns = 200;

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  while (cells.size() <= kMaxColumns) {
    const std::size_t comma = line.find(',');
    cells.push_back(trim(line.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    line.remove_prefix(comma + 1);
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();  // every row ends with a comma
  return cells;
}

/// Takes the next line off `rest`.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return trim(line);
}

}  // namespace

void read_ecb_csv(std::string_view name, std::string_view bytes, RateCollector& rates) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto head = cells_of(next_line(bytes));
  if (head.size() < 2 || head.size() > kMaxColumns) {
    rates.fault("RATES-001", std::string(name) + ":1", "the header names no currencies",
                "fetch the file again from the European Central Bank");
    return;
  }
  for (std::size_t number = 2; !bytes.empty(); ++number) {
    const std::string_view line = next_line(bytes);
    if (line.empty()) continue;
    const std::string path = std::string(name) + ":" + std::to_string(number);
    const auto cells = cells_of(line);
    if (cells.size() > head.size()) {
      rates.fault("RATES-001", path, "the row has more cells than the header",
                  "fetch the file again from the European Central Bank");
    } else if (!cells.empty() && rates.begin_day(cells[0], path)) {
      for (std::size_t i = 1; i < cells.size(); ++i) rates.add(head[i], cells[i], path);
    }
  }
}

}  // namespace enclosure::app
