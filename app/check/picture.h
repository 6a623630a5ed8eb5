#pragma once
// JPEG and PNG: whole, of a size that a reader can show, and nothing behind them.

#include <cstddef>
#include <optional>
#include <string_view>

#include "app/check/enclosure_file.h"
#include "app/check/file_faults.h"

namespace enclosure::app {

struct PictureSize {
  std::size_t width_px = 0;
  std::size_t height_px = 0;
};

/// FILE-030 where it is damaged or cut short, FILE-031 where it is too large, FILE-025 where
/// something follows its end.
[[nodiscard]] std::optional<PictureSize> check_jpeg(std::string_view bytes,
                                                    const EnclosureLimits& limits,
                                                    FileFaults& faults);
[[nodiscard]] std::optional<PictureSize> check_png(std::string_view bytes,
                                                   const EnclosureLimits& limits,
                                                   FileFaults& faults);

/// The size in the head of a JPEG; nothing where it has none.
[[nodiscard]] std::optional<PictureSize> jpeg_size(std::string_view bytes);

/// Whether `limits` allow a picture of that size.
[[nodiscard]] bool is_showable(PictureSize size, const EnclosureLimits& limits);

}  // namespace enclosure::app
