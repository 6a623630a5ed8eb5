// What comes back stops what would follow: reports of many servers, each with its consequence.

#include "app/flow/take_bounces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"
#include "app/flow/pause.h"
#include "app/mailbox/pop3_mailbox.h"
#include "app/scheduler/scheduler.h"
#include "tests/flow/collecting.h"
#include "tests/flow/shop_world.h"
#include "tests/mail_servers/server_programs.h"

namespace enclosure::app {
namespace {

using messaging::MessageState;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");
const std::filesystem::path kMails =
    std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/messaging/bounce/mails";

/// Gives each mail of a list once per reading.
struct ListedMails : Mailbox {
  std::vector<std::string> mails;
  std::size_t given = 0;
  void read(const Wanted& wanted, const Take& take) override {
    for (std::size_t i = 0; i < mails.size(); ++i) {
      if (!wanted("u" + std::to_string(i))) continue;
      ++given;
      take("u" + std::to_string(i), mails[i]);
    }
  }
};

std::string order(int number, const std::string& channel, const std::string& email) {
  char id[8];
  std::snprintf(id, sizeof(id), "B-%02d", number);
  nlohmann::json json{
      {"id", id},
      {"channel", channel},
      {"fulfilment", channel == "shop" ? "shop" : "FBM"},
      {"currency", "EUR"},
      {"prices", "gross"},
      {"dispatch_from", {{"country", "DE"}, {"postcode", "20457"}, {"city", "Hamburg"}}},
      {"deliver_to",
       {{"name", "Erika Mustermann"},
        {"lines", {"Beispielweg 1"}},
        {"postcode", "10115"},
        {"city", "Berlin"},
        {"country", "DE"}}},
      {"buyer",
       {{"type", "consumer"}, {"name", "Erika Mustermann"}, {"language", "de"}, {"email", email}}},
      {"shipments",
       {{{"id", "S1"},
         {"shipped_at", "2026-09-01T07:00:00Z"},
         {"delivered_at", "2026-09-03T07:00:00Z"}}}},
      {"lines",
       {{{"id", "1"},
         {"sku", "X-1"},
         {"description", "Becher"},
         {"quantity", "1"},
         {"unit_price_gross", "9.99"},
         {"rate_class", "standard"}}}}};
  if (channel == "amazon") json["marketplace_id"] = "A1PA6795UKMFR9";
  return json.dump();
}

/// The mails that come back, with what each of them is.
const nlohmann::json& expected_classes() {
  static const auto expected = nlohmann::json::parse(support::slurp(kMails / "expected.json"));
  return expected;
}

class ComingBack : public ShopWorld {
 protected:
  ComingBack() {
    transport_.idempotent = false;
    shop_.config.mail.from_address = *EmailAddress::parse("shop@seller.example");
    shop_.config.link_base_url = "https://invoices.seller.example";
    shop_.config.amazon.elsewhere = invoice::Issuer::kSeller;
  }

  void take(const std::string& json) { take_in(json, kStart); }

  void pass(Instant now, Mailbox* mailbox = nullptr) {
    ScheduleReport report;
    run_pass(shop_, store_, transport_, {nullptr, nullptr, mailbox}, std::nullopt, now, report);
    EXPECT_TRUE(report.faults.empty())
        << report.faults.front().code << report.faults.front().message;
  }

  std::vector<StoredMessage> messages(int number) {
    char id[8];
    std::snprintf(id, sizeof(id), "B-%02d", number);
    return store_.read<std::vector<StoredMessage>>(
        [&](StoreTransaction& tx) { return tx.messages_of(*OrderId::parse(id)); });
  }

  /// An order for each mail that will come back, its documents sent.
  void send_documents() {
    const std::size_t count = expected_classes().size();
    for (std::size_t i = 1; i <= count; ++i)
      take(order(static_cast<int>(i), "shop", "buyer" + std::to_string(i) + "@buyer.example"));
    pass(kStart);
    EXPECT_EQ(transport_.sent.size(), count);
  }

  /// Ten days later every review request that may go has gone: those of orders whose mail arrived.
  void expect_later_stages_stopped() {
    store_.write([](StoreTransaction& tx) { resume(tx, std::nullopt); });
    pass(kStart + std::chrono::days{10});
    for (std::size_t i = 0; i < expected_classes().size(); ++i) {
      const auto& expected = expected_classes()[i];
      SCOPED_TRACE(expected["file"].get<std::string>());
      const auto all = messages(static_cast<int>(i) + 1);
      const bool stopped = expected["class"] != "none" && expected["rule"] != "delayed";
      EXPECT_EQ(all.at(1).plan.state, stopped ? MessageState::kCancelled : MessageState::kSent)
          << all.at(1).plan.reason;
    }
  }

  Collecting transport_;
};

TEST_F(ComingBack, StopsWhatWouldFollow) {
  ListedMails mailbox;
  for (const auto& one : expected_classes())
    mailbox.mails.push_back(support::slurp(kMails / one["file"].get<std::string>()));
  send_documents();
  const auto reading = take_bounces(shop_, store_, mailbox, kStart + std::chrono::hours{1});
  EXPECT_EQ(reading.mails, mailbox.mails.size());
  EXPECT_EQ(reading.foreign, 0U);
  const auto again = take_bounces(shop_, store_, mailbox, kStart + std::chrono::hours{2});
  EXPECT_EQ(again.mails, 0U) << "none is fetched twice";
  EXPECT_EQ(mailbox.given, mailbox.mails.size());
  expect_later_stages_stopped();
}

/// The same with a real server between: the dispatcher's own pass fetches the reports.
TEST_F(ComingBack, StopsWhatWouldFollowWhereDovecotHoldsTheReports) {
  if (const auto why = test::why_no_dovecot(); !why.empty()) GTEST_SKIP() << why;
  test::DovecotPop3 server(kMails);
  send_documents();
  Pop3Settings settings;
  settings.host = "localhost";
  settings.port = server.port();
  settings.username = test::kUser;
  settings.password = test::kPassword;
  settings.ca_file = server.ca_file();
  Pop3Mailbox mailbox(settings);
  pass(kStart + std::chrono::hours{1}, &mailbox);
  const auto letters =
      std::count_if(expected_classes().begin(), expected_classes().end(),
                    [](const nlohmann::json& one) { return one["class"] == "none"; });
  EXPECT_EQ(server.mails_left(), static_cast<std::size_t>(letters)) << "letters stay";
  const auto read = store_.read<std::size_t>(
      [](StoreTransaction& tx) { return tx.bounces_since(Instant{}).size(); });
  EXPECT_EQ(read, expected_classes().size());
  expect_later_stages_stopped();
}

TEST_F(ComingBack, TheSameReportInAnotherMailboxChangesNothing) {
  take(order(1, "shop", "jane.roe@buyer.example"));
  pass(kStart);
  const std::string mail = support::slurp(kMails / "01-postfix-user-unknown.eml");
  const auto take_it = [&] {
    return store_.write<TakenBounce>([&](StoreTransaction& tx) {
      return take_bounce(mail, shop_, tx, kStart + std::chrono::hours{1});
    });
  };
  EXPECT_TRUE(take_it().is_new);
  const auto log = [&] {
    return store_.read<std::size_t>(
        [&](StoreTransaction& tx) { return tx.log_of(*OrderId::parse("B-01")).size(); });
  };
  const auto lines = log();
  EXPECT_FALSE(take_it().is_new);
  EXPECT_EQ(log(), lines);
}

TEST_F(ComingBack, AReportAboutNothingOfOursHasNoConsequence) {
  take(order(2, "shop", "jane.roe@buyer.example"));
  pass(kStart);
  const std::string mail =
      "Return-Path: <>\r\nFrom: MAILER-DAEMON\r\n\r\n<other@buyer.example>:\r\nno such user\r\n";
  const auto taken = store_.write<TakenBounce>(
      [&](StoreTransaction& tx) { return take_bounce(mail, shop_, tx, kStart); });
  EXPECT_TRUE(taken.bounce.order.empty());
  pass(kStart + std::chrono::days{10});
  EXPECT_EQ(messages(2).at(1).plan.state, MessageState::kSent);
}

std::string as_amazon_says(const std::string& sender, const std::string& order_number) {
  return "From: " + sender + "\r\nSubject: Message rejected, order " + order_number +
         "\r\n\r\nyour e-mail address shop@seller.example is not registered as an authorised "
         "sender on your seller account\r\n";
}

TEST_F(ComingBack, OnlyAmazonsWordAboutAMailOfOursPausesAChannel) {
  const std::string id = "302-1234567-1234567";
  std::string ordered = order(2, "amazon", "two@buyer.example");
  ordered.replace(ordered.find("B-02"), 4, id);
  take(ordered);
  const auto take_mail = [&](const std::string& mail) {
    store_.write([&](StoreTransaction& tx) { take_bounce(mail, shop_, tx, kStart); });
    return store_.read<bool>(
        [](StoreTransaction& tx) { return pause_of(tx, Channel::kAmazon).has_value(); });
  };
  EXPECT_FALSE(take_mail(as_amazon_says("Amazon <donotreply@amazon.de>", id))) << "none was mailed";
  pass(kStart);
  ASSERT_EQ(transport_.sent.size(), 1U);
  EXPECT_FALSE(take_mail(as_amazon_says("x@amazon.attacker.example", id)));
  EXPECT_FALSE(take_mail(as_amazon_says("\"donotreply@amazon.com\" <x@attacker.example>", id)));
  EXPECT_FALSE(take_mail(as_amazon_says("donotreply@amazon.de", "302-7654321-7654321")));
  EXPECT_FALSE(take_mail(as_amazon_says("Buyer <z6@marketplace.amazon.de>", id))) << "a letter";
  EXPECT_TRUE(take_mail(as_amazon_says("\"Amazon.de\" <no-reply@marketplace.amazon.de>", id)));
}

TEST_F(ComingBack, ADeadMailboxIsFoundByItsAddressToo) {
  take(order(2, "shop", "jane.roe@buyer.example"));
  pass(kStart);
  const std::string mail =
      "Return-Path: <>\r\nFrom: MAILER-DAEMON\r\n\r\n<Jane.Roe@buyer.example>:\r\nno such user\r\n";
  const auto taken = store_.write<TakenBounce>(
      [&](StoreTransaction& tx) { return take_bounce(mail, shop_, tx, kStart); });
  EXPECT_EQ(taken.bounce.order.to_string(), "B-02");
}

TEST_F(ComingBack, TheMailboxIsReadEveryFiveMinutesBeforeAnythingIsSent) {
  take(order(1, "shop", "jane.roe@buyer.example"));
  ListedMails mailbox;
  pass(kStart, &mailbox);
  mailbox.mails.push_back(support::slurp(kMails / "01-postfix-user-unknown.eml"));
  pass(kStart + std::chrono::minutes{4}, &mailbox);
  EXPECT_EQ(mailbox.given, 0U);
  pass(kStart + std::chrono::days{10}, &mailbox);
  EXPECT_EQ(mailbox.given, 1U);
  EXPECT_EQ(messages(1).at(1).plan.state, MessageState::kCancelled);
}

TEST_F(ComingBack, AMailOfTheOwnShopCarriesItsOptOutAndOfAmazonItDoesNot) {
  take(order(1, "shop", "one@buyer.example"));
  std::string amazon = order(2, "amazon", "two@buyer.example");
  amazon.replace(amazon.find("B-02"), 4, "302-1234567-1234567");  // R21
  take(amazon);
  pass(kStart);
  pass(kStart + std::chrono::days{10});
  ASSERT_EQ(transport_.sent.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    const bool has = transport_.mails[i].find(
                         "\r\nList-Unsubscribe: <https://invoices.seller."
                         "example/u/") != std::string::npos &&
                     transport_.mails[i].find(
                         "\r\nList-Unsubscribe-Post: "
                         "List-Unsubscribe=One-Click\r\n") != std::string::npos;
    EXPECT_EQ(has, transport_.sent[i] == "B-01-2") << transport_.sent[i];
  }
}

TEST_F(ComingBack, TheTokenForOptingOutOpensNoInvoice) {
  take(order(1, "shop", "one@buyer.example"));
  pass(kStart);
  store_.write([&](StoreTransaction& tx) {
    const auto link = tx.link_of(*OrderId::parse("B-01"));
    ASSERT_TRUE(link);
    const std::string url = opt_out_url_of(*link, shop_);
    const std::string token = url.substr(url.rfind('/') + 1);
    EXPECT_EQ(order_behind_opt_out(token, *shop_.link_keys->current(), tx)->to_string(), "B-01");
    EXPECT_FALSE(order_behind(token, *shop_.link_keys->current(), tx, kStart));
    EXPECT_FALSE(order_behind_opt_out(token_of(*link, shop_), *shop_.link_keys->current(), tx));
    EXPECT_FALSE(order_behind_opt_out(token + "A", *shop_.link_keys->current(), tx));
    EXPECT_TRUE(order_behind_opt_out(token, *shop_.link_keys->current(), tx)) << "it never expires";
  });
}

}  // namespace
}  // namespace enclosure::app
