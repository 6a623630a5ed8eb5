#pragma once
// What a PDF can do to who opens it: scripts, programs, files inside, explosions.

#include <cstddef>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFObjGen.hh>
#include <set>
#include <string>
#include <vector>

#include "app/check/enclosure_file.h"
#include "app/check/file_faults.h"
#include "app/check/page_tree.h"
#include "app/check/reading_budget.h"

namespace enclosure::app {

/// Looks at every object of a PDF, reachable or not: whoever opens the file may find other ways
/// than we do. An overspent budget throws BudgetOverspent.
class Hazards {
 public:
  Hazards(const PageTree& pages, const EnclosureLimits& limits, ReadingBudget& budget,
          FileFaults& faults)
      : pages_(pages), limits_(limits), budget_(budget), faults_(faults) {}

  void judge(QPDF& pdf);

  /// Every /Lang that was met on the way, in no promised order.
  [[nodiscard]] const std::set<std::string>& languages() const { return languages_; }
  /// The object that was looked at last: the one that overspent the budget.
  [[nodiscard]] const std::string& place() const { return place_; }

 private:
  void walk(QPDFObjectHandle value, bool is_top);
  void judge_dictionary(QPDFObjectHandle dictionary);
  void judge_action(QPDFObjectHandle dictionary);
  void judge_link(QPDFObjectHandle dictionary);
  void judge_annotation(QPDFObjectHandle dictionary);
  void judge_names(QPDFObjectHandle catalog);
  void judge_files_of(QPDFObjectHandle specification);
  void judge_embedded(QPDFObjectHandle stream, const std::string& name);
  void judge_stream(QPDFObjectHandle stream);
  void judge_picture(QPDFObjectHandle dictionary, const std::string& first_bytes);
  [[nodiscard]] std::size_t most_bytes_of(QPDFObjectHandle dictionary) const;

  const PageTree& pages_;
  const EnclosureLimits& limits_;
  ReadingBudget& budget_;
  FileFaults& faults_;
  std::string place_;
  std::set<std::string> languages_;
  std::set<QPDFObjGen> embedded_;  ///< streams already judged as files
};

}  // namespace enclosure::app
