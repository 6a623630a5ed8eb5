#pragma once
// Files that are whole or not there: written beside their place, synced, then renamed.

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure::app {

/// The bytes of `file`, one of the program's own. Throws WorldError (kExitConfiguration) with the
/// path where it cannot be read.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Why an input that a user names cannot be read: it is not there, a folder, or not for this user.
/// It may be a pipe. Fault INPUT-001.
[[nodiscard]] std::optional<Fault> why_unreadable(const std::filesystem::path& file);

/// The bytes of a file that a user names, of up to `most_bytes`: never more are in memory, and no
/// pipe is waited for. Faults: INPUT-001; INPUT-002 a pipe or a device; INPUT-003 too large. Throws
/// WorldError where the disk fails.
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& file,
                                            std::size_t most_bytes);

/// The same, of a pipe as well, which is read to its end. Faults: INPUT-001, INPUT-003.
[[nodiscard]] Result<std::string> read_input(const std::filesystem::path& file,
                                             std::size_t most_bytes);

/// Writes `bytes` to `file` so that a reader (or a crash) sees the old content or the new one,
/// nothing between; of several that write at once one content stays whole. `secret` files are
/// readable by their owner alone. Throws WorldError when the disk is full or the folder not
/// writable.
void write_file(const std::filesystem::path& file, std::string_view bytes, bool secret = false);

enum class NewFile {
  kPlain,
  kSecret,   ///< readable by its owner alone
  kUnsynced  ///< on the disk only after `sync_file_system`
};

/// Writes `bytes` to `file` where there is no such file; where there is one it stays as it is, and
/// the answer is false. Of several threads and processes that try at once one gets true. Nobody
/// sees a part of the file. Throws WorldError.
[[nodiscard]] bool write_new_file(const std::filesystem::path& file, std::string_view bytes,
                                  NewFile kind = NewFile::kPlain);

/// Waits until `file`, which another process may just have written, is on the disk. Throws
/// WorldError.
void sync_file(const std::filesystem::path& file);

/// Writes `bytes` to `file` in a folder that is there, for what can be made again: a crash may
/// leave a part of it. Throws WorldError, and then leaves nothing.
void write_output(const std::filesystem::path& file, std::string_view bytes);

/// Makes `folder` and those above it. Throws WorldError.
void make_folder(const std::filesystem::path& folder);

/// Waits until all that was written to the file system of `folder` is on the disk: one wait for
/// many files. Nothing where there is no such folder. Throws WorldError.
void sync_file_system(const std::filesystem::path& folder);

/// A file that is read from its beginning to its end. Throws WorldError.
class InputFile {
 public:
  explicit InputFile(std::filesystem::path file);
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;
  ~InputFile();

  /// Reads up to `size` bytes; 0 at the end.
  std::size_t read(char* to, std::size_t size);

  /// Its size in bytes; 0 where it has none, as a pipe.
  [[nodiscard]] std::size_t size() const;

 private:
  std::filesystem::path file_;
  int fd_;
};

/// SHA-256 in lower case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 of `message` under `key`, 32 raw bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

/// `count` bytes of the system's random source.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// Base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string base64url(std::string_view bytes);
/// The bytes behind it; nothing unless `text` is the one canonical spelling of some.
[[nodiscard]] std::optional<std::string> decode_base64url(std::string_view text);

/// Compares without telling by time where the difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace enclosure::app
