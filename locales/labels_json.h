#pragma once
// The reader of labels.json. For this folder only.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/language.h"
#include "core/result.h"
#include "locales/labels.h"

namespace enclosure::locales {

/// A legal mention while its words are in force; both days inclusive.
struct DatedText {
  std::string text;
  Date since{};
  std::optional<Date> until;
};

/// What a labels.json says. Members that only people read (sources, confidence) are checked for
/// their shape and left out.
struct LabelsFile {
  std::string endonym;
  std::string as_of;
  Formats formats;
  Labels::Texts countries;
  Labels::Texts titles;
  Labels::Texts labels;
  Labels::Texts legal;  ///< the newest text of each mention
  std::map<std::string, std::vector<DatedText>, std::less<>> dated_legal;
};

/// Reads and checks; the faults are those of `Labels::parse`.
Result<LabelsFile> read_labels_json(const LanguageTag& language, std::string_view json);

}  // namespace enclosure::locales
