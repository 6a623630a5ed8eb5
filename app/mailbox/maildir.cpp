#include "app/mailbox/maildir.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <vector>

#include "app/errors.h"
#include "app/store/files.h"
#include "messaging/bounce/mail_reader.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with('.') && entry->is_regular_file(error)) names.push_back(name);
    error.clear();
  }
  if (error)
    throw WorldError(kExitConfiguration,
                     "the Maildir " + folder.string() + " cannot be read: " + error.message(),
                     "check mail.bounces.maildir: the folder has new, cur and tmp in it");
  std::sort(names.begin(), names.end());  // they begin with the second of their arrival
  return names;
}

/// The beginning of a file, or nothing when another program has moved it meanwhile.
std::string beginning_of(const fs::path& file) {
  try {
    InputFile in(file);
    std::string bytes(messaging::bounce::kMaxMailBytes, '\0');
    std::size_t size = 0;
    while (size < bytes.size()) {
      const std::size_t got = in.read(bytes.data() + size, bytes.size() - size);
      if (got == 0) break;
      size += got;
    }
    bytes.resize(size);
    return bytes;
  } catch (const WorldError&) {
    return "";
  }
}

}  // namespace

void Maildir::read(const Wanted& wanted, const Take& take) {
  std::vector<fs::path> files;  // both lists before anything moves from one to the other
  for (const char* part : {"new", "cur"}) {
    for (const std::string& file : files_in(folder_ / part)) files.push_back(folder_ / part / file);
  }
  for (const fs::path& file : files) {
    // The flags behind the colon change; what is before it is the mail's name for good.
    const std::string whole = file.filename().string();
    const std::string name = whole.substr(0, whole.find(':'));
    if (!wanted(name)) continue;
    const std::string mail = beginning_of(file);
    if (mail.empty() || !take(name, mail) || keep_) continue;
    std::error_code error;  // somebody else may have moved it: then it is out of the way as well
    if (file.parent_path().filename() == "new")
      fs::rename(file, folder_ / "cur" / (name + ":2,S"), error);
  }
}

}  // namespace enclosure::app
