#include "messaging/bounce/mail_reader.h"

#include <algorithm>
#include <optional>

#include "core/text.h"

namespace enclosure::messaging::bounce {
namespace {

constexpr std::size_t kMaxValueBytes = 4 * 1024;
constexpr std::size_t kMaxBodyBytes = 128 * 1024;
constexpr std::size_t kMaxFields = 300;
constexpr int kMaxParts = 100;
constexpr int kMaxDepth = 8;

/// Takes the next line off the front of `bytes`, without its end.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t feed = std::min(bytes.find('\n'), bytes.size());
  std::string_view line = bytes.substr(0, feed);
  bytes.remove_prefix(std::min(feed + 1, bytes.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

/// Where the name of a field ends: at its colon; nothing where the line is no field.
std::optional<std::size_t> name_end(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > 76) return std::nullopt;
  std::string_view name = line.substr(0, colon);
  while (name.ends_with(' ') || name.ends_with('\t')) name.remove_suffix(1);
  return is_visible_ascii(name) && !name.empty() ? std::optional(colon) : std::nullopt;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string from_quoted_printable(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size() && out.size() < kMaxBodyBytes; ++i) {
    if (bytes[i] != '=') {
      out.push_back(bytes[i]);
      continue;
    }
    const std::string_view rest = bytes.substr(i + 1);
    if (rest.starts_with("\r\n")) {
      i += 2;
    } else if (rest.starts_with("\n")) {
      i += 1;
    } else if (rest.size() >= 2 && hex_value(rest[0]) >= 0 && hex_value(rest[1]) >= 0) {
      out.push_back(static_cast<char>(hex_value(rest[0]) * 16 + hex_value(rest[1])));
      i += 2;
    } else {
      out.push_back('=');
    }
  }
  return out;
}

std::string from_base64(std::string_view bytes) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : bytes) {
    if (c == '=' || out.size() >= kMaxBodyBytes) break;
    const std::size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) continue;
    bits = (bits << 6U) | static_cast<unsigned>(value);
    if ((count += 6) >= 8) out.push_back(static_cast<char>((bits >> (count -= 8)) & 255U));
  }
  return out;
}

/// Whether `line` is a delimiter of `boundary`; `closes`: the last one.
bool is_delimiter(std::string_view line, std::string_view boundary, bool& closes) {
  if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) return false;
  const std::string_view rest = line.substr(2 + boundary.size());
  closes = rest.starts_with("--");
  return closes || trim(rest).empty();
}

class PartReader {
 public:
  Part read(std::string_view bytes, int depth) {
    Part part;
    part.fields = read_fields(bytes);
    const std::string_view type = part.fields.value("content-type");
    if (const std::string media = to_lower_ascii(trim(type.substr(0, type.find(';'))));
        media.find('/') != std::string::npos)
      part.media_type = media;
    const std::string boundary = parameter(type, "boundary");
    if (part.media_type.starts_with("multipart/") && !boundary.empty() && depth < kMaxDepth) {
      read_parts(part, bytes, boundary, depth);
    } else {
      part.body = decoded(bytes, part.fields.value("content-transfer-encoding"));
    }
    return part;
  }

 private:
  void read_parts(Part& whole, std::string_view bytes, const std::string& boundary, int depth) {
    std::optional<std::string_view> open;  // from the first byte of the part to the end of all
    bool closed = false;
    while (!bytes.empty() && !closed) {
      const std::string_view here = bytes;
      if (!is_delimiter(take_line(bytes), boundary, closed)) continue;
      if (open) add(whole, open->substr(0, open->size() - here.size()), depth);
      open = closed ? std::nullopt : std::optional(bytes);
    }
    if (open) add(whole, *open, depth);
  }

  void add(Part& whole, std::string_view bytes, int depth) {
    if (++count_ <= kMaxParts) whole.parts.push_back(read(bytes, depth + 1));
  }

  int count_ = 0;
};

}  // namespace

std::string decoded(std::string_view body, std::string_view encoding) {
  const std::string kind = to_lower_ascii(trim(encoding));
  if (kind == "base64") return from_base64(body);
  if (kind == "quoted-printable") return from_quoted_printable(body);
  return std::string(body.substr(0, kMaxBodyBytes));
}

std::string_view Fields::value(std::string_view name) const {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Field& field) { return field.name == name; });
  return found == all.end() ? std::string_view{} : std::string_view(found->value);
}

Fields read_fields(std::string_view& bytes) {
  Fields fields;
  std::string_view before = bytes;
  for (bool first = true; !bytes.empty(); first = false, before = bytes) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) return fields;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    const auto colon = folded ? std::nullopt : name_end(line);
    if (folded && !fields.all.empty()) {
      std::string& value = fields.all.back().value;
      if (value.size() < kMaxValueBytes)
        value.append(" ").append(trim(line)).resize(std::min(value.size(), kMaxValueBytes));
    } else if (colon && fields.all.size() < kMaxFields) {
      fields.all.push_back({to_lower_ascii(trim(line.substr(0, *colon))),
                            std::string(trim(line.substr(*colon + 1)).substr(0, kMaxValueBytes))});
    } else if (!colon && !(first && line.starts_with("From "))) {  // "From " begins an mbox
      bytes = before;  // the text begins without an empty line
      return fields;
    }
  }
  return fields;
}

std::string parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = trim(value.substr(at + 1));
    const std::size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) return "";
    const bool ours = rest[equals] == '=' && to_lower_ascii(trim(rest.substr(0, equals))) == name;
    if (rest[equals] == '=') {
      rest = trim(rest.substr(equals + 1));
      std::size_t end = rest.starts_with('"') ? 1 : 0;
      std::string text;
      if (end == 1) {
        for (; end < rest.size() && rest[end] != '"'; ++end) {
          if (rest[end] == '\\' && end + 1 < rest.size()) ++end;
          text.push_back(rest[end]);
        }
      } else {
        end = std::min(rest.find_first_of("; \t("), rest.size());
        text = rest.substr(0, end);
      }
      if (ours) return text;
      at = value.find(
          ';', static_cast<std::size_t>(rest.data() - value.data()) + std::min(end, rest.size()));
    } else {
      at = static_cast<std::size_t>(rest.data() - value.data()) + equals;
    }
  }
  return "";
}

Part read_mail(std::string_view mail) {
  return PartReader().read(mail.substr(0, kMaxMailBytes), 0);
}

}  // namespace enclosure::messaging::bounce
