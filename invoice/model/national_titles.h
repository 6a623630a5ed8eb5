#pragma once
// What a state calls a document: "Stornorechnung", "Érvénytelenítő számla". Facts of
// invoice/data/vat/<cc>.json, member `document_names`; where a state has no name of its own the
// title of the language stands.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/embedded.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::invoice {

/// National names of documents by state, language and day. Immutable; safe to read from every
/// thread.
class NationalTitles {
 public:
  /// Reads `document_names` of every `vat/<cc>.json`. Fault LAW-001 with file and member.
  static Result<NationalTitles> load(std::span<const EmbeddedFile> files);

  /// The name in `language` of a `document` ("invoice", "simplified_invoice", "credit_note",
  /// "corrected_invoice", or "cancellation": a credit note over a whole invoice) under the rules of
  /// `state` on `day`; empty where the state has none in this language.
  [[nodiscard]] std::string title(std::string_view state, std::string_view document,
                                  const LanguageTag& language, Date day) const;

 private:
  struct Name {
    std::string document;
    std::string language;
    std::string text;
    Date since{};
    std::optional<Date> until;
  };
  std::map<std::string, std::vector<Name>, std::less<>> names_;
};

}  // namespace enclosure::invoice
