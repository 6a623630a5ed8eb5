#pragma once
// What fonts/manifest.json promises about the fonts, and whether they keep it.

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/result.h"
#include "invoice/layout/font_face.h"

namespace enclosure::invoice::pdf {

/// The manifest. What only people read (licence, source) is left out.
struct FontManifest {
  struct File {
    std::string name;
    int weight = 0;  ///< 400, 700
    std::size_t bytes = 0;
    std::string sha256;  ///< lower case hexadecimal digits
  };
  /// Both inclusive.
  struct Range {
    char32_t first = 0;
    char32_t last = 0;
  };
  std::string version;  ///< "2.015"
  std::vector<File> files;
  std::vector<Range> characters;  ///< ascending

  [[nodiscard]] bool has(char32_t character) const;
};

/// Reads manifest.json. Fault FONT-002, all at once: no JSON, or a member that is missing, of
/// another kind, or a range that is none or not behind the one before it.
[[nodiscard]] Result<FontManifest> read_font_manifest(std::string_view json);

/// Whether `faces` and the font files among `files` are those of the manifest among them. Faults:
/// FONT-002 from reading it, FONT-003 a file that is missing, not named or not the same to the
/// byte, and a face whose version, weight or characters are others.
[[nodiscard]] Faults check_fonts(std::span<const EmbeddedFile> files,
                                 std::array<const layout::FontFace*, 2> faces);

}  // namespace enclosure::invoice::pdf
