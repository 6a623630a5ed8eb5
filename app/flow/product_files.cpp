#include "app/flow/product_files.h"

#include "app/flow/enclosures.h"

namespace enclosure::app {

std::optional<ProductFileFacts> ProductFiles::facts(std::string_view file, const Shop& shop) {
  const auto path = shop.products() / file;
  std::error_code error;
  Known now;
  now.size = std::filesystem::file_size(path, error);
  if (error) return std::nullopt;
  now.changed_at = std::filesystem::last_write_time(path, error);
  if (error) return std::nullopt;
  {
    const std::scoped_lock lock(mutex_);
    const auto before = known_.find(file);
    if (before != known_.end() && before->second.size == now.size &&
        before->second.changed_at == now.changed_at)
      return before->second.facts;
  }
  if (const auto read = read_product_file(file, shop))
    now.facts = ProductFileFacts{read->sha256, read->facts.type, read->bytes.size()};
  const std::scoped_lock lock(mutex_);
  return known_.insert_or_assign(std::string(file), std::move(now)).first->second.facts;
}

}  // namespace enclosure::app
