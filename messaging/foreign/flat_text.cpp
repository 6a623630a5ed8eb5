#include "messaging/foreign/flat_text.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "messaging/policy/entities.h"
#include "messaging/policy/plain_text.h"

namespace enclosure::messaging {
namespace {

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 14> kBlocks = {
    "p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "section", "body", "hr", "td"};
constexpr std::array<std::string_view, 5> kHidden = {"script", "style", "head", "template",
                                                     "noscript"};

/// "href" of <a href="…">: name and attributes between the angle brackets.
struct Element {
  std::string name;
  std::string_view attributes;
  bool closes = false;
};

Element element_of(std::string_view tag) {
  Element element;
  if (tag.starts_with('/')) {
    element.closes = true;
    tag.remove_prefix(1);
  }
  const auto end = std::min(tag.find_first_of(" \t\r\n/"), tag.size());
  element.name = to_lower_ascii(tag.substr(0, end));
  element.attributes = tag.substr(end);
  return element;
}

class Flattener {
 public:
  explicit Flattener(std::string_view html) : html_(html) {}

  std::string run() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (html_.substr(at_, 4) == "<!--") {
        at_ = behind("-->", at_ + 4);
      } else if (c == '<') {
        take_tag();
      } else if (c == '&') {
        take_reference();
      } else {
        put(c);
        ++at_;
      }
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t behind(std::string_view mark, std::size_t from) const {
    const auto found = html_.find(mark, from);
    return found == std::string_view::npos ? html_.size() : found + mark.size();
  }

  void take_tag() {
    const auto end = html_.find('>', at_);
    if (end == std::string_view::npos) {
      put('<');
      ++at_;
      return;
    }
    const Element element = element_of(html_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    if (is_in(kHidden, element.name) && !element.closes) {
      at_ = behind(">", std::min(html_.find("</" + element.name, at_), html_.size()));
    } else if (element.name == "br") {
      out_ += '\n';
    } else if (element.name == "li" && !element.closes) {
      line_end();
      out_ += "- ";
    } else if (is_in(kBlocks, element.name)) {
      line_end();
      if (element.name == "p" && element.closes) out_ += '\n';
    } else if (element.name == "a") {
      take_link(element);
    }
  }

  void take_link(const Element& element) {
    if (!element.closes) {
      address_ = policy::attribute(element.attributes, "href");
      link_begin_ = out_.size();
      return;
    }
    const std::string words = out_.substr(std::min(link_begin_, out_.size()));
    const bool is_address = address_.starts_with("https://") || is_placeholder(address_);
    if (is_address && words != address_) out_ += ": " + address_;
    address_.clear();
  }

  /// Whether an address is nothing but a placeholder: it has no scheme and holds marks.
  static bool is_placeholder(const std::string& address) {
    return address.find("://") == std::string::npos &&
           address.find_first_of("[{%#$") != std::string::npos &&
           address.find(':') == std::string::npos;
  }

  void take_reference() {
    std::size_t length = 0;
    const char32_t code = policy::reference_at(html_, at_, length);
    if (length == 0) {
      put('&');
      ++at_;
      return;
    }
    if (code == 0xA0) {
      put(' ');
    } else {
      append_utf8(out_, code);
    }
    at_ += length;
  }

  void put(char c) {
    const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (!blank) {
      out_ += c;
    } else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
      out_ += ' ';
    }
  }

  void line_end() {
    while (out_.ends_with(' ')) out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::string out_;
  std::string address_;
  std::size_t link_begin_ = 0;
};

}  // namespace

bool looks_like_html(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  constexpr std::array<std::string_view, 9> kSigns = {"<p>",   "<p ",   "<br", "<div",  "<a ",
                                                      "<html", "<body", "<ul", "<table"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

std::string flat_text(std::string_view html) {
  return Flattener(html).run();
}

}  // namespace enclosure::messaging
