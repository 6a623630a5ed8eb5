#include "app/import/amazon_vidr.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "app/import/flat_file.h"
#include "app/import/merge.h"
#include "app/import/order_checks.h"
#include "app/import/vidr_columns.h"
#include "app/import/vidr_row.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

/// An order as its rows so far make it.
struct OrderInMaking {
  std::string place;  ///< of its first row
  Order header;       ///< what every row repeats
  Order order;
  /// The line of each item and shipment that was seen.
  std::map<std::pair<LineId, ShipmentId>, OrderLine> lines;
};

/// The column in which two rows of one order contradict each other, or empty.
std::string_view contradiction(const Order& a, const Order& b) {
  if (a.marketplace_id != b.marketplace_id) return "marketplace-id";
  if (a.fulfilment != b.fulfilment) return "fulfilled-by";
  if (a.ordered_at != b.ordered_at || a.order_date != b.order_date) return "order-date";
  if (a.currency != b.currency) return "currency";
  if (a.deliver_to != b.deliver_to) return "ship-address-1";
  if (a.buyer.vat_id != b.buyer.vat_id) return "buyer-vat-number";
  if (a.buyer.billing_address != b.buyer.billing_address) return "bill-address-1";
  if (a.buyer != b.buyer) return "buyer-name";
  if (a.marketplace_issues_invoice != b.marketplace_issues_invoice) return "is-amazon-invoiced";
  return {};
}

class VidrReader {
 public:
  VidrReader(std::string_view name, Sink& sink) : name_(name), sink_(sink), log_(sink.log()) {}

  void read(std::string_view bytes) {
    const auto decoded = decode_flat_file(bytes, name_, log_);
    if (!decoded) return;
    if (decoded->was_windows_1252) {
      sink_.notice(name_, "is not UTF-8 and was read as Windows-1252 (Latin-1)");
    }
    std::string_view rest = decoded->text;
    if (rest.find('\n') == std::string_view::npos && rest.find('\r') != std::string_view::npos) {
      log_.add("IMPORT-003", name_, "the lines end in CR alone", "save the file with CRLF or LF");
      return;
    }
    const FlatHeader header(take_line(rest));
    if (!check_header(header)) return;
    for (line_ = 2; !rest.empty(); ++line_) read_row(header, take_line(rest));
    if (rows_ == 0) sink_.notice(name_, "holds no rows");
    for (OrderInMaking& each : orders_) {
      arrange_by_shipment(each.order);
      sink_.add(std::move(each.order), each.place + " ");
    }
  }

 private:
  static std::string_view take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  [[nodiscard]] std::string place() const {
    return std::string(name_) + ":" + std::to_string(line_);
  }

  bool check_header(const FlatHeader& header) {
    const std::size_t faults = log_.count();
    for (const std::string_view column : kVidrNeededColumns) {
      if (!header.index_of(column)) {
        log_.add("IMPORT-004", std::string(name_) + ":1 " + std::string(column),
                 "the column is missing",
                 "switch it on in Seller Central and fetch the report again");
      }
    }
    for (const std::string& column : header.doubles()) {
      log_.add("IMPORT-003", std::string(name_) + ":1 " + column, "the column is there twice",
               "fetch the report again");
    }
    std::string unknown;
    std::size_t count = 0;
    for (const std::string& column : header.names()) {
      const bool known =
          std::find(kVidrColumns.begin(), kVidrColumns.end(), column) != kVidrColumns.end();
      if (known || column.empty() || ++count > 20) continue;
      unknown += (unknown.empty() ? "" : ", ") + printable(column, 40);
    }
    if (count > 20) unknown += " and " + std::to_string(count - 20) + " more";
    if (count > 0) sink_.notice(name_, "columns left out, because they are unknown: " + unknown);
    return log_.count() == faults;
  }

  void read_row(const FlatHeader& header, std::string_view line) {
    if (trim(line).empty()) return;
    ++rows_;
    const std::size_t columns = header.names().size();
    const std::size_t count = split_cells(line, columns, cells_);
    // Cells beyond the header are harmless only while nothing stands in them.
    const bool overflows = count > columns && !trim(line.substr(end_of_cells(line))).empty();
    if (count < columns || overflows) {
      log_.add(
          "IMPORT-003", place(),
          "the row has " + std::to_string(count) + " cells, the header " + std::to_string(columns),
          count < columns ? "the row is cut off or holds a line break: fetch the report again"
                          : "the row holds a tab too many: fetch the report again");
      return;
    }
    const FlatRow row(header, cells_, place(), log_);
    const std::string type = to_upper_ascii(row.text("transaction-type", Need::kRequired));
    if (type == "SHIPMENT") {
      const std::size_t faults = log_.count();
      VidrRow read = read_vidr_row(row, sink_);
      if (log_.count() == faults) merge(row, std::move(read));
    } else if (type == "REFUND") {
      read_event(row, EventType::kRefunded, "refund");
    } else if (type == "RETURN") {
      read_event(row, EventType::kReturned, "return");
    } else if (!type.empty()) {
      row.fault("IMPORT-005", "transaction-type", "unknown type \"" + type + "\"",
                "known are SHIPMENT, REFUND and RETURN");
    }
  }

  /// Where the last of the cells that the header knows ends in `line`.
  [[nodiscard]] std::size_t end_of_cells(std::string_view line) const {
    return static_cast<std::size_t>(cells_.back().data() + cells_.back().size() - line.data());
  }

  void read_event(const FlatRow& row, EventType type, std::string_view word) {
    const std::size_t faults = log_.count();
    OrderEvent event = read_vidr_event(row, type);
    if (log_.count() != faults) return;
    sink_.notice(place(), "a " + std::string(word) + " of order " + event.order.to_string() +
                              ": noted as an event, a credit note is not made of it yet");
    sink_.add(std::move(event), place());
  }

  void merge(const FlatRow& row, VidrRow read) {
    const auto [known, is_new] = by_id_.try_emplace(read.order.id, orders_.size());
    if (is_new) orders_.push_back({read.place, read.order, read.order, {}});
    OrderInMaking& making = orders_[known->second];
    if (const auto column = contradiction(making.header, read.order); !column.empty()) {
      row.fault("IMPORT-007", column,
                "differs from the row at " + making.place + " of the same order",
                "fetch the report again");
      return;
    }
    const auto [line, is_first] =
        making.lines.try_emplace({read.line.id, read.shipment.id}, read.line);
    if (!is_first) {
      if (line->second == read.line) {
        sink_.notice(place(), "repeats an earlier row, taken once");
      } else {
        row.fault("IMPORT-007", "order-item-id",
                  "the same item and shipment as in an earlier row, with differences",
                  "fetch the report again");
      }
      return;
    }
    add_line(row, making.order, std::move(read));
  }

  /// Adds a row to its order. The id of a line is that of the item and the shipment: Amazon states
  /// amounts for each shipment of an item, and the next report may bring another one (merge.h).
  void add_line(const FlatRow& row, Order& order, VidrRow read) {
    if (order.lines.size() == kMaxLines) {
      log_.add("IMPORT-008", place(), "the order has more than 10000 lines",
               "check where the file comes from");
      return;
    }
    const auto id = LineId::parse(read.line.id.to_string() + "." + read.shipment.id.to_string());
    read.line.id = log_.take(id, row.path_of("order-item-id")).value_or(read.line.id);
    Shipment* shipment = nullptr;
    for (Shipment& each : order.shipments) {
      if (each.id == read.shipment.id) shipment = &each;
    }
    if (shipment == nullptr) {
      shipment = &order.shipments.emplace_back(read.shipment);
    } else if (shipment->shipped_at != read.shipment.shipped_at ||
               shipment->dispatch_from != read.shipment.dispatch_from) {
      const bool time = shipment->shipped_at != read.shipment.shipped_at;
      row.fault("IMPORT-007", time ? "shipment-date" : "ship-from-country",
                "differs from an earlier row of the same shipment", "fetch the report again");
    }
    shipment->lines.push_back({read.line.id, read.line.quantity});
    order.lines.push_back(std::move(read.line));
  }

  std::string_view name_;
  Sink& sink_;
  FaultLog& log_;
  std::vector<std::string_view> cells_;
  std::vector<OrderInMaking> orders_;
  std::map<OrderId, std::size_t> by_id_;
  std::size_t line_ = 1;
  std::size_t rows_ = 0;
};

}  // namespace

bool looks_like_vidr(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const FlatHeader header(bytes.substr(0, bytes.find_first_of("\r\n")));
  const auto known = std::count_if(kVidrColumns.begin(), kVidrColumns.end(), [&](auto column) {
    return header.index_of(column).has_value();
  });
  return known >= 6 && header.index_of("order-id") &&
         (header.index_of("shipping-id") || header.index_of("item-vat-incl-amount"));
}

void read_vidr(std::string_view name, std::string_view bytes, Sink& sink) {
  VidrReader(name, sink).read(bytes);
}

}  // namespace enclosure::app
