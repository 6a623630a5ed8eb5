// Enclosures on their way into a mail: the budget to the byte, and the documents of that day.

#include "app/flow/enclosures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/flow/dispatch.h"
#include "app/flow/import_file.h"
#include "app/flow/sample_data.h"
#include "app/flow/verify.h"
#include "app/scheduler/scheduler.h"
#include "app/store/files.h"
#include "app/store/sqlite_store.h"
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

std::string order_on(const char* channel) {
  return std::string(
             R"({"id": "E-1", "fulfilment": "shop", "currency": "EUR", "prices": "gross", "channel": ")") +
         channel +
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

  /// A file that passes for a PDF, of exactly `size` bytes.
  void write_pdf(const std::string& name, std::size_t size, char filling = 'x') {
    std::string bytes = "%PDF-1.7\n";
    bytes += std::string(size - bytes.size() - 6, filling) + "%%EOF\n";
    write_file(folder_.path() / "products" / (name + ".pdf"), bytes);
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
  Collecting transport_;
};

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
