// The logical structure (PDF/A-3, 6.7.3; PDF/UA-1, 7).

#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

const std::set<std::string>& standard_types() {
  static const std::set<std::string> all{
      "/Document", "/Part", "/Sect", "/Div",   "/P",      "/H1",    "/H2",    "/H3",
      "/L",        "/LI",   "/Lbl",  "/LBody", "/Table",  "/THead", "/TBody", "/TR",
      "/TH",       "/TD",   "/Span", "/Link",  "/Figure", "/Note",  "/Quote", "/Caption"};
  return all;
}

/// Which parts a type may stand in.
bool may_stand_in(const std::string& type, const std::string& parent) {
  if (type == "/TR") return parent == "/Table" || parent == "/THead" || parent == "/TBody";
  if (type == "/TH" || type == "/TD") return parent == "/TR";
  if (type == "/THead" || type == "/TBody") return parent == "/Table";
  if (type == "/LI") return parent == "/L";
  if (type == "/Lbl" || type == "/LBody") return parent == "/LI";
  if (type == "/Document") return parent.empty();
  static const std::set<std::string> narrow{"/Table", "/TR", "/THead", "/TBody", "/L", "/LI"};
  return narrow.count(parent) == 0;
}

class Tree {
 public:
  Tree(QPDF& pdf, const Drawn& drawn, Report& report) : pdf_(pdf), drawn_(drawn), report_(report) {
    int page = 0;
    for (QPDFPageObjectHelper& one : QPDFPageDocumentHelper(pdf).getAllPages()) {
      page_of_[one.getObjectHandle().getObjGen()] = page++;
      pages_.push_back(one.getObjectHandle());
    }
  }

  void check() {
    QPDFObjectHandle root = pdf_.getRoot().getKey("/StructTreeRoot");
    if (!report_.expect(root.isDictionary(), "A-6.7.3", "no structure tree")) return;
    for (QPDFObjectHandle& kid : kids_of(root)) walk(kid, root, "");
    check_parent_tree(root.getKey("/ParentTree"));
    check_all_marks_used();
    report_.expect(headings_ == 0 || first_heading_ == 1, "UA-7.4.2",
                   "the first heading is not H1");
  }

 private:
  void walk(QPDFObjectHandle element, QPDFObjectHandle parent, const std::string& parent_type) {
    const std::string type = name_of(element.getKey("/S"));
    report_.expect(standard_types().count(type) == 1, "A-6.7.3.4", "no standard type: " + type);
    report_.expect(element.getKey("/P").getObjGen() == parent.getObjGen(), "A-6.7.3",
                   "an element does not know its parent");
    report_.expect(may_stand_in(type, parent_type), "UA-7.2", type + " in " + parent_type);
    check_type(element, type);
    report_.expect(!element.hasKey("/Lang") || is_language(element.getKey("/Lang")), "A-6.7.4",
                   "the language of an element is no language");
    bool has_content = false;
    bool has_annotation = false;
    for (QPDFObjectHandle& kid : kids_of(element)) {
      if (kid.isInteger()) {
        has_content =
            take_mark(element, element.getKey("/Pg"), kid.getIntValueAsInt()) || has_content;
      } else if (name_of(kid.getKey("/Type")) == "/MCR") {
        has_content =
            take_mark(element, kid.getKey("/Pg"), kid.getKey("/MCID").getIntValueAsInt()) ||
            has_content;
      } else if (name_of(kid.getKey("/Type")) == "/OBJR") {
        has_annotation = true;
        report_.expect(type == "/Link", "UA-7.18.5", "the annotation of a link in " + type);
        annotation_element_[kid.getKey("/Obj").getObjGen()] = element.getObjGen();
      } else {
        walk(kid, element, type);
      }
    }
    if (type == "/Link") {
      report_.expect(has_annotation, "UA-7.18.5", "a link element without annotation");
      report_.expect(has_content, "UA-7.18.5", "a link element without content");
    }
  }

  void check_type(QPDFObjectHandle element, const std::string& type) {
    if (type == "/Figure") check_figure(element);
    if (type == "/Table") check_table(element);
    if (type == "/H1" || type == "/H2" || type == "/H3") check_heading(type[2] - '0');
    if (type == "/Note") {
      report_.expect(element.getKey("/ID").isString(), "UA-7.9", "a note without /ID");
    }
    if (type == "/TH") {
      const std::string scope = name_of(attribute(element, "/Scope"));
      report_.expect(scope == "/Row" || scope == "/Column" || scope == "/Both", "UA-7.5",
                     "a header cell without scope");
    }
  }

  static QPDFObjectHandle attribute(QPDFObjectHandle element, const std::string& key) {
    QPDFObjectHandle attributes = element.getKey("/A");
    return attributes.isDictionary() ? attributes.getKey(key) : QPDFObjectHandle::newNull();
  }

  void check_figure(QPDFObjectHandle figure) {
    QPDFObjectHandle text = figure.getKey("/Alt");
    report_.expect(text.isString() && !text.getUTF8Value().empty(), "UA-7.3",
                   "a figure without alternative text");
    QPDFObjectHandle box = attribute(figure, "/BBox");
    const bool sound =
        box.isArray() && box.getArrayNItems() == 4 &&
        box.getArrayItem(0).getNumericValue() < box.getArrayItem(2).getNumericValue() &&
        box.getArrayItem(1).getNumericValue() < box.getArrayItem(3).getNumericValue();
    report_.expect(sound, "UA-7.3", "a figure without bounding box");
  }

  void check_heading(int level) {
    if (headings_++ == 0) first_heading_ = level;
    report_.expect(level <= last_heading_ + 1, "UA-7.4.2", "a level of headings is left out");
    last_heading_ = level;
  }

  static std::vector<QPDFObjectHandle> rows_of(QPDFObjectHandle table) {
    std::vector<QPDFObjectHandle> rows;
    for (QPDFObjectHandle& kid : kids_of(table)) {
      if (!kid.isDictionary()) continue;
      const std::string type = name_of(kid.getKey("/S"));
      if (type == "/TR") rows.push_back(kid);
      if (type != "/THead" && type != "/TBody") continue;
      for (QPDFObjectHandle& row : rows_of(kid)) rows.push_back(row);
    }
    return rows;
  }

  /// All rows are equally long, cells that span several columns counted as such.
  void check_table(QPDFObjectHandle table) {
    int width = -1;
    std::set<int> headed_columns;
    for (QPDFObjectHandle& row : rows_of(table)) {
      const int cells = check_row(row, headed_columns);
      if (width < 0) width = cells;
      report_.expect(cells == width, "UA-7.2", "the rows of a table are not equally long");
    }
    report_.expect(width > 0, "UA-7.2", "a table without rows");
  }

  /// Each cell has a head in its row, or above it. Gives how many columns the row spans.
  int check_row(QPDFObjectHandle row, std::set<int>& headed_columns) {
    bool has_head = false;
    std::vector<int> cells;
    int column = 0;
    for (QPDFObjectHandle& cell : kids_of(row)) {
      if (!cell.isDictionary()) continue;
      QPDFObjectHandle span = attribute(cell, "/ColSpan");
      const int end = column + (span.isInteger() ? span.getIntValueAsInt() : 1);
      const std::string scope = name_of(attribute(cell, "/Scope"));
      const bool heads_column = scope == "/Column" || scope == "/Both";
      has_head = has_head || scope == "/Row" || scope == "/Both";
      if (name_of(cell.getKey("/S")) == "/TD") cells.push_back(column);
      for (; column < end; ++column) {
        if (heads_column) headed_columns.insert(column);
      }
    }
    for (const int cell : cells) {
      report_.expect(has_head || headed_columns.count(cell) == 1, "UA-7.5",
                     "a cell that no header cell heads");
    }
    return column;
  }

  bool take_mark(QPDFObjectHandle element, QPDFObjectHandle page, int mcid) {
    const auto found = page_of_.find(page.getObjGen());
    if (!report_.expect(found != page_of_.end(), "A-6.7.3", "an element names no page"))
      return false;
    const auto& marks = drawn_.marks[static_cast<std::size_t>(found->second)];
    const auto mark = marks.find(mcid);
    if (!report_.expect(mark != marks.end(), "A-6.7.3",
                        "an element owns content that is not there")) {
      return false;
    }
    const bool fresh = owner_.emplace(std::pair{found->second, mcid}, element.getObjGen()).second;
    report_.expect(fresh, "A-6.7.3", "content that belongs to two elements");
    report_.expect(mark->second.tag == name_of(element.getKey("/S")), "A-6.7.3",
                   "content marked " + mark->second.tag + " belongs to another element");
    return mark->second.has_content;
  }

  void check_parent_tree(QPDFObjectHandle object) {
    if (!report_.expect(object.isDictionary(), "A-6.7.3", "no parent tree")) return;
    QPDFNumberTreeObjectHelper tree(object, pdf_);
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      QPDFObjectHandle key = pages_[page].getKey("/StructParents");
      QPDFObjectHandle parents = QPDFObjectHandle::newNull();
      if (!report_.expect(
              key.isInteger() && tree.findObject(key.getIntValue(), parents) && parents.isArray(),
              "A-6.7.3", "a page that is not in the parent tree")) {
        continue;
      }
      for (const auto& [mcid, mark] : drawn_.marks[page]) {
        const bool there = mcid < parents.getArrayNItems();
        const auto owner = owner_.find({static_cast<int>(page), mcid});
        report_.expect(there && owner != owner_.end() &&
                           parents.getArrayItem(mcid).getObjGen() == owner->second,
                       "A-6.7.3", "the parent tree and the structure tree differ");
      }
      check_annotations(pages_[page], tree);
    }
  }

  void check_annotations(QPDFObjectHandle page, QPDFNumberTreeObjectHelper& tree) {
    QPDFObjectHandle annotations = page.getKey("/Annots");
    if (!annotations.isArray()) return;
    for (QPDFObjectHandle& annotation : annotations.aitems()) {
      QPDFObjectHandle key = annotation.getKey("/StructParent");
      QPDFObjectHandle element = QPDFObjectHandle::newNull();
      const auto owner = annotation_element_.find(annotation.getObjGen());
      report_.expect(key.isInteger() && tree.findObject(key.getIntValue(), element) &&
                         owner != annotation_element_.end() && owner->second == element.getObjGen(),
                     "UA-7.18.1", "an annotation that no element of the structure owns");
    }
  }

  void check_all_marks_used() {
    for (std::size_t page = 0; page < drawn_.marks.size(); ++page) {
      for (const auto& [mcid, mark] : drawn_.marks[page]) {
        report_.expect(owner_.count({static_cast<int>(page), mcid}) == 1, "UA-7.1",
                       "marked content that no element owns");
      }
    }
  }

  QPDF& pdf_;
  const Drawn& drawn_;
  Report& report_;
  std::map<QPDFObjGen, int> page_of_;
  std::vector<QPDFObjectHandle> pages_;
  std::map<std::pair<int, int>, QPDFObjGen> owner_;
  std::map<QPDFObjGen, QPDFObjGen> annotation_element_;
  int headings_ = 0;
  int first_heading_ = 0;
  int last_heading_ = 0;
};

}  // namespace

std::vector<QPDFObjectHandle> kids_of(QPDFObjectHandle element) {
  QPDFObjectHandle kids = element.getKey("/K");
  if (kids.isArray()) return kids.getArrayAsVector();
  if (kids.isNull()) return {};
  return {kids};
}

void check_structure(QPDF& pdf, const Drawn& drawn, Report& report) {
  Tree(pdf, drawn, report).check();
}

}  // namespace enclosure::support::pdf_rules
