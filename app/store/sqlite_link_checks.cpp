// The words of app/ports/link_checks.h in SQLite's dialect.

#include "app/store/sqlite_transaction.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using Row = Poco::Tuple<Int, Int, Text, Int, Text, Text, Text, NullableInt, Text, Int, Int>;

}  // namespace

void SqliteTransaction::put_link_check(const LinkCheck& check) {
  const LinkAnswer& answer = check.answer;
  const NullableInt size =
      answer.size ? NullableInt(static_cast<Int>(*answer.size)) : NullableInt();
  sql::run(session_,
           "INSERT OR REPLACE INTO link_checks (url, whole, asked_at, final_url, status, trouble, "
           "told, location, size, sha256, bytes, took_ms) "
           "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
           check.url, Int{check.whole ? 1 : 0}, sql::seconds(check.asked_at), check.final_url,
           Int{answer.status}, answer.trouble, answer.told, answer.location, size, answer.sha256,
           static_cast<Int>(answer.bytes), static_cast<Int>(answer.took.count()));
}

std::optional<LinkCheck> SqliteTransaction::link_check_of(const std::string& url) {
  const auto rows = sql::rows<Row>(session_,
                                   "SELECT whole, asked_at, final_url, status, trouble, told, "
                                   "location, size, sha256, bytes, took_ms FROM link_checks "
                                   "WHERE url = ?",
                                   url);
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  LinkCheck check;
  check.url = url;
  check.whole = row.get<0>() != 0;
  check.asked_at = sql::instant(row.get<1>());
  check.final_url = row.get<2>();
  check.answer.status = static_cast<int>(row.get<3>());
  check.answer.trouble = row.get<4>();
  check.answer.told = row.get<5>();
  check.answer.location = row.get<6>();
  if (!row.get<7>().isNull()) check.answer.size = static_cast<std::uint64_t>(row.get<7>().value());
  check.answer.sha256 = row.get<8>();
  check.answer.bytes = static_cast<std::uint64_t>(row.get<9>());
  check.answer.took = std::chrono::milliseconds{row.get<10>()};
  return check;
}

}  // namespace enclosure::app
