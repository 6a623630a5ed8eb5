// Sellers and tax cases of own JSON.

#include <utility>

#include "app/import/order_checks.h"
#include "app/import/own_json.h"
#include "app/import/own_members.h"
#include "app/import/own_order.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

/// States by code with the VAT number there. A prefix that is no country (EL) becomes its country.
std::map<CountryCode, std::string> read_vat_ids(const Reader& reader) {
  std::map<CountryCode, std::string> ids;
  for (const auto& [state, ignored] : reader.members()) {
    if (state.starts_with('_')) continue;
    const auto country = reader.log().take(CountryCode::parse(state), reader.path_of(state));
    std::string id = reader.text(state, Need::kRequired, 20);
    if (!country || id.empty()) continue;
    if (!is_visible_ascii(id)) {
      reader.fault("IMPORT-005", state, "the VAT number holds a blank or a letter outside ASCII",
                   "write it without blanks, with its prefix: DE136695976");
    } else if (!ids.emplace(*country, std::move(id)).second) {
      reader.fault("IMPORT-007", state, "two VAT numbers of one state", "keep one of them");
    }
  }
  return ids;
}

std::vector<CountryCode> read_countries(const Reader& reader, std::string_view name) {
  std::vector<CountryCode> countries;
  const std::vector<std::string> codes = reader.texts(name);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const std::string path = reader.path_of(name) + "[" + std::to_string(i) + "]";
    if (const auto code = reader.log().take(CountryCode::parse(codes[i]), path)) {
      countries.push_back(*code);
    }
  }
  return countries;
}

/// The state of identification of the import scheme. `true` alone leaves it open; then it is where
/// the seller is in the Union scheme, else the seat.
std::optional<CountryCode> read_ioss(const Reader& reader, const invoice::Seller& seller) {
  const JsonValue* value = reader.find("ioss");
  if (value == nullptr) return std::nullopt;
  const bool* flag = std::get_if<bool>(&value->data);
  if (flag == nullptr) return reader.parsed<CountryCode>("ioss");
  return *flag ? std::optional(seller.oss.value_or(seller.established)) : std::nullopt;
}

/// {"iban", "bic", "holder"}; blanks in the numbers are those of people.
invoice::BankAccount read_bank(const Reader& reader) {
  constexpr std::string_view kMembers[] = {"iban", "bic", "holder"};
  reader.allow_only(kMembers);
  invoice::BankAccount bank;
  for (const auto& [name, number] : {std::pair{"iban", &bank.iban}, std::pair{"bic", &bank.bic}}) {
    *number = reader.text(name, Need::kOptional, 50);
    std::erase(*number, ' ');
    if (number->empty() || is_visible_ascii(*number)) continue;
    reader.fault("IMPORT-005", name, "not the number of an account or a bank",
                 "write letters and digits alone");
  }
  if (!bank.iban.empty() && !is_iban(bank.iban)) {
    reader.fault("IMPORT-005", "iban", "the check digits of the IBAN are wrong",
                 "copy it from your bank");
  }
  bank.holder = reader.text("holder", Need::kOptional, 200);
  return bank;
}

/// National entries: {"label", "value"}, or the text alone.
std::vector<invoice::Registration> read_registrations(const Reader& reader) {
  std::vector<invoice::Registration> registrations;
  const auto* list = reader.array("registrations");
  if (list == nullptr) return registrations;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string path = reader.path_of("registrations") + "[" + std::to_string(i) + "]";
    if (const std::string* text = (*list)[i].text()) {
      if (auto line = reader.log().take(single_line(*text, 200), path)) {
        registrations.push_back({"", *std::move(line)});
      }
    } else if (const auto entry = Reader::of((*list)[i], path, reader.log())) {
      constexpr std::string_view kMembers[] = {"label", "value"};
      entry->allow_only(kMembers);
      registrations.push_back(
          {entry->text("label", Need::kOptional, 100), entry->text("value", Need::kRequired, 200)});
    }
  }
  return registrations;
}

/// {"DE": {"weee": "DE 00000000"}}: which ids there are is for the law to say.
std::map<CountryCode, std::map<std::string, std::string>> read_particulars(const Reader& reader) {
  std::map<CountryCode, std::map<std::string, std::string>> particulars;
  for (const auto& [state, ignored] : reader.members()) {
    if (state.starts_with('_')) continue;
    const auto country = reader.log().take(CountryCode::parse(state), reader.path_of(state));
    const auto entries = reader.object(state, Need::kRequired);
    if (!country || !entries) continue;
    for (const auto& [id, value] : entries->members()) {
      if (id.starts_with('_')) continue;
      std::string text = entries->text(id, Need::kRequired, 200);
      if (!text.empty()) particulars[*country][id] = std::move(text);
    }
  }
  return particulars;
}

/// {"FR": {"name", "address", "vat_id"}}: Art. 226(15) wants all three.
std::map<CountryCode, invoice::TaxRepresentative> read_representatives(const Reader& reader) {
  std::map<CountryCode, invoice::TaxRepresentative> all;
  for (const auto& [state, ignored] : reader.members()) {
    if (state.starts_with('_')) continue;
    const auto country = reader.log().take(CountryCode::parse(state), reader.path_of(state));
    const auto entry = reader.object(state, Need::kRequired);
    if (!country || !entry) continue;
    constexpr std::string_view kMembers[] = {"name", "address", "vat_id"};
    entry->allow_only(kMembers);
    invoice::TaxRepresentative& one = all[*country];
    one.name = entry->text("name", Need::kRequired, 200);
    one.vat_id = entry->text("vat_id", Need::kRequired, 20);
    if (const auto address = entry->object("address", Need::kRequired)) {
      one.address = read_own_address(*address);
    }
  }
  return all;
}

/// The number of the scheme for small enterprises ends in EX; its national part differs.
std::string read_ex_number(const Reader& reader) {
  std::string number = reader.text("ex_number", Need::kOptional, 30);
  if (!number.empty() && (!is_visible_ascii(number) || !number.ends_with("EX"))) {
    reader.fault("IMPORT-005", "ex_number",
                 "a number of the scheme for small enterprises ends in EX",
                 "write it as it was assigned, without blanks");
    return "";
  }
  return number;
}

constexpr std::string_view kSellerMembers[] = {"established",
                                               "vat_ids",
                                               "oss",
                                               "over_10000",
                                               "small_business",
                                               "ex_number_valid_in",
                                               "ioss",
                                               "tax_number",
                                               "name",
                                               "address",
                                               "contact",
                                               "electronic_address",
                                               "legal_id",
                                               "bank",
                                               "registrations",
                                               "logo",
                                               "particulars",
                                               "ex_number",
                                               "tax_representative"};

/// One case; `id` stands for it when it has none of its own.
TaxCase read_case(const JsonValue& value, const std::string& path, std::string id) {
  FaultLog root;
  FaultLog of_seller;
  FaultLog of_order;
  invoice::Seller seller;
  Order order;
  std::string logo;
  if (const auto reader = Reader::of(value, path, root)) {
    if (reader->has("id")) id = reader->literal("id");
    const JsonValue* member = reader->find("seller");
    if (member == nullptr) {
      of_seller.add("IMPORT-004", reader->path_of("seller"), "the seller is missing", "add it");
    } else if (const auto object = Reader::of(*member, reader->path_of("seller"), of_seller)) {
      seller = read_seller(*object);
      logo = object->text("logo");
    }
    member = reader->find("order");
    if (member == nullptr) {
      of_order.add("IMPORT-004", reader->path_of("order"), "the order is missing", "add it");
    } else if (const auto object_of_order =
                   Reader::of(*member, reader->path_of("order"), of_order)) {
      order = read_own_order(*object_of_order);
      if (of_order.empty()) check_order(order, reader->path_of("order"), of_order);
    }
  }
  if (!root.empty()) {
    const Faults faults = std::move(root).release();
    return {id.empty() ? path : std::move(id), faults, faults, {}, path};
  }
  if (id.empty()) id = order.id.to_string();
  if (id.empty()) id = path;
  return {std::move(id),
          of_seller.empty() ? Result<invoice::Seller>(std::move(seller))
                            : Result<invoice::Seller>(std::move(of_seller).release()),
          of_order.empty() ? Result<Order>(std::move(order))
                           : Result<Order>(std::move(of_order).release()),
          std::move(logo), path};
}

/// Appends the cases of a list: under `cases` they are the elements, under `scenarios` the
/// `example` of each.
void read_list(const Reader& root, std::string_view name, std::vector<TaxCase>& cases) {
  const auto* list = root.array(name);
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    const std::string path = root.path_of(name) + "[" + std::to_string(i) + "]";
    if (name == "cases") {
      cases.push_back(read_case((*list)[i], path, ""));
    } else if (const auto scenario = Reader::of((*list)[i], path, root.log())) {
      const std::string id = scenario->literal("id");
      const JsonValue* example = scenario->find("example");
      if (example != nullptr) cases.push_back(read_case(*example, path + ".example", id));
    }
  }
}

/// Appends the cases of one value of a file: a case, or a list of them under `cases` or
/// `scenarios`.
void read_cases(const JsonDocument& document, std::vector<TaxCase>& cases, FaultLog& log) {
  const auto* object = document.value.object();
  const bool is_list = object != nullptr &&
                       (find(*object, "cases") != nullptr || find(*object, "scenarios") != nullptr);
  if (!is_list) {
    cases.push_back(read_case(document.value, document.path, ""));
    return;
  }
  const Reader root(*object, document.path, log);
  read_list(root, "cases", cases);
  read_list(root, "scenarios", cases);
}

}  // namespace

invoice::Seller read_seller(const Reader& reader, Need seat) {
  reader.allow_only(kSellerMembers);
  invoice::Seller seller;
  seller.established = reader.parsed<CountryCode>("established", seat).value_or(CountryCode());
  if (const auto ids = reader.object("vat_ids")) seller.vat_ids = read_vat_ids(*ids);
  seller.oss = reader.parsed<CountryCode>("oss");
  seller.over_10000 = reader.flag("over_10000").value_or(false);
  seller.small_business = reader.parsed<CountryCode>("small_business");
  seller.ex_number_valid_in = read_countries(reader, "ex_number_valid_in");
  seller.ioss = read_ioss(reader, seller);
  seller.tax_number = reader.text("tax_number", Need::kOptional, 60);
  seller.name = reader.text("name", Need::kOptional, 200);
  if (const auto address = reader.object("address")) {
    seller.address = read_own_address(*address, seat);
    const bool at_the_seat = seat == Need::kOptional && address->text("country").empty();
    if (at_the_seat) seller.address.country = seller.established;
  }
  if (const auto contact = reader.object("contact")) {
    constexpr std::string_view kMembers[] = {"name", "email", "phone"};
    contact->allow_only(kMembers);
    seller.contact_name = contact->text("name", Need::kOptional, 200);
    seller.email = contact->mail_address("email").value_or(EmailAddress());
    seller.phone = contact->text("phone", Need::kOptional, 60);
  }
  seller.electronic_address = reader.parsed<SchemedId>("electronic_address").value_or(SchemedId());
  seller.legal_id = reader.parsed<SchemedId>("legal_id").value_or(SchemedId());
  if (const auto bank = reader.object("bank")) seller.bank = read_bank(*bank);
  seller.registrations = read_registrations(reader);
  if (const auto particulars = reader.object("particulars")) {
    seller.particulars = read_particulars(*particulars);
  }
  seller.ex_number = read_ex_number(reader);
  if (const auto all = reader.object("tax_representative")) {
    seller.tax_representatives = read_representatives(*all);
  }
  return seller;
}

Result<invoice::Seller> seller_from_json(std::string_view json) {
  FaultLog log;
  const auto value = parse_json(json, "", 1, log);
  const auto reader = value ? Reader::of(*value, "", log) : std::nullopt;
  invoice::Seller seller;
  if (reader) {
    seller = read_seller(*reader);
    reader->text("logo");
  }
  if (!log.empty()) return std::move(log).release();
  return seller;
}

Result<std::vector<TaxCase>> tax_cases_from_json(std::string_view json) {
  FaultLog log;
  const std::vector<JsonDocument> documents = parse_documents(json, "", log);
  if (!log.empty()) return std::move(log).release();
  std::vector<TaxCase> cases;
  for (const JsonDocument& document : documents) read_cases(document, cases, log);
  if (!log.empty()) return std::move(log).release();
  return cases;
}

Result<std::vector<TaxCase>> tax_cases_of(const RawDocument& document) {
  FaultLog damage;
  auto value = parse_json(document.text, "", document.line, damage, document.column);
  if (!value) return under(document.path, std::move(damage).release());
  FaultLog log;
  std::vector<TaxCase> cases;
  read_cases({*std::move(value), document.path}, cases, log);
  if (!log.empty()) return std::move(log).release();
  return cases;
}

}  // namespace enclosure::app
