// The answers of the register: no bytes make a yes that nobody said, and none do harm.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "app/vies/vies_answer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using enclosure::app::VatAnswer;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const enclosure::app::VatQuestion question{"FR", "40303265045", "DE", "136695976"};
  for (const int status : {200, 500}) {
    const VatAnswer answer =
        enclosure::app::read_vies_answer(status, "application/json", body, question);
    const bool said_true = body.find("true") != std::string_view::npos;
    if (answer.kind == VatAnswer::Kind::kValid && (status != 200 || !said_true)) std::abort();
    if (answer.kind != VatAnswer::Kind::kValid && answer.kind != VatAnswer::Kind::kInvalid &&
        answer.code.empty() && body.find("error") == std::string_view::npos &&
        body.find("rror") == std::string_view::npos)
      std::abort();  // no yes, no no, and no reason either
    if (answer.name.size() > 600 || answer.code.size() > 100) std::abort();
  }
  return 0;
}
