#include "app/flow/regenerate.h"

#include "app/store/files.h"
#include "invoice/model/snapshot.h"

namespace enclosure::app {

Result<Regenerated> regenerate(const StoredInvoice& stored, const Archive& archive,
                               const invoice::DocumentTools& tools) {
  const auto document = invoice::from_snapshot(stored.snapshot);
  if (!document) return under(stored.number.to_string(), document.faults());
  std::optional<invoice::Logo> logo;
  if (!(*document)->logo_sha256.empty()) {
    const auto png = archive.get((*document)->logo_sha256);
    if (!png) {
      return Fault{"REGENERATE-001", stored.number.to_string(),
                   "the logo that was in force is missing from the archive or damaged",
                   "restore archive/ from a backup; if logo.png is still that one, "
                   "`enclosure regenerate --all --restore` puts it back"};
    }
    auto decoded = invoice::Logo::decode(*png);
    if (!decoded) return under(stored.number.to_string(), std::move(decoded).faults());
    logo = *std::move(decoded);
  }
  auto files = invoice::make_files(*document, {.logo = logo ? &*logo : nullptr}, tools);
  if (!files) return under(stored.number.to_string(), std::move(files).faults());
  const bool identical = files->pdf.sha256 == stored.pdf_sha256;
  return Regenerated{stored.number, std::move(files->pdf.bytes),
                     files->stands_beside ? std::move(files->xml) : std::string(), identical};
}

}  // namespace enclosure::app
