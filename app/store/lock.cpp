#include "app/store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <thread>

#include "app/errors.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

/// Each job is a part of the file: locked by its holder, who writes its number there.
constexpr off_t kPart = 64;
constexpr milliseconds kBetweenLooks{20};
constexpr milliseconds kMoment{1000};

off_t part_of(Job job) {
  return kPart * static_cast<off_t>(job);
}

/// An open file description's own lock: it holds between threads as well as between processes, and
/// closing another descriptor of the file does not lose it (fcntl(2)).
bool lock_part(int fd, Job job, short kind) {
  struct flock part {};
  part.l_type = kind;
  part.l_whence = SEEK_SET;
  part.l_start = part_of(job);
  part.l_len = kPart;
  int done = 0;
  do {
    done = ::fcntl(fd, F_OFD_SETLK, &part);
  } while (done != 0 && errno == EINTR);
  return done == 0;
}

bool lock_whole(int fd, int kind) {
  int done = 0;
  do {
    done = ::flock(fd, kind | LOCK_NB);
  } while (done != 0 && errno == EINTR);
  return done == 0;
}

}  // namespace

std::string to_string(Job job) {
  switch (job) {
    case Job::kWriteTurn:
      return "the turn to write";
    case Job::kDispatch:
      return "the dispatcher";
    case Job::kRegister:
      return "the questions to VIES";
    case Job::kMailbox:
      return "the mailbox for bounces";
    case Job::kCatalogue:
      return "the catalogue";
  }
  return "";
}

LockFile::LockFile(std::filesystem::path file)
    : file_(std::move(file)), fd_(::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
  if (fd_ < 0) {
    throw WorldError(kExitConfiguration,
                     "cannot open " + file_.string() + ": " + std::strerror(errno),
                     "check that the folder exists and that this user may write to it");
  }
}

LockFile::~LockFile() {
  ::close(fd_);
}

bool LockFile::try_share() const {
  return lock_whole(fd_, LOCK_SH);
}

bool LockFile::try_have_alone() const {
  return lock_whole(fd_, LOCK_EX);
}

void LockFile::leave() const {
  (void)lock_whole(fd_, LOCK_UN);
}

bool LockFile::try_take(Job job) const {
  if (lock_part(fd_, job, F_WRLCK)) return true;
  if (errno == EAGAIN || errno == EACCES) return false;
  throw WorldError(kExitConfiguration,
                   "cannot lock " + file_.string() + ": " + std::strerror(errno),
                   "put the workspace on a file system that knows locks");
}

void LockFile::give_back(Job job) const {
  (void)lock_part(fd_, job, F_UNLCK);
}

void LockFile::sign(Job job) const {
  std::string name = std::to_string(::getpid());
  name.resize(static_cast<std::size_t>(kPart) - 1, ' ');
  name += '\n';
  // Only to be told: where it cannot be written, "another process" is told.
  if (::pwrite(fd_, name.data(), name.size(), part_of(job)) < 0) return;
}

std::string LockFile::who_has(Job job) const {
  std::array<char, static_cast<std::size_t>(kPart)> part{};
  const ssize_t size = ::pread(fd_, part.data(), part.size(), part_of(job));
  const std::string_view name =
      size <= 0 ? "" : trim(std::string_view(part.data(), static_cast<std::size_t>(size)));
  const bool is_number =
      !name.empty() && name.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? "process " + std::string(name) : "another process";
}

std::filesystem::path lock_file_of(const std::filesystem::path& workspace) {
  return workspace / "enclosure.lock";
}

std::optional<JobLock> JobLock::try_take(const std::filesystem::path& workspace, Job job) {
  auto file = std::make_unique<LockFile>(lock_file_of(workspace));
  if (!file->try_take(job)) return std::nullopt;
  file->sign(job);
  return JobLock(std::move(file));
}

JobLock JobLock::take(const std::filesystem::path& workspace, Job job, milliseconds patience,
                      const std::function<void(const std::string&)>& told) {
  auto file = std::make_unique<LockFile>(lock_file_of(workspace));
  const auto begun = Clock::now();
  bool is_told = !told;
  while (!file->try_take(job)) {
    const auto waited = Clock::now() - begun;
    const std::string who = file->who_has(job) + " has " + to_string(job) + " of this workspace";
    if (waited >= patience) {
      throw WorldError(kExitTryLater, who, "wait until it is done, or stop it, and try again");
    }
    if (!is_told && waited >= kMoment) {
      told(who + "; waiting for it");
      is_told = true;
    }
    std::this_thread::sleep_for(kBetweenLooks);
  }
  file->sign(job);
  return JobLock(std::move(file));
}

}  // namespace enclosure::app
