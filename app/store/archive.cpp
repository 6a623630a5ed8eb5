#include "app/store/archive.h"

#include <algorithm>

#include "app/errors.h"
#include "app/store/files.h"

namespace enclosure::app {

std::filesystem::path Archive::path_of(std::string_view sha256) const {
  return folder_ / std::string(sha256.substr(0, 2)) / std::string(sha256.substr(2));
}

/// Somebody else may have put the same bytes a moment ago, and not yet have waited for the disk.
std::string Archive::put(std::string_view bytes) const {
  std::string name = sha256_hex(bytes);
  const auto path = path_of(name);
  if (holds(name)) {
    sync_file(path);
  } else if (!write_new_file(path, bytes)) {
    replace_damaged(name, bytes);
    sync_file(path);
  }
  return name;
}

std::string Archive::put_unsynced(std::string_view bytes) const {
  std::string name = sha256_hex(bytes);
  if (!holds(name) && !write_new_file(path_of(name), bytes, NewFile::kUnsynced))
    replace_damaged(name, bytes);
  return name;
}

/// A file came to be there meanwhile, and it is whole; or it was there before, and damaged.
void Archive::replace_damaged(std::string_view sha256, std::string_view bytes) const {
  if (!holds(sha256)) write_file(path_of(sha256), bytes);
}

void Archive::sync() const {
  sync_file_system(folder_);
}

/// A file of the right size may still be damaged: then it does not count.
bool Archive::holds(std::string_view sha256) const {
  std::error_code error;
  return std::filesystem::exists(path_of(sha256), error) && get(sha256);
}

std::optional<std::string> Archive::get(std::string_view sha256) const {
  if (sha256.size() != 64 || sha256.find_first_not_of("0123456789abcdef") != std::string_view::npos)
    return std::nullopt;
  const auto path = path_of(sha256);
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::string bytes = read_file(path);
  if (sha256_hex(bytes) != sha256) return std::nullopt;
  return bytes;
}

std::vector<std::string> Archive::names() const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_, error)) {
    if (!entry.is_regular_file()) continue;
    const std::string name =
        entry.path().parent_path().filename().string() + entry.path().filename().string();
    if (name.size() == 64) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace enclosure::app
