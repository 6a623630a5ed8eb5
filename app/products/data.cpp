#include "app/products/data.h"

#include <algorithm>
#include <span>

#include "core/embedded.h"

namespace enclosure::app::products_data {
std::span<const EmbeddedFile> files();
}

namespace enclosure::app {
namespace {

std::string_view file_named(std::string_view path) {
  const auto files = products_data::files();
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const EmbeddedFile& file) { return file.path == path; });
  return found == files.end() ? std::string_view() : found->bytes;
}

}  // namespace

std::string_view coverage_stylesheet() {
  return file_named("coverage.css");
}

std::string_view frequent_words() {
  return file_named("data/frequent_words.txt");
}

}  // namespace enclosure::app
