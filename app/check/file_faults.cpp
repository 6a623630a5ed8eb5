#include "app/check/file_faults.h"

#include <algorithm>
#include <utility>

#include "app/check/findings.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostOfACode = 5;

}  // namespace

void FileFaults::add(std::string_view code, std::string_view path, std::string_view message,
                     std::string_view hint) {
  if (++counts_[std::string(code)] > kMostOfACode) return;
  faults_.push_back({std::string(code), shown(path), shown(message), std::string(hint)});
}

Faults FileFaults::take() && {
  for (const auto& [code, count] : counts_) {
    if (count <= kMostOfACode) continue;
    const std::string more = std::to_string(count - kMostOfACode);
    faults_.push_back({code, "", "and " + more + " more of this kind", "mend all of them"});
  }
  std::stable_sort(faults_.begin(), faults_.end(),
                   [](const Fault& a, const Fault& b) { return a.code < b.code; });
  return std::move(faults_);
}

}  // namespace enclosure::app
