// What the seller does at the console is what the commands do, and is done once.

#include <gmock/gmock.h>

#include "tests/console/console_world.h"

namespace enclosure::app::test {
namespace {

class Actions : public ConsoleWorld {
 protected:
  Actions() {
    log_in();
    take(order_json("A-1"));
  }

  void issue() {
    pass();
    ASSERT_EQ(documents(), 1U);
  }
  std::string invoice() {
    return store_.read<std::string>(
        [](StoreTransaction& tx) { return tx.invoice_numbers().front().to_string(); });
  }
};

TEST_F(Actions, IssueAnOrder) {
  const Answer form = browser_.get("/console/orders/A-1/issue");
  EXPECT_EQ(documents(), 0U) << "looking issues nothing";
  const Answer done = submit(form, "/console/orders/A-1/issue", {});
  EXPECT_EQ(done.field("Location"), "/console/orders/A-1?done=issued");
  EXPECT_EQ(documents(), 1U);
  EXPECT_TRUE(browser_.follow(done).shows("is issued"));
  EXPECT_EQ(submit(form, "/console/orders/A-1/issue", {}).field("Location"),
            "/console/orders/A-1?done=before");
  EXPECT_EQ(documents(), 1U);
}

TEST_F(Actions, ARefusedOrderTellsWhy) {
  take(business_order_json("A-2"));
  const Answer form = browser_.get("/console/orders/A-2/issue");
  const Answer answer = submit(form, "/console/orders/A-2/issue", {});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.shows("VIES-002"));
}

TEST_F(Actions, CreditIsRehearsedAndThenDoneOnce) {
  issue();
  const Answer form = browser_.get("/console/orders/A-1/credit");
  const Answer rehearsal = submit(form, "/console/orders/A-1/credit",
                                  {{"invoice", invoice()}, {"what", "all"}, {"reason", "broken"}});
  ASSERT_EQ(rehearsal.status, 200) << rehearsal.body;
  EXPECT_TRUE(rehearsal.shows("id=\"outcome\""));
  EXPECT_TRUE(rehearsal.shows("19.98 EUR"));
  EXPECT_EQ(documents(), 1U) << "nothing is kept yet";
  EXPECT_THAT(rehearsal.found("<dt>Reason printed on it</dt><dd>(.*?)</dd>"),
              testing::HasSubstr("broken"));
  const Fields fields{{"invoice", rehearsal.input("invoice")},
                      {"what", rehearsal.input("what")},
                      {"reason", rehearsal.input("reason")}};
  EXPECT_EQ(fields[2].second, "broken");
  EXPECT_EQ(submit(rehearsal, "/console/orders/A-1/credit", fields).field("Location"),
            "/console/orders/A-1?done=credited");
  EXPECT_EQ(submit(rehearsal, "/console/orders/A-1/credit", fields).field("Location"),
            "/console/orders/A-1?done=before");
  EXPECT_EQ(documents(), 2U);
  const Answer late = browser_.get("/console/orders/A-1/credit");
  EXPECT_EQ(late.status, 409) << "nothing stands any more";
  EXPECT_TRUE(late.shows("CREDIT-013"));
  EXPECT_FALSE(late.shows("id=\"go\""));
}

TEST_F(Actions, AFormIsSpentByWhatTookEffectAlone) {
  take(business_order_json("A-2"));
  pass();
  const Answer issue = browser_.get("/console/orders/A-2/issue");
  EXPECT_EQ(submit(issue, "/console/orders/A-2/issue", {}).status, 422) << "VIES has not answered";
  const Answer vat = browser_.get("/console/orders/A-2/vat");
  const std::string target = "/console/orders/A-2/vat";
  EXPECT_EQ(submit(vat, target, {{"kind", "tax"}, {"by", "Ada"}}).status, 422);
  const Fields right{{"kind", "tax"}, {"by", "Ada"}, {"reason", "no answer in time"}};
  EXPECT_EQ(submit(vat, target, right).field("Location"), "/console/orders/A-2?done=decided");
  EXPECT_EQ(submit(vat, target, right).field("Location"), "/console/orders/A-2?done=before");
  EXPECT_EQ(submit(issue, "/console/orders/A-2/issue", {}).field("Location"),
            "/console/orders/A-2?done=issued");
  EXPECT_EQ(documents(), 2U);
}

TEST_F(Actions, AFormWithoutItsMarkDoesNothing) {
  const Answer form = browser_.get("/console/orders/A-1/issue");
  const Answer answer = submit(form, "/console/orders/A-1/issue", {{"form", ""}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(answer.shows("CONSOLE-009"));
  EXPECT_EQ(documents(), 0U);
}

TEST_F(Actions, WordsThatNoFormOffersAreRefused) {
  issue();
  const auto refused = [&](const std::string& target, const Fields& fields, const char* code) {
    const Answer answer = submit(browser_.get(target), target, fields);
    EXPECT_EQ(answer.status, 422) << target;
    EXPECT_TRUE(answer.shows(code)) << target << answer.body;
  };
  const char* kNoChoice = "CONSOLE-006";
  refused("/console/do/pause", {{"channel", "ebay"}}, kNoChoice);
  refused("/console/do/resume", {{"channel", "ebay"}}, kNoChoice);
  refused("/console/do/block", {{"entry", "order:A-1"}, {"stops", "some"}}, kNoChoice);
  refused("/console/orders/A-1/credit", {{"invoice", invoice()}, {"what", "half"}}, kNoChoice);
  refused("/console/orders/A-1/credit", {{"invoice", invoice()}}, kNoChoice);
  refused("/console/orders/A-1/vat", {{"kind", "free"}, {"by", "Ada"}, {"reason", "x"}}, kNoChoice);
  EXPECT_EQ(documents(), 1U);
  EXPECT_FALSE(browser_.get("/console").shows("wait since"));
  EXPECT_TRUE(browser_.get("/console/bounces").shows("The block list is empty"));
}

TEST_F(Actions, CreditByLineAndByAmount) {
  issue();
  const auto comes_to = [&](const Fields& fields) {
    const Answer form = browser_.get("/console/orders/A-1/credit");
    return submit(form, "/console/orders/A-1/credit", fields);
  };
  const std::string line = "pieces:" + invoice() + ":1";
  EXPECT_TRUE(comes_to({{"invoice", invoice()}, {"what", "lines"}, {line, "1"}}).shows("9.99 EUR"));
  EXPECT_TRUE(
      comes_to({{"invoice", invoice()}, {"what", "amount"}, {"amount", "5.00"}}).shows("5.00 EUR"));
  const Answer much = comes_to({{"invoice", invoice()}, {"what", "amount"}, {"amount", "500"}});
  EXPECT_EQ(much.status, 422);
  EXPECT_TRUE(much.shows("CREDIT-003"));
  EXPECT_TRUE(much.shows("value=\"500\"")) << "what was typed stays";
  EXPECT_EQ(comes_to({{"invoice", invoice()}, {"what", "lines"}, {line, ""}}).status, 422);
  EXPECT_TRUE(
      comes_to({{"invoice", invoice()}, {"what", "lines"}, {line, "3"}}).shows("CREDIT-002"));
  EXPECT_EQ(comes_to({{"invoice", "X"}, {"what", "amount"}, {"amount", "x"}}).status, 422);
  EXPECT_EQ(documents(), 1U);
}

TEST_F(Actions, CreditHasNothingChosenAndListsTheLines) {
  issue();
  const Answer form = browser_.get("/console/orders/A-1/credit");
  EXPECT_NE(form.found("<select id=\"what\"[^>]* required(.)"), "");
  EXPECT_THAT(form.found("(<option value=\"[a-z]*\" selected)"), testing::HasSubstr("value=\"\""));
  const std::string line = "pieces:" + invoice() + ":1";
  EXPECT_THAT(form.body, testing::HasSubstr("name=\"" + line + "\""));
  EXPECT_THAT(form.body, testing::HasSubstr("Becher"));
  EXPECT_THAT(form.body, testing::HasSubstr("max=\"2\""));
}

TEST_F(Actions, CreditRefusesWhatDoesNotBelongToTheChoice) {
  issue();
  take(order_json("A-2"));
  pass();
  const std::string line = "pieces:" + invoice() + ":1";
  const auto refused = [&](const Fields& fields) {
    const Answer form = browser_.get("/console/orders/A-1/credit");
    Fields all{{"invoice", invoice()}};
    all.insert(all.end(), fields.begin(), fields.end());
    const Answer answer = submit(form, "/console/orders/A-1/credit", all);
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_TRUE(answer.shows("CREDIT-020")) << answer.body;
  };
  refused({{"what", "all"}, {"amount", "5.00"}});
  refused({{"what", "shipping"}, {"amount", "5.00"}});
  refused({{"what", "all"}, {line, "1"}});
  refused({{"what", "amount"}, {"amount", "5.00"}, {line, "1"}});
  refused({{"what", "amount"}, {"amount", " "}});
  refused({{"what", "lines"}, {line, "0"}});
  refused({{"what", "lines"}, {line, "1"}, {"amount", "5.00"}});
  refused({{"what", "lines"}, {line, "1"}, {"pieces:R-1999-000001:1", "1"}});
  EXPECT_EQ(documents(), 2U);
}

TEST_F(Actions, CorrectChangesWhatWasChanged) {
  issue();
  const std::string target = "/console/orders/A-1/correct";
  const Answer form = browser_.get(target + "?number=" + invoice());
  EXPECT_EQ(form.input("name"), "Erika Muster");
  Fields fields{{"number", invoice()}};
  for (const char* name :
       {"name", "company", "street", "postcode", "city", "country", "vat_id", "reference"})
    fields.emplace_back(name, form.input(name));
  EXPECT_TRUE(submit(form, target, fields).shows("CORRECT-003")) << "nothing would change";
  fields[1].second = "Erika Beispiel";
  const Answer rehearsal = submit(form, target, fields);
  ASSERT_EQ(rehearsal.status, 200) << rehearsal.body;
  EXPECT_EQ(documents(), 1U);
  const auto told = [&](const std::string& term) {
    return rehearsal.found("<dt>" + term + "</dt><dd>(.*?)</dd>");
  };
  EXPECT_THAT(told("Buyer on it"), testing::HasSubstr("Erika Beispiel"));
  EXPECT_THAT(told("Address"), testing::HasSubstr("Beispielweg 1, 10115 Berlin, DE"));
  EXPECT_THAT(told("VAT number"), testing::HasSubstr("none"));
  EXPECT_EQ(submit(rehearsal, target, fields).field("Location"),
            "/console/orders/A-1?done=corrected");
  EXPECT_EQ(documents(), 3U);
}

TEST_F(Actions, TheHeadOfTheOrderNamesTheBuyerOfTheInvoiceThatStands) {
  issue();
  const auto buyer = [&] {
    return browser_.get("/console/orders/A-1").found("<dt>Buyer</dt><dd>(.*?)</dd>");
  };
  EXPECT_THAT(buyer(), testing::HasSubstr("consumer"));
  const std::string target = "/console/orders/A-1/correct";
  const Answer form = browser_.get(target + "?number=" + invoice());
  const Answer done =
      submit(form, target, {{"number", invoice()}, {"company", "Muster GmbH"}, {"step", "do"}});
  ASSERT_EQ(done.status, 303) << done.body;
  EXPECT_THAT(buyer(), testing::HasSubstr("business"));
}

TEST_F(Actions, ATabThatIsLateIsToldWhatStands) {
  issue();
  const std::string number = invoice();
  const std::string target = "/console/orders/A-1/correct";
  const Answer form = browser_.get(target + "?number=" + number);
  const Fields change{{"number", number}, {"name", "Erika Beispiel"}};
  const Answer first = submit(form, target, change);
  EXPECT_EQ(submit(first, target, {{"number", number}, {"name", "Erika Beispiel"}}).status, 303);
  for (const Answer& late :
       {browser_.get(target + "?number=" + number), submit(form, target, change)}) {
    EXPECT_EQ(late.status, 409);
    EXPECT_TRUE(late.shows("CORRECT-005")) << late.body;
    EXPECT_TRUE(late.shows("correct the one that stands")) << late.body;
    EXPECT_FALSE(late.shows("id=\"go\""));
  }
  EXPECT_EQ(documents(), 3U);
}

TEST_F(Actions, WhatTheBuyerSentInIsShownAndFilledIn) {
  issue();
  store_.write([&](StoreTransaction& tx) {
    DetailsRequest request;
    request.order = *OrderId::parse("A-1");
    request.change = R"({"company": "Muster GmbH", "street": "Neuer Weg 2"})";
    request.state = DetailsRequest::State::kSellerOnly;
    request.received_at = now_;
    request.settled_at = now_;
    tx.add_details_request(request);
  });
  const Answer page = browser_.get("/console/orders/A-1");
  EXPECT_THAT(page.found("id=\"sent-in\">(.*)"), testing::HasSubstr("company, street"));
  EXPECT_FALSE(page.shows("Neuer Weg")) << "who looks at the list need not know it";
  const std::string target = "/console/orders/A-1/correct?number=" + invoice();
  EXPECT_TRUE(page.shows("/correct?number=" + invoice() + "&amp;from=sent_in"));
  const Answer form = browser_.get(target + "&from=sent_in");
  EXPECT_EQ(form.input("company"), "Muster GmbH");
  EXPECT_EQ(form.input("street"), "Neuer Weg 2");
  EXPECT_EQ(form.input("name"), "Erika Muster") << "what was not sent in stays";
  EXPECT_EQ(browser_.get(target + "&from=elsewhere").status, 404);
}

TEST_F(Actions, TheBuyersLinkIsMadeAndRevoked) {
  issue();
  const auto link = [&] {
    return browser_.get("/console/orders/A-1").found("class=\"url\">([^<]+)<");
  };
  const std::string first = link();
  EXPECT_NE(first, "") << "made with the invoice";
  Answer form = browser_.get("/console/orders/A-1/unlink");
  EXPECT_EQ(submit(form, "/console/orders/A-1/unlink", {}).status, 303);
  EXPECT_EQ(link(), "");
  const Answer again = browser_.get("/console/orders/A-1/unlink");
  EXPECT_EQ(again.status, 409) << "nothing is there to revoke";
  EXPECT_EQ(submit(form, "/console/orders/A-1/unlink", {{"form", "another"}}).status, 409);
  form = browser_.get("/console/orders/A-1/link");
  EXPECT_EQ(submit(form, "/console/orders/A-1/link", {}).status, 303);
  EXPECT_NE(link(), "");
  EXPECT_NE(link(), first);
}

TEST_F(Actions, PauseShowsOnEveryPageUntilItEnds) {
  Answer form = browser_.get("/console/do/pause");
  submit(form, "/console/do/pause", {{"channel", "shop"}, {"reason", "holidays <3"}});
  EXPECT_TRUE(browser_.get("/console/orders").shows("Mails of the own shop wait since"));
  EXPECT_TRUE(browser_.get("/console/orders").shows("holidays &lt;3"));
  form = browser_.get("/console/do/resume");
  const Answer other = submit(form, "/console/do/resume", {{"channel", "amazon"}});
  EXPECT_TRUE(other.shows("CONSOLE-008")) << "Amazon's mails are not paused";
  EXPECT_EQ(submit(form, "/console/do/resume", {{"channel", ""}}).status, 303);
  EXPECT_FALSE(browser_.get("/console/orders").shows("wait since"));
}

TEST_F(Actions, BlockAndUnblock) {
  Answer form = browser_.get("/console/orders/A-1/block");
  EXPECT_EQ(form.input("entry"), "order:A-1");
  submit(form, "/console/orders/A-1/block", {{"entry", "order:A-1"}, {"reason", "asked to"}});
  const Answer list = browser_.get("/console/bounces");
  EXPECT_TRUE(list.shows("asked to"));
  form = browser_.get("/console/do/unblock?entry=order%3AA-1");
  EXPECT_EQ(submit(form, "/console/do/unblock", {{"entry", form.input("entry")}}).status, 303);
  EXPECT_TRUE(browser_.get("/console/bounces").shows("The block list is empty"));
  form = browser_.get("/console/do/block");
  EXPECT_EQ(submit(form, "/console/do/block", {{"entry", "not an entry"}}).status, 422);
  form = browser_.get("/console/do/unblock");
  EXPECT_EQ(submit(form, "/console/do/unblock", {{"entry", "order:A-1"}}).status, 422);
}

TEST_F(Actions, ADecisionAboutAVatNumberIsKept) {
  take(business_order_json("A-2"));
  pass();
  const Answer form = browser_.get("/console/orders/A-2/vat");
  EXPECT_EQ(submit(form, "/console/orders/A-2/vat", {{"kind", "tax"}, {"by", "Ada"}}).status, 422)
      << "a reason is wanted";
  const Answer again = browser_.get("/console/orders/A-2/vat");
  const Answer done = submit(again, "/console/orders/A-2/vat",
                             {{"kind", "tax"}, {"by", "Ada"}, {"reason", "no answer in time"}});
  EXPECT_EQ(done.field("Location"), "/console/orders/A-2?done=decided") << done.body;
  EXPECT_TRUE(browser_.get("/console/orders/A-2").shows("no answer in time"));
}

}  // namespace
}  // namespace enclosure::app::test
