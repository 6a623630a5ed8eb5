#include "app/store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "app/errors.h"

namespace enclosure::app {

WorkspaceLock::WorkspaceLock(const std::filesystem::path& workspace)
    : fd_(::open((workspace / "enclosure.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (fd_ < 0) {
    throw WorldError(
        kExitConfiguration,
        "cannot lock the workspace " + workspace.string() + ": " + std::strerror(errno),
        "check that the folder exists and that this user may write to it");
  }
  if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
    ::close(fd_);
    throw WorldError(
        kExitTryLater, "another process is working in " + workspace.string(),
        "wait until it has finished, or stop it; `serve` holds the workspace as long as it runs");
  }
}

WorkspaceLock::~WorkspaceLock() {
  ::close(fd_);
}

}  // namespace enclosure::app
