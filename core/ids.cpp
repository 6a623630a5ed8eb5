#include "core/ids.h"

#include <algorithm>

#include "core/text.h"

namespace enclosure {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// atom of RFC 5322, 3.2.3.
bool is_atom_character(char c) {
  return is_alphanumeric(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

/// `text` cut at dots; every part must satisfy `good`.
template <typename Predicate>
bool every_part(std::string_view text, Predicate good) {
  for (;;) {
    const auto dot = text.find('.');
    if (!good(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_domain_label(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(),
                     [](char c) { return is_alphanumeric(c) || c == '-'; });
}

}  // namespace

namespace id_rules {

bool is_safe_name(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.front() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

bool is_plain_text(std::string_view text) {
  const auto line = single_line(text);
  return line && *line == text;
}

bool is_document_number(std::string_view text) {
  for (;;) {
    const auto slash = text.find('/');
    if (!is_safe_name(text.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    text.remove_prefix(slash + 1);
  }
}

}  // namespace id_rules

std::string file_stem(const InvoiceNumber& number) {
  std::string stem = number.to_string();
  std::replace(stem.begin(), stem.end(), '/', '-');
  return stem;
}

Result<EmailAddress> EmailAddress::parse(std::string_view text) {
  const auto at = text.rfind('@');
  const bool good =
      at != std::string_view::npos && at <= 64 && text.size() <= 254 &&
      every_part(text.substr(0, at),
                 [](std::string_view part) {
                   return !part.empty() && std::all_of(part.begin(), part.end(), is_atom_character);
                 }) &&
      every_part(text.substr(at + 1), is_domain_label);
  if (good) return EmailAddress(std::string(text));
  const std::string_view name = text.substr(0, at == std::string_view::npos ? 0 : at);
  const bool is_ascii = std::all_of(name.begin(), name.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return Fault{"EMAIL-001", "", "not a mail address that can be used",
               is_ascii ? "write it as name@example.org"
                        : "the name before the @ has to be in ASCII, like name@example.org"};
}

std::string_view EmailAddress::domain() const {
  return std::string_view(value_).substr(value_.find('@') + 1);
}

}  // namespace enclosure
