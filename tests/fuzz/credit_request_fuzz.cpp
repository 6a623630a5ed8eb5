// Any bytes as what the API is asked to credit, to correct, or to tell a webhook: faults, or
// something that says one thing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/flow/credit_request.h"
#include "app/flow/webhooks.h"

namespace {

using What = enclosure::invoice::CreditRequest::What;

void must(bool holds) {
  if (!holds) std::abort();
}

void credit(std::string_view text) {
  const auto command = enclosure::app::credit_command_from_json(text);
  if (!command) return must(!command.faults().empty());
  must((command->what == What::kAmount) == command->amount.has_value());
  must(command->what != What::kLines || !command->lines.empty());
  must(command->what == What::kLines || command->lines.size() <= 1);
  must(command->reason.size() <= 200 && command->reason.find('\n') == std::string::npos);
}

void correct(std::string_view text) {
  const auto command = enclosure::app::correct_command_from_json(text);
  if (!command) return must(!command.faults().empty());
  must(command->reason.size() <= 200 && command->reason.find('\n') == std::string::npos);
}

void webhook(std::string_view text) {
  const auto wish = enclosure::app::webhook_wish_from_json(text, false);
  if (!wish) return must(!wish.faults().empty());
  must(!wish->url || (wish->url->starts_with("https://") &&
                      wish->url->find_first_of("@#\\ ") == std::string::npos));
  must(!wish->events || !wish->events->empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  credit(text);
  correct(text);
  webhook(text);
  return 0;
}
