#pragma once
// PDFs written by hand, object by object: what no honest writer would make.

#include <map>
#include <string>

namespace enclosure::test {

/// A PDF of `objects` by their numbers, with a table of cross-references. 1 is the catalog.
[[nodiscard]] std::string pdf_of(const std::map<int, std::string>& objects);

/// A stream with its length; `dictionary` is what else stands in its dictionary.
[[nodiscard]] std::string stream_object(const std::string& dictionary, const std::string& bytes);

/// `bytes` as FlateDecode wants them.
[[nodiscard]] std::string packed(const std::string& bytes);

}  // namespace enclosure::test
