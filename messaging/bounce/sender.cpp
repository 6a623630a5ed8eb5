#include "messaging/bounce/sender.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace enclosure::messaging::bounce {
namespace {

/// A From field without comments and what is quoted, taken apart at its brackets.
struct SenderField {
  std::string loose;     ///< outside of brackets
  std::string brackets;  ///< inside of the last pair
  int pairs = 0;
  bool whole = true;  ///< every comment, quote and bracket ends
};

class SenderReader {
 public:
  SenderField read(std::string_view from) {
    for (std::size_t at = 0; at < from.size(); ++at) {
      const char c = from[at];
      if (c == '\\' && (depth_ > 0 || in_quotes_)) {
        ++at;  // whatever it is: no sign of the field
      } else if (in_quotes_) {
        in_quotes_ = c != '"';
      } else if (depth_ > 0) {
        depth_ += c == '(' ? 1 : c == ')' ? -1 : 0;
      } else {
        take(c);
      }
    }
    field_.whole = depth_ == 0 && !in_quotes_ && !in_brackets_;
    return std::move(field_);
  }

 private:
  void take(char c) {
    if (c == '(') {
      ++depth_;
    } else if (c == '"') {
      in_quotes_ = true;
      (in_brackets_ ? field_.brackets : field_.loose) += 'q';  // stands for a quoted local part
    } else if (c == '<') {
      in_brackets_ = true;
      ++field_.pairs;
      field_.brackets.clear();
    } else if (c == '>') {
      in_brackets_ = false;
    } else {
      (in_brackets_ ? field_.brackets : field_.loose) += c;
    }
  }

  SenderField field_;
  int depth_ = 0;
  bool in_quotes_ = false;
  bool in_brackets_ = false;
};

bool is_domain_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

}  // namespace

Sender sender_of(std::string_view from) {
  const SenderField field = SenderReader().read(from);
  const bool several = field.pairs > 1 || field.loose.find(',') != std::string::npos;
  if (!field.whole || several) return {};
  const std::string_view address = field.pairs == 1 ? field.brackets : field.loose;
  const std::size_t at = address.find('@');
  if (at != address.rfind('@')) return {};
  Sender sender{to_lower_ascii(trim(address.substr(0, at))), ""};
  if (at == std::string_view::npos) return sender;
  std::string domain = to_lower_ascii(trim(address.substr(at + 1)));
  if (domain.ends_with('.')) domain.pop_back();
  if (std::all_of(domain.begin(), domain.end(), is_domain_letter))
    sender.domain = std::move(domain);
  return sender;
}

bool is_named(std::string_view local, const std::vector<std::string>& names) {
  const auto as_words = [](std::string_view text) {
    std::string words = "-" + std::string(text) + "-";
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '.' || c == '_' || c == '+'; }, '-');
    return words;
  };
  const std::string words = as_words(local);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return words.find(as_words(name)) != std::string::npos;
  });
}

bool is_within(std::string_view domain, const std::vector<std::string>& domains) {
  return std::any_of(domains.begin(), domains.end(), [&](const std::string& one) {
    return domain == one || (domain.size() > one.size() && domain.ends_with(one) &&
                             domain[domain.size() - one.size() - 1] == '.');
  });
}

}  // namespace enclosure::messaging::bounce
