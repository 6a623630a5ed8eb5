#include "app/import/import.h"

#include <array>
#include <utility>

#include "app/import/amazon_orders.h"
#include "app/import/amazon_vidr.h"
#include "app/import/json_reader.h"
#include "app/import/own_event.h"
#include "app/import/own_order.h"
#include "app/import/sink.h"
#include "app/import/woocommerce.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::array<std::pair<ImportFormat, std::string_view>, 5> kFormats{{
    {ImportFormat::kAmazonVatInvoiceData, "amazon-vidr"},
    {ImportFormat::kAmazonOrders, "amazon-orders"},
    {ImportFormat::kWooCommerce, "woocommerce"},
    {ImportFormat::kEnclosureOrders, "enclosure"},
    {ImportFormat::kEnclosureEvents, "events"},
}};

std::string names_of_formats() {
  std::string names;
  for (const auto& [format, name] : kFormats) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

bool looks_like_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view text = trim(bytes.substr(0, 4096));
  return !text.empty() && (text.front() == '{' || text.front() == '[');
}

/// What an object of JSON is, by the members it has.
std::optional<ImportFormat> format_of(const JsonValue::Object& object) {
  const auto has = [&](std::string_view name) { return find(object, name) != nullptr; };
  const auto has_object = [&](std::string_view name) {
    const JsonValue* value = find(object, name);
    return value != nullptr && value->object() != nullptr;
  };
  if (has("orderId") || has("orders") || (has_object("order") && !has("seller"))) {
    return ImportFormat::kAmazonOrders;
  }
  if (has("line_items")) return ImportFormat::kWooCommerce;
  if (has("type") && (has("order") || (has("address") && has("at"))))
    return ImportFormat::kEnclosureEvents;
  const int signs = int{has("id")} + int{has("lines")} + int{has("currency")} +
                    int{has("deliver_to")} + int{has("buyer")};
  if (signs >= 2) return ImportFormat::kEnclosureOrders;
  return std::nullopt;
}

Fault unrecognised(const JsonValue::Object* object) {
  const auto has = [&](std::string_view name) {
    return object != nullptr && find(*object, name) != nullptr;
  };
  Fault fault{"IMPORT-002", "", "none of the formats that are read",
              "these are: " + names_of_formats()};
  if (has("errors")) {
    fault.message = "an error answer, not an order";
    fault.hint = "fetch the orders again";
  } else if (has("payload") || has("AmazonOrderId")) {
    fault.message = "an answer of Amazon's old Orders API";
    fault.hint = "fetch the orders with version 2026-01-01";
  } else if (has("seller") || has("cases") || has("scenarios")) {
    fault.message = "cases with their own seller, not orders of this workspace";
    fault.hint = "use them with render or tax";
  }
  return fault;
}

Result<ImportFormat> recognise_documents(const std::vector<JsonDocument>& documents) {
  const auto* object = documents.empty() ? nullptr : documents.front().value.object();
  const auto format = object == nullptr ? std::nullopt : format_of(*object);
  if (format) return *format;
  if (documents.empty()) {
    return Fault{"IMPORT-002", "", "an empty list: nothing tells its format",
                 "name the format: " + names_of_formats()};
  }
  return unrecognised(object);
}

Result<ImportFormat> recognise_text(std::string_view bytes) {
  if (looks_like_vidr(bytes)) return ImportFormat::kAmazonVatInvoiceData;
  Fault fault = unrecognised(nullptr);
  const std::string_view first = bytes.substr(0, bytes.find_first_of("\r\n"));
  if (first.find('\t') != std::string_view::npos &&
      first.find("order-id") != std::string_view::npos) {
    fault.message = "another report of Amazon";
    fault.hint = "request GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT";
  }
  return fault;
}

void read_document(const JsonDocument& document, ImportFormat format, Sink& sink) {
  FaultLog& log = sink.log();
  const std::size_t faults = log.count();
  const auto reader = Reader::of(document.value, document.path, log);
  if (!reader) return;
  switch (format) {
    case ImportFormat::kAmazonOrders:
      read_amazon_answer(*reader, sink);
      return;
    case ImportFormat::kWooCommerce:
      read_woocommerce_order(*reader, sink);
      return;
    case ImportFormat::kEnclosureEvents: {
      ReadEvent event = read_own_event(*reader);
      if (log.count() == faults)
        std::visit([&](auto& one) { sink.add(std::move(one), reader->path()); }, event);
      return;
    }
    case ImportFormat::kEnclosureOrders:
    case ImportFormat::kAmazonVatInvoiceData:
      break;
  }
  Order order = read_own_order(*reader);
  if (!order.marketplace_id.empty()) {
    sink.marketplace(order.marketplace_id, reader->path_of("marketplace_id"));
  }
  if (log.count() == faults) sink.add(std::move(order), reader->path());
}

/// The format in use: the one that was asked for, or the one that is recognised.
std::optional<ImportFormat> settle(std::optional<ImportFormat> asked,
                                   const Result<ImportFormat>& recognised, std::string_view name,
                                   FaultLog& log) {
  return asked ? asked : log.take(recognised, std::string(name) + " ");
}

}  // namespace

std::string_view to_string(ImportFormat format) {
  for (const auto& [known, name] : kFormats) {
    if (known == format) return name;
  }
  return "enclosure";
}

Result<ImportFormat> parse_import_format(std::string_view name) {
  for (const auto& [format, known] : kFormats) {
    if (known == name) return format;
  }
  return Fault{"IMPORT-001", "", "no such format: \"" + printable(name, 40) + "\"",
               "use one of: " + names_of_formats()};
}

Result<ImportFormat> recognise(std::string_view bytes) {
  FaultLog log;
  if (bytes.size() > kMaxImportBytes) {
    log.add("IMPORT-008", "", "the input is larger than 64 MB", "split it into several files");
    return std::move(log).release();
  }
  if (!looks_like_json(bytes)) return recognise_text(bytes);
  const auto documents = parse_documents(bytes, "", log);
  if (!log.empty()) return std::move(log).release();
  return recognise_documents(documents);
}

Result<Imported> read_import(std::string_view name, std::string_view bytes,
                             const ImportContext& context, std::optional<ImportFormat> format) {
  FaultLog log;
  Sink sink(context, log);
  if (bytes.size() > kMaxImportBytes) {
    log.add("IMPORT-008", name, "the input is larger than 64 MB", "split it into several files");
  } else if (trim(bytes).empty()) {
    log.add("IMPORT-003", name, "the file is empty", "export it again");
  } else if (format == ImportFormat::kAmazonVatInvoiceData ||
             (!format && !looks_like_json(bytes))) {
    format = settle(format, recognise_text(bytes), name, log);
    if (format) read_vidr(name, bytes, sink);
  } else {
    const auto documents = parse_documents(bytes, name, log);
    if (log.empty()) format = settle(format, recognise_documents(documents), name, log);
    for (const JsonDocument& document : documents) {
      if (format) read_document(document, *format, sink);
    }
  }
  if (!log.empty()) return std::move(log).release();
  return std::move(sink).release(*format);
}

}  // namespace enclosure::app
