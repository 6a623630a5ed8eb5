#pragma once
// Everything of an order as one archive, made while it is sent.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/http/response.h"
#include "core/date.h"

namespace enclosure::app {

/// A file of the archive.
struct BundleFile {
  std::string folder;  ///< "invoices"; one part of a path
  std::string name;    ///< as the buyer reads it: "Bedienungsanleitung.pdf"
  Instant at{};
  /// Its bytes, read when its turn comes. Throws where they cannot be had.
  std::function<std::string()> bytes;
};

/// A ZIP of `files` in their order, under names that every system takes, each once; letters of
/// other alphabets become Latin ones. One file is held at a time. A file that cannot be read breaks
/// the archive off, so that nobody takes it for whole.
[[nodiscard]] std::shared_ptr<http::BodySource> bundle_of(std::vector<BundleFile> files);

}  // namespace enclosure::app
