#pragma once
// Are the catalogue's files there, sound, and what the catalogue says?

#include <cstddef>
#include <filesystem>
#include <functional>

#include "attachments/catalogue.h"
#include "core/fault.h"

namespace enclosure::app {

struct FileCheck {
  std::size_t files = 0;    ///< that were looked at
  std::size_t pages = 0;    ///< of all PDFs that are sound
  std::uint64_t bytes = 0;  ///< of all that could be read
  Faults findings;          ///< `path`: "products/hub-de.pdf, page 3"
  Faults remarks;  ///< no defect: one file under two names, a type that Amazon does not take
};

/// Looks at every file that a document or a picture of `catalogue` names, each once: there
/// (PRODUCT-001), inside the folder (PRODUCT-002), unchanged since `products add` put it there
/// (PRODUCT-003), sound (FILE-…), named as what it is (FILE-007), in a language that the catalogue
/// gives it (PRODUCT-004). Remarks: PRODUCT-005, FILE-008, and FILE-009 for documents that fit into
/// no mail of `mail_bytes`. `on_file` is called after each.
[[nodiscard]] FileCheck check_files(const attachments::Catalogue& catalogue,
                                    const std::filesystem::path& folder,
                                    std::uint64_t mail_bytes = 0,
                                    const std::function<void()>& on_file = {});

/// How many files `check_files` will look at.
[[nodiscard]] std::size_t count_files(const attachments::Catalogue& catalogue);

}  // namespace enclosure::app
