#pragma once
// What `enclosure render` is asked for on the command line.

#include <string>

#include "app/flow/render_file.h"

namespace enclosure::app {

/// The options as they were written.
struct RenderArguments {
  std::string file;
  std::string out;
  std::string language;
  std::string number_start = "R-2026-000001";
  std::string logo;
  bool compact = false;
  std::string theme = "modern";
  std::string paper = "a4";
  std::string accent;
  std::string second_language;
  bool unpaid = false;
  std::string link;
  unsigned jobs = 1;
  bool xml = false;
  bool force = false;
};

/// What the options ask of every document, and whether --out can be a folder. Throws CommandFaults
/// (kExitUsage) with all that is wrong with them; nothing is made.
[[nodiscard]] RenderWishes wishes_of(const RenderArguments& options, const Knowledge& knowledge);

}  // namespace enclosure::app
