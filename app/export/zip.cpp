#include "app/export/zip.h"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <stdexcept>

#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostEntries = 65'535;
constexpr std::uint64_t kMostBytes = std::numeric_limits<std::uint32_t>::max();

/// Whole numbers in the order of the format: the lowest byte first.
void put(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFF);
}

struct DosTime {
  std::uint16_t time = 0;
  std::uint16_t date = 0;
};

DosTime dos_time(Instant at) {
  using namespace std::chrono;
  const auto first = sys_days{year{1980} / 1 / 1};
  const auto last = sys_days{year{2107} / 12 / 31};
  at = std::clamp<Instant>(at, first, last);
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  const auto number = [](auto value) { return static_cast<unsigned>(value); };
  const unsigned years = static_cast<unsigned>(static_cast<int>(date.year()) - 1980);
  return {static_cast<std::uint16_t>(number(time.hours().count()) << 11 |
                                     number(time.minutes().count()) << 5 |
                                     number(time.seconds().count()) / 2),
          static_cast<std::uint16_t>(years << 9 | number(date.month()) << 5 | number(date.day()))};
}

/// The bytes of an entry as they stand in the archive.
struct Packed {
  std::string bytes;
  std::uint16_t method = 0;  // 0 stored, 8 deflated
  std::uint32_t crc = 0;
};

Packed pack(const std::string& bytes) {
  Packed packed;
  packed.crc = libdeflate_crc32(0, bytes.data(), bytes.size());
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor(
      libdeflate_alloc_compressor(6), &libdeflate_free_compressor);
  if (!compressor) throw std::bad_alloc();
  packed.bytes.resize(bytes.size());
  const std::size_t size =
      bytes.empty() ? 0
                    : libdeflate_deflate_compress(compressor.get(), bytes.data(), bytes.size(),
                                                  packed.bytes.data(), packed.bytes.size());
  if (size == 0) {  // no gain
    packed.bytes = bytes;
  } else {
    packed.bytes.resize(size);
    packed.method = 8;
  }
  return packed;
}

void check_path(const std::string& path, std::set<std::string>& seen) {
  const bool leads_out = path.starts_with('/') || path.find("..") != std::string::npos ||
                         path.find('\\') != std::string::npos || path.ends_with('/');
  if (path.empty() || leads_out || !is_utf8(path) || !seen.insert(path).second)
    throw std::invalid_argument("no path for an archive, or one twice: " + path);
}

/// The fields that a file has both in front of its bytes and in the directory at the end.
std::string common_fields(const ZipEntry& entry, const Packed& packed) {
  const DosTime at = dos_time(entry.at);
  std::string fields;
  put(fields, 20, 2);       // version needed: deflate
  put(fields, 1 << 11, 2);  // names are UTF-8
  put(fields, packed.method, 2);
  put(fields, at.time, 2);
  put(fields, at.date, 2);
  put(fields, packed.crc, 4);
  put(fields, packed.bytes.size(), 4);
  put(fields, entry.bytes.size(), 4);
  put(fields, entry.path.size(), 2);
  put(fields, 0, 2);  // no extra fields
  return fields;
}

}  // namespace

std::string ZipStream::add(const ZipEntry& entry) {
  if (seen_.size() >= kMostEntries) throw std::length_error("too many files for one archive");
  check_path(entry.path, seen_);
  if (written_ + directory_.size() + entry.bytes.size() + 1024 > kMostBytes)
    throw std::length_error("the archive would be larger than 4 GiB");
  const Packed packed = pack(entry.bytes);
  const std::string fields = common_fields(entry, packed);
  put(directory_, 0x02014B50, 4);
  put(directory_, 3 << 8 | 20, 2);  // made by: Unix
  directory_ += fields;
  put(directory_, 0, 2);                 // comment
  put(directory_, 0, 2);                 // disk
  put(directory_, 0, 2);                 // internal attributes
  put(directory_, 0100600ULL << 16, 4);  // a file of its owner
  put(directory_, written_, 4);
  directory_ += entry.path;
  std::string bytes;
  put(bytes, 0x04034B50, 4);
  bytes += fields + entry.path + packed.bytes;
  written_ += bytes.size();
  return bytes;
}

std::string ZipStream::finish() const {
  std::string bytes = directory_;
  put(bytes, 0x06054B50, 4);
  put(bytes, 0, 4);  // one disk
  put(bytes, seen_.size(), 2);
  put(bytes, seen_.size(), 2);
  put(bytes, directory_.size(), 4);
  put(bytes, written_, 4);
  put(bytes, 0, 2);
  return bytes;
}

std::string zip_of(const std::vector<ZipEntry>& entries) {
  ZipStream stream;
  std::string archive;
  for (const ZipEntry& entry : entries) archive += stream.add(entry);
  return archive + stream.finish();
}

std::string zip_path(std::string_view name) {
  std::string path;
  for (std::size_t at = 0; at < name.size() && path.size() < 100; ++at) {
    const char c = name[at];
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '.' || c == '_' || c == '-';
    const bool continues = (static_cast<unsigned char>(c) & 0xC0) == 0x80;  // one "_" per character
    if (continues) continue;
    const bool twice = c == '.' && (path.empty() || path.back() == '.');
    const char safe = plain && !twice ? c : '_';
    if (safe != '_' || !path.ends_with('_')) path += safe;
  }
  while (!path.empty() && path.back() == '.') path.pop_back();
  constexpr std::array<std::string_view, 6> kDevices = {"con", "prn", "aux", "nul", "com", "lpt"};
  const std::string stem = to_lower_ascii(path.substr(0, path.find('.')));
  for (const auto device : kDevices) {
    const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
    if (stem == device || (numbered && stem.starts_with(device))) path.insert(0, "_");
  }
  return path.empty() ? "file" : path;
}

}  // namespace enclosure::app
