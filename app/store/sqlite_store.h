#pragma once
// The store in one SQLite file (or in memory, for tests).

#include <chrono>
#include <memory>
#include <string>

#include "app/ports/store.h"
#include "app/store/patience.h"

namespace enclosure::app {

/// Opens, and when needed makes or migrates, a store. Write-ahead log, every commit synced. Any
/// number of threads and processes work with one file (docs/decisions/0140): those that read wait
/// for nobody, those that write come one after the other, in turn.
class SqliteStore : public Store {
 public:
  enum class Mode {
    kReadWrite,
    kReadOnly,  ///< for commands that only look: nothing is made or migrated
  };

  /// `file` is a path or ":memory:"; the locks of a file are in `<name>.lock` beside it. A
  /// transaction waits up to `patience` for others before it throws WorldError (try later). Throws
  /// WorldError: the file is missing (read only), no database, of a newer schema; of an older one
  /// while a process of another version works with it.
  SqliteStore(const std::string& file, Mode mode, std::chrono::milliseconds patience = kPatience);
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;
  ~SqliteStore() override;

  std::vector<std::string> check() override;
  std::uint64_t data_version() override;

 protected:
  void run(const std::function<bool(StoreTransaction&)>& work) override;
  void look(const std::function<void(StoreTransaction&)>& work) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace enclosure::app
