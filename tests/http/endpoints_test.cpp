#include "app/http/path.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/http/router.h"
#include "app/web/pages.h"
#include "tests/http/fake_desks.h"

namespace enclosure::app::http::test {
namespace {

using Segments = std::vector<std::string>;

TEST(Path, IsCutAndDecoded) {
  EXPECT_EQ(split_path("/i/a%2Db"), (Segments{"i", "a-b"}));
  EXPECT_EQ(split_path("/"), (Segments{""}));
  EXPECT_EQ(split_path("/a/"), (Segments{"a", ""}));
  EXPECT_EQ(split_path("//a"), (Segments{"", "a"}));
  EXPECT_EQ(split_path("/..."), (Segments{"..."}));
}

TEST(Path, ThatCouldBeReadTwoWaysIsNone) {
  for (const char* path :
       {"/a%2Fb", "/a%2fb", "/a%00", "/a%0D%0A", "/a%7F", "/a/../b", "/a/..", "/./a", "/%2e%2e/a",
        "/%2E/a", "/a%5Cb", "/a\\b", "/a%", "/a%4", "/a%zz"})
    EXPECT_EQ(split_path(path), std::nullopt) << path;
}

TEST(Path, GivesItsVariables) {
  EXPECT_EQ(match("/i/{token}", {"i", "abc"})->text("token"), "abc");
  EXPECT_EQ(match("/i/{token}/invoices/{n}.pdf", {"i", "abc", "invoices", "12.pdf"})->index(), 12U);
  EXPECT_EQ(match("/i/{token}/manuals/{n}", {"i", "abc", "manuals", "0"})->index(), 0U);
}

TEST(Path, OfAnotherFormDoesNotMatch) {
  EXPECT_FALSE(match("/i/{token}", {"i"}));
  EXPECT_FALSE(match("/i/{token}", {"i", ""}));
  EXPECT_FALSE(match("/i/{token}", {"i", "a", "b"}));
  EXPECT_FALSE(match("/i/{token}", {"I", "a"}));
  for (const char* number : {"", "-1", "+1", "01", "00", "12345", "1x", "0x1", " 1"})
    EXPECT_FALSE(match("/i/{token}/manuals/{n}", {"i", "abc", "manuals", number})) << number;
  EXPECT_FALSE(match("/i/{token}/invoices/{n}.pdf", {"i", "abc", "invoices", "1.pdf.pdf"}));
  EXPECT_FALSE(match("/i/{token}/invoices/{n}.pdf", {"i", "abc", "invoices", ".pdf"}));
}

class Described : public testing::Test {
 protected:
  FakeBuyers buyers_;
  FakeSeller seller_;
  FakeHealth health_;
  Endpoints endpoints_ = all_endpoints(buyers_, seller_, health_);
  nlohmann::json document_ = nlohmann::json::parse(web::openapi_document());
};

TEST_F(Described, AreTheEndpointsAndNoOthers) {
  std::set<std::pair<std::string, std::string>> served;
  for (const Endpoint& endpoint : endpoints_)
    served.emplace(endpoint.method, endpoint.path_template);

  std::set<std::pair<std::string, std::string>> described;
  for (const auto& [path, methods] : document_["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      // The others are those of app/api (tests/api/described_test.cpp).
      const std::string tag = operation["tags"][0];
      if (tag != "buyer" && tag != "seller" && tag != "operation") continue;
      std::string upper;
      for (const char c : method) upper.push_back(static_cast<char>(c - 'a' + 'A'));
      described.emplace(upper, path);
    }
  }
  EXPECT_EQ(served, described);
}

TEST_F(Described, NeedsTheKeyThatIsAsked) {
  const Router router(endpoints_, {});
  for (const Endpoint& endpoint : endpoints_) {
    RequestHead head;
    head.method = endpoint.method;
    head.path = endpoint.path_template;
    const auto n = head.path.find("{n}");
    if (n != std::string::npos) head.path.replace(n, 3, "0");
    const auto routed = router.route(head, {});
    const auto* found = std::get_if<Routed>(&routed);
    ASSERT_NE(found, nullptr) << endpoint.path_template;
    const auto no = router.admit(*found, head);
    const bool asked = no && no->status == 401;

    const std::string method = endpoint.method == "GET" ? "get" : "post";
    const auto& operation = document_["paths"][std::string(endpoint.path_template)][method];
    EXPECT_EQ(asked, !operation["security"].empty()) << endpoint.path_template;
    EXPECT_EQ(asked, operation["responses"].contains("401")) << endpoint.path_template;
  }
}

TEST(Form, IsReadByNameAndValue) {
  const auto form = Form::parse("company=M%C3%BCller+GmbH&vat_id=&&x");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->field("company"), "Müller GmbH");
  EXPECT_EQ(form->field("vat_id"), "");
  EXPECT_EQ(form->field("x"), "");
  EXPECT_EQ(form->field("y"), std::nullopt);
}

TEST(Form, ThatCouldBeReadTwoWaysIsNone) {
  for (const char* text : {"a=1&a=2", "a=%", "a=%4", "a=%zz", "a=%FF", "%ff=1"})
    EXPECT_FALSE(Form::parse(text)) << text;
  std::string many;
  for (std::size_t i = 0; i <= Form::kMaxFields; ++i) many += "f" + std::to_string(i) + "=&";
  EXPECT_FALSE(Form::parse(many));
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  const auto document = nlohmann::json::parse(web::openapi_document());
  std::size_t references = 0;
  const auto walk = [&](const auto& self, const nlohmann::json& node) -> void {
    if (node.is_object() && node.contains("$ref")) {
      const std::string pointer = node["$ref"].get<std::string>().substr(1);
      EXPECT_TRUE(document.contains(nlohmann::json::json_pointer(pointer))) << pointer;
      ++references;
    }
    for (const auto& child : node) {
      if (child.is_structured()) self(self, child);
    }
  };
  walk(walk, document);
  EXPECT_GT(references, 20U);
}

}  // namespace
}  // namespace enclosure::app::http::test
