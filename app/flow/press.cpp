#include "app/flow/press.h"

#include <utility>

namespace enclosure::app {

Result<invoice::DocumentFiles> Press::make(const invoice::Invoice& document) const {
  return invoice::make_files(document, {.logo = shop_.logo_on_pages()},
                             shop_.knowledge.document_tools());
}

Result<Printed> Press::print(const invoice::Invoice& document, std::string_view) {
  const auto files = make(document);
  if (!files) return files.faults();  // say, a name that no font can show
  Printed printed{shop_.archive().put(files->pdf.bytes), ""};
  if (shop_.logo) printed.logo_sha256 = shop_.archive().put(shop_.logo->png);
  return printed;
}

Result<Printed> Rehearsal::print(const invoice::Invoice& document, std::string_view snapshot) {
  noted_.push_back({document, std::string(snapshot)});
  return Printed{std::string(64, '0'), ""};  // as long as the store wants it
}

void GroupPress::render_ahead(const std::vector<Rehearsal::Noted>& expected, Crew& crew) {
  std::vector<std::string> pdfs(expected.size());
  crew.each(expected.size(), [&](std::size_t i) {
    auto files = make(expected[i].document);
    if (files) pdfs[i] = std::move(files->pdf.bytes);
  });
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (!pdfs[i].empty()) pdfs_.emplace(expected[i].snapshot, std::move(pdfs[i]));
  }
}

Result<Printed> GroupPress::print(const invoice::Invoice& document, std::string_view snapshot) {
  Printed printed;
  is_synced_ = false;
  if (const auto ahead = pdfs_.find(snapshot); ahead != pdfs_.end()) {
    printed.pdf_sha256 = shop_.archive().put_unsynced(ahead->second);
  } else {
    const auto files = make(document);
    if (!files) return files.faults();
    printed.pdf_sha256 = shop_.archive().put_unsynced(files->pdf.bytes);
  }
  if (shop_.logo && logo_sha256_.empty()) {
    logo_sha256_ = shop_.archive().put_unsynced(shop_.logo->png);
  }
  printed.logo_sha256 = logo_sha256_;
  return printed;
}

void GroupPress::sync() {
  if (!is_synced_) shop_.archive().sync();
  is_synced_ = true;
}

}  // namespace enclosure::app
