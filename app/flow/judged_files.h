#pragma once
// What was found out about product files, so that one in ten thousand mails is judged once.

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "app/check/enclosure_file.h"
#include "core/result.h"

namespace enclosure::app {

/// Verdicts by content: a file that was changed has another hash and is judged anew. They live as
/// long as the process, so a stricter program judges everything again. Safe for several threads.
class JudgedFiles {
 public:
  /// What `check_enclosure_file` says about `bytes`, whose hash is `sha256`.
  [[nodiscard]] Result<FileFacts> judge(const std::string& sha256, std::string_view bytes);

  /// How many files were really looked into.
  [[nodiscard]] std::size_t looked_into() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, Result<FileFacts>, std::less<>> verdicts_;
  std::size_t looked_into_ = 0;
};

}  // namespace enclosure::app
