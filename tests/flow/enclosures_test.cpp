// Enclosures on their way into a mail: the budget to the byte, and the documents of that day.

#include "app/flow/enclosures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/desks.h"
#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"
#include "app/flow/sample_data.h"
#include "app/flow/verify.h"
#include "app/flow/why_enclosures.h"
#include "app/scheduler/scheduler.h"
#include "app/smtp/outbox_transport.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/check/raw_pdf.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");

constexpr const char* kCatalogue =
    R"({"schema": 2, "products": [{"match": {"sku": "X-*"}, "name": "Mug",
  "documents": [
    {"id": "safety", "kind": "safety", "language": "de", "file": "safety.pdf", "title": "Sicherheit: Becher/Tasse"},
    {"id": "manual", "kind": "manual", "language": "de", "file": "manual.pdf", "title": "Anleitung", "version": "1"},
    {"id": "care", "kind": "other", "topic": "care", "language": "de", "file": "care.pdf", "title": "Anleitung"}],
  "drivers": [{"title": "App", "url": "https://d.example/app", "os": "Android"},
              {"title": "Driver", "url": "https://d.example/driver", "os": "Windows 11", "needed_before_first_use": true}],
  "quick_start": {"de": ["Zuerst ausspülen."], "en": ["Rinse first."]}}]})";

std::string order_on(const std::string& channel) {
  const std::string seller =
      channel == "shop" ? R"("shop")" : R"("FBM", "marketplace_id": "A1PA6795UKMFR9")";
  return R"({"id": "E-1", "fulfilment": )" + seller +
         R"(, "currency": "EUR", "prices": "gross", "channel": ")" + channel +
         R"(", "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": "Erika Mustermann", "language": "de", "email": "erika@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],
  "lines": [{"id": "1", "sku": "X-1", "description": "Becher", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"}]})";
}

struct Collecting : MailTransport {
  std::vector<std::string> mails;
  DispatchOutcome::Kind answer = DispatchOutcome::Kind::kSent;
  DispatchOutcome send(const Envelope&, std::string_view, std::string_view bytes) override {
    mails.emplace_back(bytes);
    return {answer, "4.2.2"};
  }
  [[nodiscard]] bool is_idempotent() const override { return true; }
};

/// A PDF of one page and of exactly `size` bytes.
std::string pdf_of_size(std::size_t size, char filling = 'x', const std::string& catalog = "") {
  std::string bytes;
  for (std::size_t padding = size / 2; bytes.size() != size; padding += size - bytes.size()) {
    bytes = test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R" + catalog + ">>"},
                          {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                          {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"},
                          {4, test::stream_object("", std::string(padding, filling))}});
  }
  return bytes;
}

class EnclosedMail : public testing::Test {
 protected:
  EnclosedMail() {
    for (const EmbeddedFile& file : sample_data::files()) {
      if (file.path == "enclosure.json" || file.path == "logo.png")
        write_file(folder_.path() / std::string(file.path), file.bytes);
    }
    write_file(folder_.path() / "products/catalogue.json", kCatalogue);
    for (const char* name : {"safety", "manual", "care"}) write_pdf(name, 30'000, name[0]);
    store_ = std::make_unique<SqliteStore>((folder_ / "enclosure.db").string(),
                                           SqliteStore::Mode::kReadWrite);
    shop_.emplace(*Shop::open(folder_.path()));
    shop_->config.cover_sheet = false;  // it has tests of its own
    EXPECT_TRUE(import_file("in", order_on("shop"), std::nullopt, *shop_, *store_, kStart));
  }

  void write_product(const std::string& file, const std::string& bytes) {
    write_file(folder_.path() / "products" / file, bytes);
  }
  void write_pdf(const std::string& name, std::size_t size, char filling = 'x') {
    write_product(name + ".pdf", pdf_of_size(size, filling));
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(*shop_, *store_, transport_, {}, std::nullopt, now, report);
  }

  std::vector<KeptEnclosure> kept() {
    return store_->read<std::vector<KeptEnclosure>>([](StoreTransaction& tx) {
      return tx.enclosures_of(*OrderId::parse("E-1"), messaging::Stage::kDocuments);
    });
  }

  std::optional<KeptNotes> notes() {
    return store_->read<std::optional<KeptNotes>>([](StoreTransaction& tx) {
      return tx.notes_of(*OrderId::parse("E-1"), messaging::Stage::kDocuments);
    });
  }
  StoredMessage message() {
    return store_->read<StoredMessage>(
        [](StoreTransaction& tx) { return tx.messages_of(*OrderId::parse("E-1")).at(0); });
  }
  std::vector<WhyEnclosure> why() {
    return store_->read<std::vector<WhyEnclosure>>([&](StoreTransaction& tx) {
      const OrderId id = *OrderId::parse("E-1");
      return why_enclosures(*mail_case(id, *shop_, tx, kStart), tx.messages_of(id), *shop_, kStart);
    });
  }
  std::string token() {
    return store_->read<std::string>([&](StoreTransaction& tx) {
      return token_of(*tx.link_of(*OrderId::parse("E-1")), shop_->link_key);
    });
  }
  attachments::Selection selection() {
    order_ = store_->read<Order>(
        [](StoreTransaction& tx) { return tx.order(*OrderId::parse("E-1"))->order; });
    return selection_for(*order_, *shop_, kStart);
  }

  /// The mail with the documents as it would go now.
  ComposedMail composed() {
    return store_->read<ComposedMail>([&](StoreTransaction& tx) {
      const auto known = mail_case(*OrderId::parse("E-1"), *shop_, tx, kStart);
      const auto message = tx.messages_of(*OrderId::parse("E-1")).at(0);
      auto mail = compose_message(message.plan, *known, *shop_, kStart);
      EXPECT_TRUE(mail);
      return *std::move(mail);
    });
  }

  std::vector<std::string> carriages(const ComposedMail& mail) {
    std::vector<std::string> all;
    for (const LoadedEnclosure& one : mail.enclosures) all.push_back(one.kept.carriage);
    return all;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<Shop> shop_;
  std::optional<Order> order_;
  Collecting transport_;
};

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

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
  const auto on_disk = std::filesystem::file_size(folder_.path() / "outbox/E-1-1.eml");
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
  StoreBuyerDesk desk(*shop_, *store_, [] { return kStart; });
  EXPECT_EQ(desk.page(token())->manuals.size(), 3U);
  EXPECT_EQ(desk.manual(token(), 1)->media_type, "image/png");
  EXPECT_EQ(desk.manual(token(), 1)->file_name, "Anleitung.png");
  EXPECT_EQ(desk.manual(token(), 2)->media_type, "text/plain; charset=utf-8");
  EXPECT_FALSE(desk.manual(token(), 3));

  write_product("manual.PNG", "MZ");
  const auto page = desk.page(token());
  ASSERT_THAT(page->manuals, SizeIs(2));
  EXPECT_EQ(page->manuals[1].url, "manuals/2") << "the others keep their address";
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
