#include "app/smtp/wire.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <sstream>
#include <utility>

#include <Poco/Base64Encoder.h>

#include "core/text.h"

namespace enclosure::app::smtp {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the enhanced status code that `text` begins with, or 0.
std::size_t enhanced_length(std::string_view text) {
  if (text.size() < 5 || (text[0] != '2' && text[0] != '4' && text[0] != '5') || text[1] != '.')
    return 0;
  std::size_t at = 2;
  for (int part = 0; part < 2; ++part) {
    std::size_t digits = 0;
    while (at < text.size() && is_digit(text[at]) && digits < 3) ++at, ++digits;
    if (digits == 0) return 0;
    if (part == 0 && (at >= text.size() || text[at++] != '.')) return 0;
  }
  return at == text.size() || text[at] == ' ' ? at : 0;
}

/// The words of `text`, cut at blanks.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

/// The parts of the recipient's local part that could name him: "jane" and "roe" of "jane.roe".
std::vector<std::string> name_parts(const EmailAddress& recipient) {
  std::string local = to_lower_ascii(recipient.to_string());
  local.resize(std::min(local.find('@'), local.size()));
  std::vector<std::string> parts;
  std::string part;
  for (const char c : local + ".") {
    if ((c >= 'a' && c <= 'z') || is_digit(c)) {
      part.push_back(c);
    } else if (const std::string whole = std::exchange(part, {}); whole.size() >= 3) {
      parts.push_back(whole);
    }
  }
  if (parts.empty() && !local.empty()) parts.push_back(local);
  return parts;
}

bool names_somebody(std::string_view word, const std::vector<std::string>& parts) {
  const std::string lower = to_lower_ascii(word);
  const auto holds = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
  return holds("@") || holds("%40") || std::any_of(parts.begin(), parts.end(), holds);
}

bool is_seven_bit(std::string_view bytes) {
  std::uint64_t all = 0;  // eight bytes at once: every mail is walked through, with its files
  for (; bytes.size() >= sizeof(all); bytes.remove_prefix(sizeof(all))) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    all |= word;
  }
  for (const char c : bytes) all |= static_cast<unsigned char>(c);
  return (all & 0x8080808080808080U) == 0;
}

}  // namespace

std::string Reply::enhanced_code() const {
  return lines.empty() ? "" : lines.front().substr(0, enhanced_length(lines.front()));
}

ReplyParser::State ReplyParser::feed(std::string_view& bytes) {
  while (!bytes.empty()) {
    const char c = bytes.front();
    bytes.remove_prefix(1);
    if (c != '\n') {
      line_.push_back(c);
      if (line_.size() > kMaxLineBytes) return State::kBroken;
    } else if (const State state = end_of_line(); state != State::kMore) {
      return state;
    }
  }
  return State::kMore;
}

ReplyParser::State ReplyParser::end_of_line() {
  if (!line_.empty() && line_.back() == '\r') line_.pop_back();
  const std::string line = std::exchange(line_, {});
  if (line.size() < 3 || line[0] < '2' || line[0] > '5' || !is_digit(line[1]) || !is_digit(line[2]))
    return State::kBroken;
  const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
  const char mark = line.size() > 3 ? line[3] : ' ';
  if ((mark != ' ' && mark != '-') || (reply_.code != 0 && reply_.code != code))
    return State::kBroken;
  reply_.code = code;
  reply_.lines.push_back(line.substr(std::min<std::size_t>(4, line.size())));
  if (mark == ' ') return State::kDone;
  return reply_.lines.size() < kMaxLines ? State::kMore : State::kBroken;
}

Reply ReplyParser::take() {
  return std::exchange(reply_, {});
}

Capabilities read_capabilities(const Reply& ehlo) {
  Capabilities can;
  for (std::size_t i = 1; i < ehlo.lines.size(); ++i) {
    const std::string line = to_upper_ascii(ehlo.lines[i]);
    const auto words = words_of(line);
    if (words.empty()) continue;
    if (words[0] == "STARTTLS") can.starttls = true;
    if (words[0] == "AUTH") {
      can.auth_plain |= std::find(words.begin(), words.end(), "PLAIN") != words.end();
      can.auth_login |= std::find(words.begin(), words.end(), "LOGIN") != words.end();
      can.auth_xoauth2 |= std::find(words.begin(), words.end(), "XOAUTH2") != words.end();
    }
    can.pipelining |= words[0] == "PIPELINING";
    can.eight_bit_mime |= words[0] == "8BITMIME";
    can.smtp_utf8 |= words[0] == "SMTPUTF8";
    if (words[0] == "SIZE") {
      can.size = true;
      if (words.size() > 1)
        std::from_chars(words[1].data(), words[1].data() + words[1].size(), can.max_message_bytes);
    }
  }
  return can;
}

Needs needs_of(std::string_view reverse_path, std::string_view forward_path,
               std::string_view message) {
  if (is_seven_bit(message) && is_seven_bit(reverse_path) && is_seven_bit(forward_path)) return {};
  const std::size_t end_of_header = std::min(message.find("\r\n\r\n"), message.size());
  Needs needs;
  needs.smtp_utf8 = !is_seven_bit(message.substr(0, end_of_header)) ||
                    !is_seven_bit(reverse_path) || !is_seven_bit(forward_path);
  needs.eight_bit_mime = !is_seven_bit(message.substr(end_of_header));
  return needs;
}

std::optional<std::string> unfit_for_smtp(std::string_view message) {
  constexpr std::size_t kLongest = 998;
  if (message.empty()) return "an empty message";
  if (message.find('\0') != std::string_view::npos) return "a NUL in the message";
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t feed = std::min(message.find('\n', at), message.size());
    const bool is_ended = feed < message.size();
    const std::string_view line = message.substr(at, feed - at);
    const std::size_t carriage_return = line.find('\r');
    const bool is_good = is_ended ? !line.empty() && carriage_return == line.size() - 1
                                  : carriage_return == std::string_view::npos;
    if (!is_good) return "a CR or LF alone in the message";
    if (line.size() - (is_ended ? 1 : 0) > kLongest)
      return "a line of more than 998 characters in the message";
    at = feed + 1;
  }
  return std::nullopt;
}

bool needs_no_stuffing(std::string_view message) {
  return !message.starts_with('.') && message.find("\n.") == std::string_view::npos &&
         message.ends_with("\r\n");
}

std::string dot_stuffed(std::string_view message) {
  std::string out;
  out.reserve(message.size() + message.size() / 64 + 3);
  if (message.starts_with('.')) out.push_back('.');
  std::size_t from = 0;
  for (std::size_t at = message.find("\n."); at != std::string_view::npos;
       at = message.find("\n.", from)) {
    out.append(message, from, at + 1 - from).push_back('.');
    from = at + 1;
  }
  out.append(message, from);
  if (!message.ends_with("\r\n")) out.append("\r\n");
  return out;
}

std::string xoauth2_response(std::string_view username, std::string_view token) {
  std::string text = "user=";
  text.append(username)
      .append(
          "\x01"
          "auth=Bearer ")
      .append(token)
      .append("\x01\x01");
  return base64(text);
}

std::string detail_of(const Reply& reply, std::string_view step, const EmailAddress& recipient) {
  const std::string enhanced = reply.enhanced_code();
  std::string out = std::to_string(reply.code);
  if (!enhanced.empty()) out += " " + enhanced;
  out.append(" ").append(step);
  const auto parts = name_parts(recipient);
  std::string text;
  for (const std::string& line : reply.lines) {
    const std::string_view rest = std::string_view(line).substr(enhanced_length(line));
    for (const std::string_view word : words_of(rest)) {
      if (!names_somebody(word, parts)) text.append(text.empty() ? "" : " ").append(word);
    }
  }
  if (!text.empty()) out += ": " + text;
  for (char& c : out) {
    if (c < 0x20 || c > 0x7E) c = '?';
  }
  if (out.size() > 200) out.resize(200);
  return out;
}

std::string base64(std::string_view bytes) {
  std::ostringstream out;
  Poco::Base64Encoder encoder(out);
  encoder.rdbuf()->setLineLength(0);
  encoder.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  encoder.close();
  return out.str();
}

}  // namespace enclosure::app::smtp
