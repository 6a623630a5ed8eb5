// The documents that went along with orders.

#include <Poco/Tuple.h>

#include <nlohmann/json.hpp>

#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using Text = std::string;
using Json = nlohmann::ordered_json;
using EnclosureRow =
    Poco::Tuple<Text, Text, Text, Text, Text, Text, Text, Text, Text, Int, Text, Int, Text>;

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
  kept.linked = row.get<11>() != 0;
  kept.grounds = row.get<12>();
  return kept;
}

Json json_of(const KeptNotes& notes) {
  Json json{{"drivers", Json::array()}, {"first_steps", notes.first_steps}};
  for (const KeptDriver& driver : notes.drivers) {
    json["drivers"].push_back({{"product", driver.product},
                               {"title", driver.title},
                               {"url", driver.url},
                               {"os", driver.os},
                               {"version", driver.version},
                               {"sha256", driver.sha256},
                               {"size", driver.size},
                               {"in_mail", driver.in_mail}});
  }
  return json;
}

Result<KeptNotes> read_notes(const Text& text) {
  try {
    const Json json = Json::parse(text);
    KeptNotes notes;
    notes.first_steps = json.at("first_steps").get<std::vector<Text>>();
    for (const Json& one : json.at("drivers")) {
      notes.drivers.push_back({one.at("product"), one.at("title"), one.at("url"), one.at("os"),
                               one.at("version"), one.at("sha256"), one.at("size"),
                               one.at("in_mail")});
    }
    return notes;
  } catch (const Json::exception& error) {
    return Fault{"STORE", "mail_notes", error.what(), ""};
  }
}

}  // namespace

void SqliteTransaction::keep_enclosures(const OrderId& order, messaging::Stage stage,
                                        const std::vector<KeptEnclosure>& enclosures, Instant now) {
  const auto rows =
      sql::value<Int>(session_, "SELECT COUNT(*) FROM enclosures WHERE order_id = ? AND stage = ?",
                      order.to_string(), static_cast<Int>(stage));
  Int position = rows.value_or(0);
  for (const KeptEnclosure& kept : enclosures) {
    sql::run(session_,
             "INSERT INTO enclosures (order_id, stage, position, document, product, kind, "
             "language, version, title, file_name, media_type, sha256, bytes, carriage, "
             "linked, grounds, kept_at) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
             order.to_string(), static_cast<Int>(stage), position++, kept.document, kept.product,
             kept.kind, kept.language.to_string(), kept.version, kept.title, kept.file_name,
             kept.media_type, kept.sha256, static_cast<Int>(kept.bytes), kept.carriage,
             Int{kept.linked ? 1 : 0}, kept.grounds, sql::seconds(now));
  }
}

std::vector<KeptEnclosure> SqliteTransaction::enclosures_of(const OrderId& order,
                                                            messaging::Stage stage) {
  return sql::mapped(
      sql::rows<EnclosureRow>(
          session_,
          "SELECT document, product, kind, language, version, title, file_name, media_type, "
          "sha256, bytes, carriage, linked, grounds FROM enclosures WHERE order_id = ? AND stage "
          "= ? "
          "ORDER BY position",
          order.to_string(), static_cast<Int>(stage)),
      enclosure_of);
}

void SqliteTransaction::keep_notes(const OrderId& order, messaging::Stage stage, int attempt,
                                   const KeptNotes& notes, Instant now) {
  sql::run(session_,
           "INSERT INTO mail_notes (order_id, stage, attempt, notes, kept_at) "
           "VALUES (?, ?, ?, ?, ?)",
           order.to_string(), static_cast<Int>(stage), Int{attempt}, json_of(notes).dump(),
           sql::seconds(now));
}

std::optional<KeptNotes> SqliteTransaction::notes_of(const OrderId& order, messaging::Stage stage) {
  const auto text = sql::value<Text>(session_,
                                     "SELECT notes FROM mail_notes WHERE order_id = ? AND stage = "
                                     "? ORDER BY attempt DESC LIMIT 1",
                                     order.to_string(), static_cast<Int>(stage));
  if (!text) return std::nullopt;
  return trusted(read_notes(*text), "note of a mail");
}

}  // namespace enclosure::app
