#include "invoice/pdf/colour_profile.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace enclosure::invoice::pdf {
namespace {

constexpr std::size_t kHeaderSize = 128;

void put16(std::string& out, std::uint32_t number) {
  out += static_cast<char>(static_cast<unsigned char>(number >> 8U & 0xFFU));
  out += static_cast<char>(static_cast<unsigned char>(number & 0xFFU));
}

void put32(std::string& out, std::uint32_t number) {
  put16(out, number >> 16U);
  put16(out, number & 0xFFFFU);
}

/// A tag of numbers in s15Fixed16: the whole ones times 65,536.
std::string numbers(std::string_view type, std::initializer_list<std::uint32_t> values) {
  std::string tag(type);
  put32(tag, 0);
  for (const std::uint32_t value : values) put32(tag, value);
  return tag;
}

/// multiLocalizedUnicodeType with one text in English.
std::string text(std::string_view ascii) {
  std::string tag = "mluc";
  put32(tag, 0);
  put32(tag, 1);   // one record
  put32(tag, 12);  // of that size
  tag += "enUS";
  put32(tag, static_cast<std::uint32_t>(2 * ascii.size()));
  put32(tag, 28);  // where the text begins
  for (const char c : ascii) put16(tag, static_cast<unsigned char>(c));
  tag.resize((tag.size() + 3) / 4 * 4, '\0');
  return tag;
}

/// IEC 61966-2-1: ((c + 0.055) / 1.055) ^ 2.4, and c / 12.92 below 0.04045.
std::string curve() {
  std::string tag = "para";
  put32(tag, 0);
  put16(tag, 3);  // a function of five parameters
  put16(tag, 0);
  for (const std::uint32_t parameter : {0x26666U, 0xF2A7U, 0x0D59U, 0x13D0U, 0x0A5BU}) {
    put32(tag, parameter);
  }
  return tag;
}

std::string header(std::size_t size) {
  std::string header;
  put32(header, static_cast<std::uint32_t>(size));
  put32(header, 0);
  put32(header, 0x04200000);  // version 4.2
  header += "mntrRGB XYZ ";
  for (const std::uint32_t part : {2026U, 1U, 1U, 0U, 0U, 0U}) put16(header, part);
  header += "acsp";
  header.resize(68, '\0');
  for (const std::uint32_t part : {0xF6D6U, 0x10000U, 0xD32DU}) put32(header, part);  // D50
  header.resize(kHeaderSize, '\0');
  return header;
}

}  // namespace

std::string srgb_profile() {
  // The primaries of sRGB and the white of D65, adapted to D50 by the Bradford method.
  const std::vector<std::pair<std::string_view, std::string>> tags{
      {"desc", text("sRGB")},
      {"cprt", text("CC0")},
      {"wtpt", numbers("XYZ ", {0xF6D6, 0x10000, 0xD32D})},
      {"chad", numbers("sf32", {0x10C42, 0x5DE, 0xFFFFF325, 0x793, 0xFD90, 0xFFFFFBA1, 0xFFFFFDA2,
                                0x3DC, 0xC06E})},
      {"rXYZ", numbers("XYZ ", {0x6FA2, 0x38F5, 0x390})},
      {"gXYZ", numbers("XYZ ", {0x6299, 0xB785, 0x18DA})},
      {"bXYZ", numbers("XYZ ", {0x24A0, 0xF84, 0xB6CF})},
      {"rTRC", curve()},
      {"gTRC", ""},  // the same curve
      {"bTRC", ""},
  };
  std::string table;
  put32(table, static_cast<std::uint32_t>(tags.size()));
  const std::size_t data_begin = kHeaderSize + 4 + 12 * tags.size();
  std::string data;
  std::size_t begin = 0;
  std::size_t size = 0;
  for (const auto& [name, content] : tags) {
    if (!content.empty()) {
      begin = data_begin + data.size();
      size = content.size();
      data += content;
    }
    table += name;
    put32(table, static_cast<std::uint32_t>(begin));
    put32(table, static_cast<std::uint32_t>(size));
  }
  return header(data_begin + data.size()) + table + data;
}

}  // namespace enclosure::invoice::pdf
