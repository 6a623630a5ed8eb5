#pragma once
// Files that are whole or not there: written beside their place, synced, then renamed.

#include <filesystem>
#include <string>
#include <string_view>

namespace enclosure::app {

/// The bytes of `file`. Throws WorldError: 66-like unreadable files are kExitBadData with the path.
[[nodiscard]] std::string read_file(const std::filesystem::path& file);

/// Writes `bytes` to `file` so that a reader (or a crash) sees the old content or the new one,
/// nothing between. `secret` files are readable by their owner alone. Throws WorldError when the
/// disk is full or the folder not writable.
void write_file(const std::filesystem::path& file, std::string_view bytes, bool secret = false);

/// SHA-256 in lower case hexadecimal.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// HMAC-SHA-256 of `message` under `key`, 32 raw bytes.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view message);

/// `count` bytes of the system's random source.
[[nodiscard]] std::string random_bytes(std::size_t count);

/// Base64url without padding (RFC 4648, 5).
[[nodiscard]] std::string base64url(std::string_view bytes);

/// Compares without telling by time where the difference is.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace enclosure::app
