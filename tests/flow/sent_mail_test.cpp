#include "app/flow/sent_mail.h"

#include <gtest/gtest.h>

#include "messaging/mime/header.h"

namespace enclosure::app {
namespace {

TEST(DecodedWords, AreWhatWasEncoded) {
  for (const std::string text :
       {"Ihre Rechnung", "Το τιμολόγιό σας για την παραγγελία 305-1234567-1234567 είναι εδώ",
        "Фактура", "a = b ?= c",
        "Grüße  und mehr, viel mehr Text als in ein Wort passt, wirklich"}) {
    const auto field = messaging::mime::unstructured_field("Subject", text);
    ASSERT_TRUE(field);
    std::string value = field->substr(field->find(':') + 2);
    for (auto at = value.find("\r\n"); at != std::string::npos; at = value.find("\r\n"))
      value.erase(at, 2);
    while (!value.empty() && value.back() == '\n') value.pop_back();
    EXPECT_EQ(decoded_words(value), text);
  }
}

TEST(DecodedWords, ThatAreNoneStayAsTheyAre) {
  for (const char* text : {"", "=?", "=?utf-8?", "=?utf-8?q", "=?utf-8?q?abc", "=?koi8-r?B?8A==?="})
    EXPECT_EQ(decoded_words(text), text);
}

TEST(SentMail, GivesPartsAndFiles) {
  const auto view = view_of_bytes(
      "From: Nordlicht <a@b.example>\r\nTo: x@y.example\r\nSubject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"
      "Content-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n"
      "Content-Type: multipart/alternative; boundary=a\r\n\r\n--a\r\n"
      "Content-Type: text/plain; charset=utf-8\r\n\r\nHallo\r\n--a\r\n"
      "Content-Type: text/html; charset=utf-8\r\n\r\n<p>Hallo</p>\r\n--a--\r\n--m\r\n"
      "Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=\"R-1.pdf\"\r\n"
      "Content-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--m--\r\n");
  EXPECT_EQ(view.subject, "Grüße");
  EXPECT_EQ(view.text.substr(0, 5), "Hallo");
  EXPECT_EQ(view.html.substr(0, 12), "<p>Hallo</p>");
  ASSERT_EQ(view.files.size(), 1U);
  EXPECT_EQ(view.files[0].name, "R-1.pdf");
  EXPECT_EQ(view.files[0].media_type, "application/pdf");
}

}  // namespace
}  // namespace enclosure::app
