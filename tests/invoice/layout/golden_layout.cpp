#include "golden_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

#include "invoice/pdf/structure_tree.h"

namespace enclosure::invoice::layout {
namespace {

/// Points with two places: what the drawing rounds to.
std::string points(Length length) {
  const Length hundredths = (length + 5) / 10;
  const std::string digits = std::to_string(hundredths % 100);
  return std::to_string(hundredths / 100) + "." + (digits.size() < 2 ? "0" : "") + digits;
}

/// "Table/TR/TD", or what kind of artifact it is.
std::string place_in_tree(const Layout& layout, ElementId id) {
  if (id == kHeaderArtifact) return "header artifact";
  if (id == kFooterArtifact) return "footer artifact";
  const Element& element = layout.structure.at(id);
  const std::string name(pdf::structure_type(element.role));
  if (element.parent == kDocumentElement) return name;
  return place_in_tree(layout, element.parent) + "/" + name;
}

std::string dump(const Layout& layout) {
  std::string text = "{\"title\": " + nlohmann::json(layout.title).dump() + ", \"pages\": [\n";
  for (const Page& page : layout.pages) {
    text += "[\n";
    for (const TextRun& run : page.runs) {
      const auto& path = layout.texts[run.text_of].path;
      text += "{\"x\": " + points(run.x) + ", \"y\": " + points(run.baseline) +
              ", \"width\": " + points(run.width) + ", \"size\": " + points(run.size) +
              (run.weight == Weight::kBold ? ", \"bold\": true" : "") +
              ", \"of\": " + nlohmann::json(path).dump() +
              ", \"in\": " + nlohmann::json(place_in_tree(layout, run.element)).dump() +
              ", \"text\": " + nlohmann::json(run.text).dump() + "}" +
              (&run == &page.runs.back() ? "" : ",") + "\n";
    }
    text += &page == &layout.pages.back() ? "]\n" : "],\n";
  }
  return text + "]}\n";
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

void expect_golden(const Layout& layout, const std::string& name) {
  const std::string now = dump(layout);
  ASSERT_TRUE(nlohmann::json::accept(now));
  const std::filesystem::path file =
      std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/golden" / name;
  if (std::getenv("ENCLOSURE_UPDATE_GOLDEN") != nullptr) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << now;
    FAIL() << file << " was written anew: look at the difference, then run without the variable";
  }
  std::ifstream in(file, std::ios::binary);
  const std::string golden{std::istreambuf_iterator<char>(in), {}};
  const auto lines = lines_of(now);
  const auto wanted = lines_of(golden);
  for (std::size_t i = 0; i < std::min(lines.size(), wanted.size()); ++i) {
    ASSERT_EQ(lines[i], wanted[i]) << file << ":" << i + 1;
  }
  EXPECT_EQ(lines.size(), wanted.size()) << file;
}

}  // namespace enclosure::invoice::layout
