#include "app/check/pdf_text.h"

#include <map>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <utility>
#include <vector>

#include "app/check/character_map.h"
#include "app/check/embedded_files.h"
#include "app/check/unpack.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostPages = 40;
constexpr std::size_t kMostContent = std::size_t{4} << 20U;  // of a page
constexpr std::size_t kMostTokens = 200'000;                 // of a page
/// A gap of a fifth of a letter's height inside of a TJ is a blank.
constexpr double kBlank = -200;

/// The texts of one page's content.
class PageText {
 public:
  PageText(QPDFObjectHandle resources, ReadingBudget& budget, std::string& text)
      : fonts_(entry(resources, "/Font")), budget_(budget), text_(text) {}

  void read(const std::string& content) {
    QPDFTokenizer tokenizer;
    tokenizer.allowEOF();
    std::size_t at = 0;
    for (std::size_t count = 0; count < kMostTokens; ++count) {
      QPDFTokenizer::Token token;
      const bool is_ready = feed(tokenizer, content, at, token);
      if (!is_ready || token.getType() == QPDFTokenizer::tt_eof) return;
      take(token);
    }
  }

 private:
  static bool feed(QPDFTokenizer& tokenizer, const std::string& content, std::size_t& at,
                   QPDFTokenizer::Token& token) {
    bool unread = false;
    char last = 0;
    while (!tokenizer.getToken(token, unread, last)) {
      if (at < content.size()) {
        tokenizer.presentCharacter(content[at++]);
      } else {
        tokenizer.presentEOF();
        return tokenizer.getToken(token, unread, last);
      }
    }
    if (unread) --at;
    return true;
  }

  void take(const QPDFTokenizer::Token& token) {
    switch (token.getType()) {
      case QPDFTokenizer::tt_name:
        name_ = token.getValue();
        return;
      case QPDFTokenizer::tt_string:
        text_ += map_ == nullptr ? std::string() : map_->text_of(token.getValue());
        return;
      case QPDFTokenizer::tt_integer:
      case QPDFTokenizer::tt_real:
        if (in_array_ && std::strtod(token.getValue().c_str(), nullptr) < kBlank) blank();
        return;
      case QPDFTokenizer::tt_array_open:
        in_array_ = true;
        return;
      case QPDFTokenizer::tt_array_close:
        in_array_ = false;
        return;
      case QPDFTokenizer::tt_word:
        return take_operator(token.getValue());
      default:
        return;
    }
  }

  void take_operator(const std::string& name) {
    if (name == "Tf") choose_font();
    if (name == "Td" || name == "TD" || name == "T*" || name == "Tm" || name == "ET" ||
        name == "'" || name == "\"") {
      blank();
    }
  }

  void choose_font() {
    auto found = maps_.find(name_);
    if (found == maps_.end())
      found = maps_.emplace(name_, CharacterMap::of_font(entry(fonts_, name_), budget_)).first;
    map_ = &found->second;
  }

  void blank() {
    if (!text_.empty() && text_.back() != ' ') text_ += ' ';
  }

  QPDFObjectHandle fonts_;
  ReadingBudget& budget_;
  std::string& text_;
  std::map<std::string, CharacterMap> maps_;
  const CharacterMap* map_ = nullptr;
  std::string name_;
  bool in_array_ = false;
};

std::string content_of_page(QPDFObjectHandle page, ReadingBudget& budget) {
  std::string content;
  const auto add = [&](QPDFObjectHandle stream) {
    if (!stream.isStream()) return;
    const auto part = unpack(stream, kMostContent, "a page is too large", kMostContent, budget);
    if (part) content += part->first + "\n";
  };
  QPDFObjectHandle contents = page.getKey("/Contents");
  if (!contents.isArray()) add(contents);
  for (int i = 0; contents.isArray() && i < contents.getArrayNItems(); ++i)
    add(contents.getArrayItem(i));
  return content;
}

/// The resources of a page, its own or those of a node above it.
QPDFObjectHandle resources_of(QPDFObjectHandle page) {
  for (int level = 0; level < 64 && page.isDictionary(); ++level) {
    QPDFObjectHandle resources = page.getKey("/Resources");
    if (resources.isDictionary()) return resources;
    page = page.getKey("/Parent");
  }
  return QPDFObjectHandle::newNull();
}

/// The first pages, in order.
void pages_under(QPDFObjectHandle node, int level, std::vector<QPDFObjectHandle>& pages) {
  if (level > 64 || pages.size() >= kMostPages || !node.isDictionary()) return;
  QPDFObjectHandle kids = node.getKey("/Kids");
  if (!kids.isArray()) {
    pages.push_back(node);
    return;
  }
  for (int i = 0; i < kids.getArrayNItems() && pages.size() < kMostPages; ++i)
    pages_under(kids.getArrayItem(i), level + 1, pages);
}

}  // namespace

std::string sample_pdf_text(std::string_view bytes, std::size_t most_bytes,
                            const EnclosureLimits& limits) {
  install_counted_filters();
  ReadingLimits reading;
  reading.structure_bytes = limits.structure_bytes;
  reading.tokens = limits.tokens;
  reading.filters = 200'000;
  reading.time = limits.time;
  ReadingBudget budget(reading);
  const ReadingBudget::Scope scope(budget);
  std::string text;
  try {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processInputSource(counted_source(bytes, budget));
    std::vector<QPDFObjectHandle> pages;
    pages_under(pdf.getRoot().getKey("/Pages"), 1, pages);
    for (const QPDFObjectHandle& page : pages) {
      if (text.size() >= most_bytes) break;
      PageText(resources_of(page), budget, text).read(content_of_page(page, budget));
      text += ' ';
    }
  } catch (const std::exception&) {
    // What was read so far is all there is.
  }
  return is_utf8(text) ? text : std::string();
}

}  // namespace enclosure::app
