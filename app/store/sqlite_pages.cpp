// The words of app/ports/pages.h in SQLite's dialect.

#include "app/store/sqlite_transaction.h"
#include "app/store/trusted.h"

namespace enclosure::app {
namespace {

using sql::Int;
using sql::NullableInt;
using Text = std::string;
using NullableText = Poco::Nullable<Text>;

NullableInt flag(std::optional<bool> value) {
  return value ? NullableInt(Int{*value ? 1 : 0}) : NullableInt();
}

template <typename Value>
NullableText text(const std::optional<Value>& value) {
  return value ? NullableText(Text(to_string(*value))) : NullableText();
}
NullableText text(const std::optional<OrderId>& value) {
  return value ? NullableText(value->to_string()) : NullableText();
}

using DocumentColumns =
    Poco::Tuple<Int, Text, Text, Text, Text, Text, Text, Text, Text, Int, Text, Int>;

DocumentRow document_of_row(const DocumentColumns& row) {
  DocumentRow document;
  document.position = row.get<0>();
  document.number = trusted(InvoiceNumber::parse(row.get<1>()), "invoice number");
  document.kind = trusted(invoice::parse_invoice_kind(row.get<2>()), "kind of document");
  if (!row.get<3>().empty())
    document.preceding = trusted(InvoiceNumber::parse(row.get<3>()), "invoice number");
  document.order = trusted(OrderId::parse(row.get<4>()), "order number");
  if (!row.get<5>().empty())
    document.shipment = trusted(ShipmentId::parse(row.get<5>()), "shipment id");
  document.issue_date = trusted(parse_date(row.get<6>()), "date");
  document.language = trusted(LanguageTag::parse(row.get<7>()), "language");
  document.total = Money(row.get<9>(), trusted(Currency::parse(row.get<8>()), "currency"));
  document.pdf_sha256 = row.get<10>();
  document.cancelled = row.get<11>() != 0;
  return document;
}

using MessageColumns = Poco::Tuple<Text, Int, Text, NullableInt, NullableInt, Int, Text, Text, Text,
                                   Int, NullableInt, Int>;

MessageRow message_of_row(const MessageColumns& row) {
  MessageRow message;
  message.plan.order = trusted(OrderId::parse(row.get<0>()), "order number");
  message.plan.stage = static_cast<messaging::Stage>(row.get<1>());
  message.plan.state = trusted(messaging::parse_message_state(row.get<2>()), "message state");
  message.plan.due_at = sql::instant(row.get<3>());
  message.plan.closes_at = sql::instant(row.get<4>());
  message.plan.asks_for_review = row.get<5>() != 0;
  message.plan.reason = row.get<6>();
  message.plan.permitted_reason = row.get<7>();
  message.plan.campaign = row.get<8>();
  message.attempts = static_cast<int>(row.get<9>());
  message.sent_at = sql::instant(row.get<10>());
  message.position = row.get<11>();
  return message;
}

}  // namespace

std::vector<OrderRow> SqliteTransaction::page_of_orders(const OrderFilter& filter,
                                                        std::int64_t behind, std::size_t most) {
  const NullableInt from = sql::seconds(filter.imported_from);
  const NullableInt before = sql::seconds(filter.imported_before);
  std::vector<OrderRow> page;
  for (const auto& row : sql::rows<Poco::Tuple<Text, Text, Int, Int, Int>>(
           session_,
           "SELECT id, coalesce(nullif(channel, ''), 'shop') AS channel, imported_at, "
           "(SELECT count(*) FROM invoices AS i WHERE i.order_id = o.id) AS documents, position "
           "FROM orders AS o WHERE position > ?1 AND (?2 IS NULL OR coalesce(nullif(channel, ''), "
           "'shop') = ?2) "
           "AND (?3 IS NULL OR imported_at >= ?3) AND (?4 IS NULL OR imported_at < ?4) "
           "AND (?5 IS NULL OR EXISTS (SELECT 1 FROM invoices AS i WHERE i.order_id = o.id) = ?5) "
           "ORDER BY position LIMIT ?6",
           Int{behind}, text(filter.channel), from, before, flag(filter.invoiced),
           static_cast<Int>(most))) {
    page.push_back({trusted(OrderId::parse(row.get<0>()), "order number"),
                    row.get<1>() == "amazon" ? Channel::kAmazon : Channel::kShop,
                    sql::instant(row.get<2>()), static_cast<std::size_t>(row.get<3>()),
                    row.get<4>()});
  }
  return page;
}

std::vector<DocumentRow> SqliteTransaction::page_of_documents(const DocumentFilter& filter,
                                                              std::int64_t behind,
                                                              std::size_t most) {
  std::vector<DocumentRow> page;
  for (const DocumentColumns& row : sql::rows<DocumentColumns>(
           session_,
           "SELECT position, number, kind, coalesce(preceding, ''), order_id, shipment, "
           "issue_date, language, currency, total, pdf_sha256, EXISTS (SELECT 1 FROM invoices AS "
           "note WHERE note.preceding = i.number AND note.cancels = 1) FROM invoices AS i "
           "WHERE position > ?1 AND (?2 IS NULL OR order_id = ?2) AND (?3 IS NULL OR kind = ?3) "
           "AND (?4 IS NULL OR issue_date >= ?4) AND (?5 IS NULL OR issue_date <= ?5) "
           "ORDER BY position LIMIT ?6",
           Int{behind}, text(filter.order), text(filter.kind), text(filter.issued_from),
           text(filter.issued_until), static_cast<Int>(most)))
    page.push_back(document_of_row(row));
  return page;
}

std::vector<MessageRow> SqliteTransaction::page_of_messages(const MessageFilter& filter,
                                                            std::int64_t behind, std::size_t most) {
  const NullableInt stage =
      filter.stage ? NullableInt(static_cast<Int>(*filter.stage)) : NullableInt();
  std::vector<MessageRow> page;
  for (const MessageColumns& row : sql::rows<MessageColumns>(
           session_,
           "SELECT order_id, stage, state, due_at, closes_at, asks_for_review, reason, "
           "permitted_reason, campaign, attempts, sent_at, position FROM messages "
           "WHERE position > ?1 AND (?2 IS NULL OR order_id = ?2) "
           "AND (?3 IS NULL OR stage = ?3) AND (?4 IS NULL OR state = ?4) "
           "ORDER BY position LIMIT ?5",
           Int{behind}, text(filter.order), stage, text(filter.state), static_cast<Int>(most)))
    page.push_back(message_of_row(row));
  return page;
}

std::pair<std::size_t, std::size_t> SqliteTransaction::count_due(Instant now, Instant late) {
  const auto rows = sql::rows<Poco::Tuple<Int, Int>>(
      session_,
      "SELECT count(*), coalesce(sum(due_at < ?1), 0) FROM messages WHERE due_at <= ?2 AND state "
      "IN ('scheduled', 'retryable', 'sending')",
      sql::seconds(late), sql::seconds(now));
  return {static_cast<std::size_t>(rows.front().get<0>()),
          static_cast<std::size_t>(rows.front().get<1>())};
}

}  // namespace enclosure::app
