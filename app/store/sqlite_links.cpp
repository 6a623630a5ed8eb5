// The words of app/ports/link_store.h in SQLite's dialect.

#include "app/store/sqlite_rows.h"
#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using LinkRow = Poco::Tuple<Text, Text, Int, Int, Int, Int>;
using RequestRow =
    Poco::Tuple<Int, Text, Text, Text, Text, Int, NullableInt, Int, NullableInt, Text>;

constexpr const char* kLinkColumns =
    "SELECT id, order_id, created_at, expires_at, revoked, key_epoch FROM links ";
constexpr const char* kRequestColumns =
    "SELECT id, order_id, change, vat_id, state, received_at, settled_at, attempts, next_ask_at, "
    "note FROM details_requests AS r ";
/// A correction counts as the seller's unless a buyer's request was settled by it at that instant.
constexpr const char* kWaits =
    "(state = 'pending' OR (state = 'seller_only' AND NOT EXISTS (SELECT 1 FROM details_requests "
    "AS later WHERE later.order_id = r.order_id AND later.id > r.id AND (r.vat_id = '' OR "
    "later.vat_id <> '')) AND NOT EXISTS (SELECT 1 FROM invoices AS i WHERE i.order_id = "
    "r.order_id AND i.kind = 'corrected_invoice' AND i.issued_at >= r.settled_at AND NOT EXISTS "
    "(SELECT 1 FROM details_requests AS d WHERE d.order_id = r.order_id AND d.state = 'corrected' "
    "AND d.settled_at = i.issued_at)))) ";

constexpr DetailsRequest::State kStates[] = {
    DetailsRequest::State::kPending,    DetailsRequest::State::kCorrected,
    DetailsRequest::State::kUnchanged,  DetailsRequest::State::kNumberUnknown,
    DetailsRequest::State::kSellerOnly, DetailsRequest::State::kReplaced};

StoredLink link_of_row(const LinkRow& row) {
  return {row.get<0>(),
          sql::order_id(row.get<1>()),
          sql::instant(row.get<2>()),
          sql::instant(row.get<3>()),
          row.get<4>() != 0,
          static_cast<int>(row.get<5>())};
}

std::optional<StoredLink> first_of(const std::vector<LinkRow>& rows) {
  return sql::first(rows, link_of_row);
}

DetailsRequest request_of_row(const RequestRow& row) {
  DetailsRequest request;
  request.id = row.get<0>();
  request.order = sql::order_id(row.get<1>());
  request.change = row.get<2>();
  request.vat_id = row.get<3>();
  for (const auto state : kStates) {
    if (name_of(state) == row.get<4>()) request.state = state;
  }
  request.received_at = sql::instant(row.get<5>());
  request.settled_at = sql::instant(row.get<6>());
  request.attempts = static_cast<int>(row.get<7>());
  request.next_ask_at = sql::instant(row.get<8>());
  request.note = row.get<9>();
  return request;
}

}  // namespace

std::string_view name_of(DetailsRequest::State state) {
  switch (state) {
    case DetailsRequest::State::kPending:
      return "pending";
    case DetailsRequest::State::kCorrected:
      return "corrected";
    case DetailsRequest::State::kUnchanged:
      return "unchanged";
    case DetailsRequest::State::kNumberUnknown:
      return "number_unknown";
    case DetailsRequest::State::kSellerOnly:
      return "seller_only";
    case DetailsRequest::State::kReplaced:
      break;
  }
  return "replaced";
}

void SqliteTransaction::add_link(const StoredLink& link) {
  sql::run(session_,
           "INSERT INTO links (id, order_id, created_at, expires_at, revoked, key_epoch) "
           "VALUES (?, ?, ?, ?, ?, ?)",
           link.id, link.order.to_string(), sql::seconds(link.created_at),
           sql::seconds(link.expires_at), Int{link.revoked ? 1 : 0}, Int{link.key_epoch});
}

std::optional<StoredLink> SqliteTransaction::link(std::string_view id) {
  return first_of(
      sql::rows<LinkRow>(session_, kLinkColumns + std::string("WHERE id = ?"), Text(id)));
}

std::optional<StoredLink> SqliteTransaction::link_of(const OrderId& order) {
  return first_of(
      sql::rows<LinkRow>(session_, kLinkColumns + std::string("WHERE order_id = ? AND revoked = 0"),
                         order.to_string()));
}

std::vector<StoredLink> SqliteTransaction::links() {
  return sql::mapped(
      sql::rows<LinkRow>(
          session_, kLinkColumns + std::string("ORDER BY created_at, order_id, revoked DESC, id")),
      link_of_row);
}

void SqliteTransaction::revoke_link(std::string_view id) {
  sql::run(session_, "UPDATE links SET revoked = 1 WHERE id = ?", Text(id));
}

void SqliteTransaction::extend_link(std::string_view id, Instant until) {
  sql::run(session_, "UPDATE links SET expires_at = ? WHERE id = ?", sql::seconds(until), Text(id));
}

void SqliteTransaction::add_link_use(const LinkUse& use) {
  sql::run(session_,
           "INSERT INTO link_uses (link_id, uses, first_on, last_on) VALUES (?, ?, ?, ?) "
           "ON CONFLICT (link_id) DO UPDATE SET uses = uses + excluded.uses, "
           "first_on = min(first_on, excluded.first_on), last_on = max(last_on, excluded.last_on)",
           use.link, static_cast<Int>(use.uses), enclosure::to_string(use.first_on),
           enclosure::to_string(use.last_on));
}

std::optional<LinkUse> SqliteTransaction::use_of_link(std::string_view id) {
  const auto rows = sql::rows<Poco::Tuple<Int, Text, Text>>(
      session_, "SELECT uses, first_on, last_on FROM link_uses WHERE link_id = ?", Text(id));
  if (rows.empty()) return std::nullopt;
  const auto& row = rows.front();
  return LinkUse{Text(id), static_cast<std::uint64_t>(row.get<0>()),
                 trusted(parse_date(row.get<1>()), "day"),
                 trusted(parse_date(row.get<2>()), "day")};
}

LinkTries SqliteTransaction::tries_of_link(std::string_view id) {
  const auto rows = sql::rows<Poco::Tuple<Int, Int, NullableInt>>(
      session_, "SELECT wrong, closures, closed_until FROM link_tries WHERE link_id = ?", Text(id));
  if (rows.empty()) return {};
  const auto& row = rows.front();
  return {static_cast<int>(row.get<0>()), static_cast<int>(row.get<1>()),
          sql::instant(row.get<2>())};
}

void SqliteTransaction::put_link_tries(std::string_view id, const LinkTries& tries) {
  sql::run(session_,
           "INSERT OR REPLACE INTO link_tries (link_id, wrong, closures, closed_until) "
           "VALUES (?, ?, ?, ?)",
           Text(id), Int{tries.wrong}, Int{tries.closures}, sql::seconds(tries.closed_until));
}

void SqliteTransaction::add_details_request(const DetailsRequest& request) {
  sql::run(session_,
           "UPDATE details_requests SET state = 'replaced', settled_at = ?, next_ask_at = NULL "
           "WHERE order_id = ? AND state = 'pending'",
           sql::seconds(request.received_at), request.order.to_string());
  sql::run(session_,
           "INSERT INTO details_requests (order_id, change, vat_id, state, received_at, "
           "settled_at, attempts, next_ask_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
           request.order.to_string(), request.change, request.vat_id, Text(name_of(request.state)),
           sql::seconds(request.received_at), sql::seconds(request.settled_at),
           Int{request.attempts}, sql::seconds(request.next_ask_at), request.note);
}

bool SqliteTransaction::update_details_request(const DetailsRequest& request) {
  return sql::run(session_,
                  "UPDATE details_requests SET state = ?, settled_at = ?, attempts = ?, "
                  "next_ask_at = ?, note = ? WHERE id = ? AND state = 'pending'",
                  Text(name_of(request.state)), sql::seconds(request.settled_at),
                  Int{request.attempts}, sql::seconds(request.next_ask_at), request.note,
                  Int{request.id}) == 1;
}

std::optional<DetailsRequest> SqliteTransaction::last_details_request(const OrderId& order) {
  const auto rows = sql::rows<RequestRow>(
      session_, kRequestColumns + std::string("WHERE order_id = ? ORDER BY id DESC LIMIT 1"),
      order.to_string());
  return sql::first(rows, request_of_row);
}

std::vector<DetailsRequest> SqliteTransaction::pending_details_requests() {
  return sql::mapped(
      sql::rows<RequestRow>(session_,
                            kRequestColumns + std::string("WHERE state = 'pending' ORDER BY id")),
      request_of_row);
}

std::vector<DetailsRequest> SqliteTransaction::waiting_details_requests() {
  return sql::mapped(
      sql::rows<RequestRow>(session_, kRequestColumns + ("WHERE " + Text(kWaits)) + "ORDER BY id"),
      request_of_row);
}

std::optional<DetailsRequest> SqliteTransaction::waiting_details_request(const OrderId& order) {
  const auto rows = sql::rows<RequestRow>(
      session_,
      kRequestColumns + ("WHERE order_id = ? AND " + Text(kWaits)) + "ORDER BY id DESC LIMIT 1",
      order.to_string());
  return sql::first(rows, request_of_row);
}

std::size_t SqliteTransaction::count_corrected_by_buyer(const OrderId& order) {
  return sql::count(session_,
                    "SELECT count(*) FROM details_requests WHERE order_id = ? AND state = "
                    "'corrected'",
                    order.to_string());
}

std::set<std::string> SqliteTransaction::numbers_sent_in(const OrderId& order, Instant since) {
  std::set<std::string> numbers;
  for (const auto& row : sql::rows<Poco::Tuple<Text>>(
           session_,
           "SELECT DISTINCT vat_id FROM details_requests WHERE order_id = ? AND received_at >= ? "
           "AND vat_id <> ''",
           order.to_string(), sql::seconds(since)))
    numbers.insert(row.get<0>());
  return numbers;
}

std::optional<Instant> SqliteTransaction::next_details_request_after(Instant now) {
  return sql::moment(
      session_,
      "SELECT min(next_ask_at) FROM details_requests WHERE state = 'pending' AND next_ask_at > ?",
      sql::seconds(now));
}

}  // namespace enclosure::app
