#include "app/flow/log_text.h"

#include <algorithm>

#include "core/vat_id.h"

namespace enclosure::app {
namespace {

bool is_of_a_number(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_vat_number(std::string_view word) {
  constexpr std::size_t kShortest = 8;
  constexpr std::size_t kLongest = 16;
  if (word.size() < kShortest || word.size() > kLongest) return false;
  const auto number = VatId::parse(word);
  return number || number.faults().front().code == "VATID-002";
}

}  // namespace

std::string for_log(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto* end = std::find_if_not(text.begin(), text.end(), is_of_a_number);
    const std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    if (is_vat_number(word)) {
      out.append(word.substr(0, 2)).append("…").append(word.substr(word.size() - 2));
    } else {
      out.append(word);
    }
    text.remove_prefix(word.size());
    if (text.empty()) break;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

Faults for_log(Faults faults) {
  for (Fault& fault : faults) {
    fault.message = for_log(fault.message);
    fault.hint = for_log(fault.hint);
  }
  return faults;
}

}  // namespace enclosure::app
