#pragma once
// The files inside of a PDF, as its catalog lists them (ISO 32000-1, 7.11.4).

#include <cstddef>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <vector>

namespace enclosure::app {

/// One file specification.
struct EmbeddedFile {
  QPDFObjectHandle specification;
  std::string name;  ///< /UF, else /F, else the name that leads to it; UTF-8 as the PDF has it
  bool is_in_names = false;    ///< /Names /EmbeddedFiles leads to it
  bool is_associated = false;  ///< it stands in /AF of the catalog
};

struct EmbeddedFiles {
  std::vector<EmbeddedFile> files;  ///< each once, those of /Names first
  bool is_tree_damaged = false;     ///< a tree of names in a circle, too deep, or of wrong types
  bool are_too_many = false;        ///< `files` are the first `most` of them
};

/// The first `most` files of `catalog`. libqpdf's exceptions pass through.
[[nodiscard]] EmbeddedFiles embedded_files(QPDFObjectHandle catalog, std::size_t most);

/// The stream of a file, /EF /F or else /EF /UF; null where there is none.
[[nodiscard]] QPDFObjectHandle stream_of(QPDFObjectHandle specification);

/// A text string in UTF-8; "" where `object` is none.
[[nodiscard]] std::string text_of(QPDFObjectHandle object);
/// A name without its slash; "" where `object` is none.
[[nodiscard]] std::string name_of(QPDFObjectHandle object);
/// The value of `key`; null where `object` is no dictionary.
[[nodiscard]] QPDFObjectHandle entry(QPDFObjectHandle object, const std::string& key);

}  // namespace enclosure::app
