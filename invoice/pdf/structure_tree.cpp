#include "invoice/pdf/structure_tree.h"

#include <array>

#include "invoice/pdf/geometry.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

using layout::Element;
using layout::ElementId;

/// A piece of marked content of an element.
struct Content {
  std::uint32_t page = 0;
  std::uint32_t mcid = 0;
};

/// Lists of values by element, all in one piece of memory.
template <typename T>
class ByElement {
 public:
  explicit ByElement(std::size_t elements) : begins_(elements + 1, 0) {}

  void count(ElementId element) { ++begins_[element + 1]; }
  void allocate() {
    for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
    values_.resize(begins_.back());
    next_ = begins_;
  }
  void add(ElementId element, T value) { values_[next_[element]++] = value; }

  [[nodiscard]] const T* begin(ElementId element) const { return &values_[begins_[element]]; }
  [[nodiscard]] std::size_t size(ElementId element) const {
    return begins_[element + 1] - begins_[element];
  }

 private:
  std::vector<std::size_t> begins_;
  std::vector<std::size_t> next_;
  std::vector<T> values_;
};

class Tree {
 public:
  Tree(ObjectFile& file, const layout::Layout& layout, const std::vector<MarkedPage>& pages,
       const std::vector<MarkedAnnotation>& annotations)
      : file_(file),
        layout_(layout),
        elements_(layout.structure),
        pages_(pages),
        annotations_(annotations),
        parts_(elements_.size()),
        contents_(elements_.size()) {}

  std::uint32_t write() {
    collect();
    const std::uint32_t root = file_.reserve();
    column_scope_ = file_.add("<</O/Table/Scope/Column>>");
    row_scope_ = file_.add("<</O/Table/Scope/Row>>");
    first_ = file_.reserve(static_cast<std::uint32_t>(elements_.size()));
    for (ElementId id = 0; id < elements_.size(); ++id) write_element(id, root);
    const std::uint32_t parents = write_parent_tree();
    std::string& out = file_.begin(root);
    out += "<</Type/StructTreeRoot/K ";
    append_reference(out, object(layout::kDocumentElement));
    out += "/ParentTree ";
    append_reference(out, parents);
    out += "/ParentTreeNextKey ";
    append_number(out, static_cast<std::int64_t>(pages_.size() + annotations_.size()));
    out += ">>";
    return root;
  }

 private:
  [[nodiscard]] std::uint32_t object(ElementId id) const { return first_ + id; }

  void collect() {
    for (ElementId id = 1; id < elements_.size(); ++id) parts_.count(elements_[id].parent);
    for (const MarkedPage& page : pages_) {
      for (const ElementId id : page.elements) contents_.count(id);
    }
    parts_.allocate();
    contents_.allocate();
    for (ElementId id = 1; id < elements_.size(); ++id) parts_.add(elements_[id].parent, id);
    for (std::uint32_t page = 0; page < pages_.size(); ++page) {
      std::uint32_t mcid = 0;
      for (const ElementId id : pages_[page].elements) contents_.add(id, {page, mcid++});
    }
  }

  void write_element(ElementId id, std::uint32_t root) {
    const Element& element = elements_[id];
    std::string& out = file_.begin(object(id));
    out += "<</S/";
    out += structure_type(element.role);
    out += "/P ";
    append_reference(out, id == layout::kDocumentElement ? root : object(element.parent));
    write_attributes(out, id, element);
    write_kids(out, id);
    out += ">>";
  }

  void write_attributes(std::string& out, ElementId id, const Element& element) const {
    if (element.role == layout::Role::kHeaderCell && element.column_span != 1) {
      out += "/A<</O/Table/Scope/Row/ColSpan ";
      append_number(out, element.column_span);
      out += ">>";
    } else if (element.role == layout::Role::kHeaderCell) {
      out += "/A ";
      append_reference(out, element.scope == layout::Scope::kColumn ? column_scope_ : row_scope_);
    }
    if (element.role == layout::Role::kFigure) {
      out += "/A<</O/Layout/Placement/Block/BBox[";
      append_box(out, box_of(id), layout_.height);
      out += "]>>/Alt ";
      out += text_string(element.alternative);
    }
    if (!element.language.empty()) {
      out += "/Lang ";
      out += text_string(element.language);
    }
  }

  /// Where a figure stands.
  [[nodiscard]] layout::Box box_of(ElementId id) const {
    for (const layout::Page& page : layout_.pages) {
      if (page.logo && page.logo->element == id) return page.logo->box;
      for (const layout::Picture& picture : page.pictures) {
        if (picture.element == id) return picture.box;
      }
      for (const layout::MatrixCode& code : page.codes) {
        if (code.element == id) return code.box;
      }
    }
    return {};
  }

  void write_kids(std::string& out, ElementId id) const {
    const std::size_t contents = contents_.size(id);
    const std::size_t parts = parts_.size(id);
    if (contents + parts == 0) return;
    std::uint32_t page = 0;
    if (contents > 0) {
      page = contents_.begin(id)->page;
      out += "/Pg ";
      append_reference(out, pages_[page].object);
    }
    out += "/K[";
    for (std::size_t i = 0; i < contents; ++i) {
      const Content& content = contents_.begin(id)[i];
      if (i > 0) out += ' ';
      write_content(out, content, page);
    }
    for (std::size_t i = 0; i < parts; ++i) {
      if (contents + i > 0) out += ' ';
      append_reference(out, object(parts_.begin(id)[i]));
    }
    if (elements_[id].role == layout::Role::kLink) write_annotations(out, id);
    out += ']';
  }

  void write_content(std::string& out, const Content& content, std::uint32_t page) const {
    if (content.page == page) {
      append_number(out, content.mcid);
      return;
    }
    out += "<</Type/MCR/Pg ";
    append_reference(out, pages_[content.page].object);
    out += "/MCID ";
    append_number(out, content.mcid);
    out += ">>";
  }

  void write_annotations(std::string& out, ElementId id) const {
    for (const MarkedAnnotation& annotation : annotations_) {
      if (annotation.element != id) continue;
      out += "<</Type/OBJR/Obj ";
      append_reference(out, annotation.object);
      out += "/Pg ";
      append_reference(out, annotation.page_object);
      out += ">>";
    }
  }

  std::uint32_t write_parent_tree() {
    const std::uint32_t tree = file_.reserve();
    const std::uint32_t first = file_.reserve(static_cast<std::uint32_t>(pages_.size()));
    for (std::uint32_t page = 0; page < pages_.size(); ++page) {
      std::string& out = file_.begin(first + page);
      out += '[';
      for (const ElementId id : pages_[page].elements) {
        append_reference(out, object(id));
        out += ' ';
      }
      out += ']';
    }
    std::string& out = file_.begin(tree);
    out += "<</Nums[";
    std::uint32_t key = 0;
    const auto entry = [&](std::uint32_t value) {
      append_number(out, key++);
      out += ' ';
      append_reference(out, value);
      out += ' ';
    };
    for (std::uint32_t page = 0; page < pages_.size(); ++page) entry(first + page);
    for (const MarkedAnnotation& annotation : annotations_) entry(object(annotation.element));
    out += "]>>";
    return tree;
  }

  ObjectFile& file_;
  const layout::Layout& layout_;
  const std::vector<Element>& elements_;
  const std::vector<MarkedPage>& pages_;
  const std::vector<MarkedAnnotation>& annotations_;
  ByElement<ElementId> parts_;
  ByElement<Content> contents_;
  std::uint32_t first_ = 0;
  std::uint32_t column_scope_ = 0;  // shared: most header cells have no other attributes
  std::uint32_t row_scope_ = 0;
};

}  // namespace

std::string_view structure_type(layout::Role role) {
  constexpr std::array<std::string_view, 15> kTypes{"Document", "H1", "H2", "P",      "Table",
                                                    "TR",       "TH", "TD", "Figure", "Link",
                                                    "H3",       "L",  "LI", "Lbl",    "LBody"};
  return kTypes.at(static_cast<std::size_t>(role));
}

std::uint32_t write_structure_tree(ObjectFile& file, const layout::Layout& layout,
                                   const std::vector<MarkedPage>& pages,
                                   const std::vector<MarkedAnnotation>& annotations) {
  return Tree(file, layout, pages, annotations).write();
}

}  // namespace enclosure::invoice::pdf
