#pragma once
// One writer per workspace.

#include <filesystem>

namespace enclosure::app {

/// Holds the workspace for writing until it is destroyed; the system lets go of it when the process
/// dies.
class WorkspaceLock {
 public:
  /// Throws WorldError (try later) when another process holds the workspace.
  explicit WorkspaceLock(const std::filesystem::path& workspace);
  WorkspaceLock(const WorkspaceLock&) = delete;
  WorkspaceLock& operator=(const WorkspaceLock&) = delete;
  ~WorkspaceLock();

 private:
  int fd_;
};

}  // namespace enclosure::app
