#pragma once
// The pages of a PDF, and which page an object belongs to.

#include <cstddef>
#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFObjGen.hh>
#include <set>
#include <string>

#include "app/check/file_faults.h"

namespace enclosure::app {

/// Walks the tree of pages itself: libqpdf's own walk mends what it should tell.
class PageTree {
 public:
  /// FILE-023: a tree that goes in circles, is too deep, holds other things than pages, or more
  /// than `most_pages`, or none.
  PageTree(QPDFObjectHandle catalog, std::size_t most_pages, FileFaults& faults);

  [[nodiscard]] std::size_t count() const { return count_; }

  /// "page 3, object 12"; "object 12" where no page leads to it; `otherwise` for a direct object.
  [[nodiscard]] std::string place_of(QPDFObjectHandle object, const std::string& otherwise) const;

 private:
  void walk(QPDFObjectHandle node, int level);
  void take_page(QPDFObjectHandle page);
  void belongs(QPDFObjectHandle object, const std::string& place);
  void damaged(QPDFObjectHandle node, std::string_view why);

  std::size_t most_pages_;
  FileFaults& faults_;
  std::size_t count_ = 0;
  bool stopped_ = false;
  std::set<QPDFObjGen> seen_;
  std::map<QPDFObjGen, std::string> places_;
};

}  // namespace enclosure::app
