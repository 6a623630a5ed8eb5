#include "invoice/pdf/font_subset.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/text.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

/// A glyph with the character it shows, in order of glyphs.
using GlyphOf = std::pair<std::uint16_t, char16_t>;

std::vector<GlyphOf> glyphs_of(const layout::FontFace& face,
                               const std::vector<char16_t>& characters) {
  std::vector<GlyphOf> glyphs;
  for (const char16_t c : characters) glyphs.emplace_back(face.glyph(c), c);
  std::sort(glyphs.begin(), glyphs.end());
  return glyphs;
}

std::string cut_out(const layout::FontFace& face, const std::vector<GlyphOf>& glyphs) {
  std::vector<std::uint16_t> numbers;
  for (const auto& [glyph, character] : glyphs) numbers.push_back(glyph);
  auto file = face.cut_out(numbers);
  if (!file) throw std::runtime_error("HarfBuzz cannot subset " + face.post_script_name());
  return *std::move(file);
}

void append_hex(std::string& text, std::uint32_t number) {
  text += '<';
  append_hex4(text, number);
  text += '>';
}

/// Six letters that differ when the characters differ (ISO 32000-1, 9.6.4), by FNV-1a.
std::string tag_of(const std::vector<GlyphOf>& glyphs) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const auto& [glyph, character] : glyphs) {
    hash = (hash ^ glyph) * 0x100000001B3U;
  }
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag;
}

/// Glyphs that follow each other and whose characters do, too.
struct Run {
  GlyphOf first;
  std::uint16_t length = 1;
};

/// A range must not go beyond the last byte of its codes (ISO 32000-1, 9.10.3).
std::vector<Run> runs_of(const std::vector<GlyphOf>& glyphs) {
  std::vector<Run> runs;
  for (const GlyphOf& one : glyphs) {
    if (!runs.empty()) {
      Run& last = runs.back();
      const bool follows = one.first == last.first.first + last.length &&
                           one.second == last.first.second + last.length &&
                           (one.first & 0xFFU) != 0 && (one.second & 0xFFU) != 0;
      if (follows) {
        ++last.length;
        continue;
      }
    }
    runs.push_back({one});
  }
  return runs;
}

std::string to_unicode_map(const std::vector<GlyphOf>& glyphs) {
  std::string map =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t kMostInBlock = 100;  // a limit of the CMap format
  const std::vector<Run> runs = runs_of(glyphs);
  for (std::size_t begin = 0; begin < runs.size(); begin += kMostInBlock) {
    const std::size_t end = std::min(begin + kMostInBlock, runs.size());
    map += std::to_string(end - begin) + " beginbfrange\n";
    for (std::size_t i = begin; i < end; ++i) {
      const auto& [glyph, character] = runs[i].first;
      append_hex(map, glyph);
      map += ' ';
      append_hex(map, glyph + runs[i].length - 1U);
      map += ' ';
      append_hex(map, character);
      map += '\n';
    }
    map += "endbfrange\n";
  }
  return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

/// Runs of neighbouring glyphs share a list: "3 [260 268] 9 [561]".
std::string width_array(const layout::FontFace& face, const std::vector<GlyphOf>& glyphs) {
  const int em = face.metrics().units_per_em;
  std::string array = "[";
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const bool continues = i > 0 && glyphs[i].first == glyphs[i - 1].first + 1;
    if (!continues) {
      array += (i > 0 ? "] " : "") + std::to_string(glyphs[i].first) + " [";
    } else {
      array += ' ';
    }
    array += std::to_string((face.advance(glyphs[i].first) * 1000 + em / 2) / em);
  }
  return array + (glyphs.empty() ? "]" : "]]");
}

}  // namespace

void UsedCharacters::add(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c >= seen_.size() || seen_[c]) continue;
    seen_[c] = true;
    characters_.push_back(static_cast<char16_t>(c));
  }
}

std::vector<char16_t> UsedCharacters::sorted() const {
  std::vector<char16_t> characters = characters_;
  std::sort(characters.begin(), characters.end());
  return characters;
}

FontSubset make_subset(const layout::FontFace& face, const std::vector<char16_t>& characters) {
  const std::vector<GlyphOf> glyphs = glyphs_of(face, characters);
  return {tag_of(glyphs) + "+" + face.post_script_name(), cut_out(face, glyphs),
          to_unicode_map(glyphs), width_array(face, glyphs)};
}

}  // namespace enclosure::invoice::pdf
