// What a mail server may say, and what goes to it: replies in pieces, capabilities, details for the
// log, dot-stuffing there and back.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "app/smtp/wire.h"

namespace {

using enclosure::app::smtp::ReplyParser;

void require(bool holds) {
  if (!holds) std::abort();
}

/// What a server makes of a stuffed message: RFC 5321, 4.5.2 backwards.
std::string unstuffed(std::string_view stuffed) {
  std::string out;
  while (!stuffed.empty()) {
    const std::size_t end = stuffed.find("\r\n") + 2;
    std::string_view line = stuffed.substr(0, end);
    require(line != ".\r\n");  // would end the message
    if (line.front() == '.') line.remove_prefix(1);
    out += line;
    stuffed.remove_prefix(end);
  }
  return out;
}

void read_replies(std::string_view bytes) {
  const auto recipient = *enclosure::EmailAddress::parse("jane.roe@mail.example");
  ReplyParser parser;
  for (;;) {
    const auto state = parser.feed(bytes);
    if (state != ReplyParser::State::kDone) return;
    const auto reply = parser.take();
    require(reply.code >= 200 && reply.code <= 599 && !reply.lines.empty());
    const auto detail = enclosure::app::smtp::detail_of(reply, "RCPT", recipient);
    require(detail.size() <= 200 && detail.find('@') == std::string::npos);
    static_cast<void>(enclosure::app::smtp::read_capabilities(reply));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read_replies(bytes);
  if (!enclosure::app::smtp::unfit_for_smtp(bytes)) {
    const std::string whole =
        bytes.ends_with("\r\n") ? std::string(bytes) : std::string(bytes) + "\r\n";
    require(unstuffed(enclosure::app::smtp::dot_stuffed(bytes)) == whole);
  }
  return 0;
}
