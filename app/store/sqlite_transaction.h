#pragma once
// The statements behind each word of the store, in SQLite's dialect.

#include "app/ports/store.h"
#include "app/store/sqlite_session.h"

namespace enclosure::app {

/// Speaks to one open transaction of `session`.
class SqliteTransaction : public StoreTransaction {
 public:
  explicit SqliteTransaction(sql::Session& session) : session_(session) {}

  Change put_order(const Order& order, Instant now) override;
  std::optional<StoredOrder> order(const OrderId& id) override;
  std::vector<OrderId> order_ids() override;
  std::vector<OrderId> orders_to_issue() override;
  void settle(const OrderId& order) override;
  Change put_event(const OrderEvent& event, Instant now) override;
  std::optional<OrderEvent> event(const EventId& id) override;
  std::vector<OrderEvent> events_of(const OrderId& order) override;
  std::optional<Instant> next_event_after(Instant now) override;

  std::int64_t take_next_number(const std::string& series) override;
  void add_invoice(const StoredInvoice& invoice) override;
  std::optional<StoredInvoice> invoice(const InvoiceNumber& number) override;
  std::vector<StoredInvoice> invoices_of(const OrderId& order) override;
  std::vector<InvoiceNumber> invoice_numbers() override;
  std::string last_chain() override;
  std::optional<Date> last_date_of(const std::string& series) override;
  std::vector<std::pair<std::string, std::int64_t>> series() override;

  void enqueue(const std::vector<messaging::PlannedMessage>& plan, Instant now) override;
  void update_message(const StoredMessage& message) override;
  std::vector<StoredMessage> messages_of(const OrderId& order) override;
  std::vector<StoredMessage> open_messages() override;
  std::vector<StoredMessage> messages_to_look_at(std::optional<Instant> since,
                                                 Instant now) override;
  std::optional<Instant> next_message_moment_after(Instant now) override;
  std::vector<StoredMessage> all_messages() override;
  std::optional<Instant> last_sent_to(const std::string& recipient_key,
                                      const OrderId& besides) override;
  void log(const MessageLogEntry& entry) override;
  std::vector<MessageLogEntry> log_of(const OrderId& order) override;

  // app/store/sqlite_buyer_events.cpp
  Change put_buyer_event(const messaging::BuyerEvent& event, Instant now) override;
  std::optional<messaging::BuyerEvent> buyer_event(const EventId& id) override;
  std::vector<messaging::BuyerEvent> buyer_events_of(const OrderId& order) override;
  std::vector<messaging::BuyerEvent> buyer_events_to(const EmailAddress& address) override;
  std::vector<OrderId> orders_to(const EmailAddress& address) override;
  Change put_block(const messaging::Block& block) override;
  bool remove_block(messaging::BlockKind kind, const std::string& value) override;
  std::vector<messaging::Block> blocks() override;
  std::vector<messaging::Block> blocks_of(const Order& order) override;

  // app/store/sqlite_evidence.cpp
  void add_consultation(const Consultation& consultation) override;
  std::vector<Consultation> consultations_of(const std::string& vat_id) override;
  void put_question(const OpenQuestion& question) override;
  void close_question(const OrderId& order) override;
  std::optional<OpenQuestion> question_of(const OrderId& order) override;
  std::vector<OpenQuestion> open_questions() override;
  std::optional<Instant> next_question_after(Instant now) override;
  void add_own_decision(const OwnDecision& decision) override;
  std::optional<OwnDecision> own_decision_of(const OrderId& order) override;
  Result<RateChange> put_rates(const std::vector<DayRates>& days, Instant now) override;
  std::optional<DayRates> rates_of(Date day) override;
  std::optional<Date> newest_rate_day() override;
  std::size_t count_rate_days() override;

  // app/store/sqlite_enclosures.cpp
  void keep_enclosures(const OrderId& order, messaging::Stage stage,
                       const std::vector<KeptEnclosure>& enclosures, Instant now) override;
  std::vector<KeptEnclosure> enclosures_of(const OrderId& order, messaging::Stage stage) override;
  void keep_notes(const OrderId& order, messaging::Stage stage, int attempt, const KeptNotes& notes,
                  Instant now) override;
  std::optional<KeptNotes> notes_of(const OrderId& order, messaging::Stage stage) override;

  // app/store/sqlite_link_checks.cpp
  void put_link_check(const LinkCheck& check) override;
  std::optional<LinkCheck> link_check_of(const std::string& url) override;

  // app/store/sqlite_links.cpp
  void add_link(const StoredLink& link) override;
  std::optional<StoredLink> link(std::string_view id) override;
  std::optional<StoredLink> link_of(const OrderId& order) override;
  std::vector<StoredLink> links() override;
  void revoke_link(std::string_view id) override;
  void extend_link(std::string_view id, Instant until) override;
  void add_link_use(const LinkUse& use) override;
  std::optional<LinkUse> use_of_link(std::string_view id) override;
  LinkTries tries_of_link(std::string_view id) override;
  void put_link_tries(std::string_view id, const LinkTries& tries) override;
  void add_details_request(const DetailsRequest& request) override;
  bool update_details_request(const DetailsRequest& request) override;
  std::optional<DetailsRequest> last_details_request(const OrderId& order) override;
  std::vector<DetailsRequest> pending_details_requests() override;
  std::vector<DetailsRequest> waiting_details_requests() override;
  std::optional<DetailsRequest> waiting_details_request(const OrderId& order) override;
  std::size_t count_corrected_by_buyer(const OrderId& order) override;
  std::set<std::string> numbers_sent_in(const OrderId& order, Instant since) override;
  std::optional<Instant> next_details_request_after(Instant now) override;

  // app/store/sqlite_outbox.cpp
  bool begin_hand_over(const HandOver& hand_over) override;
  void end_hand_over(const OrderId& order, messaging::Stage stage, HandOverEnd end) override;
  std::optional<HandOver> open_hand_over(const OrderId& order, messaging::Stage stage) override;
  int unknown_hand_overs(const OrderId& order, messaging::Stage stage) override;
  std::optional<Instant> next_lease_end_after(Instant now) override;
  std::vector<Instant> hand_overs_since(Channel channel, Instant since) override;
  std::optional<Instant> first_hand_over(Channel channel) override;
  bool add_bounce(const StoredBounce& bounce) override;
  bool has_bounce(const std::string& id) override;
  std::vector<StoredBounce> bounces_since(Instant since) override;
  bool came_back_too_large(const std::string& recipient_key) override;
  std::size_t count_bounces(const std::string& bounce_class, Instant since) override;
  void note_mail(const std::string& uid, Instant now) override;
  bool knows_mail(const std::string& uid) override;
  std::optional<MessageKey> message_by_id(const std::string& message_id) override;
  std::optional<MessageKey> last_message_to(const std::string& recipient_key) override;

  // app/store/sqlite_api_keys.cpp
  void add_api_key(const StoredApiKey& key) override;
  std::optional<StoredApiKey> api_key(const std::string& id) override;
  std::optional<StoredApiKey> api_key_by_hash(const std::string& sha256) override;
  std::vector<StoredApiKey> api_keys() override;
  bool revoke_api_key(const std::string& id, Instant now) override;
  void note_api_key_use(const std::string& id, Instant at) override;

  // app/store/sqlite_lists.cpp
  PageOf<ListedOrder> list_orders(const OrderFilter& filter, const PageAt& page) override;
  PageOf<ListedDocument> list_documents(const DocumentFilter& filter, const PageAt& page) override;
  PageOf<ListedMessage> list_messages(const MessageFilter& filter, const PageAt& page) override;
  PageOf<ListedMessage> messages_of_state(const MessagesOfState& wanted) override;
  std::vector<ListedOrder> list_deadlines(std::size_t most) override;

  // app/store/sqlite_webhooks.cpp
  void put_webhook(const Webhook& webhook) override;
  std::optional<Webhook> webhook(const std::string& id) override;
  std::vector<Webhook> webhooks() override;
  bool remove_webhook(const std::string& id) override;
  void add_event(const std::string& webhook, const std::string& type, const std::string& data,
                 Instant at) override;
  std::optional<Delivery> next_delivery(const std::string& webhook) override;
  std::optional<Delivery> delivery(std::int64_t position) override;
  void update_delivery(const Delivery& delivery) override;
  PageOf<Delivery> list_deliveries(const std::string& webhook, std::optional<DeliveryState> state,
                                   const PageAt& page) override;
  std::optional<Instant> next_delivery_at(Instant now) override;
  std::size_t count_pending_deliveries() override;
  void forget_deliveries(Instant before) override;
  std::optional<KeptAnswer> kept_answer(const RequestKey& request, Instant since) override;
  void keep_answer(const RequestKey& request, const KeptAnswer& answer, Instant since) override;

  // app/store/sqlite_overview.cpp
  void put_standing(const OrderId& order, const OrderStanding& standing) override;
  std::optional<OrderStanding> standing_of(const OrderId& order) override;
  std::size_t count_orders() override;
  std::vector<std::pair<Standing, std::size_t>> count_standings() override;
  std::vector<std::pair<std::string, std::size_t>> count_order_faults() override;
  std::vector<ChannelCount> count_channels() override;
  std::vector<DocumentCount> count_documents() override;
  std::vector<MessageCount> count_messages() override;
  std::size_t count_due_messages(Instant now) override;
  std::optional<Instant> next_due_after(Instant now) override;
  std::vector<OrderId> refunded_without_credit_note() override;
  std::vector<std::size_t> orders_between(const std::vector<Instant>& bounds) override;
  std::vector<std::size_t> documents_between(const std::vector<Instant>& bounds) override;
  std::vector<std::size_t> sent_between(const std::vector<Instant>& bounds) override;
  std::size_t count_deadlines(Instant until) override;

  // app/store/sqlite_console.cpp
  void put_console_session(const ConsoleSession& session) override;
  std::optional<ConsoleSession> console_session(const std::string& id) override;
  void remove_console_session(const std::string& id) override;
  void forget_console_sessions(Instant created, Instant seen) override;
  bool is_form_taken(const std::string& id) override;
  bool take_form(const std::string& id, Instant now) override;

  std::string setting(const std::string& key) override;
  void put_setting(const std::string& key, const std::string& value) override;

 protected:
  void nest(const std::function<bool()>& part) override;

 private:
  std::vector<OrderId> ids_of(const std::string& query);
  void put_address(const Order& order);
  std::vector<StoredMessage> open_messages_since(Instant since, Instant now);
  std::vector<StoredMessage> cured_messages(std::optional<Instant> since, Instant now);

  sql::Session& session_;
};

}  // namespace enclosure::app
