#include "app/smtp/outbox_transport.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "app/errors.h"
#include "core/ids.h"

namespace enclosure::app {
namespace {

[[noreturn]] void fail(const std::string& doing, const std::filesystem::path& path, int error) {
  const std::string reason = std::generic_category().message(error);
  const bool full = error == ENOSPC || error == EDQUOT || error == EFBIG;
  throw WorldError(full ? kExitTryLater : kExitUnavailable,
                   "outbox: " + doing + " " + path.string() + ": " + reason,
                   full ? "make room on the disk, then run again; nothing was half-written"
                        : "check that the folder exists and is yours");
}

/// A file descriptor that is closed at the end.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// A file that vanishes unless it was given its final name.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::filesystem::path path) : path_(std::move(path)) {
    ::unlink(path_.c_str());  // what a crash left behind
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
  }

  void write(std::string_view bytes) const {
    const Descriptor file(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.get() < 0) fail("cannot create", path_, errno);
    while (!bytes.empty()) {
      const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail("cannot write", path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0) fail("cannot write", path_, errno);
  }

  void rename_to(const std::filesystem::path& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) fail("cannot write", target, errno);
    path_.clear();
  }

 private:
  std::filesystem::path path_;
};

/// Makes the folder's own entries durable.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0 || ::fsync(handle.get()) != 0) fail("cannot write", folder, errno);
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (!std::filesystem::create_directories(folder, error)) {
    if (error) fail("cannot make", folder, error.value());
    return;
  }
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  if (error) fail("cannot make", folder, error.value());
}

}  // namespace

OutboxTransport::OutboxTransport(std::filesystem::path folder) : folder_(std::move(folder)) {}

DispatchOutcome OutboxTransport::send(const Envelope& /*envelope*/, std::string_view name,
                                      std::string_view message) {
  if (!id_rules::is_safe_name(name))
    throw std::invalid_argument("no safe file name: \"" + std::string(name) + "\"");
  const std::string file_name = std::string(name) + ".eml";
  make_folder(folder_);
  TemporaryFile file(folder_ / ("." + file_name + ".tmp"));
  file.write(message);
  file.rename_to(folder_ / file_name);
  sync_folder(folder_);
  return {DispatchOutcome::Kind::kSent, file_name};
}

}  // namespace enclosure::app
