#include "app/flow/enclosures.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/errors.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

constexpr std::uint64_t kTextAllowance = 64 * 1024;  // both text parts, headers, boundaries

Fault no_pdf(const std::string& file, const std::string& what) {
  return {"DISPATCH-002", "products/" + file, what,
          "put the PDF there, or take the document out of products/catalogue.json"};
}

}  // namespace

attachments::Bundle bundle_for(const Order& order, const Shop& shop) {
  const LanguageTag channel = shop.channel_language(order);
  return attachments::bundle(order, shop.catalogue, order.buyer.language.value_or(channel),
                             {channel, LanguageTag{}});
}

Result<std::string> read_product_file(const std::string& file, const Shop& shop) {
  const auto path = shop.products() / file;
  std::error_code error;
  const auto real = std::filesystem::weakly_canonical(path, error);
  const auto root = std::filesystem::weakly_canonical(shop.products(), error);
  const auto [end, unused] = std::mismatch(root.begin(), root.end(), real.begin(), real.end());
  if (error || end != root.end()) return no_pdf(file, "the file leads out of the products folder");
  if (!std::filesystem::is_regular_file(real, error)) return no_pdf(file, "there is no such file");
  std::string bytes = read_file(real);
  if (!bytes.starts_with("%PDF-") || bytes.find("%%EOF") == std::string::npos)
    return no_pdf(file, "the file is no PDF");
  return bytes;
}

Result<std::vector<LoadedEnclosure>> load_enclosures(const attachments::Bundle& bundle,
                                                     std::uint64_t invoice_bytes,
                                                     const Shop& shop) {
  std::map<std::string, std::string> files;
  std::map<std::string, std::uint64_t> sizes;
  Faults faults;
  for (const attachments::Enclosure& enclosure : bundle.enclosures) {
    auto bytes = read_product_file(enclosure.document.file, shop);
    if (!bytes) {
      append(faults, std::move(bytes).faults());
      continue;
    }
    sizes[enclosure.document.file] = bytes->size();
    files[enclosure.document.file] = *std::move(bytes);
  }
  if (!faults.empty()) return faults;
  std::vector<LoadedEnclosure> loaded;
  for (const attachments::Packed& packed : attachments::pack(
           bundle, sizes, invoice_bytes + kTextAllowance, shop.config.mail.budget_bytes)) {
    LoadedEnclosure one;
    one.enclosure = packed.enclosure;
    one.attached = packed.attached;
    one.index = loaded.size();
    if (packed.attached) one.bytes = files[packed.enclosure.document.file];
    loaded.push_back(std::move(one));
  }
  return loaded;
}

std::string file_name_of(const attachments::Enclosure& enclosure) {
  const std::string title = enclosure.document.title.empty()
                                ? enclosure.product + " " + enclosure.document.kind
                                : enclosure.document.title;
  std::string name;
  for (const char c : title)
    name += std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos ? c : '-';
  return name + ".pdf";
}

}  // namespace enclosure::app
