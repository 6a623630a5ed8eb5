#include "app/flow/judged_files.h"

namespace enclosure::app {
namespace {

/// Above the 300,000 documents of a large shop (some 100 MB of verdicts); a server that runs for
/// years starts again here.
constexpr std::size_t kMost = 500'000;

}  // namespace

Result<FileFacts> JudgedFiles::judge(const std::string& sha256, std::string_view bytes) {
  {
    const std::scoped_lock lock(mutex_);
    if (const auto known = verdicts_.find(sha256); known != verdicts_.end()) return known->second;
  }
  auto verdict = check_enclosure_file(bytes);  // may take seconds: nobody waits for it meanwhile
  const std::scoped_lock lock(mutex_);
  ++looked_into_;
  if (verdicts_.size() >= kMost) verdicts_.clear();
  verdicts_.emplace(sha256, verdict);
  return verdict;
}

std::size_t JudgedFiles::looked_into() const {
  const std::scoped_lock lock(mutex_);
  return looked_into_;
}

}  // namespace enclosure::app
