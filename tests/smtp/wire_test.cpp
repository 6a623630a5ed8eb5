#include "app/smtp/wire.h"

#include <gtest/gtest.h>

#include <ostream>

namespace enclosure::app::smtp {
namespace {

using State = ReplyParser::State;

/// Feeds `bytes` in pieces of `piece` bytes; the state after the last one that mattered.
State parse(std::string_view bytes, std::size_t piece, Reply& reply) {
  ReplyParser parser;
  while (!bytes.empty()) {
    std::string_view part = bytes.substr(0, piece);
    bytes.remove_prefix(part.size());
    const State state = parser.feed(part);
    if (state == State::kDone) reply = parser.take();
    if (state != State::kMore) return state;
  }
  return State::kMore;
}

struct ReplyCase {
  const char* name;
  std::string bytes;
  State state;
  int code;
  std::size_t lines;
  const char* enhanced;
};
void PrintTo(const ReplyCase& c, std::ostream* out) {
  *out << c.name;
}

class ReplyParse : public testing::TestWithParam<ReplyCase> {};

TEST_P(ReplyParse, AtOnceAndByteByByte) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100'000}}) {
    Reply reply;
    EXPECT_EQ(parse(GetParam().bytes, piece, reply), GetParam().state);
    EXPECT_EQ(reply.code, GetParam().code);
    EXPECT_EQ(reply.lines.size(), GetParam().lines);
    EXPECT_EQ(reply.enhanced_code(), GetParam().enhanced);
  }
}

std::string many_lines(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += "250-x\r\n";
  return out + "250 x\r\n";
}

INSTANTIATE_TEST_SUITE_P(
    Replies, ReplyParse,
    testing::Values(
        ReplyCase{"OneLine", "250 2.1.0 Ok\r\n", State::kDone, 250, 1, "2.1.0"},
        ReplyCase{"CodeAlone", "250\r\n", State::kDone, 250, 1, ""},
        ReplyCase{"LfAlone", "354 go\n", State::kDone, 354, 1, ""},
        ReplyCase{"ThreeLines", "250-a\r\n250-SIZE 1\r\n250 c\r\n", State::kDone, 250, 3, ""},
        ReplyCase{"NotYet", "250-a\r\n250 b", State::kMore, 0, 0, ""},
        ReplyCase{"CodeChanges", "250-a\r\n251 b\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"NoCode", "hello\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"Empty", "\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"CodeTooLow", "150 x\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"CodeTooHigh", "650 x\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"CodeTooLong", "2500 x\r\n", State::kBroken, 0, 0, ""},
        ReplyCase{"LineTooLong", "250 " + std::string(5000, 'x'), State::kBroken, 0, 0, ""},
        ReplyCase{"AsManyAsAllowed", many_lines(127), State::kDone, 250, 128, ""},
        ReplyCase{"TooMany", many_lines(128), State::kBroken, 0, 0, ""},
        ReplyCase{"EnhancedTooLong", "450 4.1111.1 x\r\n", State::kDone, 450, 1, ""},
        ReplyCase{"EnhancedCutShort", "450 4.2 x\r\n", State::kDone, 450, 1, ""},
        ReplyCase{"EnhancedAlone", "552 5.3.4\r\n", State::kDone, 552, 1, "5.3.4"}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(Capabilities, AreReadFromTheAnswerToEhlo) {
  const auto can =
      read_capabilities({250,
                         {"mx.example", "starttls", "AUTH LOGIN plain", "SIZE 10240000",
                          "PIPELINING", "8BITMIME", "SMTPUTF8", "AUTH XOAUTH2"}});
  EXPECT_TRUE(can.pipelining);
  EXPECT_TRUE(can.eight_bit_mime);
  EXPECT_TRUE(can.smtp_utf8);
  EXPECT_TRUE(can.auth_xoauth2);
  EXPECT_TRUE(can.starttls);
  EXPECT_TRUE(can.auth_plain);
  EXPECT_TRUE(can.auth_login);
  EXPECT_TRUE(can.size);
  EXPECT_EQ(can.max_message_bytes, 10'240'000U);
}

TEST(Capabilities, TheGreetingLineIsNone) {
  const auto can = read_capabilities({250, {"STARTTLS", "AUTH CRAM-MD5", "SIZE"}});
  EXPECT_FALSE(can.starttls);
  EXPECT_FALSE(can.auth_plain);
  EXPECT_TRUE(can.size);
  EXPECT_EQ(can.max_message_bytes, 0U);
}

struct FitCase {
  const char* name;
  std::string message;
  const char* reason;
};
void PrintTo(const FitCase& c, std::ostream* out) {
  *out << c.name;
}

class FitForSmtp : public testing::TestWithParam<FitCase> {};

TEST_P(FitForSmtp, OrSaysWhyNot) {
  const auto reason = unfit_for_smtp(GetParam().message);
  EXPECT_NE(reason.value_or("").find(GetParam().reason), std::string::npos) << *reason;
  EXPECT_EQ(reason.has_value(), std::string_view(GetParam().reason) != "");
}

INSTANTIATE_TEST_SUITE_P(Messages, FitForSmtp,
                         testing::Values(FitCase{"Plain", "A: b\r\n\r\nc\r\n", ""},
                                         FitCase{"WithoutLastEnd", "A: b\r\n\r\nc", ""},
                                         FitCase{"LongestLine", std::string(998, 'x') + "\r\n", ""},
                                         FitCase{"TooLong", std::string(999, 'x') + "\r\n", "998"},
                                         FitCase{"LfAlone", "a\nb\r\n", "CR or LF"},
                                         FitCase{"LfOnAnEmptyLine", "a\r\n\n", "CR or LF"},
                                         FitCase{"CrTwice", "a\r\r\n", "CR or LF"},
                                         FitCase{"CrAlone", "a\rb\r\n", "CR or LF"},
                                         FitCase{"CrAtEnd", "a\r", "CR or LF"},
                                         FitCase{"SmuggledEnd", "a\r\n.\n\r\n", "CR or LF"},
                                         FitCase{"EightBit", "\xC3\xA4\r\n", ""},
                                         FitCase{"Nul", std::string("a\0b\r\n", 5), "NUL"},
                                         FitCase{"Empty", "", "empty"}),
                         [](const auto& param) { return std::string(param.param.name); });

struct NeedsCase {
  const char* name;
  const char* from;
  const char* to;
  const char* message;
  bool eight_bit_mime;
  bool smtp_utf8;
};
void PrintTo(const NeedsCase& c, std::ostream* out) {
  *out << c.name;
}

class MessageNeeds : public testing::TestWithParam<NeedsCase> {};

TEST_P(MessageNeeds, AreSeenInItsBytes) {
  const auto& [name, from, to, message, eight_bit_mime, smtp_utf8] = GetParam();
  const Needs needs = needs_of(from, to, message);
  EXPECT_EQ(needs.eight_bit_mime, eight_bit_mime);
  EXPECT_EQ(needs.smtp_utf8, smtp_utf8);
}

INSTANTIATE_TEST_SUITE_P(
    Messages, MessageNeeds,
    testing::Values(
        NeedsCase{"Plain", "a@b.example", "c@d.example", "A: b\r\n\r\nc\r\n", false, false},
        NeedsCase{"Body", "a@b.example", "c@d.example", "A: b\r\n\r\n\xC3\xA4\r\n", true, false},
        NeedsCase{"Header", "a@b.example", "c@d.example", "A: \xC3\xA4\r\n\r\nc\r\n", false, true},
        NeedsCase{"Recipient", "a@b.example", "\xC3\xA4@d.example", "A: b\r\n\r\nc\r\n", false,
                  true},
        NeedsCase{"Sender", "\xC3\xA4@b.example", "c@d.example", "A: b\r\n\r\nc\r\n", false, true}),
    [](const auto& param) { return std::string(param.param.name); });

TEST(MessageNeedsEightBit, WhereverTheByteStands) {
  const std::string plain = "A: b\r\n\r\n0123456789012345678\r\n";
  for (std::size_t at = plain.find('0'); at < plain.find("8\r"); ++at) {
    std::string message = plain;
    message[at] = '\xE4';
    EXPECT_TRUE(needs_of("a@b.example", "c@d.example", message).eight_bit_mime) << at;
  }
  EXPECT_FALSE(needs_of("a@b.example", "c@d.example", plain).eight_bit_mime);
}

TEST(Xoauth2, IsTheUserAndTheToken) {
  // The example of both providers' pages has this shape.
  EXPECT_EQ(xoauth2_response("u@x.example", "t0k"), base64(std::string("user=u@x.example\x01"
                                                                       "auth=Bearer t0k\x01\x01")));
}

TEST(DotStuffing, IsLeftOutWhereNothingWouldChange) {
  EXPECT_TRUE(needs_no_stuffing("a.\r\nb\r\n"));
  EXPECT_FALSE(needs_no_stuffing(".a\r\n"));
  EXPECT_FALSE(needs_no_stuffing("a\r\n.b\r\n"));
  EXPECT_FALSE(needs_no_stuffing("a\r\nb"));
}

TEST(DotStuffing, DoublesADotAtTheBeginningOfALine) {
  EXPECT_EQ(dot_stuffed(".a\r\nb.\r\n.\r\n..\r\n"), "..a\r\nb.\r\n..\r\n...\r\n");
  EXPECT_EQ(dot_stuffed("a\r\n\r\n.b"), "a\r\n\r\n..b\r\n");
  EXPECT_EQ(dot_stuffed("\r\n\r\n"), "\r\n\r\n");
}

TEST(Detail, KeepsTheCodesAndNamesNobody) {
  const auto recipient = *EmailAddress::parse("jane.roe+shop@mail.example");
  const auto told = [&](std::string text) {
    return detail_of({550, {std::move(text)}}, "RCPT", recipient);
  };
  EXPECT_EQ(told("5.1.1 <jane.roe+shop@mail.example>: user unknown"),
            "550 5.1.1 RCPT: user unknown");
  EXPECT_EQ(told("mailbox of Jane Roe is full"), "550 RCPT: mailbox of is full");
  EXPECT_EQ(told("see https://x.example/?u=a%40b"), "550 RCPT: see");
  EXPECT_EQ(told("caf\xC3\xA9 \x1B[31m"), "550 RCPT: caf?? ?[31m");
  EXPECT_EQ(told(""), "550 RCPT");
  EXPECT_LE(told(std::string(1000, 'x')).size(), 200U);
  EXPECT_EQ(detail_of({250, {"2.0.0 a", "2.0.0 b"}}, "message", recipient),
            "250 2.0.0 message: a b");
}

TEST(Base64, IsOneLine) {
  EXPECT_EQ(base64(std::string_view("\0user\0secret", 12)), "AHVzZXIAc2VjcmV0");
  EXPECT_EQ(base64(std::string(90, 'a')).find('\n'), std::string::npos);
  EXPECT_EQ(base64(""), "");
}

}  // namespace
}  // namespace enclosure::app::smtp
