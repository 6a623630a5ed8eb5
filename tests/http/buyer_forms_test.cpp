// What buyers and their programs send.

#include "app/http/buyer_forms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace enclosure::app::http {
namespace {

RequestHead head_with(std::vector<HeaderField> fields) {
  RequestHead head;
  head.method = "POST";
  head.fields = std::move(fields);
  return head;
}

TEST(Details, AreReadOutOfAForm) {
  const auto sent =
      read_details(false, "company=M%C3%BCller+GmbH&vat_id=DE111111125&street=&lang=el");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->input.company, "Müller GmbH");
  EXPECT_EQ(sent->input.vat_id, "DE111111125");
  EXPECT_EQ(sent->input.street, "") << "there, and empty";
  EXPECT_EQ(sent->input.city, std::nullopt);
  EXPECT_EQ(sent->language, "el");
}

TEST(Details, AreReadOutOfJson) {
  const auto sent = read_details(true, R"({"company": "Müller GmbH", "name": null,
      "billing_address": {"lines": ["Weg 1", "Hof"], "postcode": "10115", "city": "Berlin",
                          "country": "DE"}, "postcode_of_delivery": "20457"})");
  ASSERT_TRUE(sent);
  EXPECT_EQ(sent->input.company, "Müller GmbH");
  EXPECT_EQ(sent->input.name, std::nullopt);
  EXPECT_EQ(sent->input.street, "Weg 1, Hof");
  EXPECT_EQ(sent->input.country, "DE");
  EXPECT_EQ(sent->input.postcode_of_delivery, "20457");
}

TEST(Details, OfAnotherFormAreFaults) {
  const auto code = [](bool is_json, std::string_view body) {
    const auto sent = read_details(is_json, body);
    return sent ? std::string() : sent.faults().front().code + " " + sent.faults().front().path;
  };
  EXPECT_EQ(code(true, "[]"), "DETAILS-006 ");
  EXPECT_EQ(code(true, "{\"company\": \"a\""), "DETAILS-006 ");
  EXPECT_EQ(code(true, R"({"company": 1})"), "DETAILS-007 company");
  EXPECT_EQ(code(true, R"({"firm": "a"})"), "DETAILS-007 firm");
  EXPECT_EQ(code(true, R"({"billing_address": "a"})"), "DETAILS-007 billing_address");
  EXPECT_EQ(code(true, R"({"billing_address": {"lines": [1]}})"),
            "DETAILS-007 billing_address.lines");
  EXPECT_EQ(code(false, "company=a&company=b"), "DETAILS-006 ");
  EXPECT_EQ(code(false, "company=%FF"), "DETAILS-006 ");
  EXPECT_EQ(read_details(true, R"({"a": 1, "b": 2})").faults().size(), 2U) << "all at once";
}

TEST(Details, ThatCanBeUnderstoodInTwoWaysAreRefused) {
  const auto told = [](bool is_json, std::string_view body) {
    const auto sent = read_details(is_json, body);
    return sent ? std::string() : sent.faults().front().code + " " + sent.faults().front().path;
  };
  EXPECT_EQ(told(true, R"({"company": "A", "company": "B"})"), "DETAILS-007 company");
  EXPECT_EQ(told(true, R"({"company": null, "company": "B"})"), "DETAILS-007 company");
  EXPECT_EQ(told(true, R"({"billing_address": {"city": "A", "city": "B"}})"), "DETAILS-007 city");
  EXPECT_EQ(told(true, R"({"city": "A", "billing_address": {"city": "B"}})"),
            "DETAILS-007 billing_address.city");
  EXPECT_EQ(told(true, R"({"billing_address": {"city": "B"}, "city": "A"})"), "DETAILS-007 city");
  EXPECT_EQ(told(true, R"({"street": "A", "billing_address": {"lines": ["B"]}})"),
            "DETAILS-007 billing_address.lines");
  EXPECT_EQ(told(true, R"({"billing_address": {"street": "A", "lines": ["B"]}})"),
            "DETAILS-007 billing_address.lines");
  EXPECT_EQ(told(true, R"({"city": null, "billing_address": {"city": "B"}})"), "");
  EXPECT_EQ(told(false, "compny=A&vat_id="), "DETAILS-007 compny");
  EXPECT_FALSE(read_factor(true, R"({"postcode": "1", "postcode": "75001"})"));
}

TEST(Factor, NeedsAnAnswer) {
  EXPECT_EQ(read_factor(false, "postcode=75001&lang=fr")->answer, "75001");
  EXPECT_EQ(read_factor(true, R"({"postcode": "75001"})")->answer, "75001");
  EXPECT_FALSE(read_factor(false, "lang=fr"));
  EXPECT_FALSE(read_factor(true, R"({"postcode": 75001})"));
}

TEST(Sites, OthersAreToldByTheBrowser) {
  constexpr std::string_view kBase = "https://invoices.example";
  const auto cross = [&](std::vector<HeaderField> fields) {
    return is_cross_site(head_with(std::move(fields)), kBase);
  };
  EXPECT_FALSE(cross({})) << "a program";
  EXPECT_FALSE(cross({{"sec-fetch-site", "same-origin"}, {"origin", "null"}}))
      << "what browsers send from a page without referrer";
  EXPECT_TRUE(cross({{"sec-fetch-site", "cross-site"}}));
  EXPECT_TRUE(cross({{"sec-fetch-site", "same-site"}}));
  EXPECT_TRUE(cross({{"sec-fetch-site", "none"}}));
  EXPECT_TRUE(cross({{"sec-fetch-site", "same-origin"}, {"sec-fetch-site", "same-origin"}}));
  EXPECT_FALSE(cross({{"host", "127.0.0.1:8080"}, {"origin", "http://127.0.0.1:8080"}}));
  EXPECT_FALSE(cross({{"host", "10.0.0.7:8080"}, {"origin", "https://invoices.example"}}))
      << "behind a proxy that speaks of another host";
  EXPECT_TRUE(cross({{"host", "invoices.example"}, {"origin", "https://evil.example"}}));
  EXPECT_FALSE(cross({{"host", "invoices.example"}, {"origin", "null"}}))
      << "what older browsers send from a page without referrer";
  EXPECT_TRUE(cross({{"origin", "null"}, {"origin", "null"}}));
  EXPECT_TRUE(cross({{"sec-fetch-site", "cross-site"}, {"origin", "null"}}));
  EXPECT_TRUE(cross({{"host", "null"}, {"origin", "file://"}}));
  EXPECT_TRUE(cross({{"origin", "https://invoices.example"}, {"origin", "https://evil.example"}}));
}

TEST(Cookies, AreFoundByName) {
  const RequestHead head = head_with({{"cookie", "a=1; enclosure-unlock=xyz ;b"}});
  EXPECT_EQ(cookie(head, "enclosure-unlock"), "xyz");
  EXPECT_EQ(cookie(head, "a"), "1");
  EXPECT_EQ(cookie(head, "b"), "");
  EXPECT_EQ(cookie(head_with({}), "a"), "");
}

TEST(Answers, AreJsonForPrograms) {
  EXPECT_TRUE(wants_json(head_with({{"accept", "application/json"}})));
  EXPECT_TRUE(wants_json(head_with({{"content-type", "application/json"}})));
  EXPECT_TRUE(wants_json(head_with({{"content-type", "application/json"}, {"accept", "*/*"}})));
  EXPECT_FALSE(wants_json(head_with({{"content-type", "application/x-www-form-urlencoded"}})));
  EXPECT_FALSE(wants_json(
      head_with({{"accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8"}})));
}

}  // namespace
}  // namespace enclosure::app::http
