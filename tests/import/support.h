#pragma once
// What the tests of the readers share.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/data.h"
#include "app/import/import.h"

namespace enclosure::app {

/// The program's own data, a store room in Hamburg, and English for what is not known.
inline ImportContext test_context() {
  auto context = load_import_context(import_data::files());
  EXPECT_TRUE(context);
  Address hamburg;
  hamburg.postcode = "20457";
  hamburg.city = "Hamburg";
  hamburg.country = *CountryCode::parse("DE");
  context->default_dispatch = hamburg;
  return *context;
}

/// Faults as "IMPORT-004 orders.txt:17 sku", one by one.
template <typename T>
std::vector<std::string> codes_and_paths(const Result<T>& result) {
  std::vector<std::string> list;
  for (const Fault& fault : result.faults()) list.push_back(fault.code + " " + fault.path);
  return list;
}

/// The whole of one fault for a failed expectation.
inline std::string described(const Faults& faults) {
  std::string text;
  for (const Fault& fault : faults) {
    text += fault.code + " " + fault.path + ": " + fault.message + " (" + fault.hint + ")\n";
  }
  return text;
}

/// A file of the source tree.
inline std::string source_file(const std::string& path) {
  std::ifstream in(std::string(ENCLOSURE_SOURCE_DIR) + "/" + path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Reads `bytes` as the file "in".
inline Result<Imported> import_in(std::string_view bytes,
                                  std::optional<ImportFormat> format = std::nullopt) {
  static const ImportContext context = test_context();
  return read_import("in", bytes, context, format);
}

/// The one order of `bytes`; a failed expectation and an empty order when there is another number.
inline Order one_order(std::string_view bytes) {
  const auto imported = import_in(bytes);
  EXPECT_TRUE(imported) << described(imported.faults());
  if (!imported || imported->orders.size() != 1) {
    ADD_FAILURE() << "not one order";
    return {};
  }
  return imported->orders.front();
}

/// `text` with every `from` replaced by `to`; a failed expectation when there is none.
inline std::string with(std::string text, std::string_view from, std::string_view to) {
  EXPECT_NE(text.find(from), std::string::npos) << from;
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace enclosure::app
