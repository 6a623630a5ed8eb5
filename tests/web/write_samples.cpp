// Writes every sample page in every language, the opt-out pages and the page for dead links into a
// folder, laid out as the server serves them, so that a browser or a checker can go through them:
//
//   write_page_samples FOLDER      FOLDER/i/de-corrected.html, …, FOLDER/assets/style.css

#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/web/buyer_page.h"
#include "app/web/pages.h"
#include "tests/web/sample_pages.h"

namespace {

void write(const std::filesystem::path& file, std::string_view bytes) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace enclosure::app;
  if (argc != 2) {
    std::cerr << "write_page_samples FOLDER\n";
    return 64;
  }
  const std::filesystem::path folder = argv[1];
  for (const auto& language : web::test::page_languages()) {
    const std::string tag = language.to_string();
    for (const auto& sample : web::test::sample_pages(language))
      write(folder / "i" / (tag + "-" + sample.name + ".html"),
            web::buyer_page(sample.page, web::test::kSampleToken));
    for (const bool done : {false, true})
      write(folder / "u" / (tag + (done ? "-done.html" : "-ask.html")),
            web::opt_out_page({language, "Muster & Söhne Bürotechnik GmbH", done}));
  }
  write(folder / "not_found.html", web::not_found_page());
  write(folder / "assets/style.css", web::stylesheet());
  return 0;
}
