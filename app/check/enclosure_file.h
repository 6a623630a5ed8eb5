#pragma once
// The files that a seller encloses, judged by what they hold before any buyer gets them.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/order.h"
#include "core/result.h"

namespace enclosure::app {

/// What looking into one file may cost, and how large what it shows may be. docs/products.md says
/// what these mean for memory and time.
struct EnclosureLimits {
  std::size_t file_bytes = std::size_t{128} << 20U;
  std::size_t text_bytes = std::size_t{1} << 20U;         ///< of a TXT
  std::size_t structure_bytes = std::size_t{128} << 20U;  ///< a PDF's packed objects, unpacked
  std::size_t stream_bytes = std::size_t{64} << 20U;      ///< one stream of a PDF, unpacked
  std::size_t picture_bytes = std::size_t{512} << 20U;    ///< one picture in a PDF, unpacked
  std::size_t unpacked_bytes = std::size_t{4} << 30U;     ///< all streams of a PDF, unpacked
  std::size_t embedded_bytes = std::size_t{16} << 20U;    ///< a file inside of a PDF, unpacked
  std::size_t tokens = 4'000'000;                         ///< numbers, names, brackets of a PDF
  std::size_t pages = 10'000;
  std::size_t side_px = 20'000;                    ///< of a picture
  std::size_t area_px = std::size_t{200'000'000};  ///< of a picture
  std::chrono::seconds time{60};
};

enum class FileType { kPdf, kJpeg, kPng, kText };

/// "application/pdf", "image/jpeg", "image/png", "text/plain; charset=utf-8"
[[nodiscard]] std::string_view media_type(FileType type);
/// ".pdf", ".jpg", ".png", ".txt"
[[nodiscard]] std::string_view file_ending(FileType type);
/// "PDF", "JPEG", "PNG", "TXT"
[[nodiscard]] std::string_view type_name(FileType type);

/// What a sound file says about itself.
struct FileFacts {
  FileType type = FileType::kPdf;
  std::size_t pages = 1;     ///< 1 for pictures and texts
  std::string pdf_version;   ///< "1.7"; empty for other types
  bool is_tagged = false;    ///< a PDF that a screen reader can follow
  std::size_t width_px = 0;  ///< of a picture
  std::size_t height_px = 0;

  /// The languages a PDF claims: that of its catalog first, then those of its parts, each once.
  std::vector<LanguageTag> languages;
};

/// Judges the bytes of a file that is to be enclosed, by content alone. All faults at once, with
/// `path` the page or object of a PDF: FILE-001 … FILE-032 of docs/faults.md.
///
/// Any bytes at all may come in; nothing is printed, thrown, fetched or written. Safe from every
/// thread.
[[nodiscard]] Result<FileFacts> check_enclosure_file(std::string_view bytes,
                                                     const EnclosureLimits& limits = {});

/// Whether `file_name` ends as `type` does; FILE-007 otherwise.
[[nodiscard]] Faults check_file_name(std::string_view file_name, FileType type);

/// Whether mails of `channel` may carry the type; FILE-008 otherwise. Amazon takes PDF alone where
/// this program writes to buyers.
[[nodiscard]] Faults check_channel(Channel channel, FileType type);

}  // namespace enclosure::app
