#include "messaging/compose.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <sstream>

#include "tests/messaging/mail_world.h"

namespace enclosure::messaging {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ComposedMessage composed(const MessageContent& content) {
  auto message = compose(content, built_in_texts());
  for (const Fault& fault : message.faults()) {
    ADD_FAILURE() << fault.code << " " << fault.path << ": " << fault.message;
  }
  return message ? *std::move(message) : ComposedMessage{};
}

TEST(Compose, SaysWhatTheDocumentsAre) {
  const auto message = composed(documents_in("en"));
  EXPECT_EQ(message.subject, "Invoice and product documents for your order 305-1234567-1234567");
  EXPECT_EQ(message.text,
            "Hello Łucja Przykładowa,\n"
            "\n"
            "Thank you for your order 305-1234567-1234567.\n"
            "\n"
            "Your invoice R-2026-000017 is attached to this message.\n"
            "You can also open it here: https://invoice.seller.example/i/9f3c2a71d0\n"
            "\n"
            "So that everything is at hand when the parcel arrives, we also enclose:\n"
            "- USB-Hub 7: Handbuch\n"
            "\n"
            "These files are too large to attach; you can download them here:\n"
            "- USB-Hub 7: Atlas (12 MB): "
            "https://invoice.seller.example/i/9f3c2a71d0/manuals/1\n"
            "\n"
            "Please install before first use:\n"
            "- USB-Hub 7 (Windows 11): https://drivers.seller.example/hub7/v4\n"
            "\n"
            "If you have a question about your order or if something is missing, just reply to "
            "this message.\n"
            "\n"
            "Kind regards,\n"
            "Müller Haushaltswaren\n");
}

TEST(Compose, LeavesOutWhatThereIsNot) {
  MessageContent content = documents_in("de");
  content.buyer_name.clear();
  content.invoice_numbers = {"R-1", "R-2"};
  content.invoice_url.clear();
  content.manual_titles.clear();
  content.manuals_as_links.clear();
  content.drivers.clear();
  EXPECT_EQ(composed(content).subject, "Rechnungen zu Ihrer Bestellung 305-1234567-1234567");
  EXPECT_EQ(composed(content).text,
            "Guten Tag,\n"
            "\n"
            "vielen Dank für Ihre Bestellung 305-1234567-1234567.\n"
            "\n"
            "Ihre Rechnungen R-1, R-2 liegen dieser Nachricht bei.\n"
            "\n"
            "Wenn Sie eine Frage zu Ihrer Bestellung haben oder etwas fehlt, antworten Sie einfach "
            "auf diese Nachricht.\n"
            "\n"
            "Freundliche Grüße\n"
            "Müller Haushaltswaren\n");
}

TEST(Compose, AnInvoiceMayComeAsALinkOnly) {
  MessageContent content = documents_in("fr");
  content.invoice_attached = false;
  content.invoice_numbers.clear();
  EXPECT_THAT(composed(content).text, HasSubstr("Vous pouvez consulter votre facture ici\u00a0: "
                                                "https://invoice.seller.example/i/9f3c2a71d0\n"));
}

TEST(Compose, TheRequestFollowsTheOfferOfHelp) {
  const auto message = composed(request_in("en", Stage::kReview, 1));
  EXPECT_EQ(message.subject, "Your opinion on your order 305-1234567-1234567");
  const auto help = message.text.find("please reply to this message");
  const auto request = message.text.find("please consider writing a review of this product in");
  EXPECT_NE(help, std::string::npos);
  EXPECT_LT(help, request);
  EXPECT_THAT(message.text,
              HasSubstr("welcome.\n- Compact Scale 5 kg: https://www.amazon.de/review/"
                        "create-review?asin=B000TEST01\n\nKind"));
}

TEST(Compose, SeveralProductsAndNoLinkHaveTheirOwnWords) {
  EXPECT_THAT(composed(request_in("es", Stage::kReview, 2)).text,
              AllOf(HasSubstr("una reseña de estos productos."), HasSubstr("- USB-Hub 7: ")));
  EXPECT_THAT(composed(request_in("es", Stage::kReview, 0)).text,
              AllOf(HasSubstr("una reseña en la página del producto."), Not(HasSubstr("- "))));
}

TEST(Compose, TheCheckUpComesWithAndWithoutRequest) {
  const auto alone = composed(check_up_in("nl"));
  EXPECT_EQ(alone.subject, "Hulp bij uw bestelling 305-1234567-1234567");
  EXPECT_THAT(alone.text, Not(HasSubstr("recensie")));
  const auto asking = composed(request_in("nl", Stage::kCheckUp));
  EXPECT_THAT(asking.subject, HasSubstr("ervaring"));
  EXPECT_THAT(asking.text, HasSubstr("recensie"));
}

TEST(Compose, HeaderAndStructure) {
  const auto message = composed(documents_in("de-AT"));
  EXPECT_EQ(message.message_id, "305-1234567-1234567.documents@mail.seller.example");
  EXPECT_EQ(message.reverse_path.to_string(), "shop@seller.example");
  EXPECT_EQ(message.forward_path.to_string(), "k7x2m@relay.example");
  EXPECT_THAT(
      message.bytes,
      AllOf(StartsWith("Date: Tue, 02 Jun 2026 08:00:00 +0000\r\nFrom: "),
            HasSubstr("\r\nMessage-ID: <305-1234567-1234567.documents@mail.seller.example>\r\n"),
            HasSubstr("\r\nContent-Language: de-AT\r\nMIME-Version: 1.0\r\n"),
            HasSubstr("\r\nAuto-Submitted: auto-generated\r\n"),
            HasSubstr("\r\nContent-Type: multipart/mixed;"),
            HasSubstr("\r\nContent-Type: multipart/alternative;"), Not(HasSubstr("Reply-To"))));
  EXPECT_THAT(composed(check_up_in("de")).bytes, Not(HasSubstr("multipart/mixed")));
}

TEST(Compose, TheSameContentGivesTheSameBytes) {
  EXPECT_EQ(composed(documents_in("pl")).bytes, composed(documents_in("pl")).bytes);
}

TEST(Compose, MessageIdDerivesFromOrderAndStageAlone) {
  MessageContent other = documents_in("fr");
  other.date = *parse_instant("2027-01-01T00:00:00Z");
  other.brand = "Other";
  EXPECT_EQ(composed(other).message_id, composed(documents_in("de")).message_id);
  EXPECT_EQ(message_id_of(*OrderId::parse("wc.1042"), Stage::kCheckUp, "a.example"),
            "wc+1042.check_up@a.example");
  MessageContent without_domain = documents_in("de");
  without_domain.message_id_domain.clear();
  EXPECT_EQ(composed(without_domain).message_id, "305-1234567-1234567.documents@seller.example");
}

TEST(Compose, EveryLineIsShortAndEndsWithCrLf) {
  MessageContent content = documents_in("pl");
  content.attachments.push_back({"big.pdf", "application/pdf", std::string(5000, '\xA7')});
  content.manual_titles.push_back(std::string(900, 'x'));
  const std::string bytes = composed(content).bytes;
  std::istringstream lines(bytes);
  for (std::string line; std::getline(lines, line);) {
    ASSERT_TRUE(line.ends_with('\r'));
    EXPECT_LE(line.size() - 1, 78U) << line;
    EXPECT_EQ(line.find('\r'), line.size() - 1);
  }
}

TEST(Compose, HtmlEscapesWhatOthersWrote) {
  MessageContent content = documents_in("en");
  content.manual_titles = {"<script>alert(1)</script> & more"};
  content.buyer_name = "O'Brien <b>";
  const auto bytes = composed(content).bytes;
  EXPECT_THAT(bytes, AllOf(HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more"),
                           HasSubstr("Hello O&#39;Brien &lt;b&gt;,")));
}

struct FaultCase {
  const char* name;
  std::function<void(MessageContent&)> change;
  std::vector<std::string> faults;  // "code path"
};
void PrintTo(const FaultCase& c, std::ostream* out) {
  *out << c.name;
}

class ComposeFault : public testing::TestWithParam<FaultCase> {};

TEST_P(ComposeFault, IsNamed) {
  MessageContent content = documents_in("en");
  GetParam().change(content);
  const auto message = compose(content, built_in_texts());
  std::vector<std::string> said;
  for (const Fault& fault : message.faults()) said.push_back(fault.code + " " + fault.path);
  EXPECT_EQ(said, GetParam().faults);
}

using C = MessageContent;
const FaultCase kFaults[] = {
    {"NoTexts", [](C& c) { c.language = *LanguageTag::parse("nb"); }, {"MESSAGE-001 language"}},
    {"NoRecipient", [](C& c) { c.to.address = {}; }, {"MESSAGE-002 to"}},
    {"NoSender", [](C& c) { c.from.address = {}; }, {"MESSAGE-006 from"}},
    {"BadDomain",
     [](C& c) { c.message_id_domain = "a.example>\r\nBcc: x"; },
     {"MESSAGE-006 message_id_domain"}},
    {"BrandWithHeader",
     [](C& c) { c.brand = "A\r\nBcc: all@mail.example"; },
     {"MESSAGE-003 brand"}},
    {"AllNames",
     [](C& c) {
       c.from.name = "a\nb";
       c.to.name = "a\rb";
       c.reply_to = Mailbox{std::string("a\0b", 3), c.from.address};
       c.buyer_name = "a\u2028b";
     },
     {"MESSAGE-003 from.name", "MESSAGE-003 to.name", "MESSAGE-003 reply_to.name",
      "MESSAGE-003 buyer_name"}},
    {"Titles",
     [](C& c) {
       c.manual_titles.push_back("a\n");
       c.drivers[0].note = "a\tb";
       c.manuals_as_links[0].title = "\xFF";
     },
     {"MESSAGE-003 manual_titles[1]", "MESSAGE-003 manuals_as_links[0].title",
      "MESSAGE-003 drivers[0].note"}},
    {"InvoiceNumber",
     [](C& c) { c.invoice_numbers = {"R\r\n1"}; },
     {"MESSAGE-003 invoice_numbers[0]"}},
    {"Links",
     [](C& c) {
       c.invoice_url = "http://invoice.seller.example/i/1";
       c.manuals_as_links[0].url = "javascript:alert(1)";
       c.drivers[0].url = "https://a.example/\"><b>";
     },
     {"MESSAGE-007 invoice_url", "MESSAGE-007 manuals_as_links[0].url",
      "MESSAGE-007 drivers[0].url"}},
    {"OptOutLink",
     [](C& c) { c.unsubscribe_url = "https://a.example/u/x>\r\nBcc: all@mail.example"; },
     {"MESSAGE-007 unsubscribe_url"}},
    {"Attachments",
     [](C& c) {
       c.attachments[0].file_name = "a\r\n.pdf";
       c.attachments[1].file_name = "";
       c.attachments[1].media_type = "pdf";
     },
     {"MESSAGE-003 attachments[0].file_name", "MESSAGE-004 attachments[1].media_type",
      "MESSAGE-004 attachments[1].file_name"}},
    {"NoBrand", [](C& c) { c.brand = " "; }, {"MESSAGE-005 brand"}},
    {"NoInvoice", [](C& c) { c.invoice_numbers.clear(); }, {"MESSAGE-005 invoice_numbers"}},
    {"NoInvoiceLink",
     [](C& c) {
       c.invoice_attached = false;
       c.invoice_url.clear();
     },
     {"MESSAGE-005 invoice_numbers"}},
    {"RequestInStage1", [](C& c) { c.asks_for_review = true; }, {"MESSAGE-005 asks_for_review"}},
    {"NoRequestInStage2",
     [](C& c) { c = content_of(Stage::kReview, "en"); },
     {"MESSAGE-005 asks_for_review"}},
};
INSTANTIATE_TEST_SUITE_P(Table, ComposeFault, testing::ValuesIn(kFaults),
                         [](const auto& param) { return param.param.name; });

/// Puts a text into one field that comes from outside.
struct Door {
  const char* name;
  void (*put)(MessageContent&, const std::string&);
};
const Door kDoors[] = {
    {"FromName", [](C& c, const std::string& text) { c.from.name = text; }},
    {"ToName", [](C& c, const std::string& text) { c.to.name = text; }},
    {"ReplyToName",
     [](C& c, const std::string& text) {
       c.reply_to = Mailbox{text, c.from.address};
     }},
    {"Brand", [](C& c, const std::string& text) { c.brand = text; }},
    {"BuyerName", [](C& c, const std::string& text) { c.buyer_name = text; }},
    {"InvoiceNumber", [](C& c, const std::string& text) { c.invoice_numbers = {text}; }},
    {"InvoiceUrl", [](C& c, const std::string& text) { c.invoice_url = text; }},
    {"OptOutUrl", [](C& c, const std::string& text) { c.unsubscribe_url = text; }},
    {"Domain", [](C& c, const std::string& text) { c.message_id_domain = text; }},
    {"FileName", [](C& c, const std::string& text) { c.attachments[0].file_name = text; }},
    {"AsciiName", [](C& c, const std::string& text) { c.attachments[0].ascii_name = text; }},
    {"MediaType", [](C& c, const std::string& text) { c.attachments[0].media_type = text; }},
    {"ManualTitle", [](C& c, const std::string& text) { c.manual_titles[0] = text; }},
    {"LinkTitle", [](C& c, const std::string& text) { c.manuals_as_links[0].title = text; }},
    {"LinkUrl", [](C& c, const std::string& text) { c.manuals_as_links[0].url = text; }},
    {"DriverNote", [](C& c, const std::string& text) { c.drivers[0].note = text; }},
    {"FirstStep", [](C& c, const std::string& text) { c.quick_start = {text}; }},
};

class HeaderInjection : public testing::TestWithParam<Door> {};

TEST_P(HeaderInjection, BringsNoFieldAndNoLine) {
  for (const std::string_view in :
       {"\r\n", "\n", "\r", "\r\n\r\n", "\n ", "\x0B", "\x0C", "\xC2\x85", "\xE2\x80\xA8", "=0D=0A",
        "%0D%0A", "=?UTF-8?Q?=0D=0A?="}) {
    const std::string evil = "https://a.example/x" + std::string(in) + "Bcc: all@mail.example";
    MessageContent content = documents_in("en");
    GetParam().put(content, evil);
    const auto message = compose(content, built_in_texts());
    if (!message) continue;  // refused in words
    const std::string header = message->bytes.substr(0, message->bytes.find("\r\n\r\n"));
    EXPECT_EQ(header.find("\nBcc:"), std::string::npos) << evil;
    EXPECT_EQ(message->bytes.find("\nBcc: all"), std::string::npos) << evil;
    EXPECT_EQ(std::count(message->bytes.begin(), message->bytes.end(), '\n'),
              std::count(message->bytes.begin(), message->bytes.end(), '\r'));
  }
}

INSTANTIATE_TEST_SUITE_P(Doors, HeaderInjection, testing::ValuesIn(kDoors),
                         [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace enclosure::messaging
