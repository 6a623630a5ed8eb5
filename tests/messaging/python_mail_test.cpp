#include <gmock/gmock.h>

#include <random>

#include "core/text.h"
#include "tests/messaging/mail_world.h"
#include "tests/messaging/python_reader.h"

namespace enclosure::messaging {
namespace {

using nlohmann::json;
using testing::IsEmpty;

std::string bytes_of(const MessageContent& content) {
  const auto message = compose(content, built_in_texts());
  EXPECT_TRUE(message) << (message ? "" : message.faults().front().message);
  return message ? message->bytes : "";
}

json read_one(const MessageContent& content) {
  const json read = read_by_python({bytes_of(content)});
  return read.size() == 1 ? read.front() : json::object();
}

/// Every byte value, in an order that base64 has to carry over its groups.
std::string all_bytes() {
  std::string bytes;
  for (int i = 0; i < 3 * 256 + 1; ++i) bytes.push_back(static_cast<char>(i * 7));
  return bytes;
}

TEST(PythonReads, TheWholeMessage) {
  MessageContent content = documents_in("pl");
  content.attachments.push_back(
      {"Größe & Maß \"7\", Ελληνικά 日本.pdf", "application/pdf", all_bytes()});
  const auto composed = compose(content, built_in_texts());
  ASSERT_TRUE(composed);
  const json read = read_one(content);
  EXPECT_EQ(read["subject"], composed->subject);
  EXPECT_EQ(read["from_name"], "Müller Haushaltswaren GmbH, Köln");
  EXPECT_EQ(read["from_address"], "shop@seller.example");
  EXPECT_EQ(read["to_name"], "Łucja Przykładowa");
  EXPECT_EQ(read["to_address"], "k7x2m@relay.example");
  EXPECT_EQ(read["date"], "2026-06-02T08:00:00+00:00");
  EXPECT_EQ(read["message_id"], "<305-1234567-1234567.documents@mail.seller.example>");
  EXPECT_EQ(read["language"], "pl");
  EXPECT_EQ(read["type"], "multipart/mixed");
  EXPECT_EQ(read["text"], composed->text);
  EXPECT_THAT(read["defects"], IsEmpty());
  EXPECT_EQ(read["files"].size(), 3U);
  EXPECT_EQ(read["files"][0]["name"], "R-2026-000017.pdf");
  EXPECT_EQ(read["files"][1]["name"], "Anleitung für Größe 7.pdf");
  EXPECT_EQ(read["files"][2]["name"], content.attachments[2].file_name);
  EXPECT_EQ(read["files"][2]["type"], "application/pdf");
  EXPECT_EQ(read["files"][2]["size"], all_bytes().size());
  // sha256 of the bytes above, by coreutils
  EXPECT_EQ(read["files"][2]["sha256"],
            "40a10561b54a0272d22c47486ac2e222961fa648e668b4a289a6c812502b477d");
}

TEST(PythonReads, TheFieldsAndNoOthers) {
  MessageContent content = check_up_in("sv");
  content.reply_to = Mailbox{"Kundtjänst", *EmailAddress::parse("svar@seller.example")};
  const json read = read_one(content);
  EXPECT_EQ(read["fields"],
            json({"date", "from", "reply-to", "to", "subject", "message-id", "auto-submitted",
                  "content-language", "mime-version", "content-type"}));
  EXPECT_EQ(read["type"], "multipart/alternative");
  EXPECT_THAT(read["files"], IsEmpty());
}

TEST(PythonReads, TheOptOutOfOneClick) {
  MessageContent content = check_up_in("de");
  content.unsubscribe_url =
      "https://invoices.seller.example/u/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
  const json read = read_one(content);
  EXPECT_EQ(read["fields"], json({"date", "from", "to", "subject", "message-id", "auto-submitted",
                                  "list-unsubscribe", "list-unsubscribe-post", "content-language",
                                  "mime-version", "content-type"}));
  EXPECT_THAT(read["defects"], IsEmpty());
}

TEST(PythonReads, LongFileNames) {
  MessageContent content = documents_in("de");
  std::string long_name;
  for (int i = 0; i < 25; ++i) long_name += "Überlänge ";
  content.attachments[1].file_name = long_name + "日本語.pdf";
  const json read = read_one(content);
  EXPECT_EQ(read["files"][1]["name"], content.attachments[1].file_name);
  EXPECT_THAT(read["defects"], IsEmpty());
}

/// A name of up to `longest` characters, from blocks that names of buyers come from (and some that
/// they do not), with single blanks: Python makes one of two.
std::string random_name(std::mt19937& random, std::size_t longest) {
  constexpr std::pair<char32_t, char32_t> kBlocks[] = {
      {0x21, 0x7E},       {0x20, 0x20},   {0xC0, 0x17F},  {0x391, 0x3A1},   {0x3B1, 0x3C9},
      {0x410, 0x44F},     {0x5D0, 0x5EA}, {0x300, 0x30F}, {0x4E00, 0x4E50}, {0x3041, 0x3090},
      {0x1F600, 0x1F64F}, {0x41, 0x5A},   {0x61, 0x7A},   {0x22, 0x22},     {0x2C, 0x2E}};
  std::string name;
  for (std::size_t n = 1 + random() % longest; n > 0; --n) {
    const auto& [first, last] = kBlocks[random() % std::size(kBlocks)];
    if (first == ' ' && name.ends_with(' ')) continue;
    append_utf8(name, first + static_cast<char32_t>(random() % (last - first + 1)));
  }
  name = std::string(trim(name));
  return name.empty() ? "x" : name;
}

std::string without_blanks(std::string text) {
  std::erase(text, ' ');
  return text;
}

/// Whether two encoded words stand side by side in the field.
bool has_neighbours(const std::string& message, const std::string& field) {
  const auto begin = message.find("\r\n" + field + ": ");
  const auto end = message.find("\r\n", message.find('@', begin));
  return message.substr(begin, end - begin).find("?=\r\n =?") != std::string::npos;
}

TEST(PythonReads, RandomNamesSubjectsAndFileNames) {
  std::mt19937 random(2047);
  std::vector<MessageContent> contents;
  std::vector<std::string> messages;
  for (int i = 0; i < 400; ++i) {
    MessageContent content = documents_in("en");
    content.from.name = random_name(random, 20);
    content.to.name = random_name(random, i % 4 == 0 ? 90 : 14);
    content.buyer_name = content.to.name;
    content.brand = random_name(random, 30);
    content.attachments[0].file_name = random_name(random, 60) + ".pdf";
    for (char& c : content.attachments[0].file_name) {
      if (c == '/' || c == '\\') c = '_';
    }
    messages.push_back(bytes_of(content));
    contents.push_back(std::move(content));
  }
  const json read = read_by_python(messages);
  ASSERT_EQ(read.size(), contents.size());
  std::size_t without_neighbours = 0;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    SCOPED_TRACE(messages[i].substr(0, 600));
    const MessageContent& content = contents[i];
    EXPECT_EQ(read[i]["from_older"], content.from.name);
    EXPECT_EQ(read[i]["to_older"], content.to.name);
    const std::string to_name = read[i]["to_name"];
    if (has_neighbours(messages[i], "To")) {
      EXPECT_EQ(without_blanks(to_name), without_blanks(content.to.name));
    } else {
      ++without_neighbours;
      EXPECT_EQ(to_name, content.to.name);
    }
    EXPECT_EQ(read[i]["files"][0]["name"], content.attachments[0].file_name);
    const std::string text = read[i]["text"];
    EXPECT_NE(text.find(content.brand), std::string::npos);
    EXPECT_EQ(read[i]["fields"].size(), 9U);
    EXPECT_THAT(read[i]["defects"], IsEmpty());
  }
  EXPECT_GT(without_neighbours, 250U);
}

/// Names as they are: none of them is changed on the way.
TEST(PythonReads, NamesOfEverySort) {
  const std::vector<std::string> names = {
      "Anna Example",
      "Example, Anna (Büro)",
      "Ann \"Annie\" O'Example \\ Co.",
      "Łódź Przykładowska-Żółć",
      "Κωνσταντίνος Παπαδόπουλος Παράδειγμα",
      "Константин Примеров-Образцов Димитров",
      "日本 太郎",
      "Beispiel Haushaltswaren und Gartengeräte Großhandelsgesellschaft mbH & Co. KG, Köln",
      "Société d'exemple pour l'électroménager et l'équipement de la maison, Orléans",
      "Beispiel und Söhne Gesellschaft mit beschränkter Haftung, Zweigniederlassung Österreich",
      "An Example of a Very Long Company Name that is Nothing but Plain Letters Limited",
      "=?UTF-8?Q?not_a_word?=",
      std::string(120, 'x'),
  };
  std::vector<std::string> messages;
  for (const std::string& name : names) {
    MessageContent content = check_up_in("en");
    content.from.name = name;
    content.to.name = name;
    messages.push_back(bytes_of(content));
  }
  const json read = read_by_python(messages);
  ASSERT_EQ(read.size(), names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool too_long_for_one = names[i].size() == 120;
    EXPECT_EQ(read[i]["to_older"], names[i]);
    EXPECT_EQ(read[i]["from_older"], names[i]);
    if (too_long_for_one) continue;
    EXPECT_EQ(read[i]["to_name"], names[i]) << messages[i].substr(0, 500);
    EXPECT_EQ(read[i]["from_name"], names[i]) << messages[i].substr(0, 500);
  }
}

TEST(PythonReads, LongSubjects) {
  // The subject holds the order number alone of what others wrote; the field itself is tested with
  // more.
  MessageContent content = documents_in("fr");
  content.order = *OrderId::parse(std::string(64, 'A'));
  const auto composed = compose(content, built_in_texts());
  ASSERT_TRUE(composed);
  EXPECT_EQ(read_one(content)["subject"], composed->subject);
}

}  // namespace
}  // namespace enclosure::messaging
