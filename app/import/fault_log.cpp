#include "app/import/fault_log.h"

#include <algorithm>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMaxFaults = 100;

}  // namespace

std::string printable(std::string_view text, std::size_t max_bytes) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const std::size_t before = result.size();
    append_utf8(result, c < 0x20 || (c >= 0x7F && c < 0xA0) ? U'\uFFFD' : c);
    if (result.size() > max_bytes) {
      result.resize(before);
      return result + "…";
    }
  }
  return result;
}

std::string join_path(std::string_view base, std::string_view rest) {
  const bool bare = base.empty() || base.back() == ' ' || rest.empty() || rest.front() == '[';
  return std::string(base) + (bare ? "" : ".") + std::string(rest);
}

void FaultLog::add(Fault fault) {
  if (count_ < kMaxFaults) {
    fault.path = printable(trim(fault.path), 300);
    fault.message = printable(fault.message, 300);
    fault.hint = printable(fault.hint, 300);
    if (std::find(faults_.begin(), faults_.end(), fault) != faults_.end()) return;
    faults_.push_back(std::move(fault));
  }
  ++count_;
}

void FaultLog::add(std::string_view code, std::string_view path, std::string_view message,
                   std::string_view hint) {
  add(Fault{std::string(code), std::string(path), std::string(message), std::string(hint)});
}

void FaultLog::add(std::string_view path, Faults faults) {
  for (Fault& fault : faults) {
    fault.path = join_path(path, fault.path);
    add(std::move(fault));
  }
}

Faults FaultLog::release() && {
  if (count_ > kMaxFaults) {
    faults_.push_back({"IMPORT-010", "", "and " + std::to_string(count_ - kMaxFaults) + " more",
                       "mend the first ones and import again"});
  }
  return std::move(faults_);
}

}  // namespace enclosure::app
