#include "messaging/template_text.h"

#include <algorithm>
#include <optional>

#include "core/markup.h"
#include "core/text.h"
#include "messaging/template_slots.h"

namespace enclosure::messaging {
namespace {

/// A tag of the source: "{{", an optional mark, a name, for a slot "|" and a fallback, "}}".
struct Tag {
  char mark = ' ';  // '#', '^', '/', '>', or ' ' for a slot
  std::string name;
  std::optional<std::string> fallback;
  std::size_t begin = 0;
  std::size_t end = 0;  // behind "}}"
};

/// Parses one source from front to back, keeping the open blocks on a stack.
class Parser {
 public:
  Parser(std::string_view source, const TemplateParts& parts) : source_(source), parts_(parts) {}

  Result<std::vector<TemplateNode>> parse() {
    open_.push_back({});
    while (const auto tag = next_tag()) take(*tag);
    add_text(source_.substr(at_));
    while (open_.size() > 1) {
      complain("TEMPLATE-002", "block \"" + open_.back().text + "\" is not closed", source_.size());
      close();
    }
    if (!faults_.empty()) return faults_;
    return std::move(open_.front().children);
  }

 private:
  void complain(std::string code, std::string message, std::size_t offset,
                std::string hint = "docs/messages.md lists the slots and blocks") {
    faults_.push_back(
        {std::move(code), place_in(source_, offset), std::move(message), std::move(hint)});
  }

  /// The next tag, or nothing at the end; text in front of it stays for `take`.
  std::optional<Tag> next_tag() {
    const auto begin = source_.find("{{", at_);
    const auto stray = source_.substr(0, begin).find("}}", at_);
    if (stray != std::string_view::npos) complain("TEMPLATE-002", "\"}}\" without \"{{\"", stray);
    if (begin == std::string_view::npos) return std::nullopt;
    const auto close = source_.find_first_of("{}\n", begin + 2);
    if (close == std::string_view::npos || source_.substr(close, 2) != "}}") {
      complain("TEMPLATE-002", "a tag is not closed", begin);
      at_ = source_.size();
      return std::nullopt;
    }
    Tag tag{' ', std::string(source_.substr(begin + 2, close - begin - 2)), {}, begin, close + 2};
    if (!tag.name.empty() &&
        std::string_view("#^/>").find(tag.name.front()) != std::string_view::npos) {
      tag.mark = tag.name.front();
      tag.name = tag.mark == '>' ? std::string(trim(tag.name.substr(1))) : tag.name.substr(1);
    } else if (const auto bar = tag.name.find('|'); bar != std::string::npos) {
      tag.fallback = std::string(trim(tag.name.substr(bar + 1)));
      tag.name.erase(bar);
    }
    return tag;
  }

  void take(const Tag& tag) {
    std::size_t text_end = tag.begin;
    std::size_t next = tag.end;
    const bool alone = tag.mark != ' ' && leave_out_own_line(tag, text_end, next);
    add_text(source_.substr(at_, text_end - at_));
    at_ = next;
    if (tag.mark == ' ') {
      add_slot(tag);
    } else if (tag.mark == '>') {
      include(tag, alone);
    } else if (tag.mark == '/') {
      end_block(tag);
    } else {
      begin_block(tag);
    }
  }

  /// When the block tag stands alone on its line, neither the line's blanks nor its end are
  /// text. Says whether it does.
  bool leave_out_own_line(const Tag& tag, std::size_t& text_end, std::size_t& next) const {
    const auto line_begin = source_.rfind('\n', tag.begin) + 1;  // npos + 1 is 0
    const auto line_end = std::min(source_.find('\n', tag.end), source_.size());
    const auto is_blank = [&](std::size_t from, std::size_t to) {
      return source_.substr(from, to - from).find_first_not_of(" \t\r") == std::string_view::npos;
    };
    if (at_ > line_begin || !is_blank(line_begin, tag.begin) || !is_blank(tag.end, line_end))
      return false;
    text_end = line_begin;
    next = std::min(line_end + 1, source_.size());
    return true;
  }

  void add_text(std::string_view text) {
    if (text.empty()) return;
    open_.back().children.push_back({TemplateNode::Kind::kText, std::string(text)});
  }

  [[nodiscard]] bool in_list() const {
    return std::any_of(open_.begin(), open_.end(), [](const TemplateNode& block) {
      return !block.inverted && is_list(block.text);
    });
  }

  static bool is_list(std::string_view name) {
    const Slot* slot = find_slot(name, false);
    return slot != nullptr && slot->type == SlotType::kList;
  }

  void add_slot(const Tag& tag) {
    const Slot* slot = find_slot(tag.name, in_list());
    if (slot == nullptr) {
      complain("TEMPLATE-001", "no message fills \"{{" + tag.name + "}}\" here", tag.begin);
    } else {
      check_use(*slot, tag);
    }
    TemplateNode node{TemplateNode::Kind::kSlot, tag.name};
    node.fallback = tag.fallback.value_or("");
    open_.back().children.push_back(std::move(node));
  }

  /// TEMPLATE-006: what the type of a slot does not allow.
  void check_use(const Slot& slot, const Tag& tag) {
    const std::string name(slot.name);
    const auto wrong = [&](std::string message, std::string hint) {
      complain("TEMPLATE-006", std::move(message), tag.begin, std::move(hint));
    };
    if (slot.type == SlotType::kFlag || slot.type == SlotType::kList) {
      wrong("\"" + name + "\" is a " + std::string(to_string(slot.type)) + ", no text",
            "write {{#" + name + "}} … {{/" + name + "}}");
    } else if (tag.fallback && slot.type == SlotType::kUrl) {
      wrong("\"" + name + "\" is an address: nothing stands in for it",
            "write {{#" + name + "}} … {{/" + name + "}} around the sentence");
    } else if (tag.fallback && tag.fallback->empty()) {
      wrong(
          "the fallback of \"" + name + "\" is empty",
          "write {{#" + name + "}}{{" + name + "}}{{/" + name + "}} where nothing may stand there");
    }
    constexpr std::string_view kLink = "href=\"";
    if (slot.type != SlotType::kUrl && source_.substr(0, tag.begin).ends_with(kLink)) {
      wrong("\"" + name + "\" is no address, a link cannot lead to it", "use url or invoice_url");
    }
  }

  /// Puts a part where its tag stands, alone on its line.
  void include(const Tag& tag, bool alone) {
    if (!alone)
      complain("TEMPLATE-002", "\"{{> " + tag.name + "}}\" does not stand alone on its line",
               tag.begin, "give it a line of its own");
    const auto part = parts_.find(tag.name);
    if (part == parts_.end()) {
      std::string known;
      for (const auto& [name, nodes] : parts_) known += (known.empty() ? "" : ", ") + name;
      complain("TEMPLATE-007", "there is no part \"" + tag.name + "\"", tag.begin,
               known.empty() ? "parts are the files blocks/<name>.txt of the language"
                             : "there are: " + known);
      return;
    }
    auto& children = open_.back().children;
    children.insert(children.end(), part->second.begin(), part->second.end());
  }

  void begin_block(const Tag& tag) {
    const Slot* slot = find_slot(tag.name, in_list());
    if (slot == nullptr)
      complain("TEMPLATE-001", "no message has a block \"" + tag.name + "\"", tag.begin);
    if ((is_list(tag.name) && in_list()) || open_.size() > 8) {
      complain("TEMPLATE-002", "block \"" + tag.name + "\" is nested too deeply", tag.begin);
    }
    open_.push_back({TemplateNode::Kind::kBlock, tag.name, tag.mark == '^'});
  }

  void end_block(const Tag& tag) {
    if (open_.size() > 1 && open_.back().text == tag.name) return close();
    complain("TEMPLATE-002", "\"{{/" + tag.name + "}}\" closes no open block", tag.begin);
  }

  void close() {
    TemplateNode block = std::move(open_.back());
    open_.pop_back();
    open_.back().children.push_back(std::move(block));
  }

  std::string_view source_;
  const TemplateParts& parts_;
  std::size_t at_ = 0;
  std::vector<TemplateNode> open_;  // the text itself, then the open blocks
  Faults faults_;
};

/// Walks the pieces and writes the text.
class Renderer {
 public:
  Renderer(const TemplateValues& values, TextFormat format, std::set<std::string>& empty_slots)
      : values_(values), format_(format), empty_slots_(empty_slots) {}

  void render(const std::vector<TemplateNode>& nodes) {
    for (const TemplateNode& node : nodes) {
      switch (node.kind) {
        case TemplateNode::Kind::kText:
          out_ += node.text;
          break;
        case TemplateNode::Kind::kSlot:
          fill(node);
          break;
        case TemplateNode::Kind::kBlock:
          render_block(node);
          break;
      }
    }
  }

  std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] std::string_view text_of(std::string_view name) const {
    if (item_ != nullptr) {
      if (const auto found = item_->find(name); found != item_->end()) return found->second;
    }
    const auto found = values_.texts.find(name);
    return found == values_.texts.end() ? std::string_view{} : std::string_view(found->second);
  }

  void fill(const TemplateNode& slot) {
    auto text = text_of(slot.text);
    if (text.empty()) text = slot.fallback;
    if (text.empty()) empty_slots_.insert(slot.text);
    if (format_ == TextFormat::kText) {
      out_ += text;
    } else {
      out_ += escape_markup(text);
    }
  }

  void render_block(const TemplateNode& block) {
    const auto list = values_.lists.find(block.text);
    if (list != values_.lists.end() && !block.inverted) {
      for (const auto& item : list->second) {
        item_ = &item;
        render(block.children);
      }
      item_ = nullptr;
      return;
    }
    const bool has_items = list != values_.lists.end() && !list->second.empty();
    const bool holds =
        has_items || values_.flags.contains(block.text) || !text_of(block.text).empty();
    if (holds != block.inverted) render(block.children);
  }

  const TemplateValues& values_;
  TextFormat format_;
  std::set<std::string>& empty_slots_;
  const TemplateValues::Item* item_ = nullptr;
  std::string out_;
};

/// Without line breaks at both ends, never two blank lines in a row, one line break at the end.
std::string tidied(std::string_view text) {
  std::string out;
  std::size_t breaks = 0;
  for (const char c : text) {
    if (c == '\r') continue;
    breaks = c == '\n' ? breaks + 1 : 0;
    if (c == '\n' && (out.empty() || breaks > 2)) continue;
    out += c;
  }
  while (out.ends_with('\n')) out.pop_back();
  return out + '\n';
}

}  // namespace

std::string place_in(std::string_view source, std::size_t offset) {
  const std::string_view before = source.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto column = 1 + std::count_if(in_line.begin(), in_line.end(), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                      });
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

Result<TemplateText> TemplateText::parse(std::string_view source, const TemplateParts& parts) {
  auto nodes = Parser(source, parts).parse();
  if (!nodes) return nodes.faults();
  TemplateText text;
  text.nodes_ = *std::move(nodes);
  return text;
}

std::string TemplateText::render(const TemplateValues& values, TextFormat format,
                                 std::set<std::string>& empty_slots) const {
  Renderer renderer(values, format, empty_slots);
  renderer.render(nodes_);
  return tidied(renderer.take());
}

}  // namespace enclosure::messaging
