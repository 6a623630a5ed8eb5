#pragma once
// A PDF that is to be enclosed.

#include <optional>
#include <string_view>

#include "app/check/enclosure_file.h"
#include "app/check/file_faults.h"

namespace enclosure::app {

/// The facts of a PDF; where there are none, `faults` say why.
[[nodiscard]] std::optional<FileFacts> check_pdf(std::string_view bytes,
                                                 const EnclosureLimits& limits, FileFaults& faults);

/// Whether the bytes are one PDF from the first to the last, whatever is in it: FILE-010 without an
/// end, FILE-024 with something before it, FILE-025 with something behind an end, FILE-026 with
/// several heads.
void judge_pdf_shape(std::string_view bytes, FileFaults& faults);

}  // namespace enclosure::app
