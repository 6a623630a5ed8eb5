#include "invoice/layout/font_face.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include <array>
#include <optional>

#include "core/text.h"

namespace enclosure::invoice::layout {
namespace {

constexpr std::uint32_t kLastCharacter = 0xFFFF;  // the last one a two byte code can stand for
constexpr unsigned kFsTypeAt = 8;                 // offsets within table OS/2
constexpr unsigned kWeightAt = 4;
constexpr unsigned kRestrictedLicence = 0x0002;
constexpr unsigned kBitmapOnly = 0x0200;

struct DestroyFace {
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
using OwnedFace = std::unique_ptr<hb_face_t, DestroyFace>;

struct DestroyFont {
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
using OwnedFont = std::unique_ptr<hb_font_t, DestroyFont>;

struct DestroyBlob {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
using OwnedBlob = std::unique_ptr<hb_blob_t, DestroyBlob>;

struct DestroySet {
  void operator()(hb_set_t* set) const { hb_set_destroy(set); }
};
using OwnedSet = std::unique_ptr<hb_set_t, DestroySet>;
struct DestroyInput {
  void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
using OwnedInput = std::unique_ptr<hb_subset_input_t, DestroyInput>;

OwnedFace open_face(std::string_view bytes) {
  const OwnedBlob blob(hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()),
                                      HB_MEMORY_MODE_READONLY, nullptr, nullptr));
  return OwnedFace(hb_face_create(blob.get(), 0));
}

/// A big-endian 16 bit number of a table, if the table reaches that far.
std::optional<unsigned> number_at(hb_face_t* face, hb_tag_t table, unsigned at) {
  const OwnedBlob blob(hb_face_reference_table(face, table));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  if (size < at + 2) return std::nullopt;
  return static_cast<unsigned>(static_cast<unsigned char>(bytes[at])) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

bool has_table(hb_face_t* face, hb_tag_t table) {
  const OwnedBlob blob(hb_face_reference_table(face, table));
  return hb_blob_get_length(blob.get()) > 0;
}

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
  std::array<char, 64> name{};
  auto size = static_cast<unsigned>(name.size());
  hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &size, name.data());
  return std::string(name.data(), size);
}

int signed_number_at(hb_face_t* face, hb_tag_t table, unsigned at) {
  return static_cast<std::int16_t>(number_at(face, table, at).value_or(0));
}

FontMetrics metrics_of(hb_face_t* face, hb_font_t* font) {
  FontMetrics metrics;
  metrics.units_per_em = static_cast<int>(hb_face_get_upem(face));
  hb_font_extents_t extents{};
  hb_font_get_h_extents(font, &extents);
  metrics.ascent = extents.ascender;
  metrics.descent = extents.descender;
  hb_position_t height = 0;
  hb_ot_metrics_get_position_with_fallback(font, HB_OT_METRICS_TAG_CAP_HEIGHT, &height);
  metrics.cap_height = height;
  constexpr unsigned kBoxAt = 36;  // xMin, yMin, xMax, yMax of table head
  metrics.x_min = signed_number_at(face, HB_TAG('h', 'e', 'a', 'd'), kBoxAt);
  metrics.y_min = signed_number_at(face, HB_TAG('h', 'e', 'a', 'd'), kBoxAt + 2);
  metrics.x_max = signed_number_at(face, HB_TAG('h', 'e', 'a', 'd'), kBoxAt + 4);
  metrics.y_max = signed_number_at(face, HB_TAG('h', 'e', 'a', 'd'), kBoxAt + 6);
  metrics.weight =
      static_cast<int>(number_at(face, HB_TAG('O', 'S', '/', '2'), kWeightAt).value_or(400));
  return metrics;
}

/// Why the face must not or cannot be used, or nothing.
std::optional<std::string> objection(hb_face_t* face) {
  if (hb_face_get_glyph_count(face) == 0 || !has_table(face, HB_TAG('g', 'l', 'y', 'f')) ||
      !has_table(face, HB_TAG('l', 'o', 'c', 'a'))) {
    return "not a font with TrueType outlines";
  }
  if (hb_face_get_glyph_count(face) > kLastCharacter + 1) return "more than 65,536 glyphs";
  const auto fs_type = number_at(face, HB_TAG('O', 'S', '/', '2'), kFsTypeAt);
  if (!fs_type) return "table OS/2 is missing";
  if ((*fs_type & (kRestrictedLicence | kBitmapOnly)) != 0) {
    return "its licence does not allow to embed it (fsType)";
  }
  return std::nullopt;
}

/// Fills `glyphs`; gives an objection when one is not there, or two characters share one.
std::optional<std::string> read_characters(hb_face_t* face, hb_font_t* font,
                                           std::vector<std::uint16_t>& glyphs) {
  const OwnedSet characters(hb_set_create());
  hb_face_collect_unicodes(face, characters.get());
  glyphs.assign(kLastCharacter + 1, kNoGlyph);
  std::vector<std::uint32_t> character_of(hb_face_get_glyph_count(face), 0);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID;
       hb_set_next(characters.get(), &c) != 0 && c <= kLastCharacter;) {
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(font, c, &glyph) == 0 || glyph == 0) continue;
    if (glyph >= character_of.size()) {
      return "the glyph of " + describe_character(c) + " is not there";
    }
    if (character_of[glyph] != 0) {
      return describe_character(character_of[glyph]) + " and " + describe_character(c) +
             " share a glyph";
    }
    character_of[glyph] = c;
    glyphs[c] = static_cast<std::uint16_t>(glyph);
  }
  return std::nullopt;
}

/// `glyphs` cut out of `source`, or nothing.
std::optional<std::string> cut(hb_face_t* source, std::span<const std::uint16_t> glyphs) {
  const OwnedInput input(hb_subset_input_create_or_fail());
  if (!input) throw std::bad_alloc();
  for (const std::uint16_t glyph : glyphs)
    hb_set_add(hb_subset_input_glyph_set(input.get()), glyph);
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t table : {HB_TAG('c', 'm', 'a', 'p'), HB_TAG('n', 'a', 'm', 'e'),
                               HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't')}) {
    hb_set_add(dropped, table);
  }
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  const OwnedFace subset(hb_subset_or_fail(source, input.get()));
  if (!subset) return std::nullopt;
  const OwnedBlob blob(hb_face_reference_blob(subset.get()));
  unsigned size = 0;
  const char* bytes = hb_blob_get_data(blob.get(), &size);
  return std::string(bytes, size);
}

}  // namespace

struct FontFace::Data {
  std::vector<std::uint16_t> glyphs;  // by character
  std::vector<std::uint16_t> advances;
  FontMetrics metrics;
  std::string name;
  std::string version;
  OwnedFace subset_source;
};

std::string describe_character(char32_t character) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string number;
  for (std::uint32_t rest = character; rest != 0 || number.size() < 4; rest >>= 4) {
    number.insert(number.begin(), kDigits[rest & 0xF]);
  }
  std::string text = "U+" + number;
  const bool is_control = character < 0x20 || (character >= 0x7F && character < 0xA0);
  if (is_control) return text;
  text += " (";
  append_utf8(text, character);
  return text + ")";
}

Result<FontFace> FontFace::load(const EmbeddedFile& file) {
  const auto fault = [&](std::string what) {
    return Fault{
        "FONT-001", std::string(file.path), std::move(what),
        "install the program again, or make the font files anew with fonts/make-eu-subset.sh"};
  };
  const OwnedFace face = open_face(file.bytes);
  if (auto what = objection(face.get())) return fault(*std::move(what));
  const OwnedFont font(hb_font_create(face.get()));
  auto data = std::make_shared<Data>();
  if (auto what = read_characters(face.get(), font.get(), data->glyphs)) {
    return fault(*std::move(what));
  }
  for (unsigned glyph = 0; glyph < hb_face_get_glyph_count(face.get()); ++glyph) {
    data->advances.push_back(
        static_cast<std::uint16_t>(hb_font_get_glyph_h_advance(font.get(), glyph)));
  }
  data->metrics = metrics_of(face.get(), font.get());
  data->name = name_of(face.get(), HB_OT_NAME_ID_POSTSCRIPT_NAME);
  data->version = name_of(face.get(), HB_OT_NAME_ID_VERSION_STRING);
  if (data->name.empty() || !is_visible_ascii(data->name))
    return fault("it has no PostScript name");
  // Where HarfBuzz cannot cut the face it gives back the face itself, and does not count that.
  hb_face_t* whole = hb_subset_preprocess(face.get());
  if (whole == nullptr || whole == face.get()) return fault("no part of it can be cut out");
  data->subset_source.reset(whole);
  // HarfBuzz 6 keeps the tables that it has looked into with the face, and takes no lock for that.
  // One cut fills what all others find, before any other thread sees the face.
  constexpr std::array<std::uint16_t, 1> kBlank{kNoGlyph};
  if (!cut(whole, kBlank)) return fault("no part of it can be cut out");
  return FontFace(std::move(data));
}

std::uint16_t FontFace::glyph(char32_t character) const {
  return character < data_->glyphs.size() ? data_->glyphs[character] : kNoGlyph;
}

int FontFace::advance(std::uint16_t glyph) const {
  return glyph < data_->advances.size() ? data_->advances[glyph] : 0;
}

Length FontFace::width(std::string_view text, Length size) const {
  std::int64_t units = 0;
  for (std::size_t at = 0; at < text.size();) units += advance(glyph(next_code_point(text, at)));
  const std::int64_t em = data_->metrics.units_per_em;
  return static_cast<Length>((units * size + em / 2) / em);
}

const FontMetrics& FontFace::metrics() const {
  return data_->metrics;
}

const std::string& FontFace::post_script_name() const {
  return data_->name;
}

const std::string& FontFace::version() const {
  return data_->version;
}

std::optional<std::string> FontFace::cut_out(std::span<const std::uint16_t> glyphs) const {
  return cut(data_->subset_source.get(), glyphs);
}

}  // namespace enclosure::invoice::layout
