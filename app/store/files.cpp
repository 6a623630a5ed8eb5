#include "app/store/files.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "app/errors.h"
#include "core/hex.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1024} * 1024;

[[noreturn]] void fail(const std::filesystem::path& file, const char* verb, int error) {
  const bool full = error == ENOSPC || error == EDQUOT;
  throw WorldError(
      full ? kExitTryLater : kExitConfiguration,
      std::string("cannot ") + verb + " " + file.string() + ": " + std::strerror(error),
      full ? "free some space on the disk and run the command again"
           : "check that the file exists and that this user may read and write it");
}

/// A file descriptor that is closed and, until `keep`, a file that is removed again.
class Draft {
 public:
  Draft(std::filesystem::path path, mode_t mode)
      : path_(std::move(path)),
        fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)) {
    if (fd_ < 0) fail(path_, "write", errno);
  }

  /// Beside `file`, under a name that no other thread or process has.
  static Draft beside(const std::filesystem::path& file, mode_t mode) {
    const std::string name =
        "." + file.filename().string() + "." + to_hex(random_bytes(6)) + ".part";
    return {file.parent_path() / name, mode};
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() {
    if (fd_ >= 0) ::close(fd_);
    if (!kept_) ::unlink(path_.c_str());
  }

  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) fail(path_, "write", errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  void sync() const {
    if (::fdatasync(fd_) != 0) fail(path_, "write", errno);
  }

  void keep() {
    if (::close(std::exchange(fd_, -1)) != 0) fail(path_, "write", errno);
    kept_ = true;
  }

  void keep_as(const std::filesystem::path& target) {
    if (::close(std::exchange(fd_, -1)) != 0) fail(path_, "write", errno);
    if (::rename(path_.c_str(), target.c_str()) != 0) fail(target, "write", errno);
    kept_ = true;
  }

  /// The same where `target` is not there; false, and it stays as it is, where it is.
  bool keep_as_new(const std::filesystem::path& target) {
    if (::close(std::exchange(fd_, -1)) != 0) fail(path_, "write", errno);
    if (::link(path_.c_str(), target.c_str()) == 0) return true;  // the draft's own name goes
    const int why = errno;
    if (why == EEXIST) return false;
    // A file system without links: whoever comes second writes over the first.
    if (why != EPERM && why != EOPNOTSUPP && why != ENOSYS && why != EMLINK)
      fail(target, "write", why);
    std::error_code error;
    if (std::filesystem::exists(target, error)) return false;
    if (::rename(path_.c_str(), target.c_str()) != 0) fail(target, "write", errno);
    return kept_ = true;
  }

 private:
  std::filesystem::path path_;
  int fd_;
  bool kept_ = false;
};

void sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);  // some file systems cannot; the data itself is on the disk already
  ::close(fd);
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

constexpr std::string_view kBase64url =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

InputFile::InputFile(std::filesystem::path file)
    : file_(std::move(file)), fd_(::open(file_.c_str(), O_RDONLY | O_CLOEXEC)) {
  if (fd_ < 0) fail(file_, "read", errno);
}

InputFile::~InputFile() {
  ::close(fd_);
}

std::size_t InputFile::read(char* to, std::size_t size) {
  for (;;) {
    const ssize_t count = ::read(fd_, to, size);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) fail(file_, "read", errno);
  }
}

std::size_t InputFile::size() const {
  struct stat status {};
  const bool is_known = ::fstat(fd_, &status) == 0 && S_ISREG(status.st_mode);
  return is_known ? static_cast<std::size_t>(status.st_size) : 0;
}

std::string read_file(const std::filesystem::path& file) {
  InputFile input(file);
  std::string bytes;
  bytes.reserve(input.size());
  std::array<char, 65536> chunk;
  while (const std::size_t count = input.read(chunk.data(), chunk.size()))
    bytes.append(chunk.data(), count);
  return bytes;
}

std::optional<Fault> why_unreadable(const std::filesystem::path& file) {
  const auto because = [&](const std::string& why, std::string hint) {
    return Fault{"INPUT-001", file.string(), "the file cannot be read: " + why, std::move(hint)};
  };
  std::error_code error;
  if (std::filesystem::is_directory(file, error))
    return because("it is a folder", "name the files inside of it");
  if (::access(file.c_str(), R_OK) == 0) return std::nullopt;
  const int reason = errno;
  return because(std::strerror(reason), reason == EACCES
                                            ? "let this user read it, or copy it elsewhere"
                                            : "check the name and the folder");
}

Result<std::string> read_input(const std::filesystem::path& file, std::size_t most_bytes) {
  if (auto fault = why_unreadable(file)) return *std::move(fault);
  InputFile input(file);
  std::string bytes;
  bytes.reserve(std::min(input.size(), most_bytes));
  std::array<char, 65536> chunk;
  while (const std::size_t count = input.read(chunk.data(), chunk.size())) {
    if (count > most_bytes - bytes.size()) {
      return Fault{"INPUT-003", file.string(),
                   "the file is larger than " +
                       (most_bytes >= kMebibyte ? std::to_string(most_bytes / kMebibyte) + " MiB"
                                                : std::to_string(most_bytes / 1024) + " KiB"),
                   "check that it is the file you meant; none of its kind is that large"};
    }
    bytes.append(chunk.data(), count);
  }
  return bytes;
}

Result<std::string> read_file(const std::filesystem::path& file, std::size_t most_bytes) {
  std::error_code error;
  if (std::filesystem::exists(file, error) && !std::filesystem::is_directory(file, error) &&
      !std::filesystem::is_regular_file(file, error)) {
    return Fault{"INPUT-002", file.string(), "a pipe or a device, not a file",
                 "save what comes out of it to a file first"};
  }
  return read_input(file, most_bytes);
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail(folder, "create", error.value());
}

/// What is renamed to a device, a pipe or a folder would take its place.
void expect_writable_as_file(const std::filesystem::path& file) {
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    throw WorldError(kExitUsage, file.string() + " is no file",
                     "name a file, or one that is not there yet");
  }
}

void write_file(const std::filesystem::path& file, std::string_view bytes, bool secret) {
  expect_writable_as_file(file);
  const auto folder = folder_of(file);
  make_folder(folder);
  Draft draft = Draft::beside(folder / file.filename(), secret ? 0600 : 0644);
  draft.write(bytes);
  draft.sync();
  draft.keep_as(file);
  sync_folder(folder);
}

bool write_new_file(const std::filesystem::path& file, std::string_view bytes, NewFile kind) {
  const auto folder = folder_of(file);
  make_folder(folder);
  Draft draft = Draft::beside(folder / file.filename(), kind == NewFile::kSecret ? 0600 : 0644);
  draft.write(bytes);
  if (kind != NewFile::kUnsynced) draft.sync();
  const bool is_new = draft.keep_as_new(file);
  if (kind != NewFile::kUnsynced) sync_folder(folder);
  return is_new;
}

void sync_file(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail(file, "read", errno);
  const int error = ::fdatasync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0) fail(file, "write", error);
  sync_folder(folder_of(file));
}

void write_output(const std::filesystem::path& file, std::string_view bytes) {
  expect_writable_as_file(file);
  Draft draft(file, 0644);
  draft.write(bytes);
  draft.keep();
}

void sync_file_system(const std::filesystem::path& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  const int error = ::syncfs(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0) fail(folder, "write", error);
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, 32> digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::array<unsigned char, 32> digest{};
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(),
       nullptr);
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
    throw WorldError(kExitUnavailable, "the system's random source gives nothing", "try again");
  }
  return bytes;
}

std::string base64url(std::string_view bytes) {
  std::string text;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) text += kBase64url[(bits >> (count - 6)) & 63U];
  }
  if (count > 0) text += kBase64url[(bits << (6 - count)) & 63U];
  return text;
}

std::optional<std::string> decode_base64url(std::string_view text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = kBase64url.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = (bits << 6) | static_cast<unsigned>(value);
    count += 6;
    if (count >= 8) bytes += static_cast<char>((bits >> (count -= 8)) & 255U);
  }
  if (base64url(bytes) != text) return std::nullopt;
  return bytes;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace enclosure::app
