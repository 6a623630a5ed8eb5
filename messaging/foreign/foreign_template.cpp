#include "messaging/foreign/foreign_template.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "messaging/foreign/flat_text.h"
#include "messaging/template_slots.h"
#include "messaging/template_text.h"
#include "messaging/text_forms.h"

namespace enclosure::messaging {
namespace {

constexpr std::size_t kLargest = 100'000;
constexpr std::size_t kLongestName = 60;

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.';
}

/// A placeholder found in a text.
struct Found {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
  const ForeignPlaceholder* known = nullptr;  ///< null: the system has none of that name
};

/// The placeholder of `system` that begins at `at`, or nothing.
std::optional<Found> placeholder_at(std::string_view text, std::size_t at,
                                    const ForeignSystem& system) {
  if (text.substr(at, system.open.size()) != system.open) return std::nullopt;
  const std::size_t begin = at + system.open.size();
  std::size_t end = begin;
  if (system.close.empty()) {
    while (end < text.size() && end - begin < kLongestName && is_name_letter(text[end])) ++end;
    while (end > begin && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  } else {
    end = text.substr(0, std::min(text.size(), begin + kLongestName)).find(system.close, begin);
    if (end == std::string_view::npos) return std::nullopt;
  }
  const std::string name(trim(text.substr(begin, end - begin)));
  const bool is_name = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_name_letter(c) || c == '(' || c == ')';
  });
  if (!is_name) return std::nullopt;
  const auto* known = system.find(name);
  const bool is_word = system.close.empty() || system.open == "%" || system.open == "[";
  if (known == nullptr && is_word) return std::nullopt;  // "#1", "50 % of … %", "[optional]"
  return Found{at, end + system.close.size(), name, known};
}

/// Writes our text from a foreign one.
class Writer {
 public:
  Writer(std::string_view source, const ForeignSystem& system, ImportedText& result)
      : source_(source), system_(system), result_(result) {}

  std::string write() {
    std::size_t at = 0;
    while (at < source_.size()) {
      if (const auto found = placeholder_at(source_, at, system_)) {
        take(*found);
        at = found->end;
      } else {
        literal(at++);
      }
    }
    return std::move(out_);
  }

 private:
  /// Whether `end` is the last of the text, marks for what is bold aside: they go away later.
  [[nodiscard]] bool ends_with(std::string_view end) const {
    std::string_view text = out_;
    while (text.ends_with(kBoldBegins) || text.ends_with(kBoldEnds))
      text.remove_suffix(kBoldEnds.size());
    return text.ends_with(end);
  }

  /// A letter of the text; two braces in a row would be a mark of ours.
  void literal(std::size_t at) {
    const char c = source_[at];
    if ((c == '{' || c == '}') && ends_with({&c, 1})) {
      if (!told_)
        notice("FOREIGN-006", at, "two braces in a row are a mark of ours",
               "they were taken apart, so that they fill nothing");
      told_ = true;
      out_ += ' ';
    }
    out_ += c;
  }

  void put_ours(const std::string& tags) {
    if (ends_with("{") || ends_with("href=\"")) out_ += ' ';
    out_ += tags;
  }

  void take(const Found& found) {
    if (found.known == nullptr || found.known->slot.empty()) {
      notice("FOREIGN-005", found.begin,
             "\"" + std::string(source_.substr(found.begin, found.end - found.begin)) +
                 "\" has no counterpart" +
                 (found.known == nullptr ? "" : ": " + found.known->why_not),
             "rewrite the sentence: the checker refuses the text while it stands there (R20)");
      put_ours("[[" + found.name + "]]");
      return;
    }
    ++result_.filled;
    const std::string& slot = found.known->slot;
    const Slot* ours = find_slot(slot, false);
    if (ours != nullptr && ours->type == SlotType::kList) {
      add_list(slot, found);
    } else if (slot == "order_id" || slot == "brand" || slot == "product_names") {
      put_ours("{{" + slot + "}}");
    } else {
      add_optional(slot);
    }
  }

  /// A value that may be empty takes the blank in front of it along.
  void add_optional(const std::string& slot) {
    const bool blank = out_.ends_with(' ');
    if (blank) out_.pop_back();
    put_ours("{{#" + slot + "}}" + (blank ? " " : "") + "{{" + slot + "}}{{/" + slot + "}}");
  }

  /// One line per item where the placeholder ends its line, else the addresses in the sentence.
  void add_list(const std::string& slot, const Found& found) {
    const auto line_end = std::min(source_.find('\n', found.end), source_.size());
    const bool ends_line = is_blank(source_.substr(found.end, line_end - found.end));
    if (!ends_line) {
      put_ours("{{#" + slot + "}}{{url}} {{/" + slot + "}}");
      return;
    }
    const auto line_begin = out_.rfind('\n') + 1;  // npos + 1 is 0
    if (is_blank(std::string_view(out_).substr(line_begin))) out_.resize(line_begin);
    while (out_.ends_with(' ')) out_.pop_back();
    if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    put_ours("{{#" + slot + "}}\n- {{title}}: {{url}}\n{{/" + slot + "}}");
  }

  static bool is_blank(std::string_view text) { return trim(without_bold(text)).empty(); }

  void notice(std::string code, std::size_t at, std::string message, std::string hint) {
    result_.notices.push_back(
        {std::move(code), place_in(source_, at), std::move(message), std::move(hint)});
  }

  std::string_view source_;
  const ForeignSystem& system_;
  ImportedText& result_;
  std::string out_;
  bool told_ = false;
};

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\n' && c != '\r' && c != '\t') || code == 0x7F;
  });
}

std::size_t count_known(std::string_view text, const ForeignSystem& system) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto found = placeholder_at(text, at, system);
    if (!found) continue;
    count += found->known != nullptr ? 1U : 0U;
    at = found->end - 1;
  }
  return count;
}

/// Lines in which a mark lost its twin (a list took the line's place) lose all of theirs.
std::string with_paired_bold(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
    text.remove_prefix(line.size());
    bool open = false;
    bool paired = true;
    for (std::size_t at = 0; at < line.size(); ++at) {
      const auto here = line.substr(at);
      if (here.starts_with(kBoldBegins)) {
        paired = paired && !open;
        open = true;
      } else if (here.starts_with(kBoldEnds)) {
        paired = paired && open;
        open = false;
      }
    }
    out += paired && !open ? std::string(line) : without_bold(line);
  }
  return out;
}

std::string without_returns(std::string_view text) {
  std::string out(text);
  std::erase(out, '\r');
  return out;
}

/// Whether a "{{name}}" of ours stands in `text`.
bool names_own_slot(std::string_view text) {
  for (auto at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at + 2)) {
    std::string_view name = text.substr(at + 2);
    name = trim(name.substr(0, name.find_first_of("|}")));
    if (!name.empty() && (name.front() == '#' || name.front() == '^')) name.remove_prefix(1);
    if (find_slot(trim(name), false) != nullptr) return true;
  }
  return false;
}

}  // namespace

Result<std::string> recognise_system(std::string_view text, const PlaceholderTable& table) {
  const ForeignSystem* best = nullptr;
  std::size_t most = 0;
  bool tie = false;
  for (const ForeignSystem& system : table.systems()) {
    const std::size_t count = count_known(text, system);
    if (count > most) {
      best = &system;
      most = count;
      tie = false;
    } else if (count == most && count > 0) {
      tie = true;
    }
  }
  if (best != nullptr && !tie) return best->id;
  std::string list;
  for (const ForeignSystem& system : table.systems())
    list += (list.empty() ? "" : ", ") + system.id;
  return Fault{"FOREIGN-003", "",
               tie ? "its placeholders are those of several tools"
                   : "no placeholder of a known tool stands in it",
               "name the tool with --from: " + list};
}

Result<ImportedText> import_template(std::string_view bytes, std::string_view system,
                                     const PlaceholderTable& table) {
  const ForeignSystem* known = table.find(system);
  if (known == nullptr)
    return Fault{"FOREIGN-002", std::string(system), "there is no such tool",
                 "`enclosure messages import --help` lists them"};
  constexpr std::string_view kMark = "\xEF\xBB\xBF";  // byte order mark
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  if (bytes.size() > kLargest || trim(bytes).empty() || !is_utf8(bytes) ||
      has_control_character(bytes))
    return Fault{"FOREIGN-004", "",
                 "no text: empty, larger than 100 KB, not UTF-8, or with control characters",
                 "save it as plain text in UTF-8"};
  ImportedText result;
  result.system = known->id;
  std::string source = without_returns(bytes);
  const bool is_html = looks_like_html(source);
  if (is_html) source = flat_text_with_bold(source);
  const std::string marked = Writer(source, *known, result).write();
  const std::string ours = is_html ? with_paired_bold(marked) : marked;
  std::string_view body = trim(ours);
  constexpr std::string_view kSubject = "Subject:";
  if (body.starts_with(kSubject)) {
    const auto end = std::min(body.find('\n'), body.size());
    result.subject = without_bold(trim(body.substr(kSubject.size(), end - kSubject.size())));
    body = trim(body.substr(end));
  }
  result.text = std::string(body) + "\n";
  if (!is_html) return result;
  result.text = without_bold(result.text);
  if (body.find(kBoldBegins) != std::string_view::npos)
    result.html = bold_as_html(html_from_text(std::string(body) + "\n"));
  return result;
}

Result<ImportedText> import_subject(std::string_view line, std::string_view system,
                                    const PlaceholderTable& table) {
  if (names_own_slot(line)) {
    ImportedText ours;
    ours.system = system;
    ours.subject = line;
    return ours;
  }
  auto read = import_template(line, system, table);
  if (!read) return read;
  read->subject = trim(std::exchange(read->text, ""));
  read->html.clear();
  return read;
}

}  // namespace enclosure::messaging
