#include "messaging/text_forms.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/markup.h"
#include "core/text.h"
#include "messaging/template_slots.h"

namespace enclosure::messaging {
namespace {

/// Where the tag at `at` ("{{…}}") ends, or `at` when none begins there.
std::size_t tag_end(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "{{") return at;
  const auto close = text.find("}}", at + 2);
  return close == std::string_view::npos ? at : close + 2;
}

/// Whether a line holds block tags and parts alone.
bool is_tag_line(std::string_view line) {
  line = trim(line);
  if (line.empty()) return false;
  while (!line.empty()) {
    const auto end = tag_end(line, 0);
    if (end == 0 || std::string_view("#^/>").find(line[2]) == std::string_view::npos) return false;
    line = trim(line.substr(end));
  }
  return true;
}

class HtmlReader {
 public:
  explicit HtmlReader(std::string_view html) : html_(html) {}

  std::string read() {
    std::size_t at = 0;
    while (at < html_.size()) {
      if (const auto end = tag_end(html_, at); end > at) {
        out_ += html_.substr(at, end - at);
        at = end;
      } else if (html_[at] == '<') {
        const auto close = std::min(html_.find('>', at), html_.size());
        element(html_.substr(at + 1, close - at - 1));
        at = std::min(close + 1, html_.size());
      } else if (html_[at] == '&') {
        at = reference(at);
      } else if (html_[at] == '\n') {
        line_break(at++);
      } else {
        out_ += html_[at++];
      }
    }
    return std::move(out_);
  }

 private:
  void element(std::string_view tag) {
    constexpr std::string_view kLink = "a href=\"";
    if (tag == "p" || tag == "ul" || tag == "/ul") {
      line_end();
    } else if (tag == "/p") {
      line_end();
      out_ += '\n';
    } else if (tag == "br") {
      out_ += '\n';
    } else if (tag == "li") {
      line_end();
      out_ += "- ";
    } else if (tag.starts_with(kLink) && tag.ends_with('"')) {
      address_ = std::string(tag.substr(kLink.size(), tag.size() - kLink.size() - 1));
      link_begin_ = out_.size();
    } else if (tag == "/a") {
      if (out_.substr(std::min(link_begin_, out_.size())) != address_) out_ += ": " + address_;
    }
  }

  void line_end() {
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
  }

  /// A break of the source is a blank between words; beside a line of block tags it stays, so that
  /// the tags keep a line of their own.
  void line_break(std::size_t at) {
    if (out_.empty() || out_.back() == '\n') return;
    const auto line_of = [&](std::size_t begin) {
      return html_.substr(begin, std::min(html_.find('\n', begin), html_.size()) - begin);
    };
    const auto begin = at == 0 ? 0 : html_.rfind('\n', at - 1) + 1;  // npos + 1 is 0
    const bool stays = is_tag_line(line_of(begin)) || is_tag_line(line_of(at + 1));
    out_ += stays ? '\n' : ' ';
  }

  std::size_t reference(std::size_t at) {
    using Pair = std::pair<std::string_view, std::string_view>;
    constexpr std::array kKnown = {Pair{"&amp;", "&"}, Pair{"&lt;", "<"},
                                   Pair{"&gt;", ">"},  Pair{"&quot;", "\""},
                                   Pair{"&#39;", "'"}, Pair{"&nbsp;", "\u00A0"}};
    for (const auto& [name, text] : kKnown) {
      if (html_.substr(at, name.size()) != name) continue;
      out_ += text;
      return at + name.size();
    }
    out_ += '&';
    return at + 1;
  }

  std::string_view html_;
  std::string out_;
  std::string address_;
  std::size_t link_begin_ = 0;
};

/// One line with its text escaped; a slot for an address becomes a link.
std::string line_of(std::string_view line) {
  std::string out;
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.size();) {
    const auto end = tag_end(line, at);
    if (end == at) {
      ++at;
      continue;
    }
    out += escape_markup(line.substr(from, at - from), MarkupPlace::kContent);
    const std::string tag(line.substr(at, end - at));
    const Slot* slot = find_slot(tag.substr(2, tag.size() - 4), true);
    out += slot != nullptr && slot->type == SlotType::kUrl
               ? "<a href=\"" + tag + "\">" + tag + "</a>"
               : tag;
    from = at = end;
  }
  return out + escape_markup(line.substr(from), MarkupPlace::kContent);
}

class TextReader {
 public:
  std::string read(std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      take(trim(text.substr(0, end)));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    close();
    return std::move(out_);
  }

 private:
  enum class Open { kNothing, kParagraph, kList };

  void take(std::string_view line) {
    if (line.empty()) {
      close();
    } else if (is_tag_line(line)) {
      close();
      out_ += std::string(line) + "\n";
    } else if (line.starts_with("- ")) {
      open(Open::kList, "<ul>\n");
      out_ += "<li>" + line_of(line.substr(2)) + "</li>\n";
    } else {
      const bool goes_on = open_ == Open::kParagraph;
      if (goes_on) out_ += "<br>\n";
      open(Open::kParagraph, "<p>");
      out_ += line_of(line);
    }
  }

  void open(Open kind, std::string_view tag) {
    if (open_ == kind) return;
    close();
    out_ += tag;
    open_ = kind;
  }

  void close() {
    if (open_ == Open::kParagraph) out_ += "</p>\n";
    if (open_ == Open::kList) out_ += "</ul>\n";
    open_ = Open::kNothing;
  }

  std::string out_;
  Open open_ = Open::kNothing;
};

}  // namespace

std::string text_from_html(std::string_view html) {
  return HtmlReader(html).read();
}

std::string html_from_text(std::string_view text) {
  return TextReader().read(text);
}

}  // namespace enclosure::messaging
