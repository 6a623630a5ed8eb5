#pragma once
// The implementations of the store: each passes the same tests.

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>

#include "app/store/sqlite_store.h"
#include "tests/support/process.h"

namespace enclosure::app {

struct Implementation {
  const char* name;
  std::unique_ptr<Store> (*open)(const support::TemporaryFolder&);
};

inline void PrintTo(const Implementation& one, std::ostream* out) {
  *out << one.name;
}

/// For INSTANTIATE_TEST_SUITE_P.
inline auto all_stores() {
  const auto in_memory = [](const support::TemporaryFolder&) -> std::unique_ptr<Store> {
    return std::make_unique<SqliteStore>(":memory:", SqliteStore::Mode::kReadWrite);
  };
  const auto in_file = [](const support::TemporaryFolder& folder) -> std::unique_ptr<Store> {
    return std::make_unique<SqliteStore>((folder / "enclosure.db").string(),
                                         SqliteStore::Mode::kReadWrite);
  };
  return testing::Values(Implementation{"Memory", in_memory},
                         Implementation{"SqliteFile", in_file});
}

inline std::string name_of_store(const testing::TestParamInfo<Implementation>& param) {
  return param.param.name;
}

}  // namespace enclosure::app
