#pragma once
// A statement of SQLite that is compiled once and run many times. Poco's statements compile their
// text anew at each run, which took a third of what the store takes (decision 0204).

#include <Poco/Nullable.h>
#include <Poco/Types.h>

#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace enclosure::app::sql {

using Int = Poco::Int64;
using NullableInt = Poco::Nullable<Int>;
using NullableText = Poco::Nullable<std::string>;

/// One thread at a time. What fails is thrown as Poco throws it (`throw_for`).
class Statement {
 public:
  /// `database` outlives it. `text` is one statement.
  Statement(sqlite3* database, const std::string& text);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  /// Gives the parameter `place`, from 1 on, its value; text is not copied and must stay until the
  /// statement is reset.
  void bind(int place, const std::string& value);
  void bind(int place, const char* value) = delete;  // would be made a text that goes at once
  void bind(int place, Int value);
  void bind(int place, const NullableInt& value);
  void bind(int place, const NullableText& value);

  /// True when a row is there.
  bool step();

  /// What stands in `column`, from 0 on, of the row; NULL is an empty text and 0 where the type
  /// knows no NULL.
  void read(int column, std::string& value) const;
  void read(int column, Int& value) const;
  void read(int column, NullableInt& value) const;
  void read(int column, NullableText& value) const;

  /// How many rows the statement that ran last on this connection has inserted, changed or deleted.
  [[nodiscard]] std::size_t changes() const;

  /// Lets go of rows, locks and values.
  void reset() noexcept;

 private:
  [[noreturn]] void fail(int code) const;
  void bound(int code) const;

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace enclosure::app::sql
