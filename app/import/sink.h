#pragma once
// Where the readers of all formats hand in what they found.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "app/import/fault_log.h"
#include "app/import/import.h"

namespace enclosure::app {

/// Takes orders and events, fills in what the context knows, checks them and refuses doubles.
class Sink {
 public:
  Sink(const ImportContext& context, FaultLog& log) : context_(context), log_(log) {}

  /// Takes an order that was read without a fault. Fills in the buyer's language and the place of
  /// dispatch where the input named none. Faults: those of `check_order`, IMPORT-007.
  void add(Order order, std::string_view path);
  /// Takes an event; the same one again is no fault. Fault IMPORT-007.
  void add(OrderEvent event, std::string_view path);
  void add(messaging::BuyerEvent event, std::string_view path);
  /// Something that the seller should know but that stops nothing. After two hundred they are only
  /// counted.
  void notice(std::string_view path, std::string_view text);

  /// The store of Amazon with this id. Fault IMPORT-005: none that is known.
  const Marketplace* marketplace(std::string_view id, std::string_view path);

  [[nodiscard]] const ImportContext& context() const { return context_; }
  [[nodiscard]] FaultLog& log() { return log_; }

  /// Everything that was taken.
  [[nodiscard]] Imported release(ImportFormat format) &&;

 private:
  template <typename Event>
  void add_event(Event event, std::string_view path, std::map<EventId, std::size_t>& known,
                 const std::map<EventId, std::size_t>& others, std::vector<Event>& events);
  [[nodiscard]] const Marketplace* find_marketplace(std::string_view id) const;
  [[nodiscard]] std::optional<LanguageTag> language_for(const Order& order) const;

  const ImportContext& context_;
  FaultLog& log_;
  Imported imported_;
  std::map<OrderId, std::size_t> orders_;
  std::map<EventId, std::size_t> events_;
  std::map<EventId, std::size_t> buyer_events_;
  std::size_t notices_ = 0;
};

}  // namespace enclosure::app
