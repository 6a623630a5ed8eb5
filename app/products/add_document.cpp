#include "app/products/add_document.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include "app/check/pdf_text.h"
#include "app/errors.h"
#include "app/products/catalogue_edit.h"
#include "app/products/product_folder.h"
#include "app/products/text_language.h"
#include "app/store/files.h"
#include "attachments/catalogue.h"
#include "core/order.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using attachments::Catalogue;

constexpr std::size_t kSampleBytes = std::size_t{64} << 10U;

/// catalogue.json as it is, and read; a new one where there is none.
struct OpenCatalogue {
  bool exists = false;
  std::string text;
  Catalogue catalogue;
};

std::string text_of(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error) ? read_file(file) : std::string();
}

Result<OpenCatalogue> open(const fs::path& file) {
  OpenCatalogue open;
  open.text = text_of(file);
  open.exists = !open.text.empty();
  if (!open.exists) open.text = kEmptyCatalogue;
  auto catalogue = Catalogue::parse(open.text);
  if (!catalogue) return under("products/catalogue.json", std::move(catalogue).faults());
  open.catalogue = *std::move(catalogue);
  return open;
}

/// Where the product of a SKU stands in the catalogue; nothing: it is not there.
Result<std::optional<std::size_t>> place_of(const Sku& sku, const Catalogue& catalogue) {
  OrderLine line;
  line.sku = sku;
  const auto matching = catalogue.matching(line);
  if (matching.empty()) return std::optional<std::size_t>();
  const auto index_of = [&](const attachments::Product* product) {
    return std::optional(static_cast<std::size_t>(product - catalogue.products().data()));
  };
  const std::string text = sku.to_string();
  for (const attachments::Product* product : matching) {
    if (std::find(product->skus.begin(), product->skus.end(), text) != product->skus.end())
      return index_of(product);
  }
  if (matching.size() == 1) return index_of(matching.front());
  std::string names;
  for (const attachments::Product* product : matching)
    names += (names.empty() ? "" : ", ") + std::string(product->name);
  return Fault{"PRODUCT-008", "--sku", "several products match " + text + ": " + names,
               "give the SKU, or the pattern, as one of them has it"};
}

/// Another file of the catalogue with the same bytes.
std::optional<std::string> double_of(const ProductFile& file, const Catalogue& catalogue,
                                     const fs::path& products) {
  for (const attachments::Document& known : catalogue.documents()) {
    std::error_code error;
    const auto size = fs::file_size(products / known.file, error);
    if (error || size != file.bytes.size()) continue;
    const auto other = read_product(products, known.file);
    if (other && other->sha256 == file.sha256) return std::string(known.file);
  }
  return std::nullopt;
}

/// Fault CATALOGUE-007 where the product has this very file for the same purpose. Slots say it as
/// well, but a catalogue of schema 1 has none.
Faults refuse_again(const NewDocument& document, const AddedDocument& added,
                    const attachments::Product& product) {
  for (const attachments::Document* known : product.documents) {
    const bool shares_a_language =
        std::any_of(added.languages.begin(), added.languages.end(),
                    [&](const LanguageTag& tag) { return known->speaks(tag); });
    if (known->file != added.file || known->kind != document.kind ||
        known->topic != document.topic || !shares_a_language)
      continue;
    return {{"CATALOGUE-007", "products/" + added.file,
             added.product + " has this very file already", "nothing is left to be done"}};
  }
  return {};
}

struct FoundLanguage {
  std::vector<LanguageTag> languages;
  LanguageSource source = LanguageSource::kGiven;
};

/// What the file itself says, or its words.
std::optional<FoundLanguage> find_language(const std::string& bytes, const FileFacts& facts) {
  if (!facts.languages.empty())
    return FoundLanguage{{facts.languages.front()}, LanguageSource::kFile};
  std::optional<LanguageTag> guess;
  if (facts.type == FileType::kText) guess = language_of_text(bytes);
  if (facts.type == FileType::kPdf) guess = language_of_text(sample_pdf_text(bytes, kSampleBytes));
  if (!guess) return std::nullopt;
  return FoundLanguage{{*guess}, LanguageSource::kText};
}

bool speaks(const std::vector<LanguageTag>& given, const LanguageTag& found) {
  return std::any_of(given.begin(), given.end(), [&](const LanguageTag& tag) {
    return tag.language() == found.language() || tag.language() == "mul" || tag.language() == "zxx";
  });
}

/// Takes the languages that were given, or finds them out.
Faults settle_languages(const NewDocument& document, const std::string& bytes,
                        AddedDocument& added) {
  const auto found = find_language(bytes, added.facts);
  if (document.languages.empty()) {
    if (!found) {
      return {{"PRODUCT-007", "--lang", "the language of the file cannot be found out",
               "give it: --lang de; zxx for a file without words"}};
    }
    added.languages = found->languages;
    added.language_source = found->source;
    return {};
  }
  added.languages = document.languages;
  if (found && !speaks(document.languages, found->languages.front())) {
    added.remarks.push_back({"PRODUCT-004", "--lang",
                             "the file seems to be in " + found->languages.front().to_string(),
                             "look into it; if it is, give that language instead"});
  }
  return {};
}

DocumentEntry entry_of(const NewDocument& document, const AddedDocument& added) {
  DocumentEntry entry;
  entry.kind = attachments::to_string(document.kind);
  for (const LanguageTag& tag : added.languages) entry.languages.push_back(tag.to_string());
  entry.file = added.file;
  entry.title = document.title;
  entry.topic = document.topic;
  entry.version = document.version;
  return entry;
}

std::string title_for_name(const NewDocument& document, const AddedDocument& added) {
  return added.product + " " + std::string(attachments::to_string(document.kind)) + " " +
         added.languages.front().to_string();
}

Result<ProductFile> read_new(const fs::path& file) {
  std::error_code error;
  const fs::path real = fs::canonical(file, error);  // here a link may lead anywhere
  if (error) return Fault{"PRODUCT-006", file.string(), "there is no such file", "check the path"};
  if (!fs::is_regular_file(real, error)) {
    return Fault{"PRODUCT-006", file.string(), "this is a folder, or no plain file",
                 "add its files one by one"};
  }
  return read_product(real.parent_path(), real.filename().string());
}

/// Looks into the file; fills in what it says of itself.
Faults judge(const NewDocument& document, const std::string& bytes, AddedDocument& added) {
  auto facts = check_enclosure_file(bytes);
  if (!facts) {
    Faults faults = facts.faults();
    for (Fault& fault : faults)
      fault.path = document.file.string() + (fault.path.empty() ? "" : ", " + fault.path);
    return faults;
  }
  added.facts = *std::move(facts);
  Faults faults = check_file_name(document.file.string(), added.facts.type);
  for (Fault& fault : faults) fault.path = document.file.string();
  append(added.remarks, check_channel(Channel::kAmazon, added.facts.type));
  append(added.remarks, check_mail_size(bytes.size(), document.mail_bytes));
  for (Fault& remark : added.remarks) remark.path = document.file.string();
  append(faults, settle_languages(document, bytes, added));
  return faults;
}

}  // namespace

Result<AddedDocument> add_document(const NewDocument& document, const fs::path& products) {
  const auto file = read_new(document.file);
  if (!file) return file.faults();
  AddedDocument added;
  added.sha256 = file->sha256;
  Faults faults = judge(document, file->bytes, added);
  const auto open_catalogue = open(products / "catalogue.json");
  if (!open_catalogue) append(faults, open_catalogue.faults());
  if (!faults.empty()) return faults;

  const Catalogue& catalogue = open_catalogue->catalogue;
  const auto place = place_of(document.sku, catalogue);
  if (!place) return place.faults();
  added.is_new_product = !place->has_value();
  const std::string new_name =
      document.product_name.empty() ? document.sku.to_string() : document.product_name;
  added.product = added.is_new_product ? new_name : std::string(catalogue.products()[**place].name);
  added.file =
      kept_name(title_for_name(document, added), added.sha256, file_ending(added.facts.type));
  if (const auto same = double_of(*file, catalogue, products)) {
    added.file = *same;
    added.is_new_file = false;
    added.remarks.push_back({"PRODUCT-005", "products/" + *same,
                             "the same file is in the catalogue already, under this name",
                             "both documents now name it: it goes along once"});
    if (!added.is_new_product)
      faults = refuse_again(document, added, catalogue.products()[**place]);
    if (!faults.empty()) return faults;
  }

  const DocumentEntry entry = entry_of(document, added);
  const std::string changed =
      added.is_new_product
          ? with_product(open_catalogue->text, {document.sku.to_string(), new_name}, entry)
          : with_document(open_catalogue->text, **place, entry);
  const auto read_back = Catalogue::parse(changed);
  if (!read_back) return under("products/catalogue.json", read_back.faults());

  const fs::path kept = products / added.file;
  fs::create_directories(kept.parent_path());
  if (added.is_new_file) write_file(kept, file->bytes);
  if (text_of(products / "catalogue.json") !=
      (open_catalogue->exists ? open_catalogue->text : "")) {
    throw WorldError(kExitTryLater, "products/catalogue.json was changed meanwhile",
                     "run the command again");
  }
  write_file(products / "catalogue.json", changed);
  return added;
}

}  // namespace enclosure::app
