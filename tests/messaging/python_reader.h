#pragma once
// What Python's `email` finds in messages: one process for a whole folder.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace enclosure::messaging {

/// The messages as Python reads them, in the same order. Fails the test when there is no Python.
inline nlohmann::json read_by_python(const std::vector<std::string>& messages) {
  const support::TemporaryFolder folder;
  for (std::size_t i = 0; i < messages.size(); ++i) {
    support::spit(folder / (std::to_string(100'000 + i) + ".eml"), messages[i]);
  }
  const auto finished = support::run(
      {"python3", ENCLOSURE_SOURCE_DIR "/tests/messaging/read_mail.py", folder.path().string()});
  if (finished.exit_code != 0) {
    ADD_FAILURE() << "python3 (package python3) is needed: " << finished.err;
    return nlohmann::json::array();
  }
  return nlohmann::json::parse(finished.out);
}

}  // namespace enclosure::messaging
