#include "app/flow/credit_request.h"

#include "app/flow/document_json.h"
#include "app/import/json_reader.h"

namespace enclosure::app {
namespace {

using What = invoice::CreditRequest::What;

constexpr std::size_t kMostLines = 1000;

std::string reason_of(const Reader& reader, FaultLog& log) {
  Faults faults;
  std::string reason = reason_text(reader.text("reason"), "reason", faults);
  log.add("", std::move(faults));
  return reason;
}

std::vector<std::pair<std::string, std::optional<Decimal>>> lines_of(const Reader& reader,
                                                                     FaultLog& log) {
  static constexpr std::string_view kKnown[] = {"line", "quantity"};
  std::vector<std::pair<std::string, std::optional<Decimal>>> lines;
  const auto objects = reader.objects("lines");
  if (objects.empty() || objects.size() > kMostLines) {
    log.add("CREDIT-020", "lines", "the list names no line, or more than a thousand",
            "name the lines that are given back");
    return lines;
  }
  for (const Reader& line : objects) {
    line.allow_only(kKnown);
    lines.emplace_back(line.literal("line", Need::kRequired), line.decimal("quantity"));
  }
  return lines;
}

CreditCommand read_credit(const Reader& reader, FaultLog& log) {
  static constexpr std::string_view kKnown[] = {"all",      "lines",  "amount", "line",
                                                "shipping", "reason", "dry_run"};
  reader.allow_only(kKnown);
  CreditCommand command;
  const bool all = reader.flag("all").value_or(false);
  const bool shipping = reader.flag("shipping").value_or(false);
  const int chosen =
      int{all} + int{shipping} + int{reader.has("lines")} + int{reader.has("amount")};
  if (chosen != 1) {
    log.add("CREDIT-020", "",
            chosen == 0 ? "it is not said what to give back" : "it is said twice what to give back",
            "use one of all, lines, amount (with one line at most), shipping");
  }
  if (reader.has("line") && !reader.has("amount"))
    log.add("CREDIT-020", "line", "a line alone says nothing", "it goes with an amount");
  if (all) command.what = What::kWhole;
  if (shipping) command.what = What::kShipping;
  if (reader.has("lines")) {
    command.what = What::kLines;
    command.lines = lines_of(reader, log);
  }
  if (reader.has("amount")) {
    command.what = What::kAmount;
    command.amount = reader.decimal("amount");
    if (reader.has("line")) command.lines = {{reader.literal("line"), std::nullopt}};
  }
  command.reason = reason_of(reader, log);
  command.dry_run = reader.flag("dry_run").value_or(false);
  return command;
}

CorrectCommand read_correction(const Reader& reader, FaultLog& log) {
  static constexpr std::string_view kKnown[] = {"buyer", "reason", "dry_run"};
  reader.allow_only(kKnown);
  CorrectCommand command;
  if (const auto buyer = reader.object("buyer", Need::kRequired))
    command.buyer = read_buyer_change(*buyer);
  command.reason = reason_of(reader, log);
  command.dry_run = reader.flag("dry_run").value_or(false);
  return command;
}

template <typename Command, typename Read>
Result<Command> read_object(std::string_view json, const Read& read) {
  FaultLog log;
  Command command;
  if (const auto value = parse_json(json, "", 1, log)) {
    if (const auto reader = Reader::of(*value, "", log)) command = read(*reader, log);
  }
  if (!log.empty()) return std::move(log).release();
  return command;
}

}  // namespace

Result<CreditCommand> credit_command_from_json(std::string_view json) {
  return read_object<CreditCommand>(json, read_credit);
}

Result<CorrectCommand> correct_command_from_json(std::string_view json) {
  return read_object<CorrectCommand>(json, read_correction);
}

}  // namespace enclosure::app
