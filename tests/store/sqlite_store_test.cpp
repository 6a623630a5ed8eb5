// What is SQLite's own: files, locks, versions, several readers.

#include "app/store/sqlite_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/errors.h"
#include "app/store/data.h"
#include "tests/store/raw_sql.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

/// A database as the first `steps` steps of the schema left it.
void make_schema(const std::filesystem::path& file, std::size_t steps) {
  for (std::size_t i = 0; i < steps; ++i)
    ASSERT_EQ(raw(file, std::string(store_data::files()[i].bytes).c_str()), "");
}

using Mode = SqliteStore::Mode;

ExitCode exit_code_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const WorldError& error) {
    EXPECT_STRNE(error.what(), "");
    EXPECT_FALSE(error.hint().empty());
    return error.exit_code();
  }
  return kExitDone;
}

TEST(SqliteStore, KeepsWhatItWasTold) {
  const support::TemporaryFolder folder;
  const std::string file = (folder / "enclosure.db").string();
  {
    SqliteStore(file, Mode::kReadWrite).write([](StoreTransaction& tx) {
      tx.put_setting("a", "1");
    });
  }
  SqliteStore again(file, Mode::kReadOnly);
  EXPECT_EQ(again.read<std::string>([](StoreTransaction& tx) { return tx.setting("a"); }), "1");
}

TEST(SqliteStore, AReaderCannotWrite) {
  const support::TemporaryFolder folder;
  const std::string file = (folder / "enclosure.db").string();
  { const SqliteStore made(file, Mode::kReadWrite); }
  SqliteStore reader(file, Mode::kReadOnly);
  EXPECT_THROW(reader.write([](StoreTransaction& tx) { tx.put_setting("a", "1"); }),
               std::logic_error);
}

TEST(SqliteStore, AMissingFileIsNoStore) {
  const support::TemporaryFolder folder;
  EXPECT_EQ(exit_code_of([&] { SqliteStore((folder / "none.db").string(), Mode::kReadOnly); }),
            kExitConfiguration);
  EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
}

TEST(SqliteStore, AFileThatIsNoDatabaseIsRefused) {
  const support::TemporaryFolder folder;
  support::spit(
      folder / "enclosure.db",
      "this is a letter to my aunt, and long enough to be read as a header of a database file");
  EXPECT_NE(
      exit_code_of([&] { SqliteStore((folder / "enclosure.db").string(), Mode::kReadWrite); }),
      kExitDone);
}

TEST(SqliteStore, ALockedDatabaseIsTryLater) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  SqliteStore store(file.string(), Mode::kReadWrite, std::chrono::milliseconds{50});
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(
      exit_code_of([&] { store.write([](StoreTransaction& tx) { tx.put_setting("a", "1"); }); }),
      kExitTryLater);
  sqlite3_close(other);
  store.write([](StoreTransaction& tx) { tx.put_setting("a", "2"); });
}

TEST(SqliteStore, ANewerSchemaIsRefused) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  { const SqliteStore made(file.string(), Mode::kReadWrite); }
  EXPECT_EQ(raw(file, "PRAGMA user_version = 99"), "");
  EXPECT_EQ(exit_code_of([&] { SqliteStore(file.string(), Mode::kReadWrite); }),
            kExitConfiguration);
}

TEST(SqliteStore, EvenByHandAnIssuedDocumentIsNeitherChangedNorDeleted) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  { const SqliteStore made(file.string(), Mode::kReadWrite); }
  ASSERT_EQ(
      raw(file,
          "INSERT INTO orders (id, body, imported_at, updated_at, settled) VALUES "
          "('A', '{}', 0, 0, 0); INSERT INTO series VALUES ('R-2026', 1);"
          "INSERT INTO invoices VALUES ('R-2026-000001', 'R-2026', 1, 'A', '', '2026-09-01', 0, "
          "'de', 'EUR', 1, '{}', "
          "'{}', printf('%064d', 0), '', '{}', printf('%064d', 0), NULL, 'invoice', NULL, '', 0)"),
      "");
  EXPECT_NE(raw(file, "UPDATE invoices SET total = 2"), "");
  EXPECT_NE(raw(file, "DELETE FROM invoices"), "");
}

/// A file as the first version of the program left it: made by its SQL.
void make_schema_1(const std::filesystem::path& file) {
  ASSERT_EQ(raw(file, store_data::files().front().bytes.data()), "");
  ASSERT_EQ(raw(file, R"(
    PRAGMA user_version = 1;
    INSERT INTO orders VALUES ('A', '{}', 1, 1, 1), ('B', '{}', 2, 2, 0);
    INSERT INTO series VALUES ('R-2026', 7);
    INSERT INTO invoices VALUES
      ('R-2026-000003', 'R-2026', 3, 'A', 'S1', '2026-09-01', 5, 'de', 'EUR', 2499, '{"a": 1}', '{}',
       printf('%064d', 1), '', '{}', printf('%064d', 11), 3),
      ('R-2026-000007', 'R-2026', 7, 'A', 'S2', '2026-09-02', 6, 'de-DE', 'SEK', 100, '{"b": 2}', '{}',
       printf('%064d', 2), printf('%064d', 3), '{}', printf('%064d', 12), 7);)"),
            "");
}

TEST(SqliteStore, AStoreOfTheFirstSchemaIsTakenOverAsItIs) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  make_schema_1(file);
  SqliteStore store(file.string(), Mode::kReadWrite);
  EXPECT_TRUE(store.check().empty());
  const auto all = store.read<std::vector<StoredInvoice>>(
      [](StoreTransaction& tx) { return tx.invoices_of(*OrderId::parse("A")); });
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].number.to_string(), "R-2026-000007");
  EXPECT_EQ(all[1].shipment.to_string(), "S2");
  EXPECT_EQ(all[1].snapshot, "{\"b\": 2}");
  EXPECT_EQ(all[1].total, Money(100, *Currency::parse("SEK")));
  EXPECT_EQ(all[1].kind, invoice::InvoiceKind::kInvoice);
  EXPECT_TRUE(all[1].preceding.empty());
  store.write([&](StoreTransaction& tx) {
    EXPECT_EQ(tx.last_chain(), all[1].chain);
    EXPECT_EQ(tx.take_next_number("R-2026"), 8);
    StoredInvoice note = all[1];
    note.number = *InvoiceNumber::parse("RC-2026-000001");
    note.sequence = 8;
    note.kind = invoice::InvoiceKind::kCreditNote;
    note.preceding = all[1].number;
    note.cancels = true;
    note.chain = std::string(64, 'c');
    tx.add_invoice(note);
    EXPECT_EQ(tx.last_chain(), note.chain) << "documents come after those of the old table";
  });
  EXPECT_NE(raw(file, "UPDATE invoices SET total = 2"), "");
  EXPECT_NE(raw(file, "DELETE FROM invoices WHERE number = 'R-2026-000003'"), "");
}

/// Events of schema 6 stay, an opt-out now concerns its address, and so do the addresses of orders.
TEST(SqliteStore, EventsOfSchema6AreTakenOver) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  ASSERT_NO_FATAL_FAILURE(make_schema(file, 6));
  ASSERT_EQ(raw(file, R"(
    PRAGMA user_version = 6;
    INSERT INTO orders (id, body, imported_at, updated_at) VALUES
      ('A', '{"buyer": {"email": "Buyer@mail.example"}}', 1, 1), ('B', '{"buyer": {}}', 1, 1);
    INSERT INTO events VALUES ('e1', 'A', 'opted_out', 5, '', 6), ('e2', 'B', 'delivered', 7, 'S1', 8);
    INSERT INTO messages VALUES ('A', 1, 'sent', 1, NULL, 0, '', '', 1, 'm', 'r', '', 1, 1);)"),
            "");
  SqliteStore store(file.string(), Mode::kReadWrite);
  EXPECT_TRUE(store.check().empty());
  const OrderId order = *OrderId::parse("A");
  const EmailAddress address = *EmailAddress::parse("buyer@mail.example");
  store.write([&](StoreTransaction& tx) {
    ASSERT_EQ(tx.events_of(order).size(), 1U);
    EXPECT_EQ(tx.events_of(order)[0].type, EventType::kOptedOut);
    EXPECT_EQ(tx.events_of(*OrderId::parse("B"))[0].shipment.to_string(), "S1");
    EXPECT_EQ(tx.buyer_events_to(address).size(), 1U);
    EXPECT_THAT(tx.orders_to(address), testing::ElementsAre(order));
    EXPECT_EQ(tx.messages_of(order).front().plan.campaign, "");
  });
}

/// What schema 5 kept of enclosures is there, and still cannot be changed.
TEST(SqliteStore, EnclosuresOfSchema5AreTakenOver) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  ASSERT_NO_FATAL_FAILURE(make_schema(file, 5));
  ASSERT_EQ(raw(file, R"(
    PRAGMA user_version = 5;
    INSERT INTO orders (id, body, imported_at, updated_at) VALUES ('A', '{}', 1, 1);
    INSERT INTO messages VALUES ('A', 1, 'sent', 1, NULL, 0, '', '', 1, 'm', 'r', '', 1, 1);
    INSERT INTO enclosures VALUES
      ('A', 1, 0, 'hub', 'Hub', 'manual', 'de', '2', 'Handbuch', 'a.pdf', 'application/pdf',
       printf('%064d', 1), 7, 'attached', 'why', 1),
      ('A', 1, 1, 'big', 'Hub', 'drawing', 'de', '', 'Plan', 'b.pdf', 'application/pdf',
       printf('%064d', 2), 9, 'too_large', 'why', 1);)"),
            "");
  SqliteStore store(file.string(), Mode::kReadWrite);
  EXPECT_TRUE(store.check().empty());
  const OrderId order = *OrderId::parse("A");
  store.write([&](StoreTransaction& tx) {
    const auto kept = tx.enclosures_of(order, messaging::Stage::kDocuments);
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].version, "2");
    EXPECT_FALSE(kept[0].linked);
    EXPECT_TRUE(kept[1].linked);
    EXPECT_EQ(kept[1].bytes, 9U);
    EXPECT_FALSE(tx.notes_of(order, messaging::Stage::kDocuments));
  });
  EXPECT_NE(raw(file, "UPDATE enclosures SET title = 'x'"), "");
  EXPECT_NE(raw(file, "DELETE FROM enclosures"), "");
}

/// Rows of schema 12 get the places in which they were listed, and sent messages still stay sent.
TEST(SqliteStore, ListsOfSchema12AreTakenOver) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  ASSERT_NO_FATAL_FAILURE(make_schema(file, 12));
  ASSERT_EQ(raw(file, R"(
    PRAGMA user_version = 12;
    INSERT INTO orders (id, body, imported_at, updated_at) VALUES
      ('A', '{}', 2, 2), ('B', '{}', 1, 1), ('C', '{}', 1, 1);
    INSERT INTO messages VALUES ('A', 1, 'sent', 1, NULL, 0, '', '', 1, 'm', 'r', '', 1, 1, '');)"),
            "");
  SqliteStore store(file.string(), Mode::kReadWrite);
  store.read([](StoreTransaction& tx) {
    std::vector<std::string> ids;
    for (const ListedOrder& row : tx.list_orders({}, {}).rows) ids.push_back(row.order.to_string());
    EXPECT_THAT(ids, testing::ElementsAre("B", "C", "A"));
    EXPECT_EQ(tx.list_messages({}, {}).rows.size(), 1U);
  });
  EXPECT_NE(raw(file, "UPDATE messages SET state = 'failed', sent_at = NULL"), "");
}

TEST(SqliteStore, NotesOfAMailAreThoseOfItsLastAttemptAndStay) {
  const support::TemporaryFolder folder;
  const auto file = folder / "enclosure.db";
  SqliteStore store(file.string(), Mode::kReadWrite);
  ASSERT_EQ(raw(file, R"(
    INSERT INTO orders (id, body, imported_at, updated_at) VALUES ('A', '{}', 1, 1);
    INSERT INTO messages VALUES ('A', 1, 'scheduled', 1, NULL, 0, '', '', 0, '', '', '', NULL, 1, '', 1);)"),
            "");
  const OrderId order = *OrderId::parse("A");
  const auto stage = messaging::Stage::kDocuments;
  const KeptNotes first{
      {{"Hub", "Treiber", "https://d.example/1", "Windows", "1.0", std::string(64, 'a'), 7, true}},
      {"Hub: Einstecken."}};
  store.write([&](StoreTransaction& tx) {
    tx.keep_notes(order, stage, 1, first, Instant{});
    EXPECT_EQ(tx.notes_of(order, stage), first);
    tx.keep_notes(order, stage, 3, {}, Instant{});
    EXPECT_EQ(tx.notes_of(order, stage), KeptNotes{}) << "nothing is something";
    EXPECT_FALSE(tx.notes_of(*OrderId::parse("B"), stage));
  });
  EXPECT_NE(raw(file, "UPDATE mail_notes SET notes = '{}'"), "");
  EXPECT_NE(raw(file, "DELETE FROM mail_notes"), "");
}

}  // namespace
}  // namespace enclosure::app
