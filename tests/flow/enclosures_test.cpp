// Enclosures on their way into a mail: the budget to the byte, and the documents of that day.

#include "app/flow/verify.h"
#include "app/smtp/outbox_transport.h"
#include "tests/flow/enclosed_mail.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST_F(EnclosedMail, CarriesTheDocumentsWithSafeNamesAndTheFirstSteps) {
  pass(kStart);
  ASSERT_EQ(transport_.mails.size(), 1U);
  const std::string& mail = transport_.mails.front();
  EXPECT_THAT(mail, HasSubstr("filename=\"Sicherheit- Becher-Tasse.pdf\""));
  EXPECT_THAT(mail, HasSubstr("Anleitung.pdf"));
  EXPECT_THAT(mail, HasSubstr("Anleitung%20%282%29.pdf"));
  EXPECT_THAT(mail, HasSubstr("https://d.example/driver"));
  EXPECT_THAT(mail, Not(HasSubstr("https://d.example/app")));
  EXPECT_THAT(mail, HasSubstr("Zuerst aussp=C3=BClen."));
}

TEST_F(EnclosedMail, AtTheEdgeGoesWholeAndOneByteMoreBecomesALink) {
  shop_->config.messages.documents_delay = std::chrono::hours{1};
  pass(kStart - std::chrono::minutes{30});  // issued and planned, not due
  write_pdf("care", 2'000'000);
  const auto whole = composed();
  ASSERT_THAT(carriages(whole), ElementsAre("attached", "attached", "attached"));

  const std::uint64_t size = whole.message.bytes.size();
  shop_->config.mail.shop.budget_bytes = size;
  const auto at_the_edge = composed();
  EXPECT_EQ(at_the_edge.message.bytes.size(), size);
  EXPECT_THAT(carriages(at_the_edge), ElementsAre("attached", "attached", "attached"));

  shop_->config.mail.shop.budget_bytes = size - 1;
  const auto beyond = composed();
  EXPECT_THAT(carriages(beyond), ElementsAre("attached", "attached", "too_large"));
  EXPECT_LT(beyond.message.bytes.size(), size - 2'000'000);
}

/// 10 MB, the budget of every channel unless the seller says otherwise.
TEST_F(EnclosedMail, TheLargestThatFitsIsSentWholeAndMeasuredOnDisk) {
  shop_->config.messages.documents_delay = std::chrono::hours{1};
  pass(kStart - std::chrono::minutes{30});
  const std::uint64_t budget = shop_->config.mail.budget_bytes;
  ASSERT_EQ(budget, 10'000'000U);
  std::size_t size =
      7'000'000;  // base64 makes 78 bytes of 57: fill what is left, then byte by byte
  write_pdf("care", size);
  size += (budget - composed().message.bytes.size()) / 78 * 57 - 10;
  const auto goes_whole = [&] {
    write_pdf("care", size);
    return composed().enclosures.back().kept.carriage == "attached";
  };
  ASSERT_TRUE(goes_whole());
  for (const std::size_t step : {64U, 32U, 16U, 8U, 4U, 2U, 1U}) {
    size += step;
    if (!goes_whole()) size -= step;
  }
  ++size;
  ASSERT_FALSE(goes_whole());
  --size;
  ASSERT_TRUE(goes_whole());

  OutboxTransport outbox(folder_.path() / "outbox");
  ScheduleReport report;
  run_pass(*shop_, *store_, outbox, {}, std::nullopt, kStart + std::chrono::hours{2}, report);
  const auto on_disk =
      std::filesystem::file_size(folder_.path() / "outbox/302-7654321-7654321-1.eml");
  EXPECT_LE(on_disk, budget);
  EXPECT_GE(on_disk, budget * 99 / 100);
  EXPECT_THAT(kept(), testing::Each(testing::Field(&KeptEnclosure::carriage, "attached")));
}

TEST_F(EnclosedMail, ChannelsHaveTheirOwnNumberOfFiles) {
  shop_->config.messages.documents_delay = std::chrono::hours{1};
  pass(kStart - std::chrono::minutes{30});
  shop_->config.mail.shop.files = 3;
  EXPECT_THAT(carriages(composed()), ElementsAre("attached", "attached", "too_many_files"));
  EXPECT_EQ(mail_budget(Channel::kAmazon, *shop_).files, 5U);
}

TEST_F(EnclosedMail, KeepsTheVersionsOfThatDay) {
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(kStart);
  ASSERT_EQ(kept().size(), 3U);
  EXPECT_EQ(kept()[1].document, "manual");
  EXPECT_EQ(kept()[1].version, "1");
  EXPECT_EQ(kept()[1].bytes, 30'000U);

  write_pdf("manual", 40'000, 'y');  // the folder changes while the mail waits
  std::filesystem::remove(folder_.path() / "products/care.pdf");
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{1});
  ASSERT_EQ(transport_.mails.size(), 2U);
  const auto body = [](const std::string& mail) { return mail.substr(mail.find("MIME-Version")); };
  EXPECT_EQ(body(transport_.mails[0]), body(transport_.mails[1]));
  EXPECT_THAT(verify(*shop_, *store_).defects, testing::IsEmpty());
}
TEST_F(EnclosedMail, TellsWhereALargeFileIsNeitherAttachedNorALink) {
  shop_->config.link_base_url.clear();
  shop_->config.mail.shop.budget_bytes = 120'000;
  write_pdf("care", 2'000'000);
  for (int i = 0; i < 2; ++i) {  // as planned, and as it was sent
    EXPECT_EQ(why().at(2).state, i == 0 ? "chosen" : "not_sent");
    pass(kStart);
  }
  shop_->config.link_base_url = "https://documents.seller.example";
  EXPECT_EQ(why().at(2).state, "not_sent") << "a page of today was none of that day";
}

TEST_F(EnclosedMail, ALinkThatWasWithdrawnIsNotSentAgainAndOneThatWasSentIsKept) {
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(kStart);
  EXPECT_EQ(notes()->drivers.size(), 2U);
  EXPECT_TRUE(notes()->drivers.at(0).in_mail);
  EXPECT_THAT(notes()->first_steps, ElementsAre("Mug: Zuerst ausspülen."));

  std::string catalogue = kCatalogue;
  catalogue.replace(catalogue.find("d.example/driver"), 16, "d.example/second");
  write_product("catalogue.json", catalogue);
  shop_.emplace(*Shop::open(folder_.path()));
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{1});
  EXPECT_THAT(transport_.mails.at(1), HasSubstr("https://d.example/second"));

  write_product("catalogue.json", R"({"schema": 2, "products": []})");
  shop_.emplace(*Shop::open(folder_.path()));
  EXPECT_EQ(composed().message.bytes.find("d.example/driver"), std::string::npos);
  EXPECT_THAT(composed().message.bytes, HasSubstr("https://d.example/second"));
  EXPECT_THAT(composed().message.bytes, HasSubstr("Zuerst aussp=C3=BClen."));
  EXPECT_EQ(why().at(3).state, "driver_in_mail");
  EXPECT_THAT(why().at(3).sentence, HasSubstr("https://d.example/second"));
  EXPECT_EQ(why().at(4).state, "driver_on_page");
}

TEST_F(EnclosedMail, ALostCopyIsFoundByTheAudit) {
  pass(kStart);
  std::filesystem::remove(shop_->archive().path_of(kept()[0].sha256));
  const auto report = verify(*shop_, *store_);
  ASSERT_EQ(report.defects.size(), 1U);
  EXPECT_EQ(report.defects[0].code, "VERIFY-004");
  EXPECT_THAT(report.defects[0].path, HasSubstr("safety"));
}

}  // namespace
}  // namespace enclosure::app
