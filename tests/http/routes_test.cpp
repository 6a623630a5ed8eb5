#include "app/http/routes.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "app/web/pages.h"

namespace enclosure::app::http {
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
  EXPECT_EQ(match("/i/{token}", {"i", "abc"})->name, "abc");
  EXPECT_EQ(match("/i/{token}/invoices/{n}.pdf", {"i", "abc", "invoices", "12.pdf"})->index, 12U);
  EXPECT_EQ(match("/i/{token}/manuals/{n}", {"i", "abc", "manuals", "0"})->index, 0U);
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

TEST(Routes, AreThoseOfTheOpenApiDocument) {
  std::set<std::pair<std::string, std::string>> served;
  for (const Route& route : routes()) served.emplace(route.method, route.path_template);

  std::set<std::pair<std::string, std::string>> described;
  const auto document = nlohmann::json::parse(web::openapi_document());
  for (const auto& [path, methods] : document["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      std::string upper;
      for (const char c : method) upper.push_back(static_cast<char>(c - 'a' + 'A'));
      described.emplace(upper, path);
    }
  }
  EXPECT_EQ(served, described);
}

TEST(Routes, NeedTheKeyThatTheOpenApiDocumentSays) {
  const auto document = nlohmann::json::parse(web::openapi_document());
  for (const Route& route : routes()) {
    const std::string method = route.method == "GET" ? "get" : "post";
    const auto& operation = document["paths"][std::string(route.path_template)][method];
    EXPECT_EQ(route.needs_key, !operation["security"].empty()) << route.path_template;
    EXPECT_EQ(route.needs_key, operation["responses"].contains("401")) << route.path_template;
  }
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
}  // namespace enclosure::app::http
