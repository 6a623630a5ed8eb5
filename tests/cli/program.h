#pragma once
// The built program in a workspace of its own.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.h"

namespace enclosure::app {

inline constexpr const char* kStart = "2026-09-01T08:00:00Z";
inline constexpr const char* kEnd = "2026-10-11T08:00:00Z";

/// Runs `enclosure` with `arguments`.
inline support::Finished enclosure(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), ENCLOSURE_PROGRAM);
  return support::run(arguments);
}

/// What `init` wrote to `workspace` as a seller in Germany would complete it.
inline nlohmann::json settled_starter(const std::filesystem::path& workspace) {
  auto config = nlohmann::json::parse(support::slurp(workspace / "enclosure.json"));
  auto& seller = config["seller"];
  seller["name"] = "Muster & Beispiel GmbH";
  seller["address"]["lines"] = {"Musterstraße 1"};
  seller["address"]["postcode"] = "10115";
  seller["address"]["city"] = "Berlin";
  seller["established"] = "DE";
  seller["vat_ids"] = {{"DE", "DE136695976"}};
  config["mail"]["from"]["address"] = "service@muster.example";
  return config;
}

/// A workspace filled with the samples: made once in a test program, copied for each test.
class SampleWorkspace {
 public:
  SampleWorkspace() {
    if (made().exit_code != 0) return;
    std::filesystem::copy(original().folder / "shop", path(),
                          std::filesystem::copy_options::recursive);
  }

  [[nodiscard]] std::string path() const { return folder_ / "shop"; }
  /// How making it ended.
  [[nodiscard]] static const support::Finished& made() { return original().made; }
  std::filesystem::path operator/(const std::string& name) const {
    return std::filesystem::path(path()) / name;
  }

  /// Runs a command in this workspace.
  support::Finished run(std::vector<std::string> arguments, const std::string& now = kStart) const {
    arguments.insert(arguments.begin(), {"--workspace", path(), "--now", now});
    return enclosure(std::move(arguments));
  }

  /// Runs a command with --json and gives what it says.
  nlohmann::json ask(std::vector<std::string> arguments, const std::string& now = kStart) const {
    arguments.insert(arguments.begin(), "--json");
    return nlohmann::json::parse(run(std::move(arguments), now).out);
  }

 private:
  struct Original {
    support::TemporaryFolder folder;
    support::Finished made = enclosure({"--now", kStart, "init", folder / "shop", "--sample"});
  };
  static const Original& original() {
    static const Original once;
    return once;
  }

  support::TemporaryFolder folder_;
};

}  // namespace enclosure::app
