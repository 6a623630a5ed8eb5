#include "app/check/pdf_enclosure.h"

#include <algorithm>
#include <new>
#include <qpdf/QPDF.hh>
#include <string>
#include <utility>
#include <vector>

#include "app/check/embedded_files.h"
#include "app/check/findings.h"
#include "app/check/hazards.h"
#include "app/check/page_tree.h"
#include "app/check/reading_budget.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kGetAgain =
    "get the file again from where it came, or print it as a new PDF";

ReadingLimits reading_limits(std::size_t file_bytes, const EnclosureLimits& limits) {
  ReadingLimits reading;
  reading.read_bytes = std::max(reading.read_bytes, 16 * file_bytes);
  reading.structure_bytes = limits.structure_bytes;
  reading.unpacked_bytes = limits.unpacked_bytes;
  reading.tokens = limits.tokens;
  reading.filters = 200'000;
  reading.time = limits.time;
  return reading;
}

/// One PDF, opened.
class Opened {
 public:
  Opened(std::string_view bytes, const EnclosureLimits& limits, FileFaults& faults)
      : bytes_(bytes),
        limits_(limits),
        faults_(faults),
        budget_(reading_limits(bytes.size(), limits)),
        scope_(budget_) {}

  std::optional<FileFacts> judge() {
    std::optional<FileFacts> facts;
    try {
      pdf_.setSuppressWarnings(true);
      pdf_.processInputSource(counted_source(bytes_, budget_));
      facts = look();
    } catch (const QPDFExc& error) {
      if (budget_.overspent().empty()) refuse(error);
    } catch (const std::bad_alloc&) {
      bomb("it needs more memory than there is");
    } catch (const std::exception& error) {
      if (budget_.overspent().empty()) faults_.add("FILE-010", "", damage(error.what()), kGetAgain);
    }
    if (!budget_.overspent().empty()) bomb(budget_.overspent());
    return facts;
  }

 private:
  FileFacts look() {
    if (pdf_.isEncrypted()) encrypted("the PDF is encrypted");
    QPDFObjectHandle catalog = pdf_.getRoot();
    const PageTree pages(catalog, limits_.pages, faults_);
    Hazards hazards(pages, limits_, budget_, faults_);
    try {
      hazards.judge(pdf_);
    } catch (...) {
      last_place_ = hazards.place();
      throw;
    }
    judge_damage();
    FileFacts facts;
    facts.type = FileType::kPdf;
    facts.pages = pages.count();
    facts.pdf_version = version(catalog);
    QPDFObjectHandle marked = entry(catalog.getKey("/MarkInfo"), "/Marked");
    facts.is_tagged = marked.isBool() && marked.getBoolValue();
    facts.languages = languages(catalog, hazards);
    return facts;
  }

  /// The later of the two places where a PDF says its version.
  std::string version(QPDFObjectHandle catalog) {
    const std::string newer = name_of(catalog.getKey("/Version"));
    const bool is_version = newer.size() == 3 && newer[1] == '.';
    return shown(is_version ? std::max(newer, pdf_.getPDFVersion()) : pdf_.getPDFVersion());
  }

  static std::vector<LanguageTag> languages(QPDFObjectHandle catalog, const Hazards& hazards) {
    std::vector<LanguageTag> tags;
    const auto add = [&](const std::string& text) {
      const auto tag = LanguageTag::parse(text);
      if (tag && std::find(tags.begin(), tags.end(), *tag) == tags.end()) tags.push_back(*tag);
    };
    add(text_of(catalog.getKey("/Lang")));
    for (const std::string& language : hazards.languages()) add(language);
    return tags;
  }

  void refuse(const QPDFExc& error) {
    if (error.getErrorCode() == qpdf_e_password) {
      encrypted("the PDF is locked with a password");
    } else {
      faults_.add("FILE-010", "", damage(error.getMessageDetail()), kGetAgain);
    }
  }

  void encrypted(std::string_view what) {
    faults_.add("FILE-011", "", what,
                "save it without protection: buyers could not read or print it");
  }

  void judge_damage() {
    for (const QPDFExc& warning : pdf_.getWarnings()) {
      faults_.add("FILE-010", warning.getObject(), damage(warning.getMessageDetail()), kGetAgain);
    }
  }

  static std::string damage(std::string_view why) {
    return "the PDF is damaged: " + std::string(why);
  }

  void bomb(const std::string& why) {
    faults_.add("FILE-022", last_place_, "the PDF would cost its readers too much: " + why,
                "print or save it as a new PDF; scans as pictures of 200 to 300 dpi");
  }

  std::string_view bytes_;
  const EnclosureLimits& limits_;
  FileFaults& faults_;
  ReadingBudget budget_;
  ReadingBudget::Scope scope_;
  QPDF pdf_;
  std::string last_place_;
};

}  // namespace

std::optional<FileFacts> check_pdf(std::string_view bytes, const EnclosureLimits& limits,
                                   FileFaults& faults) {
  judge_pdf_shape(bytes, faults);
  install_counted_filters();
  return Opened(bytes, limits, faults).judge();
}

}  // namespace enclosure::app
