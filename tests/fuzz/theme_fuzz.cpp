// Any bytes as a theme beside the two others: faults, or a design whose every measure can be set.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "invoice/layout/design.h"
#include "invoice/layout/themes/themes.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace enclosure;
  using namespace enclosure::invoice;
  std::vector<EmbeddedFile> files;
  for (const EmbeddedFile& file : theme_data::files()) {
    if (file.path != "modern.json") files.push_back(file);
  }
  files.push_back({"modern.json", {reinterpret_cast<const char*>(data), size}});
  const auto themes = layout::read_themes(files);
  if (!themes) {
    for (const Fault& fault : themes.faults()) {
      if (fault.code != "THEME-001" || fault.message.empty() || fault.path.empty()) std::abort();
    }
    return 0;
  }
  for (const Paper paper : {Paper::kA4, Paper::kLetter}) {
    Look look;
    look.paper = paper;
    const layout::Design design = layout::in_look(themes->at("modern"), look);
    for (const layout::Length length : {design.left, design.right_margin, design.hairline_thickness,
                                        design.cell.size, design.title.leading}) {
      if (length < 0 || length > design.page_height) std::abort();
    }
  }
  return 0;
}
