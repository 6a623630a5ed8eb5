#include "app/cli/out_file.h"

#include <algorithm>
#include <array>
#include <string>
#include <system_error>

#include "app/store/files.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256U << 20U;  // more than any output has

/// What of a workspace is nobody's output, by its first name below the folder.
constexpr std::array<std::string_view, 8> kOwn = {"archive",        "enclosure.json", "messages",
                                                  "enclosure.lock", "logo.png",       "secrets",
                                                  "outbox",         "shadow"};
constexpr std::string_view kStore = "enclosure.db";  // and its journals

/// The path without "..", links followed as far as there is something.
fs::path plain(const fs::path& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  return error ? fs::absolute(path, error).lexically_normal() : result;
}

bool belongs_to_workspace(const fs::path& file, const fs::path& workspace) {
  std::error_code error;
  if (!fs::exists(workspace / "enclosure.json", error)) return false;  // none is there
  const fs::path inside = plain(file).lexically_relative(plain(workspace));
  if (inside.empty() || *inside.begin() == "..") return false;
  const std::string first = inside.begin()->string();
  return first.starts_with(kStore) || std::find(kOwn.begin(), kOwn.end(), first) != kOwn.end() ||
         inside.generic_string() == "products/catalogue.json";
}

/// A hard link to the store or the settings is one of them under another name.
bool is_same_file(const fs::path& file, const fs::path& workspace) {
  std::error_code error;
  return fs::equivalent(file, workspace / "enclosure.json", error) ||
         fs::equivalent(file, workspace / kStore, error);
}

bool has(std::string_view bytes, std::string_view words) {
  return bytes.find(words) != std::string_view::npos;
}

/// Whether both begin alike, as two pages of one command do.
bool begin_alike(std::string_view a, std::string_view b, std::size_t length) {
  return a.size() >= length && b.size() >= length && a.substr(0, length) == b.substr(0, length);
}

bool is_earlier(std::string_view before, std::string_view bytes, OutKind kind) {
  constexpr std::size_t kHead = 4096;
  constexpr std::size_t kPageHead = 160;
  constexpr std::size_t kPdfHead = 14;
  constexpr std::size_t kXmlHead = 80;
  switch (kind) {
    case OutKind::kPage:
      return begin_alike(before, bytes, kPageHead);
    case OutKind::kTable: {
      const auto line = bytes.substr(0, bytes.find('\n'));
      return before.substr(0, before.find('\n')) == line;
    }
    case OutKind::kMail:
      return has(before.substr(0, kHead), "\r\nMessage-ID: <") &&
             has(before.substr(0, kHead), "\r\nAuto-Submitted: auto-generated\r\n");
    case OutKind::kPdf:
      // The comment of binary bytes is our writer's; metadata may lie in a compressed stream.
      return begin_alike(before, bytes, kPdfHead) && before.starts_with("%PDF-");
    case OutKind::kXml:
      return begin_alike(before, bytes, kXmlHead);
    case OutKind::kZip:
      return before.starts_with("PK\x03\x04") && has(before.substr(0, kHead), "manifest.json");
  }
  return false;
}

Faults why_not_there(const fs::path& file, const Context& context) {
  if (!belongs_to_workspace(file, context.workspace) && !is_same_file(file, context.workspace))
    return {};
  return {{"OUTPUT-002", file.string(),
           "this belongs to the workspace itself; nothing is written over it",
           "name another file"}};
}

void expect_folder(const fs::path& folder, bool force) {
  std::error_code error;
  if (force || folder.empty() || fs::is_directory(folder, error)) return;
  throw CommandFaults(kExitUsage, {{"OUTPUT-003", folder.string(), "there is no such folder",
                                    "make it, mind the spelling, or say --force to have it made"}});
}

}  // namespace

std::optional<Fault> why_not_over(const fs::path& file, std::string_view bytes, OutKind kind) {
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) == 0) return std::nullopt;
  const auto before = read_file(file, kMostBytes);
  if (before && (*before == bytes || is_earlier(*before, bytes, kind))) return std::nullopt;
  return Fault{"OUTPUT-001", file.string(),
               "something else is there already, no earlier output of this kind",
               "name another file, or say --force to have it replaced"};
}

void check_out(const fs::path& file, bool force, const Context& context) {
  if (Faults faults = why_not_there(file, context); !faults.empty())
    throw CommandFaults(kExitUsage, std::move(faults));
  expect_folder(file.parent_path(), force);
}

void write_out(const fs::path& file, std::string_view bytes, OutKind kind, bool force,
               const Context& context, bool secret) {
  check_out(file, force, context);
  if (!force) {
    if (auto fault = why_not_over(file, bytes, kind))
      throw CommandFaults(kExitUsage, {*std::move(fault)});
  }
  write_file(file, bytes, secret);
}

void make_out_folder(const fs::path& folder, const Context& context) {
  const fs::path plain_folder = folder.has_filename() ? folder : folder.parent_path();
  if (Faults faults = why_not_there(plain_folder, context); !faults.empty())
    throw CommandFaults(kExitUsage, std::move(faults));
  make_folder(folder);
}

}  // namespace enclosure::app
