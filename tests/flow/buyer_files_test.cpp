// What buyers see and fetch by their link.

#include "app/store/files.h"
#include "tests/flow/buyer_world.h"

namespace enclosure::app {
namespace {

using Kind = FileAnswer::Kind;
using testing::HasSubstr;
using testing::SizeIs;

constexpr const char* kManyLanguages =
    R"({"schema": 2, "products": [{"match": {"sku": "X-*"}, "name": "Mug",
  "title": {"fr": "Tasse Exemple", "de": "Beispielbecher"},
  "documents": [
    {"id": "manual-fr", "kind": "manual", "language": "fr", "file": "manual.pdf", "title": "Notice"},
    {"id": "manual-de", "kind": "manual", "language": "de", "file": "safety.pdf", "title": "Anleitung"},
    {"id": "manual-el", "kind": "manual", "language": "el", "file": "care.pdf", "title": "Οδηγίες"}],
  "drivers": [{"title": "Treiber", "url": "https://d.example/de", "os": "Windows", "language": "de"},
              {"title": "Pilote", "url": "https://d.example/fr", "os": "Windows", "language": "fr"}],
  "quick_start": {"fr": ["Rincer d'abord."], "de": ["Zuerst ausspülen."]}}]})";

class BuyersFiles : public BuyerWorld {
 protected:
  void use_catalogue(const std::string& json) {
    write_file(folder_.path() / "products/catalogue.json", json);
    open();
  }
  std::vector<BuyerEnclosure> enclosures(const char* language = "fr") {
    BuyerVisit at = visit();
    at.language = *LanguageTag::parse(language);
    const auto page = desk_->page(at);
    return page->products.empty() ? std::vector<BuyerEnclosure>{}
                                  : page->products.front().enclosures;
  }
  std::string everything() {
    const BundleAnswer answer = desk_->everything(visit());
    std::string zip;
    for (std::string part = answer.source->next(); !part.empty(); part = answer.source->next())
      zip += part;
    return zip;
  }
};

TEST_F(BuyersFiles, TheInvoiceIsWhatWasArchived) {
  sell();
  const FileAnswer answer = desk_->invoice(visit(), std::nullopt);
  ASSERT_EQ(answer.kind, Kind::kFile);
  EXPECT_EQ(answer.file.sha256, documents().front().pdf_sha256);
  EXPECT_EQ(sha256_hex(*answer.file.bytes), answer.file.sha256);
  EXPECT_EQ(desk_->invoice(visit(), 1).kind, Kind::kNothing);
}

TEST_F(BuyersFiles, TheNewestInvoiceComesFromMemoryUntilItIsAnotherOne) {
  sell();
  EXPECT_FALSE(desk_->invoice_at_once(visit())) << "nobody asked for it yet";
  const std::string first = desk_->invoice(visit(), std::nullopt).file.sha256;
  const auto again = desk_->invoice_at_once(visit());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->file.sha256, first);

  registry_.outcome = "VALID";
  unlock();
  send_number(kFrenchNumber);
  EXPECT_FALSE(desk_->invoice_at_once(visit())) << "the store has changed";
  EXPECT_NE(desk_->invoice(visit(), std::nullopt).file.sha256, first);
  EXPECT_EQ(desk_->invoice_at_once(visit())->file.sha256, documents().back().pdf_sha256);
}

TEST_F(BuyersFiles, ARevokedLinkGivesNothingEvenFromMemory) {
  sell();
  (void)desk_->invoice(visit(), std::nullopt);
  ASSERT_TRUE(desk_->invoice_at_once(visit()));
  store_->write([&](StoreTransaction& tx) { tx.revoke_link(tx.link_of(order_)->id); });
  EXPECT_FALSE(desk_->invoice_at_once(visit()));
  EXPECT_EQ(desk_->invoice(visit(), std::nullopt).kind, Kind::kNothing);
  EXPECT_FALSE(desk_->page(visit()));
  EXPECT_FALSE(desk_->unlock(visit(), "75001"));
  EXPECT_FALSE(desk_->details(visit(), {}));
}

TEST_F(BuyersFiles, AnExpiredLinkGivesNothingEvenFromMemory) {
  sell();
  (void)desk_->invoice(visit(), std::nullopt);
  now_ += std::chrono::days{shop_->config.link_valid_days};
  EXPECT_FALSE(desk_->invoice_at_once(visit()));
  EXPECT_EQ(desk_->invoice(visit(), std::nullopt).kind, Kind::kNothing);
}

TEST_F(BuyersFiles, TheEInvoiceIsTheOneInsideThePdf) {
  sell();
  const FileAnswer xml = desk_->einvoice(visit(), std::nullopt);
  ASSERT_EQ(xml.kind, Kind::kFile);
  EXPECT_EQ(xml.file.media_type, "application/xml");
  EXPECT_THAT(*xml.file.bytes, HasSubstr("CrossIndustryInvoice"));
  EXPECT_THAT(*xml.file.bytes, HasSubstr(documents().front().number.to_string()));
  EXPECT_EQ(desk_->page(visit())->documents.front().xml, "invoices/0.xml");
}

TEST_F(BuyersFiles, ManualsAreThereInAllLanguagesThatExist) {
  use_catalogue(kManyLanguages);
  sell();
  const auto french = enclosures();
  ASSERT_THAT(french, SizeIs(3));
  EXPECT_EQ(french.front().path, "manuals/0") << "the one of the mail";
  EXPECT_EQ(french.front().language.to_string(), "fr");
  EXPECT_EQ(french.front().kind, "PDF");
  EXPECT_EQ(french.front().bytes, 3000U);
  EXPECT_EQ(enclosures("el").front().title, "Οδηγίες") << "that of the page first";
  for (const BuyerEnclosure& one : french) {
    const auto number = static_cast<std::size_t>(std::stoi(one.path.substr(8)));
    EXPECT_EQ(desk_->manual(visit(), number).kind, Kind::kFile) << one.path;
  }
  const auto page = desk_->page(visit());
  EXPECT_EQ(page->products.front().title, "Tasse Exemple");
  EXPECT_THAT(page->products.front().first_steps, testing::ElementsAre("Rincer d'abord."));
  ASSERT_THAT(page->products.front().drivers, SizeIs(2));
  EXPECT_EQ(page->products.front().drivers.front().title, "Pilote");
  EXPECT_THAT(page->languages, SizeIs(24));
}

TEST_F(BuyersFiles, NumbersStayWhenTheCatalogueGrows) {
  use_catalogue(kManyLanguages);
  sell();
  const auto before = enclosures();
  std::string more = kManyLanguages;
  const std::string first = "\"documents\": [";
  more.insert(more.find(first) + first.size(),
              R"({"id": "manual-it", "kind": "manual", "language": "it", "file": "care.pdf"},)");
  use_catalogue(more);
  const auto after = enclosures();
  EXPECT_THAT(after, SizeIs(4));
  for (const BuyerEnclosure& one : before) {
    EXPECT_TRUE(std::any_of(after.begin(), after.end(), [&](const BuyerEnclosure& now) {
      return now.path == one.path && now.title == one.title;
    })) << one.title;
  }
}

TEST_F(BuyersFiles, OneArchiveHasItAll) {
  use_catalogue(kManyLanguages);
  sell();
  const std::string zip = everything();
  EXPECT_THAT(zip, HasSubstr("invoices/" + documents().front().number.to_string() + ".pdf"));
  EXPECT_THAT(zip, HasSubstr("invoices/" + documents().front().number.to_string() + ".xml"));
  EXPECT_THAT(zip, HasSubstr("documents-el/Odegies.pdf"));
  EXPECT_EQ(zip, everything()) << "the same each time";
}

TEST_F(BuyersFiles, AnArchiveWithoutOneOfItsFilesIsNone) {
  sell();
  const BundleAnswer answer = desk_->everything(visit());
  std::filesystem::remove(shop_->archive().path_of(documents().front().pdf_sha256));
  EXPECT_THROW(static_cast<void>(answer.source->next()), std::exception);
}

TEST_F(BuyersFiles, UsesAreCountedByDay) {
  sell();
  (void)desk_->page(visit());
  (void)desk_->invoice(visit(), std::nullopt);
  now_ += std::chrono::days{2};
  (void)desk_->invoice_at_once(visit());
  BuyerVisit later = visit();
  later.counts = false;
  (void)desk_->invoice(later, std::nullopt);
  EXPECT_EQ(uses_.write(*store_, shop_->config.time_zone), 1U);
  EXPECT_EQ(uses_.write(*store_, shop_->config.time_zone), 0U);
  const auto use = store_->read<std::optional<LinkUse>>(
      [&](StoreTransaction& tx) { return tx.use_of_link(tx.link_of(order_)->id); });
  ASSERT_TRUE(use);
  EXPECT_EQ(use->uses, 3U);
  EXPECT_EQ(to_string(use->first_on), "2026-09-01");
  EXPECT_EQ(to_string(use->last_on), "2026-09-03");
}

TEST_F(BuyersFiles, TheWriterWritesAtItsEnd) {
  sell();
  {
    const LinkUseWriter writer(
        uses_, *store_, shop_->config.time_zone, [](const std::string&) {}, std::chrono::hours{1});
    (void)desk_->page(visit());
  }
  EXPECT_TRUE(store_->read<bool>(
      [&](StoreTransaction& tx) { return tx.use_of_link(tx.link_of(order_)->id).has_value(); }));
}

TEST_F(BuyersFiles, AnOrderWithoutInvoiceHasAPage) {
  ASSERT_TRUE(import_file("in", order_of({.id = "W-9"}), std::nullopt, *shop_, *store_, now_));
  order_ = *OrderId::parse("W-9");
  token_ = store_->write<std::string>([&](StoreTransaction& tx) {
    return token_of(ensure_link(order_, *shop_, tx, now_), *shop_);
  });
  EXPECT_EQ(shown(), PanelState::kNotYet);
  EXPECT_EQ(desk_->invoice(visit(), std::nullopt).kind, Kind::kNothing);
}

}  // namespace
}  // namespace enclosure::app
