#pragma once
// A new document in the library.

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "app/check/enclosure_file.h"
#include "attachments/kind.h"
#include "core/ids.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::app {

struct NewDocument {
  std::filesystem::path file;          ///< anywhere; it is copied
  Sku sku;                             ///< the product's, as it is ordered
  std::vector<LanguageTag> languages;  ///< empty: found out
  attachments::Kind kind = attachments::Kind::kManual;
  std::string title;             ///< as the buyer reads it, or empty
  std::string topic;             ///< tells two documents of one kind apart, or empty
  std::string version;           ///< or empty
  std::string product_name;      ///< of a product that the catalogue does not have yet; or empty
  std::uint64_t mail_bytes = 0;  ///< what a mail may grow to; 0: nobody knows
};

/// How the language of a document became known.
enum class LanguageSource {
  kGiven,
  kFile,  ///< the PDF says it
  kText   ///< from the words on its pages
};

struct AddedDocument {
  std::string product;
  bool is_new_product = false;
  std::string file;         ///< below products/
  bool is_new_file = true;  ///< no: the catalogue had it under that name already
  std::string sha256;
  FileFacts facts;
  std::vector<LanguageTag> languages;
  LanguageSource language_source = LanguageSource::kGiven;
  Faults remarks;  ///< PRODUCT-004 the file is in another language than was given, PRODUCT-005 the
                   ///< same file is in the catalogue already, FILE-008 Amazon's buyers get a link,
                   ///< FILE-009 so do all, for its size
};

/// Judges the file, copies it to `products` under its hash and writes it into catalogue.json there.
/// All or nothing: on any fault neither is changed. The file is read once: what was judged is what
/// is kept.
///
/// Faults: those of `check_enclosure_file`; PRODUCT-006 no such file; PRODUCT-007 a language that
/// cannot be found out; PRODUCT-008 several products match the SKU; CATALOGUE-007 the product has a
/// document for that slot already; those of a catalogue that is damaged. Throws WorldError when the
/// disk is full, or the catalogue was changed by somebody else meanwhile (exit 75).
[[nodiscard]] Result<AddedDocument> add_document(const NewDocument& document,
                                                 const std::filesystem::path& products);

}  // namespace enclosure::app
