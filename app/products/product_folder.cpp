#include "app/products/product_folder.h"

#include <algorithm>
#include <system_error>

#include "app/check/enclosure_file.h"
#include "app/errors.h"
#include "app/store/files.h"
#include "core/text.h"
#include "messaging/compose.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHashDigits = 12;
constexpr std::size_t kLongestTitle = 60;

Fault no_file(std::string_view file, std::string_view why) {
  return {"PRODUCT-001", std::string(file), std::string(why),
          "put the file there, or take the document out of products/catalogue.json"};
}

bool is_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_within(const fs::path& folder, const fs::path& file) {
  const auto [end, unused] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  return end == folder.end();
}

}  // namespace

Result<ProductFile> read_product(const fs::path& folder, std::string_view file) {
  std::error_code error;
  const fs::path real = fs::weakly_canonical(folder / file, error);
  const fs::path root = fs::weakly_canonical(folder, error);
  if (error || !is_within(root, real)) {
    return Fault{"PRODUCT-002", std::string(file), "the file leads out of the products folder",
                 "put the file itself there instead of a link to it"};
  }
  if (!fs::exists(real, error)) return no_file(file, "there is no such file");
  if (!fs::is_regular_file(real, error)) return no_file(file, "this is a folder, or no plain file");
  const auto size = fs::file_size(real, error);
  const std::size_t most = EnclosureLimits().file_bytes;
  if (!error && size > most) {
    return Fault{"FILE-005", std::string(file),
                 "the file has " + std::to_string(size >> 20U) + " MiB",
                 "at most " + std::to_string(most >> 20U) + " MiB are taken"};
  }
  try {
    ProductFile read;
    read.bytes = read_file(real);
    read.sha256 = sha256_hex(read.bytes);
    return read;
  } catch (const WorldError& unreadable) {
    return no_file(file, unreadable.what());
  }
}

Faults check_mail_size(std::uint64_t bytes, std::uint64_t mail_bytes) {
  if (mail_bytes == 0 || messaging::encoded_size(bytes) < mail_bytes) return {};
  return {{"FILE-009", "",
           "the file takes " + std::to_string(messaging::encoded_size(bytes)) +
               " bytes of a mail, and a mail takes " + std::to_string(mail_bytes) + " bytes",
           "it is always a link on the buyer's page; scanned with fewer dots per inch it would be "
           "attached"}};
}

std::string kept_name(std::string_view title, std::string_view sha256, std::string_view ending) {
  std::string name;
  for (const char c : to_lower_ascii(title)) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (is_plain && name.size() < kLongestTitle) {
      name += c;
    } else if (!is_plain && !name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  if (!name.empty() && name.back() != '-') name += '-';
  return std::string(kAddedFolder) + name + std::string(sha256.substr(0, kHashDigits)) +
         std::string(ending);
}

std::string_view hash_in_name(std::string_view file) {
  if (!file.starts_with(kAddedFolder)) return {};
  const std::string_view stem = file.substr(0, file.rfind('.'));
  if (stem.size() < kHashDigits) return {};
  const std::string_view hash = stem.substr(stem.size() - kHashDigits);
  const char before = stem.size() > kHashDigits ? stem[stem.size() - kHashDigits - 1] : '/';
  return is_hex(hash) && (before == '-' || before == '/') ? hash : std::string_view();
}

}  // namespace enclosure::app
