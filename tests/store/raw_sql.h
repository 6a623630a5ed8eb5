#pragma once
// SQL past the store.

#include <sqlite3.h>

#include <filesystem>
#include <string>

namespace enclosure::app {

/// Speaks raw SQL to a file, as a curious person with the sqlite3 shell would; gives what went
/// wrong.
inline std::string raw(const std::filesystem::path& file, const char* sql) {
  sqlite3* db = nullptr;
  sqlite3_open(file.c_str(), &db);
  char* message = nullptr;
  sqlite3_exec(db, sql, nullptr, nullptr, &message);
  std::string error = message == nullptr ? "" : message;
  sqlite3_free(message);
  sqlite3_close(db);
  return error;
}

}  // namespace enclosure::app
