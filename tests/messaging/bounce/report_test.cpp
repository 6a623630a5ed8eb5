// Reports of many servers, each classed; and what hostile mails make of the reader.

#include "messaging/bounce/report.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "messaging/bounce/data.h"
#include "messaging/bounce/mail_reader.h"
#include "messaging/bounce/sender.h"
#include "messaging/bounce/wording.h"

namespace enclosure::messaging::bounce {
namespace {

const std::filesystem::path kMails =
    std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/messaging/bounce/mails";

std::string slurp(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

const Rules& rules() {
  static const Rules all = *Rules::load(bounce_data::files());
  return all;
}

TEST(Reports, OfManyServersAreEachClassedRight) {
  const auto expected = nlohmann::json::parse(slurp(kMails / "expected.json"));
  EXPECT_GE(expected.size(), 30U);
  for (const auto& one : expected) {
    SCOPED_TRACE(one["file"].get<std::string>());
    const Report report = read_report(slurp(kMails / one["file"].get<std::string>()), rules());
    EXPECT_EQ(to_string(report.report_class), one["class"].get<std::string>());
    EXPECT_EQ(report.rule, one["rule"].get<std::string>());
    EXPECT_EQ(report.message_id, one["message_id"].get<std::string>());
    EXPECT_EQ(report.recipient, one["recipient"].get<std::string>());
    EXPECT_EQ(report.detail.find('@'), std::string::npos) << report.detail;
    EXPECT_EQ(report.detail.empty(), report.report_class == ReportClass::kNone);
  }
}

TEST(Reports, OfAmazonNameTheOrder) {
  const Report report = read_report(slurp(kMails / "28-amazon-opted-out.eml"), rules());
  EXPECT_EQ(report.order, "305-1234567-1234528");
}

TEST(Reports, TheQuotedMessageIsNoPartOfTheReport) {
  // The invoice mail speaks of a full mailbox; the server speaks of an unknown user.
  const Report report = read_report(
      "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: failure notice\r\n\r\n"
      "<a@b.example>:\r\nUser unknown\r\n\r\n--- Below this line is a copy of the message.\r\n\r\n"
      "Message-ID: <x@y.example>\r\n\r\nmailbox full\r\n",
      rules());
  EXPECT_EQ(report.report_class, ReportClass::kHard);
  EXPECT_EQ(report.message_id, "x@y.example");
  EXPECT_EQ(report.recipient, "a@b.example");
}

TEST(Reports, AStrangersLetterWithAmazonsWordsIsNone) {
  const Report report = read_report(
      "From: Somebody <x@elsewhere.example>\r\nSubject: Your message could not be delivered\r\n\r\n"
      "the buyer has opted out of receiving unsolicited messages\r\n",
      rules());
  EXPECT_EQ(report.report_class, ReportClass::kNone);
}

TEST(Senders, AreReadAsAddressesAre) {
  const std::pair<const char*, const char*> kFields[] = {
      {"donotreply@amazon.de", "amazon.de"},
      {"Amazon.de <donotreply@Amazon.DE>", "amazon.de"},
      {"\"Amazon, Inc.\" <a@marketplace.amazon.co.uk> (really)", "marketplace.amazon.co.uk"},
      {"\"x@amazon.com\" <a@attacker.example>", "attacker.example"},
      {"a@attacker.example (x@amazon.com)", "attacker.example"},
      {"a@amazon.com.attacker.example", "amazon.com.attacker.example"},
      {"\"a@amazon.com>\"@attacker.example", "attacker.example"},
      {"<a@attacker.example> <b@amazon.com>", ""},
      {"a@attacker.example, b@amazon.com", ""},
      {"a@amazon.com@attacker.example", ""},
      {"\"open <a@amazon.com>", ""},
      {"amazon.com", ""},
      {"", ""}};
  for (const auto& [field, domain] : kFields) EXPECT_EQ(sender_of(field).domain, domain) << field;
}

TEST(Senders, AreOfAmazonByTheirDomainAlone) {
  const auto rule_of = [](const std::string& from) {
    return read_report("From: " + from + "\r\nSubject: x\r\n\r\nthe buyer has opted out\r\n",
                       rules())
        .rule;
  };
  for (const char* from :
       {"a@amazon.de", "No-Reply@marketplace.amazon.fr", "\"A\" <a@bounces.amazon.com>",
        "a@amazon.com.be", "a@amazon.com (Amazon)"})
    EXPECT_EQ(rule_of(from), "amazon_opted_out") << from;
  for (const char* from :
       {"a@amazon.attacker.example", "a@my-amazon.com", "amazon.com@attacker.example",
        "\"@amazon.de\" <a@attacker.example>", "a@amazon.com, b@attacker.example",
        "a@amazon.com\r\nFrom: b@attacker.example"})
    EXPECT_EQ(rule_of(from), "no_report") << from;
}

std::string class_of(const std::string& subject, const std::string& text,
                     const std::string& from = "donotreply@amazon.de") {
  return std::string(to_string(
      read_report("From: " + from + "\r\nSubject: " + subject +
                      "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + text + "\r\n",
                  rules())
          .report_class));
}

TEST(AmazonsWords, AreUnderstoodInFiveLanguages) {
  const std::pair<const char*, const char*> kTexts[] = {
      {"Der Kunde hat sich abgemeldet.", "opted_out"},
      {"Der Kunde hat sich vom Empfang unaufgeforderter Nachrichten abgemeldet.", "opted_out"},
      {"Der Käufer möchte keine weiteren Nachrichten erhalten.", "opted_out"},
      {"The buyer has opted out of all unsolicited messages from sellers.", "opted_out"},
      {"L’acheteur s’est désabonné des messages.", "opted_out"},
      {"L'acheteur a choisi de ne plus recevoir de messages.", "opted_out"},
      {"L'acquirente ha scelto di non ricevere messaggi.", "opted_out"},
      {"El comprador ha optado por no recibir mensajes.", "opted_out"},
      {"El comprador se ha dado de baja.", "opted_out"},
      {"your e-mail address x@y.example is not registered as an authorised sender on your seller "
       "account",
       "not_registered"},
      {"Ihre E-Mail-Adresse x@y.example ist nicht als autorisierter Absender hinterlegt.",
       "not_registered"},
      {"Votre adresse e-mail x@y.example n'est pas enregistrée dans votre compte vendeur.",
       "not_registered"},
      {"L'indirizzo x@y.example non è registrato nel tuo account venditore.", "not_registered"},
      {"La dirección x@y.example no está registrada en su cuenta de vendedor.", "not_registered"},
      {"Der Anhang ist leider zu groß.", "too_large"},
      {"Überschreitet die zulässige Größe: R-1.pdf", "too_large"},
      {"La pièce jointe est trop volumineuse.", "too_large"},
      {"L'allegato è troppo grande.", "too_large"},
      {"El archivo adjunto es demasiado grande.", "too_large"},
      {"Ihre Nachricht konnte nicht an den Käufer zugestellt werden.", "unknown"},
      {"Votre message n'a pas pu être remis.", "unknown"},
      {"Il tuo messaggio non è stato recapitato.", "unknown"},
      {"Su mensaje no ha sido entregado.", "unknown"}};
  for (const auto& [text, name] : kTexts) EXPECT_EQ(class_of("Order", text), name) << text;
}

TEST(AmazonsWords, StandInTheSubjectOrInTheText) {
  EXPECT_EQ(class_of("Ihre Nachricht konnte nicht zugestellt werden - 305-1234567-0000001",
                     "Der Kunde hat sich abgemeldet."),
            "opted_out");
  EXPECT_EQ(class_of("Ihre Nachricht konnte nicht zugestellt werden", "Siehe Seller Central."),
            "unknown");
  EXPECT_EQ(class_of("=?ISO-8859-1?Q?Der_K=E4ufer_w=FCnscht_keine?= =?utf-8?b?IE5hY2hyaWNodGVu?=",
                     "305-1234567-0000001"),
            "opted_out");
}

/// Whatever else it says: with an order number and these words it is a refusal.
TEST(AmazonsWords, ThatSomethingWasNotDeliveredAreNeverNone) {
  for (const char* text : {"305-1234567-0000001: could not be delivered (code 17).",
                           "Bestellung 305-1234567-0000001: konnte leider nicht zugestellt werden.",
                           "Commande 305-1234567-0000001 : n'a pas pu être remis.",
                           "Ordine 305-1234567-0000001: non è stato possibile recapitare.",
                           "Pedido 305-1234567-0000001: no se ha podido entregar."})
    EXPECT_EQ(class_of("Hinweis", text), "unknown") << text;
}

TEST(Senders, HaveALocalPart) {
  const std::pair<const char*, const char*> kFields[] = {
      {"DoNotReply@amazon.de", "donotreply"},
      {"Mail Delivery System <Mailer-Daemon@mx.example>", "mailer-daemon"},
      {"MAILER-DAEMON@mx.example (Mail Delivery System)", "mailer-daemon"},
      {"MAILER-DAEMON", "mailer-daemon"},
      {"postmaster <a@mx.example>", "a"},
      {"\"mailer-daemon\" <a@mx.example>", "a"},
      {"mailer-daemon@a.example, b@c.example", ""},
      {"", ""}};
  for (const auto& [field, local] : kFields) EXPECT_EQ(sender_of(field).local, local) << field;
}

/// The letters of buyers come through Amazon, too, and stay where they are, whatever they say: in
/// each of these stand words with which Amazon refuses a mail.
TEST(LettersOfBuyers, AreNoReports) {
  for (const char* text :
       {"Hello, I tried to register the printer for the warranty, but your site says my email "
        "address is not registered.",
        "My parcel was not delivered. Please help.",
        "Your last message could not be delivered to my work mailbox, please write here.",
        "I have opted out of your newsletter and still get it.",
        "The attachment is too large for my mailbox, could you send a smaller PDF?",
        "My partner no longer wishes to receive the second parcel.",
        "The seal exceeds the maximum size for my machine. Please advise.",
        "ich möchte keine Erstattung, bitte antworten Sie endlich auf meine Nachrichten. Das "
        "Gerät ist defekt.",
        "Ihre Nachricht konnte mir nicht zugestellt werden, bitte noch einmal.",
        "Mein Mann hat sich vom Newsletter abgemeldet, bekommt ihn aber weiter.",
        "Der Anhang ist leider zu groß für mein Postfach.",
        "Die Seite sagt, Ihre E-Mail-Adresse ist nicht registriert. Was nun?",
        "Votre site dit : votre adresse e-mail x@y.example n'est pas enregistrée. Que faire ?",
        "Ma femme s'est désabonnée, et votre message n'a pas pu être remis.",
        "La pièce jointe est trop volumineuse pour ma messagerie.",
        "Je ne comprends pas : l'acheteur ne souhaite plus recevoir le colis, c'est moi.",
        "Il sito dice: il tuo indirizzo e-mail x@y.example non è registrato.",
        "Mio marito ha scelto di non ricevere la fattura su carta.",
        "L'allegato è troppo grande, e il vostro messaggio non è stato recapitato per intero.",
        "La web dice que su dirección de correo x@y.example no está registrada.",
        "Mi hermana se ha dado de baja, y su mensaje no ha sido entregado.",
        "El archivo adjunto es demasiado grande para mi buzón."}) {
    for (const char* from : {"Buyer <z6@marketplace.amazon.de>", "k3x+a1@marketplace.amazon.co.uk",
                             "q@m.marketplace.amazon.com"})
      EXPECT_EQ(class_of("Order 305-1234567-0000001", text, from), "none") << text;
  }
}

/// A buyer's vacation note is relayed as it is, with every sign of a machine.
TEST(LettersOfBuyers, ThatAMachineWroteAreNoReports) {
  EXPECT_EQ(read_report("Return-Path: <>\r\nAuto-Submitted: auto-replied\r\nX-Failed-Recipients: "
                        "a@b.example\r\nFrom: z6@marketplace.amazon.de\r\nSubject: Order "
                        "305-1234567-0000001\r\n\r\nMy account has been disabled, user unknown. "
                        "The buyer has opted out.\r\n",
                        rules())
                .report_class,
            ReportClass::kNone);
}

/// What the buyer's own server says comes in the form of RFC 3464, and only its codes count.
TEST(LettersOfBuyers, AreReportsInTheFormOfReports) {
  const auto report_of = [](const std::string& type) {
    return read_report(
        "From: z6@marketplace.amazon.de\r\nContent-Type: multipart/" + type +
            "; boundary=b\r\n\r\n--b\r\n\r\nThe buyer has opted out, your e-mail address is not "
            "registered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: "
            "dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: "
            "failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n",
        rules());
  };
  EXPECT_EQ(report_of("report; report-type=delivery-status").rule, "5.1.1");
  EXPECT_EQ(report_of("mixed").report_class, ReportClass::kNone);
}

TEST(Letters, ToWhichAServerLentItsNameAreNone) {
  for (const char* from : {"einkauf@postmaster-logistik.example",
                           "Postmaster GmbH <info@postmaster.example>", "postmaster@muster.example",
                           "mailer-daemons@muster.example", "\"mailer-daemon\" <a@muster.example>"})
    EXPECT_EQ(class_of("Rechnung", "auf der Rechnung fehlt unsere USt-ID", from), "none") << from;
  EXPECT_EQ(
      class_of("Undeliverable: Your invoice", "The mailbox is full.", "postmaster@mx.example"),
      "soft");
  EXPECT_EQ(class_of("Your invoice", "user unknown", "MAILER-DAEMON@mx.example"), "hard");
}

TEST(AmazonsWords, AreReadInHtmlAndInLatin1) {
  const std::string head = "From: a@amazon.fr\r\nSubject: x\r\nContent-Type: ";
  EXPECT_EQ(read_report(head + "text/html\r\n\r\n<p>L&#39;acheteur s&rsquo;est<br> "
                               "d&eacute;sabonn&eacute;.</p>\r\n",
                        rules())
                .report_class,
            ReportClass::kOptedOut);
  EXPECT_EQ(read_report(head + "text/plain; charset=iso-8859-1\r\n\r\nL'acheteur s'est "
                               "d\xE9sabonn\xE9.\r\n",
                        rules())
                .report_class,
            ReportClass::kOptedOut);
}

TEST(Patterns, HaveGapsOfAFewWordsOfOneSentence) {
  EXPECT_TRUE(holds_pattern("a b c", "a * c"));
  EXPECT_TRUE(holds_pattern("a c", "a * c"));
  EXPECT_TRUE(holds_pattern("a 1 2 3 4 5 6 7 8 c", "a * c"));
  EXPECT_FALSE(holds_pattern("a 1 2 3 4 5 6 7 8 9 c", "a * c"));
  EXPECT_FALSE(holds_pattern("a b. c", "a * c"));
  EXPECT_TRUE(holds_pattern("a b@d.example c", "a * c"));
  EXPECT_TRUE(holds_pattern("a 1 2 3 4 5 6 7 8 9 a b c d", "a * c * d"));
  EXPECT_FALSE(holds_pattern("a b", "a * c"));
  EXPECT_FALSE(holds_pattern("", "a * c"));
}

/// A mail of ours of 10 MB that comes back whole is larger than that.
TEST(Reports, MayHoldTheWholeMailThatCameBack) {
  const std::string big(13'000'000, 'x');
  EXPECT_EQ(read_report("Return-Path: <>\r\nFrom: MAILER-DAEMON\r\nContent-Type: multipart/report; "
                        "boundary=b\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: "
                        "<x@y.example>\r\n\r\n" +
                            big + "\r\n--b\r\n\r\n<a@b.example>:\r\nno such user\r\n--b--\r\n",
                        rules())
                .report_class,
            ReportClass::kHard);
}

TEST(Reports, LineEndsDoNotMatter) {
  std::string mail = slurp(kMails / "01-postfix-user-unknown.eml");
  const Report crlf = read_report(mail, rules());
  mail.erase(std::remove(mail.begin(), mail.end(), '\r'), mail.end());
  const Report lf = read_report(mail, rules());
  EXPECT_EQ(lf.rule, crlf.rule);
  EXPECT_EQ(lf.message_id, crlf.message_id);
}

TEST(Reports, AnyPrefixOfAReportIsRead) {
  const std::string mail = slurp(kMails / "01-postfix-user-unknown.eml");
  for (std::size_t size = 0; size < mail.size(); ++size)
    (void)read_report(std::string_view(mail).substr(0, size), rules());
}

TEST(HostileMails, AreReadInLinearTime) {
  std::string deep;
  for (int i = 0; i < 20'000; ++i)
    deep += "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
  EXPECT_EQ(read_report(deep, rules()).report_class, ReportClass::kNone);
  std::string wide = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
  for (int i = 0; i < 200'000; ++i) wide += "--b\r\n\r\nx\r\n";
  EXPECT_EQ(read_mail(wide).parts.size(), 100U);
  std::string folded = "Subject: x\r\n";
  for (int i = 0; i < 500'000; ++i) folded += " y\r\n";
  EXPECT_LE(read_mail(folded).fields.value("subject").size(), 4096U);
  std::string many;
  for (int i = 0; i < 500'000; ++i) many += "A: b\r\n";
  EXPECT_EQ(read_mail(many).fields.all.size(), 300U);
  const std::string digits(4'000'000, '1');
  EXPECT_EQ(read_report("From: a@amazon.com\r\n\r\n" + digits, rules()).order, "");
}

TEST(HostileMails, WordsOfTheDetailNameNobody) {
  const Report report = read_report(
      "Return-Path: <>\r\nFrom: MAILER-DAEMON\r\n\r\n<jane@b.example>:\r\n\x1b[31mno such user\a "
      "jane%40b.example \xC3\xA4 \xE4 \xC2\x9B \xE2\x80\xAE\r\n",
      rules());
  EXPECT_EQ(report.detail, "?[31mno such user? \u00e4 ? ? ?");
}

TEST(Reports, SayTheServersWordsInTheirLetters) {
  const std::string head = "From: donotreply@amazon.de\r\nContent-Type: text/plain; charset=";
  EXPECT_EQ(
      read_report(head + "utf-8\r\n\r\nDer K\u00e4ufer: der Anhang ist zu gro\u00df.\r\n", rules())
          .detail,
      "Der K\u00e4ufer: der Anhang ist zu gro\u00df.");
  EXPECT_EQ(read_report(head + "iso-8859-1\r\n\r\nDer Anhang ist zu gro\xDF.\r\n", rules()).detail,
            "Der Anhang ist zu gro\u00df.");
  std::string many = "zu gro\u00df ";
  for (int i = 0; i < 200; ++i) many += "\u00df";
  const std::string detail =
      read_report(head + "utf-8\r\n\r\nDer Anhang ist " + many, rules()).detail;
  EXPECT_LE(detail.size(), 200U);
  EXPECT_TRUE(is_utf8(detail));
}

TEST(MailReader, DecodesPartsOfAMail) {
  const Part mail = read_mail(
      "Content-Type: multipart/mixed; boundary=\"a b\"\r\n\r\npreamble\r\n--a b\r\n"
      "Content-Transfer-Encoding: BASE64\r\n\r\naGVsbG8=\r\n--a b\r\n"
      "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
      "=3Cb=3E soft=\r\nbreak =ZZ\r\n--a b--\r\nepilogue\r\n");
  ASSERT_EQ(mail.parts.size(), 2U);
  EXPECT_EQ(mail.parts[0].body, "hello");
  EXPECT_EQ(mail.parts[1].body, "<b> softbreak =ZZ\r\n");
}

TEST(MailReader, FindsParameters) {
  EXPECT_EQ(parameter("a/b; x=1; Boundary=\"q\\\"r;s\"; y=2", "boundary"), "q\"r;s");
  EXPECT_EQ(parameter("a/b; x=1; y=2", "y"), "2");
  EXPECT_EQ(parameter("a/b; x; y=2", "y"), "2");
  EXPECT_EQ(parameter("a/b", "y"), "");
  EXPECT_EQ(parameter("a/b; y=\"open", "y"), "open");
}

TEST(Rules, StatusCodesFallBackToTheirClass) {
  EXPECT_EQ(rules().for_status("5.1.1")->report_class, ReportClass::kHard);
  EXPECT_EQ(rules().for_status("5.7.99")->id, "5.7");
  EXPECT_EQ(rules().for_status("4.9.9")->report_class, ReportClass::kSoft);
  EXPECT_EQ(rules().for_status(""), nullptr);
  EXPECT_EQ(rules().for_status("nonsense"), nullptr);
}

TEST(Rules, ADamagedFileIsAFault) {
  const EmbeddedFile broken{"rules.json", "{"};
  EXPECT_EQ(Rules::load({&broken, 1}).faults().front().code, "BOUNCE-001");
  EXPECT_EQ(Rules::load({}).faults().front().code, "BOUNCE-001");
}

}  // namespace
}  // namespace enclosure::messaging::bounce
