#include "locales/text.h"

#include <gtest/gtest.h>

namespace enclosure::locales {
namespace {

TEST(Text, ComposesLettersAndAccents) {
  EXPECT_EQ(to_nfc("Ga\u0308rtner"), "G\u00e4rtner");
  EXPECT_EQ(to_nfc("s\u0326"), "\u0219") << "Romanian comma below";
  EXPECT_EQ(to_nfc("\u0399\u0308\u0301"), "\u03aa\u0301") << "no letter has both";
  EXPECT_EQ(to_nfc("10 \u2126"), "10 \u03a9") << "the sign for ohm is the letter omega";
}

TEST(Text, LeavesComposedTextAsItIs) {
  EXPECT_EQ(to_nfc(""), "");
  EXPECT_EQ(to_nfc("Żółć, ½ ﬁ"), "Żółć, ½ ﬁ");
}

TEST(Text, KnowsComposedText) {
  EXPECT_TRUE(is_nfc("G\u00e4rtner"));
  EXPECT_FALSE(is_nfc("Ga\u0308rtner"));
}

TEST(Text, BeginsALineWithACapital) {
  EXPECT_EQ(capitalised("шведски · приложен"), "Шведски · приложен");
  EXPECT_EQ(capitalised("ένα"), "Ένα");
  EXPECT_EQ(capitalised("ǆ"), "ǅ") << "one letter of two, its first one capital";
  EXPECT_EQ(capitalised("3 e"), "3 e");
  EXPECT_EQ(capitalised("ß"), "ß") << "has no capital of one letter here";
  EXPECT_EQ(capitalised(""), "");
}

TEST(Text, LooksAlikeWhateverIsNotSeen) {
  EXPECT_EQ(as_seen(" Ga\u0308rtner  GmbH\t"), "G\u00e4rtner GmbH");
  EXPECT_EQ(as_seen("\u00a0A\u2003\u200b B\u200d\u00ad"), "A B");
  EXPECT_EQ(as_seen("A\u200bB"), "AB");
  EXPECT_EQ(as_seen("\u3000\u2060 "), "");
  EXPECT_NE(as_seen("A B"), as_seen("AB"));
}

}  // namespace
}  // namespace enclosure::locales
