#include "app/check/embedded_files.h"

#include <qpdf/QPDFObjGen.hh>
#include <set>
#include <utility>

namespace enclosure::app {
namespace {

/// The specification allows "one or two steps" of /Kids; others make a few more.
constexpr int kMostLevels = 16;

bool is_same(QPDFObjectHandle one, QPDFObjectHandle other) {
  return one.isIndirect() && other.isIndirect() && one.getObjGen() == other.getObjGen();
}

std::string name_of_file(QPDFObjectHandle specification, const std::string& otherwise) {
  for (const char* key : {"/UF", "/F"}) {
    std::string name = text_of(specification.getKey(key));
    if (!name.empty()) return name;
  }
  return otherwise;
}

class Walk {
 public:
  explicit Walk(std::size_t most) : most_(most) {}

  void tree(QPDFObjectHandle node, int level) {
    if (found_.are_too_many) return;
    if (!node.isDictionary() || level > kMostLevels ||
        (node.isIndirect() && !seen_.insert(node.getObjGen()).second)) {
      found_.is_tree_damaged = true;
      return;
    }
    leaves(node.getKey("/Names"));
    QPDFObjectHandle kids = node.getKey("/Kids");
    if (!kids.isArray()) return;
    for (int i = 0; i < kids.getArrayNItems() && !found_.are_too_many; ++i) {
      if (++nodes_ > most_) {
        found_.are_too_many = true;
      } else {
        tree(kids.getArrayItem(i), level + 1);
      }
    }
  }

  void associated(QPDFObjectHandle list) {
    if (!list.isArray()) return;
    for (int i = 0; i < list.getArrayNItems() && !found_.are_too_many; ++i) {
      QPDFObjectHandle specification = list.getArrayItem(i);
      if (!specification.isDictionary()) continue;
      if (EmbeddedFile* file = add(specification, "")) file->is_associated = true;
    }
  }

  EmbeddedFiles take() { return std::move(found_); }

 private:
  void leaves(QPDFObjectHandle names) {
    if (names.isNull()) return;
    if (!names.isArray()) {
      found_.is_tree_damaged = true;
      return;
    }
    for (int i = 0; i + 1 < names.getArrayNItems() && !found_.are_too_many; i += 2) {
      QPDFObjectHandle specification = names.getArrayItem(i + 1);
      if (specification.isDictionary()) {
        EmbeddedFile* file = add(specification, text_of(names.getArrayItem(i)));
        if (file != nullptr) file->is_in_names = true;
      } else {
        found_.is_tree_damaged = true;
      }
    }
  }

  /// The entry of `specification`, made where there is none yet. Null where another specification
  /// names the same file already: one file still, though not in both places.
  EmbeddedFile* add(QPDFObjectHandle specification, const std::string& name_in_tree) {
    const std::string name = name_of_file(specification, name_in_tree);
    for (EmbeddedFile& known : found_.files) {
      if (is_same(known.specification, specification)) return &known;
      if (known.name == name && is_same(stream_of(known.specification), stream_of(specification)))
        return nullptr;
    }
    if (found_.files.size() + 1 >= most_) found_.are_too_many = true;
    EmbeddedFile& file = found_.files.emplace_back();
    file.specification = specification;
    file.name = name;
    return &file;
  }

  std::size_t most_;
  std::size_t nodes_ = 0;
  std::set<QPDFObjGen> seen_;
  EmbeddedFiles found_;
};

}  // namespace

EmbeddedFiles embedded_files(QPDFObjectHandle catalog, std::size_t most) {
  Walk walk(most);
  QPDFObjectHandle tree = entry(catalog.getKey("/Names"), "/EmbeddedFiles");
  if (!tree.isNull()) walk.tree(tree, 1);
  walk.associated(catalog.getKey("/AF"));
  return walk.take();
}

QPDFObjectHandle stream_of(QPDFObjectHandle specification) {
  QPDFObjectHandle files = specification.getKey("/EF");
  for (const char* key : {"/F", "/UF"}) {
    QPDFObjectHandle stream = entry(files, key);
    if (stream.isStream()) return stream;
  }
  return QPDFObjectHandle::newNull();
}

std::string text_of(QPDFObjectHandle object) {
  return object.isString() ? object.getUTF8Value() : std::string();
}

std::string name_of(QPDFObjectHandle object) {
  return object.isName() ? object.getName().substr(1) : std::string();
}

QPDFObjectHandle entry(QPDFObjectHandle object, const std::string& key) {
  return object.isDictionary() ? object.getKey(key) : QPDFObjectHandle::newNull();
}

}  // namespace enclosure::app
