#include "invoice/pdf/font_objects.h"

#include <string>

#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

std::uint32_t write_descriptor(ObjectFile& file, const EmbeddedFont& font,
                               const layout::FontMetrics& metrics, std::uint32_t program) {
  const auto em = [&](int units) { return std::to_string(units * 1000 / metrics.units_per_em); };
  const int stem = metrics.weight >= 600 ? 140 : 80;  // an estimate, as everybody's
  return file.add("<</Type/FontDescriptor/FontName/" + font.name + "/Flags 4/FontBBox[" +
                  em(metrics.x_min) + " " + em(metrics.y_min) + " " + em(metrics.x_max) + " " +
                  em(metrics.y_max) + "]/ItalicAngle 0/Ascent " + em(metrics.ascent) + "/Descent " +
                  em(metrics.descent) + "/CapHeight " + em(metrics.cap_height) + "/StemV " +
                  std::to_string(stem) + "/FontFile2 " + reference(program) + ">>");
}

}  // namespace

void write_font(ObjectFile& file, std::uint32_t object, const EmbeddedFont& font,
                const layout::FontMetrics& metrics) {
  const std::uint32_t program = file.add_stream(
      "/Length1 " + std::to_string(font.file_size) + "/Filter/FlateDecode", font.file);
  const std::uint32_t to_unicode = file.add_stream("/Filter/FlateDecode", font.to_unicode);
  const std::uint32_t descendant = file.add(
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + font.name +
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
      "/FontDescriptor " +
      reference(write_descriptor(file, font, metrics, program)) + "/DW 0/W " + font.widths + ">>");
  file.set(object, "<</Type/Font/Subtype/Type0/BaseFont/" + font.name +
                       "/Encoding/Identity-H/DescendantFonts[" + reference(descendant) +
                       "]/ToUnicode " + reference(to_unicode) + ">>");
}

}  // namespace enclosure::invoice::pdf
