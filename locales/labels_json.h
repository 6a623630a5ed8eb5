#pragma once
// The reader of labels.json. For this folder only.

#include <string>
#include <string_view>

#include "core/language.h"
#include "core/result.h"
#include "locales/labels.h"

namespace enclosure::locales {

/// What a labels.json says. Members that only people read (sources, confidence) are checked for
/// their shape and left out.
struct LabelsFile {
  std::string endonym;
  std::string as_of;
  Formats formats;
  Labels::Texts countries;
  Labels::Texts titles;
  Labels::Texts labels;
  Labels::Texts legal;
};

/// Reads and checks; the faults are those of `Labels::parse`.
Result<LabelsFile> read_labels_json(const LanguageTag& language, std::string_view json);

}  // namespace enclosure::locales
