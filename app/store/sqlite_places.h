#pragma once
// Pages (app/ports/page.h) in SQLite's dialect.

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "app/ports/page.h"
#include "app/store/sqlite_session.h"

namespace enclosure::app::sql {

/// A page as two parts of a statement, of which the first wants `behind()` as parameter ?1.
class Places {
 public:
  explicit Places(const PageAt& page, std::string column = "position")
      : newest_first_(page.direction == Direction::kNewestFirst),
        behind_(page.behind.value_or(newest_first_ ? std::numeric_limits<Int>::max() : 0)),
        column_(std::move(column)) {}

  [[nodiscard]] Int behind() const { return behind_; }
  [[nodiscard]] std::string bound() const {
    return column_ + (newest_first_ ? " < ?1 " : " > ?1 ");
  }
  [[nodiscard]] std::string order() const { return order_by(column_); }
  [[nodiscard]] std::string order_by(const std::string& column) const {
    return "ORDER BY " + column + (newest_first_ ? " DESC " : " ");
  }

 private:
  bool newest_first_;
  Int behind_;
  std::string column_;
};

/// The limit of a statement for a page of `most` rows: one more tells whether others come.
inline Int one_more(std::size_t most) {
  return static_cast<Int>(most) + 1;
}

/// The page of what such a statement gave.
template <typename Row, typename Tuple>
PageOf<Row> page_of(const std::vector<Tuple>& tuples, std::size_t most,
                    Row (*convert)(const Tuple&)) {
  PageOf<Row> page;
  page.more = tuples.size() > most;
  page.rows.reserve(tuples.size());
  for (const Tuple& tuple : tuples) {
    if (page.rows.size() == most) break;
    page.rows.push_back(convert(tuple));
  }
  return page;
}

}  // namespace enclosure::app::sql
