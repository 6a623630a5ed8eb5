#pragma once
// How rows say what several of the files beside this one read.

#include <string>

#include "app/ports/stored.h"
#include "app/store/sqlite_session.h"
#include "app/store/trusted.h"

namespace enclosure::app::sql {

inline OrderId order_id(const std::string& text) {
  return trusted(OrderId::parse(text), "order number");
}
inline InvoiceNumber invoice_number(const std::string& text) {
  return trusted(InvoiceNumber::parse(text), "invoice number");
}
/// Empty where the row has none.
inline InvoiceNumber invoice_number_or_none(const std::string& text) {
  return text.empty() ? InvoiceNumber{} : invoice_number(text);
}
/// Empty where the row has none.
inline ShipmentId shipment_id(const std::string& text) {
  return text.empty() ? ShipmentId{} : trusted(ShipmentId::parse(text), "shipment id");
}
inline invoice::InvoiceKind invoice_kind(const std::string& text) {
  return trusted(invoice::parse_invoice_kind(text), "kind of document");
}
inline Money money(Int minor_units, const std::string& currency) {
  return {minor_units, trusted(Currency::parse(currency), "currency")};
}
inline messaging::MessageState message_state(const std::string& text) {
  return trusted(messaging::parse_message_state(text), "message state");
}
/// Orders of before schema 12 may have none: those of the own shop.
inline Channel channel(const std::string& text) {
  return text == "amazon" ? Channel::kAmazon : Channel::kShop;
}
inline Fulfilment fulfilment(const std::string& text) {
  if (text == "FBA") return Fulfilment::kFba;
  return text == "FBM" ? Fulfilment::kFbm : Fulfilment::kShop;
}

using MessageRow = Poco::Tuple<std::string, Int, std::string, NullableInt, NullableInt, Int,
                               std::string, std::string, Int, std::string, std::string, std::string,
                               NullableInt, Int, std::string, Int>;
/// The place in lists comes last.
inline constexpr const char* kMessageColumns =
    "SELECT order_id, stage, state, due_at, closes_at, asks_for_review, reason, permitted_reason, "
    "attempts, message_id, recipient_key, eml_sha256, sent_at, updated_at, campaign, position FROM "
    "messages ";

inline StoredMessage message_of(const MessageRow& row) {
  StoredMessage message;
  message.plan.order = order_id(row.get<0>());
  message.plan.stage = static_cast<messaging::Stage>(row.get<1>());
  message.plan.state = message_state(row.get<2>());
  message.plan.due_at = instant(row.get<3>());
  message.plan.closes_at = instant(row.get<4>());
  message.plan.asks_for_review = row.get<5>() != 0;
  message.plan.reason = row.get<6>();
  message.plan.permitted_reason = row.get<7>();
  message.attempts = static_cast<int>(row.get<8>());
  message.message_id = row.get<9>();
  message.recipient_key = row.get<10>();
  message.eml_sha256 = row.get<11>();
  message.sent_at = instant(row.get<12>());
  message.updated_at = instant(row.get<13>());
  message.plan.campaign = row.get<14>();
  return message;
}

}  // namespace enclosure::app::sql
