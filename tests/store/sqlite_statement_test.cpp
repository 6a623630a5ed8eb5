#include <gtest/gtest.h>
#include <sqlite3.h>

#include <stdexcept>

#include "app/store/sqlite_connection.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using sql::NullableText;
using Row = Poco::Tuple<Int, std::string, NullableInt, NullableText>;

class SqliteStatement : public ::testing::Test {
 protected:
  SqliteStatement() {
    connection_.script("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, at INTEGER, note TEXT)");
  }

  sql::Session& session() { return connection_.session(); }
  std::size_t add(Int id, const std::string& name, const NullableInt& at,
                  const NullableText& note) {
    return sql::run(session(), "INSERT INTO t (id, name, at, note) VALUES (?, ?, ?, ?)", id, name,
                    at, note);
  }
  std::vector<Row> from(Int id) {
    return sql::rows<Row>(session(), "SELECT id, name, at, note FROM t WHERE id >= ? ORDER BY id",
                          id);
  }
  /// Statements that the connection has compiled and not let go.
  int compiled() {
    int count = 0;
    for (sqlite3_stmt* one = sqlite3_next_stmt(connection_.handle(), nullptr); one != nullptr;
         one = sqlite3_next_stmt(connection_.handle(), one))
      ++count;
    return count;
  }

  SqliteConnection connection_{":memory:", std::chrono::milliseconds{100}};
};

TEST_F(SqliteStatement, IsCompiledOnceAndTakesNewValuesEachTime) {
  EXPECT_EQ(add(1, "Ärmel", NullableInt(7), NullableText("x")), 1u);
  EXPECT_EQ(add(2, std::string("a\0b", 3), NullableInt(), NullableText()), 1u);
  EXPECT_EQ(from(1), (std::vector<Row>{{1, "Ärmel", NullableInt(7), NullableText("x")},
                                       {2, std::string("a\0b", 3), {}, {}}}));
  EXPECT_EQ(from(2).size(), 1u);
  EXPECT_TRUE(from(3).empty());
  EXPECT_EQ(from(0).size(), 2u);
  EXPECT_EQ(compiled(), 2);
}

TEST_F(SqliteStatement, TellsHowManyRowsItChanged) {
  for (Int id = 1; id <= 5; ++id) add(id, "", {}, {});
  const auto gone = [&](Int id) { return sql::run(session(), "DELETE FROM t WHERE id > ?", id); };
  EXPECT_EQ(gone(3), 2u);
  EXPECT_EQ(gone(3), 0u);
  EXPECT_EQ(sql::count(session(), "SELECT count(*) FROM t"), 3u);
}

TEST_F(SqliteStatement, ReadsNullAsNothingWhereTheTypeKnowsNoNull) {
  connection_.script("INSERT INTO t (id) VALUES (1)");
  using Plain = Poco::Tuple<std::string, Int>;
  EXPECT_EQ(sql::rows<Plain>(session(), "SELECT name, at FROM t"), (std::vector<Plain>{{"", 0}}));
}

TEST_F(SqliteStatement, IsNotKeptWhereItFails) {
  add(1, "one", {}, {});
  EXPECT_THROW(add(1, "again", {}, {}), Poco::Exception);
  EXPECT_EQ(compiled(), 0);
  EXPECT_EQ(add(2, "two", {}, {}), 1u);
  EXPECT_THROW(sql::run(session(), "DELETE FROM nowhere"), Poco::Exception);
  EXPECT_EQ(from(0).size(), 2u);
}

TEST_F(SqliteStatement, HoldsNoLockOnceItsRowsAreRead) {
  add(1, "one", {}, {});
  connection_.script("BEGIN");
  from(0);
  connection_.script("COMMIT");
  EXPECT_NE(sqlite3_get_autocommit(connection_.handle()), 0);
  connection_.script("DROP TABLE t");  // refused while a statement is in the middle of its rows
}

TEST_F(SqliteStatement, GoesOnWhereTheTableHasChanged) {
  add(1, "one", {}, {});
  connection_.script("ALTER TABLE t ADD COLUMN more TEXT");
  EXPECT_EQ(add(2, "two", {}, {}), 1u);
  EXPECT_EQ(from(0).size(), 2u);
}

TEST_F(SqliteStatement, MayBeAskedAgainFromWithinItsRows) {
  for (Int id = 1; id <= 3; ++id) add(id, "", {}, {});
  const std::string text = "SELECT id FROM t ORDER BY id";
  std::size_t seen = 0;
  session().run(text, [&](const sql::Statement& /*row*/) {
    seen += sql::rows<Poco::Tuple<Int>>(session(), text).size();
  });
  EXPECT_EQ(seen, 9u);
}

TEST_F(SqliteStatement, KeepsALimitedNumber) {
  for (int i = 0; i < 2'500; ++i)
    sql::count(session(), "SELECT count(*) FROM t WHERE id = " + std::to_string(i));
  EXPECT_LE(compiled(), 1'000);
}

}  // namespace
}  // namespace enclosure::app
