// The schemas in docs/ list exactly the members that the readers know, and every sample keeps to
// them.

#include <nlohmann/json.hpp>
#include <set>

#include "app/import/own_json.h"
#include "app/import/own_members.h"
#include "tests/import/support.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::json;

Json schema(const char* name) {
  return Json::parse(source_file(std::string("docs/") + name + ".schema.json"));
}

std::set<std::string> properties(const Json& object) {
  std::set<std::string> names;
  for (const auto& [name, value] : object.at("properties").items()) names.insert(name);
  return names;
}

void expect_same_members(const Json& root, std::span<const MemberList> lists) {
  for (const MemberList& list : lists) {
    const Json& object = list.object.empty() ? root : root.at("$defs").at(std::string(list.object));
    const std::set<std::string> known(list.members.begin(), list.members.end());
    EXPECT_EQ(properties(object), known) << list.object;
    EXPECT_EQ(object.at("additionalProperties"), false) << list.object;
    EXPECT_TRUE(object.at("patternProperties").contains("^_")) << list.object;
  }
}

TEST(Schema, OfOrdersListsTheMembersThatTheReaderKnows) {
  const Json root = schema("order");
  expect_same_members(root, order_members());
  EXPECT_EQ(root.at("$defs").size(), order_members().size()) << "and the amount";
}

TEST(Schema, OfEventsListsTheMembersThatTheReaderKnows) {
  expect_same_members(schema("event"), event_members());
}

/// What of `value` the schema does not know: its objects' members, through references and lists.
void unknown_members(const Json& root, const Json& part, const Json& value, const std::string& path,
                     std::vector<std::string>& unknown) {
  if (part.contains("$ref")) {
    const auto pointer = Json::json_pointer(part.at("$ref").get<std::string>().substr(1));
    return unknown_members(root, root.at(pointer), value, path, unknown);
  }
  if (part.contains("anyOf") && value.is_object() && !part.contains("properties")) {
    return unknown_members(root, part.at("anyOf").back(), value, path, unknown);
  }
  if (value.is_array() && part.contains("items")) {
    for (const Json& each : value) {
      unknown_members(root, part.at("items"), each, path + "[]", unknown);
    }
  }
  if (!value.is_object() || !part.contains("properties")) return;
  for (const auto& [name, member] : value.items()) {
    if (!part.at("properties").contains(name)) {
      unknown.push_back(path + "." + name);
    } else {
      unknown_members(root, part.at("properties").at(name), member, path + "." + name, unknown);
    }
  }
  for (const Json& name : part.value("required", Json::array())) {
    if (!value.contains(name.get<std::string>())) unknown.push_back(path + " lacks " + name.dump());
  }
}

void expect_known(const char* name, const Json& values) {
  const Json root = schema(name);
  ASSERT_TRUE(values.is_array());
  for (const Json& value : values) {
    std::vector<std::string> unknown;
    unknown_members(root, root, value, "", unknown);
    EXPECT_THAT(unknown, testing::IsEmpty()) << value.at("id");
  }
}

TEST(Schema, CoversTheSamples) {
  expect_known("order", Json::parse(source_file("samples/orders/enclosure.json")));
  expect_known("event", Json::parse(source_file("samples/events/events.json")));
}

TEST(Schema, CoversWhatTheWriterWrites) {
  Json written = Json::array();
  for (const char* path :
       {"samples/orders/amazon-vidr.txt", "samples/orders/amazon-orders-api.json",
        "samples/orders/woocommerce.json", "samples/orders/enclosure.json"}) {
    const auto imported = import_in(source_file(path));
    ASSERT_TRUE(imported) << path;
    for (const Order& order : imported->orders) {
      written.push_back(Json::parse(order_to_json(order)));
    }
  }
  expect_known("order", written);
}

TEST(Schema, NoticesAnUnknownMember) {
  const Json root = schema("order");
  std::vector<std::string> unknown;
  unknown_members(root, root,
                  Json::parse(R"({"id": "1", "currency": "EUR", "deliver_to": {"land": "DE"},
                                  "lines": [], "shipments": [{"id": "S", "lines": [{"id": "1"}]}]})"),
                  "", unknown);
  EXPECT_THAT(unknown, testing::UnorderedElementsAre(
                           ".deliver_to.land", ".deliver_to lacks \"country\"",
                           ".shipments[].lines[].id", ".shipments[].lines[] lacks \"line\""));
}

}  // namespace
}  // namespace enclosure::app
