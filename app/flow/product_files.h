#pragma once
// What the files of the products folder are, without reading each of them at every look.

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "app/check/enclosure_file.h"
#include "app/flow/shop.h"

namespace enclosure::app {

/// A file that may be sent.
struct ProductFileFacts {
  std::string sha256;
  FileType type = FileType::kPdf;
  std::uint64_t bytes = 0;
};

/// A memo by path: a file is read and judged when its size or the time of its last change is
/// another than before. What is sent out is read and judged once more in any case, so a wrong memo
/// costs a dead link and nothing else. Safe for several threads.
class ProductFiles {
 public:
  /// Nothing where the file is missing or may not be sent (`read_product_file`).
  [[nodiscard]] std::optional<ProductFileFacts> facts(std::string_view file, const Shop& shop);

 private:
  struct Known {
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed_at{};
    std::optional<ProductFileFacts> facts;
  };
  std::mutex mutex_;
  std::map<std::string, Known, std::less<>> known_;
};

}  // namespace enclosure::app
