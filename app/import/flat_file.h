#pragma once
// Amazon's flat files: tab separated, one header line, no quoting.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/import/fault_log.h"
#include "app/import/json_reader.h"
#include "core/date.h"
#include "core/decimal.h"
#include "core/money.h"

namespace enclosure::app {

/// Bytes of a flat file as UTF-8.
struct DecodedText {
  std::string text;
  bool was_windows_1252 = false;
};

/// Takes a byte order mark off; bytes that are not UTF-8 are read as Windows-1252, of which Latin-1
/// is a part. Fault IMPORT-003: a binary file, UTF-16, or UTF-8 that is merely damaged (more good
/// characters beyond ASCII than bad ones).
[[nodiscard]] std::optional<DecodedText> decode_flat_file(std::string_view bytes,
                                                          std::string_view name, FaultLog& log);

/// The header of a flat file: names in lower case and where they stand.
class FlatHeader {
 public:
  explicit FlatHeader(std::string_view line);
  FlatHeader(const FlatHeader&) = delete;
  FlatHeader& operator=(const FlatHeader&) = delete;

  [[nodiscard]] std::optional<std::size_t> index_of(std::string_view column) const;
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Names that occur more than once.
  [[nodiscard]] std::vector<std::string> doubles() const;

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string_view, std::size_t> indexes_;
};

/// A cursor over one row, the sister of `Reader`: paths are "orders.txt:17 column-name". A column
/// that the file does not have reads as empty. Borrows all it is given.
class FlatRow {
 public:
  FlatRow(const FlatHeader& header, const std::vector<std::string_view>& cells, std::string place,
          FaultLog& log)
      : header_(&header), cells_(&cells), place_(std::move(place)), log_(&log) {}

  /// "orders.txt:17"
  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] std::string path_of(std::string_view column) const {
    return place_ + " " + std::string(column);
  }
  [[nodiscard]] FaultLog& log() const { return *log_; }

  std::string text(std::string_view column, Need need = Need::kOptional,
                   std::size_t max_bytes = 1000) const;
  std::optional<Decimal> decimal(std::string_view column, Need need = Need::kOptional) const;
  /// Zero when the cell is empty.
  Money amount(std::string_view column, Currency currency, Need need = Need::kOptional) const;
  /// Fault IMPORT-005: something other than true or false.
  bool flag(std::string_view column) const;

  template <typename T>
  std::optional<T> parsed(std::string_view column, Need need = Need::kOptional) const {
    const std::string value = text(column, need);
    return value.empty() ? std::nullopt : log_->take(T::parse(value), path_of(column));
  }

  void fault(std::string_view code, std::string_view column, std::string_view message,
             std::string_view hint) const {
    log_->add(code, path_of(column), message, hint);
  }

 private:
  const FlatHeader* header_;
  const std::vector<std::string_view>* cells_;
  std::string place_;
  FaultLog* log_;
};

/// A day, or a point in time with its day.
struct FlatTime {
  std::optional<Instant> instant;  ///< when a time of day was given
  std::optional<Date> day;         ///< when it was not
  /// The instant; a day alone stands for its noon in UTC.
  [[nodiscard]] Instant at() const;
};

/// Reads the forms that Amazon's reports use: "2026-09-02T10:11:12+02:00", "2026-09-02T10:11:12Z",
/// "02-Sep-2026 UTC", "02-Sep-2026 10:11:12 UTC", "2026-09-02". Fault DATE-002.
[[nodiscard]] Result<FlatTime> parse_flat_time(std::string_view text);

/// `line` cut at its tabs into `cells`; stops after `at_most` and gives the number of cells that
/// the line has in all.
std::size_t split_cells(std::string_view line, std::size_t at_most,
                        std::vector<std::string_view>& cells);

}  // namespace enclosure::app
