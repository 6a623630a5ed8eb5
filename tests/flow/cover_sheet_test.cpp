// The cover sheet on its way: what it says of an order, when it travels, what is kept.

#include "app/flow/cover_sheet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/links.h"
#include "app/flow/order_sheet.h"
#include "app/flow/sample_data.h"
#include "app/flow/verify.h"
#include "app/scheduler/scheduler.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
#include "tests/flow/collecting.h"
#include "tests/flow/token_desk.h"
#include "tests/support/pdf_rules/check_pdf.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const Instant kStart = *parse_instant("2026-09-01T08:00:00Z");
const OrderId kOrder = *OrderId::parse("E-1");

constexpr const char* kCatalogue = R"({"schema": 2,
  "shared": [{"id": "safety", "kind": "safety", "language": "de", "file": "safety.pdf", "title": "Sicherheit"}],
  "products": [
  {"match": {"sku": "X-*"}, "name": "Mug", "title": {"de": "Becher", "en": "Mug"}, "picture": "mug.png",
  "documents": ["safety",
    {"id": "manual", "kind": "manual", "language": "de", "file": "manual.pdf", "title": {"de": "Anleitung"}, "version": "1"},
    {"id": "conformity", "kind": "declaration_of_conformity", "language": "en", "file": "conformity.pdf",
     "title": {"en": "EU declaration", "fr": "Déclaration"}}],
  "drivers": [{"title": "App", "url": "https://d.example/app", "os": "Android"},
              {"title": "Driver", "url": "https://d.example/driver", "os": "Windows 11", "version": "4",
               "size": 1234567, "needed_before_first_use": true}],
  "quick_start": {"de": ["Zuerst ausspülen."], "en": ["Rinse first."]}},
  {"match": {"sku": "Y"}, "name": "Saucer", "documents": ["safety"]},
  {"match": {"sku": "Z"}, "name": "Spoon"}]})";

std::string line(const std::string& id, const std::string& sku) {
  return R"({"id": ")" + id + R"(", "sku": ")" + sku +
         R"(", "description": "Ware", "quantity": "1", "unit_price_gross": "9.99", "rate_class": "standard"})";
}

std::string order_of(const std::string& lines, const std::string& more = "") {
  return R"({"id": "E-1", "currency": "EUR", "prices": "gross", "channel": "shop", "fulfilment": "shop",
  "dispatch_from": {"country": "DE", "postcode": "20457", "city": "Hamburg"},
  "deliver_to": {"name": "Erika Mustermann", "lines": ["Beispielweg 1"], "postcode": "10115", "city": "Berlin", "country": "DE"},
  "buyer": {"type": "consumer", "name": "Erika Mustermann", "language": "de", "email": "erika@buyer.example"},
  "shipments": [{"id": "S1", "shipped_at": "2026-09-01T07:00:00Z"}],)" +
         more + R"("lines": [)" + lines + "]}";
}

class SheetOfAnOrder : public testing::Test {
 protected:
  SheetOfAnOrder() {
    const std::map<std::string_view, std::string> copies{
        {"enclosure.json", "enclosure.json"},
        {"logo.png", "logo.png"},
        {"products/manuals/power-supply-safety.pdf", "products/safety.pdf"},
        {"products/manuals/usb-hub.de.pdf", "products/manual.pdf"},
        {"products/manuals/usb-hub-conformity.en.pdf", "products/conformity.pdf"}};
    for (const EmbeddedFile& file : sample_data::files()) {
      const auto copy = copies.find(file.path);
      if (copy != copies.end()) write_file(folder_.path() / copy->second, file.bytes);
      if (file.path == "logo.png") write_file(folder_.path() / "products/mug.png", file.bytes);
    }
    write_catalogue(kCatalogue);
  }

  void write_catalogue(const std::string& json) {
    write_file(folder_.path() / "products/catalogue.json", json);
  }

  void replace_in_catalogue(const std::string& from, const std::string& to) {
    std::string json = read_file(folder_.path() / "products/catalogue.json");
    json.replace(json.find(from), from.size(), to);
    write_catalogue(json);
    shop_.emplace(*Shop::open(folder_.path()));
  }

  TokenDesk desk() {
    return {*shop_, *store_, [] { return kStart + std::chrono::hours{10}; }};
  }
  std::string token() {
    return store_->read<std::string>(
        [&](StoreTransaction& tx) { return token_of(*tx.link_of(kOrder), *shop_); });
  }
  std::vector<std::string> titles_on_page() {
    std::vector<std::string> all;
    const auto page = desk().page(token());
    for (const auto& product : page->products)
      for (const auto& one : product.enclosures) all.push_back(one.title);
    return all;
  }

  void open(const std::string& order) {
    store_ = std::make_unique<SqliteStore>((folder_ / "enclosure.db").string(),
                                           SqliteStore::Mode::kReadWrite);
    shop_.emplace(*Shop::open(folder_.path()));
    const auto report = import_file("in", order, std::nullopt, *shop_, *store_, kStart);
    EXPECT_TRUE(report) << report.faults().front().message;
  }

  void pass(Instant now) {
    ScheduleReport report;
    run_pass(*shop_, *store_, transport_, {}, std::nullopt, now, report);
  }

  /// Issues, and plans what is due later.
  void issue() {
    shop_->config.messages.documents_delay = std::chrono::hours{1};
    pass(kStart - std::chrono::minutes{30});
  }

  std::vector<KeptEnclosure> kept() {
    return store_->read<std::vector<KeptEnclosure>>([](StoreTransaction& tx) {
      return tx.enclosures_of(kOrder, messaging::Stage::kDocuments);
    });
  }

  ComposedMail composed() {
    return store_->read<ComposedMail>([&](StoreTransaction& tx) {
      const auto known = mail_case(kOrder, *shop_, tx, kStart);
      auto mail = compose_message(tx.messages_of(kOrder).at(0).plan, *known, *shop_, kStart);
      EXPECT_TRUE(mail) << mail.faults().front().message;
      return *std::move(mail);
    });
  }

  Order stored_order() {
    return store_->read<Order>([](StoreTransaction& tx) { return tx.order(kOrder)->order; });
  }

  /// What the sheet says when `documents` travel like that.
  invoice::CoverSheet said(const std::vector<LoadedEnclosure>& documents = {},
                           const std::string& page = "https://page.example/i/1") {
    const Order order = stored_order();
    const auto selection = selection_for(order, *shop_, kStart);
    notices_.clear();
    return cover_sheet_of({order, selection, documents, page, true}, *shop_, kStart, notices_);
  }

  Result<OrderSheet> printed() {
    return store_->transaction<OrderSheet>(
        [&](StoreTransaction& tx) { return sheet_of_order(kOrder, *shop_, tx, kStart); });
  }

  static std::vector<std::string> kinds(const ComposedMail& mail) {
    std::vector<std::string> all;
    for (const LoadedEnclosure& one : mail.enclosures)
      all.push_back(one.kept.kind + " " + one.kept.carriage);
    return all;
  }

  support::TemporaryFolder folder_;
  std::unique_ptr<SqliteStore> store_;
  std::optional<Shop> shop_;
  Collecting transport_;
  Faults notices_;
};

std::vector<std::string> titles(const std::vector<invoice::SheetDocument>& documents) {
  std::vector<std::string> all;
  for (const auto& one : documents) all.push_back(one.title);
  return all;
}

std::vector<std::string> titles(const std::vector<invoice::SheetDownload>& downloads) {
  std::vector<std::string> all;
  for (const auto& one : downloads) all.push_back(one.title);
  return all;
}

TEST_F(SheetOfAnOrder, SaysWhatComesFirstThenProductByProduct) {
  open(order_of(line("1", "X-1") + "," + line("2", "Y") + "," + line("3", "Z")));
  const auto sheet = said();
  EXPECT_EQ(sheet.language.to_string(), "de");
  EXPECT_EQ(sheet.order, "E-1");
  EXPECT_EQ(sheet.page_url, "https://page.example/i/1");
  EXPECT_FALSE(sheet.page_code);
  EXPECT_THAT(titles(sheet.read_first), ElementsAre("Sicherheit"));
  EXPECT_THAT(sheet.read_first[0].products,
              ElementsAre("Becher", "Ware"));  // as ordered: no German title
  ASSERT_THAT(sheet.install_first, SizeIs(1));
  EXPECT_EQ(sheet.install_first[0].url, "https://d.example/driver");
  EXPECT_EQ(sheet.install_first[0].version, "4");
  EXPECT_EQ(sheet.install_first[0].size, 1'234'567U);
  EXPECT_THAT(sheet.install_first[0].products, ElementsAre("Becher"));

  ASSERT_THAT(sheet.products, SizeIs(1));  // nothing is left to say about the others
  const auto& mug = sheet.products[0];
  EXPECT_EQ(mug.title, "Becher");
  EXPECT_TRUE(mug.picture);
  EXPECT_THAT(mug.steps, ElementsAre("Zuerst ausspülen."));
  EXPECT_THAT(titles(mug.documents), ElementsAre("Anleitung", "EU declaration"));
  EXPECT_FALSE(mug.documents[0].title_language);
  EXPECT_EQ(mug.documents[1].title_language->to_string(), "en");
  EXPECT_EQ(mug.documents[1].language.to_string(), "en");
  EXPECT_EQ(mug.documents[0].carriage, invoice::SheetCarriage::kUnsaid);
  EXPECT_THAT(titles(mug.downloads), ElementsAre("App"));
  EXPECT_THAT(notices_, IsEmpty());
}

TEST_F(SheetOfAnOrder, NamesNoProductWhereThereIsOne) {
  open(order_of(line("1", "X-1")));
  const auto sheet = said();
  EXPECT_THAT(sheet.read_first[0].products, IsEmpty());
  EXPECT_THAT(sheet.install_first[0].products, IsEmpty());
}

TEST_F(SheetOfAnOrder, LeavesOutFirstStepsInAnotherLanguage) {
  open(order_of(line("1", "X-1")));
  const Order order = [&] {
    Order changed = stored_order();
    changed.buyer.language = *LanguageTag::parse("fi");
    return changed;
  }();
  const auto selection = selection_for(order, *shop_, kStart);
  const auto sheet = cover_sheet_of({order, selection, {}, "", true}, *shop_, kStart, notices_);
  EXPECT_EQ(sheet.language.to_string(), "fi");
  ASSERT_THAT(sheet.products, SizeIs(1));
  EXPECT_THAT(sheet.products[0].steps, IsEmpty());
}

TEST_F(SheetOfAnOrder, LeavesOutAPictureThatCannotBeShown) {
  open(order_of(line("1", "X-1")));
  write_file(folder_.path() / "products/mug.png", "GIF89a");
  EXPECT_FALSE(said().products[0].picture);
  ASSERT_THAT(notices_, SizeIs(1));
  EXPECT_EQ(notices_[0].code, "SHEET-001");
  EXPECT_EQ(notices_[0].path, "products/mug.png");

  std::filesystem::remove(folder_.path() / "products/mug.png");
  std::filesystem::create_symlink("/etc/hostname", folder_.path() / "products/mug.png");
  EXPECT_FALSE(said().products[0].picture);
  EXPECT_THAT(notices_.at(0).message, HasSubstr("leads out"));
}

TEST_F(SheetOfAnOrder, GoesLastAndSaysWhatIsReallyAttached) {
  open(order_of(line("1", "X-1")));
  issue();
  const auto whole = composed();
  EXPECT_THAT(kinds(whole),
              ElementsAre("safety attached", "manual attached",
                          "declaration_of_conformity attached", "cover_sheet attached"));
  const LoadedEnclosure& sheet = whole.enclosures.back();
  EXPECT_EQ(sheet.kept.file_name, "Unterlagen und erste Schritte.pdf");
  EXPECT_THAT(support::check_pdf(sheet.bytes), IsEmpty());
  EXPECT_THAT(whole.message.text, HasSubstr("- Unterlagen und erste Schritte"));

  shop_->config.mail.shop.files = 3;  // the invoice and two more
  const auto full = composed();
  EXPECT_THAT(kinds(full), ElementsAre("safety attached", "manual attached",
                                       "declaration_of_conformity too_many_files"));

  shop_->config.mail.shop.files = 0;
  std::vector<LoadedEnclosure> packed = whole.enclosures;
  packed.pop_back();
  packed[1].kept.carriage = "too_large";
  const auto said_so = said(packed);
  EXPECT_EQ(said_so.read_first[0].carriage, invoice::SheetCarriage::kAttached);
  EXPECT_EQ(said_so.products[0].documents[0].carriage, invoice::SheetCarriage::kOnline);
  EXPECT_EQ(said_so.products[0].documents[0].url, "https://page.example/i/1/manuals/1");
  EXPECT_EQ(said_so.products[0].documents[1].carriage, invoice::SheetCarriage::kAttached);
  // Without a page the manual reaches nobody.
  EXPECT_THAT(titles(said(packed, "").products[0].documents), ElementsAre("EU declaration"));
}

TEST_F(SheetOfAnOrder, GivesWayToTheBudgetPicturesFirst) {
  open(order_of(line("1", "X-1")));
  issue();
  const auto whole = composed();
  const std::uint64_t size = whole.message.bytes.size();
  shop_->config.mail.shop.budget_bytes = size;
  EXPECT_EQ(composed().message.bytes.size(), size);

  shop_->config.mail.shop.budget_bytes = size - 1;
  const auto plain = composed();
  ASSERT_THAT(kinds(plain), SizeIs(4));
  EXPECT_LT(plain.message.bytes.size(), size);
  EXPECT_LT(plain.enclosures.back().bytes.size(), whole.enclosures.back().bytes.size());

  shop_->config.mail.shop.budget_bytes = plain.message.bytes.size() - 1;
  EXPECT_THAT(kinds(composed()), ElementsAre("safety attached", "manual attached",
                                             "declaration_of_conformity attached"));
}

TEST_F(SheetOfAnOrder, StaysAwayWhereTheShopWantsNone) {
  write_catalogue(kCatalogue);
  open(order_of(line("1", "X-1")));
  issue();
  shop_->config.cover_sheet = false;
  EXPECT_THAT(kinds(composed()), SizeIs(3));
  EXPECT_TRUE(printed());  // paper is another matter
}

TEST_F(SheetOfAnOrder, IsNotMadeOfNothing) {
  open(order_of(line("1", "Z")));
  issue();
  EXPECT_THAT(kinds(composed()), IsEmpty());
  const auto none = printed();
  ASSERT_FALSE(none);
  EXPECT_EQ(none.faults().front().code, "SHEET-003");
}

TEST_F(SheetOfAnOrder, OnAmazonOnlyWithAnInvoiceAndWithLinksNeededFirst) {
  open(order_of(line("1", "X-1")));
  Order order = stored_order();
  order.channel = Channel::kAmazon;
  for (const Fulfilment fulfilment : {Fulfilment::kFba, Fulfilment::kFbm}) {
    order.fulfilment = fulfilment;
    EXPECT_FALSE(takes_cover_sheet(order, 0, *shop_));
    EXPECT_TRUE(takes_cover_sheet(order, 1, *shop_));
  }
  const auto selection = selection_for(order, *shop_, kStart);
  const auto sheet = cover_sheet_of({order, selection, {}, "", true}, *shop_, kStart, notices_);
  EXPECT_THAT(titles(sheet.install_first), ElementsAre("Driver"));
  EXPECT_THAT(sheet.products[0].downloads, IsEmpty());
}

TEST_F(SheetOfAnOrder, IsKeptAndSentAgainAsItWas) {
  open(order_of(line("1", "X-1")));
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(kStart);
  ASSERT_THAT(kept(), SizeIs(4));
  EXPECT_EQ(kept().back().kind, "cover_sheet");
  EXPECT_EQ(kept().back().carriage, "attached");

  shop_->config.cover_sheet = false;
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{1});
  ASSERT_THAT(transport_.mails, SizeIs(2));
  const auto sheet_in = [](const std::string& mail) {
    const auto at = mail.find("Unterlagen und erste Schritte.pdf");
    EXPECT_NE(at, std::string::npos);
    return at == std::string::npos ? std::string() : mail.substr(at);
  };
  EXPECT_EQ(sheet_in(transport_.mails[0]), sheet_in(transport_.mails[1]));
  const auto paper = printed();
  ASSERT_TRUE(paper);
  EXPECT_TRUE(paper->was_kept);
  EXPECT_EQ(paper->sheet.enclosure.kept.sha256, kept().back().sha256);
  EXPECT_THAT(verify(*shop_, *store_).defects, IsEmpty());
}

/// The only sheet of a mail, or nothing.
const LoadedEnclosure* sheet_of(const ComposedMail& mail) {
  const LoadedEnclosure* sheet = nullptr;
  for (const LoadedEnclosure& one : mail.enclosures) {
    if (one.kept.kind != kCoverSheetKind) continue;
    EXPECT_EQ(sheet, nullptr) << "two sheets";
    sheet = &one;
  }
  return sheet;
}

TEST_F(SheetOfAnOrder, IsMadeAnewWhereALinkWasWithdrawnBeforeTheMailWent) {
  open(order_of(line("1", "X-1")));
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(kStart);
  const std::string old_sheet = kept().back().sha256;
  replace_in_catalogue("https://d.example/driver", "https://d.example/drive2");
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{1});
  ASSERT_THAT(kept(), SizeIs(5));
  const std::string new_sheet = kept().back().sha256;
  EXPECT_NE(new_sheet, old_sheet);

  const ComposedMail sent = composed();
  ASSERT_NE(sheet_of(sent), nullptr);
  EXPECT_EQ(sheet_of(sent)->kept.sha256, new_sheet);
  EXPECT_EQ(printed()->sheet.enclosure.kept.sha256, new_sheet);
  EXPECT_THAT(titles_on_page(), ElementsAre("Sicherheit", "Anleitung",
                                            "Unterlagen und erste Schritte", "EU declaration"));
  // A mail that was sent keeps its own; the page shows no link but those of today.
  replace_in_catalogue("https://d.example/drive2", "https://d.example/drive3");
  EXPECT_EQ(sheet_of(composed())->kept.sha256, new_sheet);
  EXPECT_THAT(titles_on_page(), ElementsAre("Sicherheit", "Anleitung", "EU declaration"));
  EXPECT_TRUE(desk().manual(token(), 2));
  EXPECT_FALSE(desk().manual(token(), 3));
  EXPECT_THAT(verify(*shop_, *store_).defects, IsEmpty());
}

TEST_F(SheetOfAnOrder, StaysBehindWhereNoneCanBeMadeAnew) {
  open(order_of(line("1", "X-1")));
  transport_.answer = DispatchOutcome::Kind::kRetryAt;
  pass(kStart);
  replace_in_catalogue("https://d.example/driver", "https://d.example/drive2");
  replace_in_catalogue("\"de\": \"Anleitung\"",
                       "\"de\": \"Handbuch\"");  // it was judged as another
  pass(kStart + std::chrono::hours{1});
  transport_.answer = DispatchOutcome::Kind::kSent;
  pass(kStart + std::chrono::hours{9});
  EXPECT_THAT(kinds(composed()), ElementsAre("safety attached", "manual attached",
                                             "declaration_of_conformity attached"));
  EXPECT_THAT(titles_on_page(), ElementsAre("Sicherheit", "Anleitung", "EU declaration"));
  const auto paper = printed();
  ASSERT_TRUE(paper);
  EXPECT_FALSE(paper->was_kept);
  EXPECT_TRUE(paper->mail_went_without);
}

TEST_F(SheetOfAnOrder, IsPrintedBeforeTheMailWithoutSayingHowThingsTravel) {
  open(order_of(line("1", "X-1")));
  const auto paper = printed();
  ASSERT_TRUE(paper);
  EXPECT_FALSE(paper->was_kept);
  EXPECT_FALSE(paper->mail_went_without);
  EXPECT_THAT(support::check_pdf(paper->sheet.enclosure.bytes), IsEmpty());
  const auto unknown = store_->transaction<OrderSheet>([&](StoreTransaction& tx) {
    return sheet_of_order(*OrderId::parse("E-2"), *shop_, tx, kStart);
  });
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.faults().front().code, "SHEET-002");
}

}  // namespace
}  // namespace enclosure::app
