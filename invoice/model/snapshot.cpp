#include "invoice/model/snapshot.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "invoice/model/describe.h"

namespace enclosure::invoice {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 4;
constexpr std::string_view kFormat = "enclosure-invoice";

/// Walks a described value and puts down its members.
class Writer {
 public:
  template <typename T>
  void operator()(const char* name, const T& value) {
    object_[name] = write(value);
  }

  void amounts_are_in(Currency /*currency*/) {}
  [[nodiscard]] static int version() { return kVersion; }

  template <typename T>
  static Json object(const T& value) {
    Writer writer;
    snapshot::describe(writer, value);
    return std::move(writer.object_);
  }

 private:
  static Json write(const std::string& text) { return text; }
  static Json write(bool flag) { return flag; }
  static Json write(Decimal number) { return number.to_string(); }
  static Json write(Money amount) { return amount.to_string(); }
  static Json write(Date date) { return enclosure::to_string(date); }
  static Json write(const CountryCode& country) { return country.to_string(); }
  static Json write(const Currency& currency) { return currency.to_string(); }
  static Json write(const LanguageTag& language) { return language.to_string(); }
  static Json write(const EmailAddress& address) { return address.to_string(); }
  static Json write(VatCategory category) { return std::string(to_string(category)); }
  static Json write(LineKind kind) { return std::string(to_string(kind)); }
  static Json write(EInvoiceFormat format) { return std::string(enclosure::to_string(format)); }
  static Json write(Theme theme) { return std::string(to_string(theme)); }
  static Json write(Paper paper) { return std::string(to_string(paper)); }
  static Json write(const Accent& accent) { return accent.to_string(); }
  static Json write(const SchemedId& id) { return id.to_string(); }
  static Json write(TypeCode code) { return std::to_string(static_cast<int>(code)); }
  template <typename Tag>
  static Json write(const Id<Tag>& id) {
    return id.to_string();
  }
  template <typename T>
  static Json write(const std::optional<T>& value) {
    return value ? write(*value) : Json(nullptr);
  }
  template <typename T>
  static Json write(const std::vector<T>& values) {
    Json list = Json::array();
    for (const T& value : values) list.push_back(write(value));
    return list;
  }
  static Json write(const std::map<CountryCode, std::string>& values) {
    Json object = Json::object();
    for (const auto& [country, text] : values) object[country.to_string()] = text;
    return object;
  }
  template <typename T>
  static Json write(const T& described) {
    return object(described);
  }

  Json object_ = Json::object();
};

/// Walks a described value and takes its members out of an object of JSON.
class Reader {
 public:
  Reader(const Json& object, int version, std::string path, Currency currency, Faults& faults)
      : object_(object),
        version_(version),
        path_(std::move(path)),
        currency_(currency),
        faults_(faults) {
    if (!object_.is_object()) fault(path_, "an object");
  }

  template <typename T>
  void operator()(const char* name, T& value) {
    if (!object_.is_object()) return;
    const std::string path = path_.empty() ? name : path_ + "." + name;
    const auto member = object_.find(name);
    if (member == object_.end()) {
      fault(path, "there");
    } else {
      read(*member, path, value);
    }
  }

  void amounts_are_in(Currency currency) { currency_ = currency; }
  [[nodiscard]] int version() const { return version_; }

 private:
  void fault(const std::string& path, std::string_view wanted) {
    faults_.push_back({"SNAPSHOT-003", path, "is not " + std::string(wanted),
                       "take the snapshot from the store again"});
  }

  /// The text of `json`, or nothing and a fault.
  const std::string* text(const Json& json, const std::string& path) {
    if (json.is_string()) return json.get_ptr<const std::string*>();
    fault(path, "a text");
    return nullptr;
  }

  template <typename T, typename Parse>
  void parse(const Json& json, const std::string& path, T& value, Parse parser) {
    if (const std::string* source = text(json, path))
      value = take(parser(*source), path, faults_, value);
  }

  void read(const Json& json, const std::string& path, std::string& value) {
    if (const std::string* source = text(json, path)) value = *source;
  }
  void read(const Json& json, const std::string& path, bool& value) {
    if (json.is_boolean()) {
      value = json.get<bool>();
    } else {
      fault(path, "true or false");
    }
  }
  void read(const Json& json, const std::string& path, Decimal& value) {
    parse(json, path, value, Decimal::parse);
  }
  void read(const Json& json, const std::string& path, Money& value) {
    parse(json, path, value,
          [&](std::string_view source) { return Money::parse(source, currency_); });
  }
  void read(const Json& json, const std::string& path, Date& value) {
    parse(json, path, value, parse_date);
  }
  void read(const Json& json, const std::string& path, CountryCode& value) {
    parse(json, path, value, CountryCode::parse);
  }
  void read(const Json& json, const std::string& path, Currency& value) {
    parse(json, path, value, Currency::parse);
  }
  void read(const Json& json, const std::string& path, LanguageTag& value) {
    parse(json, path, value, LanguageTag::parse);
  }
  void read(const Json& json, const std::string& path, VatCategory& value) {
    parse(json, path, value, parse_vat_category);
  }
  void read(const Json& json, const std::string& path, EInvoiceFormat& value) {
    parse(json, path, value, parse_einvoice_format);
  }
  void read(const Json& json, const std::string& path, Theme& value) {
    parse(json, path, value, parse_theme);
  }
  void read(const Json& json, const std::string& path, Paper& value) {
    parse(json, path, value, parse_paper);
  }
  void read(const Json& json, const std::string& path, Accent& value) {
    parse(json, path, value, Accent::parse);
  }
  void read(const Json& json, const std::string& path, SchemedId& value) {
    if (json != "") parse(json, path, value, SchemedId::parse);
  }
  void read(const Json& json, const std::string& path, LineKind& value) {
    const std::string* source = text(json, path);
    if (!source) return;
    for (const LineKind kind : {LineKind::kItem, LineKind::kShipping, LineKind::kGiftWrap}) {
      if (*source == to_string(kind)) return void(value = kind);
    }
    fault(path, "a kind of line");
  }
  void read(const Json& json, const std::string& path, TypeCode& value) {
    const std::string* source = text(json, path);
    if (!source) return;
    for (const TypeCode code :
         {TypeCode::kInvoice, TypeCode::kCreditNote, TypeCode::kCorrectedInvoice}) {
      if (*source == std::to_string(static_cast<int>(code))) return void(value = code);
    }
    fault(path, "a type of invoice");
  }
  void read(const Json& json, const std::string& path, EmailAddress& value) {
    if (json != "") parse(json, path, value, EmailAddress::parse);
  }
  template <typename Tag>
  void read(const Json& json, const std::string& path, Id<Tag>& value) {
    if (json != "") parse(json, path, value, Id<Tag>::parse);
  }
  template <typename T>
  void read(const Json& json, const std::string& path, std::optional<T>& value) {
    if (json.is_null()) return;
    read(json, path, value.emplace());
  }
  template <typename T>
  void read(const Json& json, const std::string& path, std::vector<T>& values) {
    if (!json.is_array()) return fault(path, "a list");
    for (const Json& element : json) {
      const std::string place = path + "[" + std::to_string(values.size()) + "]";
      read(element, place, values.emplace_back());
    }
  }
  void read(const Json& json, const std::string& path, std::map<CountryCode, std::string>& values) {
    if (!json.is_object()) return fault(path, "an object");
    for (const auto& [code, element] : json.items()) {
      const std::string place = path + "." + code;
      const CountryCode country = take(CountryCode::parse(code), place, faults_);
      read(element, place, values[country]);
    }
  }
  template <typename T>
  void read(const Json& json, const std::string& path, T& described) {
    Reader reader(json, version_, path, currency_, faults_);
    snapshot::describe(reader, described);
  }

  const Json& object_;
  int version_;
  std::string path_;
  Currency currency_;
  Faults& faults_;
};

}  // namespace

std::string to_snapshot(const Invoice& invoice) {
  Json snapshot = {{"format", kFormat}, {"version", kVersion}};
  snapshot.update(Writer::object(*invoice));
  return snapshot.dump();
}

Result<Invoice> from_snapshot(std::string_view json) {
  const Json snapshot = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (snapshot.is_discarded() || !snapshot.is_object()) {
    return Fault{"SNAPSHOT-001", "", "not a snapshot: no JSON object", "give the stored bytes"};
  }
  const auto format = snapshot.find("format");
  const auto version = snapshot.find("version");
  const bool known = version != snapshot.end() && version->is_number_integer() && *version >= 1 &&
                     *version <= kVersion;
  if (format == snapshot.end() || *format != kFormat || !known) {
    return Fault{"SNAPSHOT-002", "version", "not a snapshot of a version that is known here",
                 "use the program that wrote it, or a later one"};
  }
  InvoiceContent content;
  Faults faults;
  Reader reader(snapshot, version->get<int>(), "", content.currency, faults);
  snapshot::describe(reader, content);
  if (!faults.empty()) return faults;
  return Invoice::from(std::move(content));
}

}  // namespace enclosure::invoice
