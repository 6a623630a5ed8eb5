#pragma once
// The folder with the seller's documents, read file by file.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure::app {

/// Where `products add` puts files: "files/usb-hub-manual-de-0123456789ab.pdf".
inline constexpr std::string_view kAddedFolder = "files/";

/// A product file as it was at one moment: what was judged is what was hashed.
struct ProductFile {
  std::string bytes;
  std::string sha256;
};

/// Reads `file` below `folder` once. PRODUCT-001 there is none, or it cannot be read; PRODUCT-002
/// its way leads out of the folder; FILE-005 larger than anything that may be enclosed.
[[nodiscard]] Result<ProductFile> read_product(const std::filesystem::path& folder,
                                               std::string_view file);

/// Whether a file of `bytes` can ever travel in a mail of at most `mail_bytes`, encoded; FILE-009
/// otherwise, a remark: it is always a link. 0 `mail_bytes`: nobody knows.
[[nodiscard]] Faults check_mail_size(std::uint64_t bytes, std::uint64_t mail_bytes);

/// The name under which a file is kept: letters and digits of `title`, then the beginning of its
/// hash, then `ending` (".pdf").
[[nodiscard]] std::string kept_name(std::string_view title, std::string_view sha256,
                                    std::string_view ending);

/// The beginning of the hash in a name made by `kept_name`, below `kAddedFolder`; else empty.
[[nodiscard]] std::string_view hash_in_name(std::string_view file);

}  // namespace enclosure::app
