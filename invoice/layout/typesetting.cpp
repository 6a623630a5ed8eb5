#include "invoice/layout/typesetting.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "invoice/layout/copy.h"
#include "invoice/layout/themes/themes.h"

namespace enclosure::invoice::layout {
namespace {

constexpr std::string_view kHint = "install the program again, or make the font files anew";

/// The lightest and the boldest face among `files`.
Result<std::pair<FontFace, FontFace>> load_faces(std::span<const EmbeddedFile> files) {
  std::vector<FontFace> faces;
  Faults faults;
  for (const EmbeddedFile& file : files) {
    if (!file.path.ends_with(".ttf")) continue;
    auto face = FontFace::load(file);
    if (face) {
      faces.push_back(*std::move(face));
    } else {
      append(faults, std::move(face).faults());
    }
  }
  if (!faults.empty()) return faults;
  std::sort(faces.begin(), faces.end(), [](const FontFace& a, const FontFace& b) {
    return a.metrics().weight < b.metrics().weight;
  });
  if (faces.size() < 2 || faces.front().post_script_name() == faces.back().post_script_name()) {
    return Fault{"FONT-001", "fonts", "a regular and a bold face are needed", std::string(kHint)};
  }
  return std::pair{faces.front(), faces.back()};
}

/// Every character of a language that a face lacks.
Faults missing_characters(const FontFace& face, const std::u32string& characters,
                          const LanguageTag& language) {
  Faults faults;
  for (const char32_t c : characters) {
    if (is_invisible(c) || face.glyph(c) != kNoGlyph) continue;
    faults.push_back(
        {"FONT-001", face.post_script_name(),
         "no glyph for " + describe_character(c) + ", which " + language.to_string() + " needs",
         std::string(kHint)});
  }
  return faults;
}

}  // namespace

Fault no_labels(const std::string& path, const LanguageTag& language) {
  return {"RENDER-003", path, "no labels for \"" + language.to_string() + "\"",
          "issue the document in one of the official languages of the EU"};
}

Result<Typesetting::Data> load_typesetting(std::span<const EmbeddedFile> fonts,
                                           locales::Catalog catalog) {
  auto faces = load_faces(fonts);
  if (!faces) return std::move(faces).faults();
  auto& [regular, bold] = *faces;
  Faults faults;
  for (const LanguageTag& tag : catalog.languages()) {
    const std::u32string characters = catalog.find(tag)->characters();
    append(faults, missing_characters(regular, characters, tag));
    append(faults, missing_characters(bold, characters, tag));
  }
  if (!faults.empty()) return faults;
  auto themes = read_themes(theme_data::files());
  if (!themes) return std::move(themes).faults();
  return Typesetting::Data{std::move(regular), std::move(bold), std::move(catalog),
                           *std::move(themes)};
}

}  // namespace enclosure::invoice::layout
