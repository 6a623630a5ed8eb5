// The documents that went along with orders.

#include <Poco/Tuple.h>

#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using Text = std::string;
using EnclosureRow =
    Poco::Tuple<Text, Text, Text, Text, Text, Text, Text, Text, Text, Int, Text, Text>;

KeptEnclosure enclosure_of(const EnclosureRow& row) {
  KeptEnclosure kept;
  kept.document = row.get<0>();
  kept.product = row.get<1>();
  kept.kind = row.get<2>();
  kept.language = trusted(LanguageTag::parse(row.get<3>()), "language");
  kept.version = row.get<4>();
  kept.title = row.get<5>();
  kept.file_name = row.get<6>();
  kept.media_type = row.get<7>();
  kept.sha256 = row.get<8>();
  kept.bytes = static_cast<std::uint64_t>(row.get<9>());
  kept.carriage = row.get<10>();
  kept.grounds = row.get<11>();
  return kept;
}

}  // namespace

void SqliteTransaction::keep_enclosures(const OrderId& order, messaging::Stage stage,
                                        const std::vector<KeptEnclosure>& enclosures, Instant now) {
  Int position = 0;
  for (const KeptEnclosure& kept : enclosures) {
    sql::run(session_,
             "INSERT INTO enclosures (order_id, stage, position, document, product, kind, "
             "language, version, title, file_name, media_type, sha256, bytes, carriage, grounds, "
             "kept_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             order.to_string(), static_cast<Int>(stage), position++, kept.document, kept.product,
             kept.kind, kept.language.to_string(), kept.version, kept.title, kept.file_name,
             kept.media_type, kept.sha256, static_cast<Int>(kept.bytes), kept.carriage,
             kept.grounds, sql::seconds(now));
  }
}

std::vector<KeptEnclosure> SqliteTransaction::enclosures_of(const OrderId& order,
                                                            messaging::Stage stage) {
  std::vector<KeptEnclosure> result;
  for (const EnclosureRow& row : sql::rows<EnclosureRow>(
           session_,
           "SELECT document, product, kind, language, version, title, file_name, media_type, "
           "sha256, bytes, carriage, grounds FROM enclosures WHERE order_id = ? AND stage = ? "
           "ORDER BY position",
           order.to_string(), static_cast<Int>(stage)))
    result.push_back(enclosure_of(row));
  return result;
}

}  // namespace enclosure::app
