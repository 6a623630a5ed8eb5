#include "app/flow/regenerate.h"

#include "invoice/model/snapshot.h"

namespace enclosure::app {

Result<Regenerated> Regenerator::make(const StoredInvoice& stored) {
  const std::string number = stored.number.to_string();
  const auto document = invoice::from_snapshot(stored.snapshot);
  if (!document) return under(number, document.faults());
  const auto logo = logo_of(*document);
  if (!logo) return under(number, logo.faults());
  auto files = invoice::make_files(*document, {.logo = *logo}, tools_);
  if (!files) return under(number, std::move(files).faults());
  const bool identical = files->pdf.sha256 == stored.pdf_sha256;
  std::string beside = files->stands_beside ? files->xml : std::string();
  return Regenerated{
      stored.number,         std::move(files->pdf.bytes), std::move(files->pdf.sha256),
      std::move(files->xml), std::move(beside),           identical};
}

/// The logo that was in force, or null where there was none.
Result<const invoice::Logo*> Regenerator::logo_of(const invoice::Invoice& document) {
  const std::string& sha256 = document->logo_sha256;
  if (sha256.empty()) return nullptr;
  const std::scoped_lock lock(mutex_);
  if (const auto known = logos_.find(sha256); known != logos_.end()) return &known->second;
  const auto png = archive_.get(sha256);
  if (!png) {
    return Fault{"REGENERATE-001", "",
                 "the logo that was in force is missing from the archive or damaged",
                 "restore archive/ from a backup; if logo.png is still that one, "
                 "`enclosure regenerate --all --restore` puts it back"};
  }
  auto decoded = invoice::Logo::decode(*png);
  if (!decoded) return std::move(decoded).faults();
  return &logos_.emplace(sha256, *std::move(decoded)).first->second;
}

}  // namespace enclosure::app
