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
  Flattener(std::string_view html, bool keep_bold) : html_(html), keep_bold_(keep_bold) {}

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
    pause_bold();
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
      pause_bold();
      while (out_.ends_with(' ')) out_.pop_back();
      out_ += '\n';
    } else if (element.name == "li" && !element.closes) {
      line_end();
      out_ += "- ";
    } else if (is_in(kBlocks, element.name)) {
      line_end();
      if (element.name == "p" && element.closes) out_ += '\n';
    } else if (element.name == "b" || element.name == "strong") {
      pause_bold();
      bold_ = !element.closes;
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
    if (code == kBegins || code == kEnds) {  // our own marks
      at_ += length;
      return;
    }
    resume_bold();
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
      resume_bold();
      out_ += c;
    } else if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
      out_ += ' ';
    }
  }

  /// A mark is written with the first letter behind it, and taken back at the end of the line.
  void resume_bold() {
    if (!keep_bold_ || !bold_ || open_) return;
    out_ += kBoldBegins;
    open_ = true;
  }
  void pause_bold() {
    if (!open_) return;
    std::size_t blanks = 0;
    for (; out_.ends_with(' '); ++blanks) out_.pop_back();
    out_ += kBoldEnds;
    out_.append(blanks, ' ');
    open_ = false;
  }

  void line_end() {
    pause_bold();
    while (out_.ends_with(' ')) out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  static constexpr char32_t kBegins = 0xE000;
  static constexpr char32_t kEnds = 0xE001;

  std::string_view html_;
  bool keep_bold_ = false;
  std::size_t at_ = 0;
  bool bold_ = false;  ///< what follows is bold
  bool open_ = false;  ///< and its mark stands in the text
  std::string out_;
  std::string address_;
  std::size_t link_begin_ = 0;
};

std::string replaced(std::string_view text, std::string_view begins, std::string_view ends) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (text.starts_with(kBoldBegins) || text.starts_with(kBoldEnds)) {
      out += text.starts_with(kBoldBegins) ? begins : ends;
      text.remove_prefix(kBoldBegins.size());
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace

bool looks_like_html(std::string_view text) {
  const std::string lower = to_lower_ascii(text);
  constexpr std::array<std::string_view, 9> kSigns = {"<p>",   "<p ",   "<br", "<div",  "<a ",
                                                      "<html", "<body", "<ul", "<table"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&](std::string_view sign) { return lower.find(sign) != std::string::npos; });
}

std::string flat_text(std::string_view html) {
  return Flattener(html, false).run();
}

std::string flat_text_with_bold(std::string_view html) {
  return Flattener(without_bold(html), true).run();
}

std::string without_bold(std::string_view text) {
  return replaced(text, "", "");
}

std::string bold_as_html(std::string_view text) {
  return replaced(text, "<b>", "</b>");
}

}  // namespace enclosure::messaging
