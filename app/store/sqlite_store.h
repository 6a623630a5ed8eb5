#pragma once
// The store in one SQLite file (or in memory, for tests).

#include <memory>
#include <string>

#include "app/ports/store.h"

namespace enclosure::app {

/// Opens, and when needed makes or migrates, a store. Write-ahead log, every commit synced.
class SqliteStore : public Store {
 public:
  enum class Mode {
    kReadWrite,
    kReadOnly,  ///< for commands that only look; several may look while one writes
  };

  /// `file` is a path or ":memory:". Throws WorldError: the file is missing (read only), no
  /// database, locked, or of a newer schema.
  SqliteStore(const std::string& file, Mode mode);
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;
  ~SqliteStore() override;

  std::vector<std::string> check() override;

 protected:
  void run(const std::function<bool(StoreTransaction&)>& work) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace enclosure::app
