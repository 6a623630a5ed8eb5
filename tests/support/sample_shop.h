#pragma once
// The workspace of the sample seller, without products and orders.

#include <filesystem>
#include <stdexcept>
#include <string>

#include "app/flow/sample_data.h"
#include "app/flow/shop.h"
#include "app/store/files.h"

namespace enclosure::support {

/// Writes configuration and logo into `folder`.
inline void write_sample_workspace(const std::filesystem::path& folder) {
  for (const EmbeddedFile& file : sample_data::files()) {
    if (file.path == "enclosure.json" || file.path == "logo.png")
      app::write_file(folder / std::string(file.path), file.bytes);
  }
}

/// Opens the workspace in `folder`; throws std::logic_error with its first fault.
inline app::Shop opened(const std::filesystem::path& folder) {
  auto shop = app::Shop::open(folder);
  if (shop) return *std::move(shop);
  const Fault& first = shop.faults().front();
  throw std::logic_error(first.code + " " + first.path + ": " + first.message);
}

/// The two in one.
inline app::Shop sample_shop(const std::filesystem::path& folder) {
  write_sample_workspace(folder);
  return opened(folder);
}

}  // namespace enclosure::support
