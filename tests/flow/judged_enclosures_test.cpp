// Files judged on their way into a mail: what holds it, and what becomes of other types than PDF.

#include "tests/flow/enclosed_mail.h"
#include "tests/flow/token_desk.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST_F(EnclosedMail, HoldsAMailWithAFileThatMayDoHarm) {
  write_product("manual.pdf", pdf_of_size(3'000, 'x', "/OpenAction<</S/JavaScript/JS(1)>>"));
  pass(kStart);
  EXPECT_THAT(transport_.mails, IsEmpty());
  EXPECT_THAT(kept(), IsEmpty());
  EXPECT_EQ(message().plan.state, messaging::MessageState::kRetryable);
  EXPECT_EQ(message().plan.reason, "F:FILE-012");
  const auto rows = why();
  EXPECT_EQ(rows.at(0).state, "chosen");
  EXPECT_EQ(rows.at(1).state, "refused");
  EXPECT_THAT(rows.at(1).sentence, HasSubstr("FILE-012 products/manual.pdf"));
  EXPECT_FALSE(rows.at(1).goes_along());

  write_pdf("manual", 3'000);  // the seller mends it
  pass(kStart + std::chrono::hours{1});
  EXPECT_THAT(transport_.mails, SizeIs(1));
}

TEST_F(EnclosedMail, HeldUntilItIsTooLateSaysWhatHeldIt) {
  write_product("manual.pdf", "Only a text.");
  pass(kStart);
  pass(kStart + std::chrono::days{30});
  EXPECT_EQ(message().plan.state, messaging::MessageState::kCancelled);
  EXPECT_EQ(message().plan.reason, "F:FILE-007");
  EXPECT_THAT(transport_.mails, IsEmpty());
}

TEST_F(EnclosedMail, NamesEveryFileThatCannotGo) {
  write_product("safety.pdf", std::string("MZ\0", 3));
  write_product("manual.pdf", "Only a text.");
  std::filesystem::remove(folder_.path() / "products/care.pdf");
  const auto loaded = load_selected(selection(), *shop_);
  std::vector<std::string> codes;
  for (const Fault& fault : loaded.faults()) codes.push_back(fault.code + " " + fault.path);
  EXPECT_THAT(codes, ElementsAre("FILE-002 products/safety.pdf", "FILE-007 products/manual.pdf",
                                 "DISPATCH-002 products/care.pdf"));
}

TEST_F(EnclosedMail, RefusesEachHostileFileWithItsOwnCode) {
  const std::string sound = pdf_of_size(3'000);
  const std::string bomb = test::stream_object(
      "/Filter/FlateDecode", test::packed(std::string(std::size_t{65} << 20U, ' ')));
  const std::vector<std::pair<std::string, std::string>> hostile{
      {"FILE-011", read_file(ENCLOSURE_SOURCE_DIR "/tests/fuzz/seeds/foreign_pdf/locked.pdf")},
      {"FILE-012", pdf_of_size(3'000, 'x', "/OpenAction<</S/JavaScript/JS(1)>>")},
      {"FILE-013", pdf_of_size(3'000, 'x', "/OpenAction<</S/Launch/F(a)>>")},
      {"FILE-022", test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R>>"},
                                 {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                                 {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
                                 {4, bomb}})},
      {"FILE-010", sound.substr(0, 2'000)},
      {"FILE-024", "GIF89a;" + sound},
      {"FILE-026", sound + sound}};
  for (const auto& [code, bytes] : hostile) {
    write_product("manual.pdf", bytes);
    const auto loaded = load_selected(selection(), *shop_);
    ASSERT_FALSE(loaded) << code;
    EXPECT_EQ(loaded.faults().front().code, code);
    EXPECT_THAT(loaded.faults().front().path, HasSubstr("products/manual.pdf"));
  }
}

TEST_F(EnclosedMail, JudgesAFileOnceAndAChangedOneAnew) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(load_selected(selection(), *shop_));
  EXPECT_EQ(shop_->judged_files->looked_into(), 3U);
  write_pdf("care", 20'000);
  EXPECT_TRUE(load_selected(selection(), *shop_));
  EXPECT_EQ(shop_->judged_files->looked_into(), 4U);
  write_product("care.pdf", "<html></html>");
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(load_selected(selection(), *shop_));
  EXPECT_EQ(shop_->judged_files->looked_into(), 5U);
}

/// The manual as a picture, the care as a text.
class MixedTypes : public EnclosedMail {
 protected:
  void open(const char* channel) {
    std::string catalogue = kCatalogue;
    catalogue.replace(catalogue.find("manual.pdf"), 10, "manual.PNG");
    catalogue.replace(catalogue.find("care.pdf"), 8, "care.txt");
    write_product("catalogue.json", catalogue);
    write_product("manual.PNG", read_file(folder_.path() / "logo.png"));
    write_product("care.txt", "Nicht in die Spülmaschine.\n");
    shop_.emplace(*Shop::open(folder_.path()));
    EXPECT_TRUE(import_file("in", order_on(channel), std::nullopt, *shop_, *store_, kStart));
  }
};

TEST_F(MixedTypes, GoToTheShopsBuyersAsWhatTheyAre) {
  open("shop");
  pass(kStart);
  ASSERT_THAT(transport_.mails, SizeIs(1));
  const std::string& mail = transport_.mails.front();
  EXPECT_THAT(mail, HasSubstr("Content-Type: image/png;\r\n name=\"Anleitung.png\""));
  EXPECT_THAT(mail, HasSubstr("Content-Type: text/plain; charset=utf-8;\r\n name="));
  EXPECT_THAT(mail, HasSubstr("Anleitung%20%282%29.txt"));
  EXPECT_EQ(kept()[1].media_type, "image/png");
  EXPECT_EQ(kept()[2].file_name, "Anleitung (2).txt");
}

TEST_F(MixedTypes, AreServedOnThePageAsWhatTheyAre) {
  open("shop");
  shop_->config.messages.documents_delay = std::chrono::hours{1};
  pass(kStart - std::chrono::minutes{30});  // no mail yet: the page shows what would go along
  TokenDesk desk(*shop_, *store_, [] { return kStart; });
  EXPECT_THAT(desk.page(token())->products.front().enclosures, SizeIs(3));
  EXPECT_EQ(desk.manual(token(), 1)->media_type, "image/png");
  EXPECT_EQ(desk.manual(token(), 1)->file_name, "Anleitung.png");
  EXPECT_EQ(desk.manual(token(), 2)->media_type, "text/plain; charset=utf-8");
  EXPECT_FALSE(desk.manual(token(), 3));

  write_product("manual.PNG", "MZ");
  const auto manuals = desk.page(token())->products.front().enclosures;
  ASSERT_THAT(manuals, SizeIs(2));
  EXPECT_EQ(manuals[1].path, "manuals/2") << "the others keep their address";
  EXPECT_FALSE(desk.manual(token(), 1));
}

TEST_F(MixedTypes, AreLinksForAmazonsBuyers) {
  open("amazon");
  shop_->config.link_base_url = "https://documents.seller.example";
  pass(kStart);
  ASSERT_THAT(transport_.mails, SizeIs(1));
  EXPECT_THAT(transport_.mails.front(), HasSubstr("/manuals/1"));
  EXPECT_THAT(transport_.mails.front(), Not(HasSubstr("image/png")));
  const auto rows = why();
  EXPECT_EQ(rows.at(0).state, "attached");
  EXPECT_EQ(rows.at(1).state, "type_not_taken");
  EXPECT_THAT(rows.at(1).sentence, HasSubstr("link on the buyer's page: buyers on Amazon"));
}

TEST_F(MixedTypes, AreSaidToStayBehindWhereThereIsNoPage) {
  open("amazon");
  shop_->config.link_base_url.clear();
  pass(kStart);
  ASSERT_THAT(transport_.mails, SizeIs(1));
  EXPECT_THAT(transport_.mails.front(), Not(HasSubstr("/manuals/")));
  const auto rows = why();
  EXPECT_EQ(rows.at(1).state, "not_sent");
  EXPECT_THAT(rows.at(1).sentence, HasSubstr("without links.base_url"));
  EXPECT_FALSE(rows.at(1).goes_along());
}

}  // namespace
}  // namespace enclosure::app
