#include "app/import/flat_file.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/text.h"
#include "core/visible.h"

namespace enclosure::app {
namespace {

/// Windows-1252 from 0x80 to 0x9F; what is not assigned stays the control character that it is and
/// is refused with the text it stands in.
constexpr std::array<char32_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

/// How many characters beyond ASCII are good UTF-8, and how many bytes are not.
struct Utf8Census {
  std::size_t good = 0;
  std::size_t bad = 0;
};

Utf8Census take_census(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t before = at;
    const char32_t c = next_code_point(bytes, at);
    if (c == U'\uFFFD' && at == before + 1) {
      ++census.bad;
    } else if (c >= 0x80) {
      ++census.good;
    }
  }
  return census;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80U]
                                                  : static_cast<char32_t>(byte));
  }
  return text;
}

/// Spreadsheets wrap a cell in quotes and double those inside; Amazon does neither.
std::string unquoted(std::string_view cell) {
  cell = trim(cell);
  if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"') return std::string(cell);
  const std::string_view inside = cell.substr(1, cell.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] == '"') {
      if (i + 1 == inside.size() || inside[i + 1] != '"') return std::string(cell);
      ++i;
    }
    result += inside[i];
  }
  return result;
}

/// "02-Sep-2026" as a day.
std::optional<Date> parse_named_month(std::string_view text) {
  constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 11 || text[2] != '-' || text[6] != '-') return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), text.substr(3, 3));
  if (month == kMonths.end()) return std::nullopt;
  const auto number = static_cast<int>(month - kMonths.begin()) + 1;
  const std::string digits = std::string(text.substr(7)) + (number < 10 ? "-0" : "-") +
                             std::to_string(number) + "-" + std::string(text.substr(0, 2));
  const auto date = parse_date(digits);
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

std::optional<DecodedText> decode_flat_file(std::string_view bytes, std::string_view name,
                                            FaultLog& log) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    log.add("IMPORT-003", name, "the file is in UTF-16", "save it as UTF-8 and import it again");
    return std::nullopt;
  }
  if (bytes.find('\0') != std::string_view::npos) {
    log.add("IMPORT-003", name, "the file is binary: it holds zero bytes",
            "import the report as Amazon delivers it, unpacked");
    return std::nullopt;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const Utf8Census census = take_census(bytes);
  if (census.bad == 0) return DecodedText{std::string(bytes), false};
  if (census.good > census.bad) {
    log.add("IMPORT-003", name, "the file is UTF-8 with damaged characters",
            "fetch the report again");
    return std::nullopt;
  }
  return DecodedText{from_windows_1252(bytes), true};
}

FlatHeader::FlatHeader(std::string_view line) {
  std::vector<std::string_view> cells;
  constexpr std::size_t kMaxColumns = 1000;
  split_cells(line, kMaxColumns, cells);
  names_.reserve(cells.size());
  for (const std::string_view cell : cells) names_.push_back(to_lower_ascii(unquoted(cell)));
  for (std::size_t i = 0; i < names_.size(); ++i) indexes_.try_emplace(names_[i], i);
}

std::optional<std::size_t> FlatHeader::index_of(std::string_view column) const {
  const auto found = indexes_.find(column);
  return found == indexes_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> FlatHeader::doubles() const {
  std::set<std::string> seen;
  std::set<std::string> twice;
  for (const std::string& name : names_) {
    if (!seen.insert(name).second && !name.empty()) twice.insert(name);
  }
  return {twice.begin(), twice.end()};
}

std::string FlatRow::text(std::string_view column, Need need, std::size_t max_bytes) const {
  const auto index = column.empty() ? std::nullopt : header_->index_of(column);
  const std::string cell = index && *index < cells_->size() ? unquoted((*cells_)[*index]) : "";
  if (!has_visible(cell) && need == Need::kRequired) {
    fault("IMPORT-004", column, "the cell is empty", "fetch the report again, with this column");
  }
  return log_->take(single_line(cell, max_bytes), path_of(column)).value_or("");
}

std::optional<Decimal> FlatRow::decimal(std::string_view column, Need need) const {
  const std::string value = text(column, need);
  return value.empty() ? std::nullopt : log_->take(Decimal::parse(value), path_of(column));
}

Money FlatRow::amount(std::string_view column, Currency currency, Need need) const {
  const std::string value = text(column, need);
  if (value.empty()) return Money::zero(currency);
  return log_->take(parse_amount(value, currency), path_of(column)).value_or(Money::zero(currency));
}

bool FlatRow::flag(std::string_view column) const {
  const std::string value = to_lower_ascii(text(column));
  if (value == "true" || value == "yes" || value == "y" || value == "1") return true;
  if (!value.empty() && value != "false" && value != "no" && value != "n" && value != "0") {
    fault("IMPORT-005", column, "neither true nor false: \"" + value + "\"",
          "fetch the report again");
  }
  return false;
}

Instant FlatTime::at() const {
  return instant ? *instant : Instant{std::chrono::sys_days{*day}} + std::chrono::hours{12};
}

Result<FlatTime> parse_flat_time(std::string_view text) {
  if (const auto day = parse_date(text)) return FlatTime{std::nullopt, *day};
  const std::string_view day_text = text.substr(0, 11);
  if (const auto day = parse_named_month(day_text)) {
    const std::string_view rest = trim(text.substr(day_text.size()));
    if (rest.empty() || rest == "UTC") return FlatTime{std::nullopt, *day};
    const std::string_view time = rest.ends_with(" UTC") ? rest.substr(0, rest.size() - 4) : rest;
    auto instant = parse_instant(enclosure::to_string(*day) + "T" + std::string(time) + "Z");
    if (instant && rest != time) return FlatTime{*instant, std::nullopt};
  }
  const auto instant = parse_instant(text);
  if (instant) return FlatTime{*instant, std::nullopt};
  return instant.faults();
}

std::size_t split_cells(std::string_view line, std::size_t at_most,
                        std::vector<std::string_view>& cells) {
  cells.clear();
  std::size_t count = 0;
  for (;;) {
    const std::size_t tab = line.find('\t');
    if (++count <= at_most) cells.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return count;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace enclosure::app
