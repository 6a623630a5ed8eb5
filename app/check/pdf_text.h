#pragma once
// The words on the pages of a PDF, as far as they can be had cheaply: for guessing its language.

#include <cstddef>
#include <string>
#include <string_view>

#include "app/check/enclosure_file.h"

namespace enclosure::app {

/// Text of the first pages in UTF-8, at most about `most_bytes`, in the order in which it is drawn;
/// empty where there is none that can be read: scans, fonts without a table of characters, damaged
/// files. Any bytes may come in; costs no more than `limits`.
[[nodiscard]] std::string sample_pdf_text(std::string_view bytes, std::size_t most_bytes,
                                          const EnclosureLimits& limits = {});

}  // namespace enclosure::app
