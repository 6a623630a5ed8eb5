#include "app/check/page_tree.h"

#include "app/check/embedded_files.h"

namespace enclosure::app {
namespace {

constexpr int kMostLevels = 64;
constexpr int kMostAnnotations = 10'000;  // of a page, looked up by page

std::string object_name(QPDFObjectHandle object) {
  return "object " + std::to_string(object.getObjectID());
}

}  // namespace

PageTree::PageTree(QPDFObjectHandle catalog, std::size_t most_pages, FileFaults& faults)
    : most_pages_(most_pages), faults_(faults) {
  belongs(catalog, "the catalog");
  belongs(catalog.getKey("/OpenAction"), "what happens on opening");
  belongs(entry(catalog, "/Names"), "the tree of names");
  belongs(catalog.getKey("/AcroForm"), "the form");
  walk(catalog.getKey("/Pages"), 1);
  if (count_ == 0 && !stopped_) {
    faults_.add("FILE-023", "", "the PDF has no page", "get the file again from where it came");
  }
}

std::string PageTree::place_of(QPDFObjectHandle object, const std::string& otherwise) const {
  if (!object.isIndirect()) return otherwise;
  const auto place = places_.find(object.getObjGen());
  return (place == places_.end() ? "" : place->second + ", ") + object_name(object);
}

void PageTree::walk(QPDFObjectHandle node, int level) {
  if (stopped_) return;
  if (!node.isDictionary()) return damaged(node, "something in it is no page");
  if (level > kMostLevels) return damaged(node, "it is too deep");
  if (node.isIndirect() && !seen_.insert(node.getObjGen()).second)
    return damaged(node, "it goes in circles, or has a page twice");
  QPDFObjectHandle kids = node.getKey("/Kids");
  if (!kids.isArray()) return take_page(node);
  for (int i = 0; i < kids.getArrayNItems() && !stopped_; ++i)
    walk(kids.getArrayItem(i), level + 1);
}

void PageTree::take_page(QPDFObjectHandle page) {
  if (++count_ > most_pages_) {
    return damaged(page, "it has more than " + std::to_string(most_pages_) + " pages");
  }
  const std::string place = "page " + std::to_string(count_);
  belongs(page, place);
  belongs(page.getKey("/AA"), place);
  QPDFObjectHandle annotations = page.getKey("/Annots");
  if (!annotations.isArray()) return;
  const int all = annotations.getArrayNItems();
  for (int i = 0; i < all && i < kMostAnnotations; ++i) {
    QPDFObjectHandle annotation = annotations.getArrayItem(i);
    belongs(annotation, place);
    for (const char* key : {"/A", "/AA", "/FS", "/RichMediaContent"})
      belongs(entry(annotation, key), place);
  }
}

void PageTree::belongs(QPDFObjectHandle object, const std::string& place) {
  if (object.isIndirect()) places_.emplace(object.getObjGen(), place);
}

void PageTree::damaged(QPDFObjectHandle node, std::string_view why) {
  stopped_ = true;
  faults_.add("FILE-023", place_of(node, ""), "the tree of pages is damaged: " + std::string(why),
              "open it and print or save it as a new PDF");
}

}  // namespace enclosure::app
