#include "tests/support/official_rules.h"

#include <filesystem>

namespace enclosure::support {
namespace {

constexpr const char* kJudge = ENCLOSURE_SOURCE_DIR "/../shared/validation/check-einvoice";

}  // namespace

std::string why_no_official_rules() {
  if (!std::filesystem::exists(kJudge)) return std::string("no official rules at ") + kJudge;
  const Finished told = run({kJudge, "--help"});
  return told.exit_code == 2 ? told.err : "";
}

Finished judge_by_official_rules(const std::vector<std::string>& files) {
  const TemporaryFolder folder;  // a list, since a command has no room for a thousand names
  std::string list;
  for (const std::string& file : files) list += file + "\n";
  spit(folder / "files", list);
  return run({"sh", "-c", "exec \"$0\" -x - < \"$1\"", kJudge, folder / "files"});
}

}  // namespace enclosure::support
