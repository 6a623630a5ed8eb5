#include "app/check/file_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "core/text.h"

namespace enclosure::app {
namespace {

using namespace std::string_view_literals;

struct Mark {
  std::string_view begins;
  ContentGuess guess;
};

constexpr std::array<Mark, 36> kMarks{{
    {"%PDF-"sv, {Content::kPdf, "a PDF"}},
    {"\xFF\xD8\xFF"sv, {Content::kJpeg, "a JPEG picture"}},
    {"\x89PNG\r\n\x1A\n"sv, {Content::kPng, "a PNG picture"}},
    {"PK\3\4"sv, {Content::kArchive, "a ZIP archive or an Office document"}},
    {"PK\5\6"sv, {Content::kArchive, "a ZIP archive"}},
    {"PK\7\10"sv, {Content::kArchive, "a ZIP archive"}},
    {"Rar!\x1A\7"sv, {Content::kArchive, "a RAR archive"}},
    {"7z\xBC\xAF\x27\x1C"sv, {Content::kArchive, "a 7-Zip archive"}},
    {"\x1F\x8B"sv, {Content::kArchive, "a gzip archive"}},
    {"\x1F\x9D"sv, {Content::kArchive, "a compressed file"}},
    {"BZh"sv, {Content::kArchive, "a bzip2 archive"}},
    {"\xFD"
     "7zXZ\0"sv,
     {Content::kArchive, "an xz archive"}},
    {"\x28\xB5\x2F\xFD"sv, {Content::kArchive, "a zstd archive"}},
    {"\4\x22\x4D\x18"sv, {Content::kArchive, "an LZ4 archive"}},
    {"LZIP"sv, {Content::kArchive, "an lzip archive"}},
    {"MSCF"sv, {Content::kArchive, "a cabinet archive"}},
    {"ISc("sv, {Content::kArchive, "an installer's cabinet"}},
    {"!<arch>"sv, {Content::kArchive, "an ar archive or a Debian package"}},
    {"\xED\xAB\xEE\xDB"sv, {Content::kArchive, "an RPM package"}},
    {"xar!"sv, {Content::kArchive, "a xar archive"}},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
     {Content::kArchive, "an old Office document or an installer"}},
    {"MZ"sv, {Content::kExecutable, "a program for Windows"}},
    {"\x7F"
     "ELF"sv,
     {Content::kExecutable, "a program for Linux"}},
    {"\xFE\xED\xFA\xCE"sv, {Content::kExecutable, "a program for macOS"}},
    {"\xFE\xED\xFA\xCF"sv, {Content::kExecutable, "a program for macOS"}},
    {"\xCE\xFA\xED\xFE"sv, {Content::kExecutable, "a program for macOS"}},
    {"\xCF\xFA\xED\xFE"sv, {Content::kExecutable, "a program for macOS"}},
    {"\xCA\xFE\xBA\xBE"sv, {Content::kExecutable, "a program for macOS or Java"}},
    {"dex\n"sv, {Content::kExecutable, "a program for Android"}},
    {"\0asm"sv, {Content::kExecutable, "a WebAssembly program"}},
    {"#!"sv, {Content::kExecutable, "a script"}},
    {"L\0\0\0\1\x14\2\0"sv, {Content::kExecutable, "a shortcut of Windows"}},
    {"regf"sv, {Content::kExecutable, "a registry file of Windows"}},
    {"FWS"sv, {Content::kExecutable, "a Flash film"}},
    {"CWS"sv, {Content::kExecutable, "a Flash film"}},
    {"ZWS"sv, {Content::kExecutable, "a Flash film"}},
}};

/// How a page or a script for a browser or a shell begins, in small letters, blanks aside.
constexpr std::array<std::string_view, 13> kMarkup{
    "<!doctype", "<html", "<head", "<body",     "<script", "<svg",         "<?xml",
    "<iframe",   "<meta", "<?php", "<!-- html", "{\\rtf",  "mime-version:"};

constexpr std::array<std::string_view, 34> kProgramEndings{
    "exe", "com", "scr", "pif", "bat", "cmd", "ps1", "vbs",  "vbe", "js",  "jse", "wsf",
    "wsh", "hta", "msi", "msp", "lnk", "url", "reg", "cpl",  "dll", "jar", "apk", "app",
    "dmg", "pkg", "deb", "rpm", "sh",  "py",  "chm", "appx", "iso", "img"};

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool is_blank_or_zero(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool is_markup(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  std::string head = to_lower_ascii(trim(bytes.substr(0, 256)).substr(0, 16));
  return std::any_of(kMarkup.begin(), kMarkup.end(),
                     [&](std::string_view mark) { return head.starts_with(mark); });
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Whether the record that ends a ZIP archive stands at `at`, and describes a directory before it.
bool is_end_of_zip(std::string_view bytes, std::size_t at) {
  if (at + 22 > bytes.size()) return false;
  const std::uint32_t disk = little_endian(bytes, at + 4, 2);
  const std::uint32_t entries = little_endian(bytes, at + 10, 2);
  const std::uint64_t directory = little_endian(bytes, at + 12, 4);
  return (disk == 0 || disk == 0xFFFF) && entries > 0 &&
         (directory <= at || directory == 0xFFFFFFFF);
}

}  // namespace

ContentGuess content_of(std::string_view bytes) {
  if (bytes.empty()) return {Content::kEmpty, "an empty file"};
  const auto known = std::find_if(kMarks.begin(), kMarks.end(),
                                  [&](const Mark& mark) { return bytes.starts_with(mark.begins); });
  if (known != kMarks.end()) {
    // A few marks are words that a text may begin with: no program and no archive is plain text.
    const bool may_be_text = known->guess.content != Content::kPdf && known->begins != "#!";
    if (!may_be_text || !is_plain_text(bytes)) return known->guess;
  }
  if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar") {
    return {Content::kArchive, "a tar archive"};
  }
  if (bytes.size() > 0x8006 && bytes.substr(0x8001, 5) == "CD001") {
    return {Content::kArchive, "the image of a disk"};
  }
  if (is_markup(bytes)) return {Content::kMarkup, "HTML, SVG, XML or rich text"};
  if (is_plain_text(bytes)) return {Content::kText, "a text"};
  return {Content::kUnknown, "of no type that is known here"};
}

bool ends_as_zip(std::string_view bytes) {
  constexpr std::size_t kFurthest = 22 + 0xFFFF;
  const std::size_t from = bytes.size() > kFurthest ? bytes.size() - kFurthest : 0;
  for (auto at = bytes.find("PK\5\6"sv, from); at != std::string_view::npos;
       at = bytes.find("PK\5\6"sv, at + 1)) {
    if (is_end_of_zip(bytes, at)) return true;
  }
  return false;
}

bool is_name_of_program(std::string_view name) {
  const auto dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string ending = to_lower_ascii(trim(name.substr(dot + 1)));
  return std::find(kProgramEndings.begin(), kProgramEndings.end(), ending) != kProgramEndings.end();
}

bool is_plain_text(std::string_view bytes) {
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  const bool has_control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7F || (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f');
  });
  return !has_control && is_utf8(bytes);
}

std::size_t tail_after(std::string_view bytes, std::size_t end) {
  while (end < bytes.size() && is_blank_or_zero(bytes[end])) ++end;
  return end < bytes.size() ? end : std::string_view::npos;
}

}  // namespace enclosure::app
