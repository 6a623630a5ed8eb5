#include "app/products/check_files.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/check/enclosure_file.h"
#include "app/products/product_folder.h"

namespace enclosure::app {
namespace {

using attachments::Catalogue;
using attachments::Document;

/// A file and the documents that name it; none for a picture of a product.
using Files = std::map<std::string_view, std::vector<const Document*>>;

Files files_of(const Catalogue& catalogue) {
  Files files;
  for (const Document& document : catalogue.documents()) files[document.file].push_back(&document);
  for (const attachments::Product& product : catalogue.products()) {
    if (!product.picture.empty()) files[product.picture];
  }
  return files;
}

/// "products/hub-de.pdf", "products/hub-de.pdf, page 3"
std::string place(std::string_view file, const std::string& inside) {
  return "products/" + std::string(file) + (inside.empty() ? "" : ", " + inside);
}

/// Whether a document that claims `languages` may be a file that claims `own`. A file of many
/// languages names but its first one as a rule.
bool agree(const std::vector<LanguageTag>& languages, const std::vector<LanguageTag>& own) {
  return std::any_of(languages.begin(), languages.end(), [&](const LanguageTag& claimed) {
    const std::string& code = claimed.language();
    return code == "mul" || code == "zxx" ||
           std::any_of(own.begin(), own.end(),
                       [&](const LanguageTag& tag) { return tag.language() == code; });
  });
}

std::string tags_of(const std::vector<LanguageTag>& tags) {
  std::string all;
  for (const LanguageTag& tag : tags) all += (all.empty() ? "" : ", ") + tag.to_string();
  return all;
}

class Checker {
 public:
  Checker(const std::filesystem::path& folder, std::uint64_t mail_bytes)
      : folder_(folder), mail_bytes_(mail_bytes) {}

  void look_at(std::string_view file, const std::vector<const Document*>& documents) {
    ++check_.files;
    const auto read = read_product(folder_, file);
    if (!read) {
      for (Fault fault : read.faults()) {
        fault.path = place(file, "");
        check_.findings.push_back(std::move(fault));
      }
      return;
    }
    check_.bytes += read->bytes.size();
    judge_hash(file, *read);
    judge_content(file, read->bytes, documents);
  }

  FileCheck take() { return std::move(check_); }

 private:
  void judge_hash(std::string_view file, const ProductFile& read) {
    const std::string_view added = hash_in_name(file);
    if (!added.empty() && !read.sha256.starts_with(added)) {
      check_.findings.push_back(
          {"PRODUCT-003", place(file, ""), "the file is not the one that was added",
           "restore it from a backup, or add the new one with `products add`"});
    }
    const auto [first, is_new] = seen_.emplace(read.sha256, file);
    if (is_new) return;
    check_.remarks.push_back({"PRODUCT-005", place(file, ""),
                              "the same file as products/" + std::string(first->second),
                              "let both documents name one file: it then goes along once"});
  }

  void judge_content(std::string_view file, const std::string& bytes,
                     const std::vector<const Document*>& documents) {
    const auto facts = check_enclosure_file(bytes);
    for (Fault fault : facts.faults()) {
      fault.path = place(file, fault.path);
      check_.findings.push_back(std::move(fault));
    }
    if (!facts) return;
    if (facts->type == FileType::kPdf) check_.pages += facts->pages;
    for (Fault fault : check_file_name(file, facts->type)) {
      fault.path = place(file, "");
      check_.findings.push_back(std::move(fault));
    }
    if (!documents.empty()) {
      remark(file, check_channel(Channel::kAmazon, facts->type));
      remark(file, check_mail_size(bytes.size(), mail_bytes_));
    }
    judge_languages(file, facts->languages, documents);
  }

  void remark(std::string_view file, Faults remarks) {
    for (Fault& one : remarks) {
      one.path = place(file, "");
      check_.remarks.push_back(std::move(one));
    }
  }

  void judge_languages(std::string_view file, const std::vector<LanguageTag>& own,
                       const std::vector<const Document*>& documents) {
    if (own.empty()) return;
    for (const Document* document : documents) {
      if (agree(document->languages, own)) continue;
      check_.findings.push_back(
          {"PRODUCT-004", place(file, ""),
           "the catalogue says " + tags_of(document->languages) + ", the PDF says " + tags_of(own),
           "look into the file: mend the catalogue, or the language in the PDF's properties"});
    }
  }

  const std::filesystem::path& folder_;
  const std::uint64_t mail_bytes_;
  std::map<std::string, std::string_view> seen_;  ///< by hash, the first name
  FileCheck check_;
};

}  // namespace

std::size_t count_files(const Catalogue& catalogue) {
  return files_of(catalogue).size();
}

FileCheck check_files(const Catalogue& catalogue, const std::filesystem::path& folder,
                      std::uint64_t mail_bytes, const std::function<void()>& on_file) {
  Checker checker(folder, mail_bytes);
  for (const auto& [file, documents] : files_of(catalogue)) {
    checker.look_at(file, documents);
    if (on_file) on_file();
  }
  return checker.take();
}

}  // namespace enclosure::app
