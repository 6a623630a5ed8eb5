#include "attachments/catalogue.h"

#include <algorithm>
#include <initializer_list>

#include "attachments/checks.h"
#include "attachments/pattern.h"
#include "attachments/strict_json.h"
#include "core/text.h"

namespace enclosure::attachments {
namespace {

using nlohmann::json;

/// One JSON value with its path, and the list that takes what is wrong with it.
class Reader {
 public:
  Reader(const json& value, std::string path, Faults& faults)
      : value_(value), path_(std::move(path)), faults_(faults) {}

  void complain(std::string code, std::string message, std::string hint) const {
    faults_.push_back({std::move(code), path_, std::move(message), std::move(hint)});
  }
  void wrong_type(std::string_view wanted) const {
    complain("CATALOGUE-002", "expected " + std::string(wanted), "see docs/catalogue.md");
  }

  /// Whether this is an object; names every member that is not in `known`.
  [[nodiscard]] bool is_object_of(std::initializer_list<std::string_view> known) const {
    if (!value_.is_object()) {
      wrong_type("an object");
      return false;
    }
    for (const auto& [name, member] : value_.items()) {
      if (std::find(known.begin(), known.end(), name) != known.end()) continue;
      faults_.push_back({"CATALOGUE-005", path_of(name), "unknown member \"" + name + "\"",
                         "take it out, or see docs/catalogue.md for the spelling"});
    }
    return true;
  }

  /// The member, or nothing; a missing one is a fault when `required`.
  template <typename Read>
  void member(const char* name, bool required, Read read) const {
    const auto found = value_.find(name);
    if (found != value_.end()) {
      read(Reader(*found, path_of(name), faults_));
    } else if (required) {
      faults_.push_back({"CATALOGUE-002", path_of(name),
                         "member \"" + std::string(name) + "\" is missing",
                         "add it; see docs/catalogue.md"});
    }
  }

  template <typename Read>
  void each(Read read) const {
    if (!value_.is_array()) return wrong_type("an array");
    for (std::size_t i = 0; i < value_.size(); ++i) {
      read(Reader(value_[i], path_ + "[" + std::to_string(i) + "]", faults_));
    }
  }

  /// Itself, or each of its elements.
  template <typename Read>
  void one_or_each(Read read) const {
    if (value_.is_array()) return each(read);
    read(*this);
  }

  /// A single line of text through `parse`, whose faults get this path.
  template <typename T, typename Parse>
  T parsed(Parse parse, T otherwise = T{}) const {
    if (!value_.is_string()) {
      wrong_type("a text");
      return otherwise;
    }
    auto result = parse(value_.get_ref<const std::string&>());
    return take(std::move(result), path_, faults_, std::move(otherwise));
  }

  [[nodiscard]] std::string text(bool may_be_empty = false) const {
    auto line = parsed<std::string>([](std::string_view t) { return single_line(t, 200); });
    if (value_.is_string() && line.empty() && !may_be_empty) wrong_type("a text that is not empty");
    return line;
  }

  [[nodiscard]] bool boolean() const {
    if (value_.is_boolean()) return value_.get<bool>();
    wrong_type("true or false");
    return false;
  }

  [[nodiscard]] bool is_number(std::int64_t number) const {
    return value_.is_number_integer() && value_ == number;
  }

 private:
  [[nodiscard]] std::string path_of(std::string_view name) const {
    return (path_.empty() ? "" : path_ + ".") + std::string(name);
  }

  const json& value_;
  std::string path_;
  Faults& faults_;
};

Result<std::string> parse_kind(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  if (!text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), allowed)) {
    return std::string(text);
  }
  return Fault{"CATALOGUE-002", "", "not a kind of document",
               "use small letters, digits and \"_\", like \"quick_start\""};
}

void read_match(const Reader& reader, Product& product) {
  if (!reader.is_object_of({"sku", "asin"})) return;
  bool any = false;
  reader.member("sku", false, [&](const Reader& skus) {
    skus.one_or_each([&](const Reader& sku) {
      any = true;
      product.sku_patterns.push_back(sku.parsed<Sku>(&Sku::parse).to_string());
    });
  });
  reader.member("asin", false, [&](const Reader& asins) {
    asins.one_or_each([&](const Reader& asin) {
      any = true;
      product.asins.push_back(asin.parsed<Asin>(&Asin::parse));
    });
  });
  if (!any) {
    reader.complain("CATALOGUE-002", "the product matches nothing",
                    "name at least one \"sku\" pattern or \"asin\"");
  }
}

ProductDocument read_document(const Reader& reader) {
  ProductDocument document;
  if (!reader.is_object_of({"kind", "language", "file", "title"})) return document;
  reader.member("kind", true,
                [&](const Reader& r) { document.kind = r.parsed<std::string>(&parse_kind); });
  reader.member("language", true, [&](const Reader& r) {
    document.language = r.parsed<LanguageTag>(&LanguageTag::parse);
  });
  reader.member("file", true,
                [&](const Reader& r) { document.file = r.parsed<std::string>(&check_file_path); });
  reader.member("title", false, [&](const Reader& r) { document.title = r.text(true); });
  return document;
}

DriverLink read_driver(const Reader& reader) {
  DriverLink driver;
  if (!reader.is_object_of({"title", "url", "os", "language", "needed_before_first_use"})) {
    return driver;
  }
  reader.member("title", true, [&](const Reader& r) { driver.title = r.text(); });
  reader.member("url", true,
                [&](const Reader& r) { driver.url = r.parsed<std::string>(&check_link); });
  reader.member("os", false, [&](const Reader& r) { driver.os = r.text(true); });
  reader.member("language", true, [&](const Reader& r) {
    driver.language = r.parsed<LanguageTag>(&LanguageTag::parse);
  });
  reader.member("needed_before_first_use", false,
                [&](const Reader& r) { driver.needed_before_first_use = r.boolean(); });
  return driver;
}

Product read_product(const Reader& reader) {
  Product product;
  if (!reader.is_object_of({"match", "name", "documents", "drivers", "do_not_ask"})) return product;
  reader.member("match", true, [&](const Reader& r) { read_match(r, product); });
  reader.member("name", true, [&](const Reader& r) { product.name = r.text(); });
  reader.member("documents", false, [&](const Reader& r) {
    r.each([&](const Reader& document) { product.documents.push_back(read_document(document)); });
  });
  reader.member("drivers", false, [&](const Reader& r) {
    r.each([&](const Reader& driver) { product.drivers.push_back(read_driver(driver)); });
  });
  reader.member("do_not_ask", false, [&](const Reader& r) { product.do_not_ask = r.boolean(); });
  return product;
}

bool matches(const Product& product, const OrderLine& line) {
  const auto by_sku = [&](const std::string& pattern) {
    return matches_pattern(pattern, line.sku.to_string());
  };
  return std::any_of(product.sku_patterns.begin(), product.sku_patterns.end(), by_sku) ||
         (!line.asin.empty() &&
          std::find(product.asins.begin(), product.asins.end(), line.asin) != product.asins.end());
}

}  // namespace

Result<Catalogue> Catalogue::parse(std::string_view text) {
  const auto root = parse_strict_json(text);
  if (!root) return root.faults();

  Catalogue catalogue;
  Faults faults;
  const Reader reader(*root, "", faults);
  if (reader.is_object_of({"schema", "products"})) {
    reader.member("schema", true, [](const Reader& schema) {
      if (!schema.is_number(1)) schema.wrong_type("the number 1");
    });
    reader.member("products", true, [&](const Reader& products) {
      products.each([&](const Reader& p) { catalogue.products_.push_back(read_product(p)); });
    });
  }
  if (!faults.empty()) return faults;
  return catalogue;
}

std::vector<const Product*> Catalogue::matching(const OrderLine& line) const {
  std::vector<const Product*> found;
  for (const Product& product : products_) {
    if (matches(product, line)) found.push_back(&product);
  }
  return found;
}

}  // namespace enclosure::attachments
