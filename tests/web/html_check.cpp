#include "tests/web/html_check.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace enclosure::app::web::test {
namespace {

const std::set<std::string> kVoid = {"meta", "link", "input"};
const std::set<std::string> kKnown = {
    "html",    "head",    "title",   "body",  "header", "main",   "footer",   "nav",
    "section", "h1",      "h2",      "h3",    "h4",     "p",      "div",      "span",
    "a",       "ul",      "ol",      "li",    "dl",     "dt",     "dd",       "time",
    "bdi",     "form",    "label",   "input", "select", "option", "optgroup", "button",
    "details", "summary", "article", "meta",  "link"};
/// What phrasing elements must not hold.
const std::set<std::string> kBlocks = {"p",  "div", "ul",   "ol",      "dl",      "h1",  "h2",
                                       "h3", "h4",  "form", "section", "article", "nav", "details"};
const std::set<std::string> kPhrasing = {"p",   "h1",    "h2",   "h3",     "h4",      "span", "a",
                                         "bdi", "label", "time", "button", "summary", "dt"};

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html) {}

  HtmlPage read() {
    constexpr std::string_view kDoctype = "<!doctype html>\n";
    if (!html_.starts_with(kDoctype)) fault("no doctype");
    at_ = std::min(kDoctype.size(), html_.size());
    while (at_ < html_.size()) {
      if (html_[at_] == '<') {
        tag();
      } else {
        text();
      }
    }
    for (const std::size_t open : open_) fault("not closed: " + page_.elements[open].name);
    for (HtmlElement& one : page_.elements) {
      std::istringstream words(one.text);
      one.text.clear();
      for (std::string word; words >> word;) one.text += (one.text.empty() ? "" : " ") + word;
    }
    check();
    return std::move(page_);
  }

 private:
  void fault(const std::string& what) { page_.faults.push_back(what); }

  void text() {
    const std::size_t end = std::min(html_.find('<', at_), html_.size());
    const std::string plain = resolved(html_.substr(at_, end - at_));
    for (const std::size_t open : open_) page_.elements[open].text += plain;
    at_ = end;
  }

  std::string resolved(std::string_view raw) {
    static const std::map<std::string, std::string> kNames = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#39", "'"}};
    std::string out;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '>' || raw[i] == '<') fault("a bare sign in \"" + std::string(raw) + "\"");
      if (raw[i] != '&') {
        out += raw[i];
        continue;
      }
      const std::size_t end = std::min(raw.find(';', i), raw.size());
      const auto name = kNames.find(std::string(raw.substr(i + 1, end - i - 1)));
      if (name == kNames.end()) {
        fault("a bare & in \"" + std::string(raw) + "\"");
      } else {
        out += name->second;
        i = end;
      }
    }
    return out;
  }

  void tag() {
    const std::size_t end = html_.find('>', at_);
    if (end == std::string_view::npos) {
      fault("a tag without end");
      at_ = html_.size();
      return;
    }
    std::string_view inside = html_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (inside.starts_with('/')) return close(std::string(inside.substr(1)));
    open(inside);
  }

  void close(const std::string& name) {
    if (open_.empty() || page_.elements[open_.back()].name != name)
      return fault("</" + name + "> closes nothing");
    open_.pop_back();
  }

  void open(std::string_view inside) {
    HtmlElement one;
    const std::size_t blank = std::min(inside.find(' '), inside.size());
    one.name = inside.substr(0, blank);
    if (!kKnown.contains(one.name)) fault("<" + one.name + "> is not of these pages");
    inside.remove_prefix(blank);
    attributes(inside, one);
    if (!open_.empty() && kBlocks.contains(one.name)) {
      for (const std::size_t around : open_) {
        if (kPhrasing.contains(page_.elements[around].name) &&
            !(page_.elements[around].name == "summary" && one.name[0] == 'h'))
          fault("<" + one.name + "> within <" + page_.elements[around].name + ">");
      }
    }
    page_.elements.push_back(one);
    if (!kVoid.contains(one.name)) open_.push_back(page_.elements.size() - 1);
  }

  void attributes(std::string_view rest, HtmlElement& one) {
    while (!rest.empty()) {
      if (rest[0] != ' ') return fault("no blank before an attribute of <" + one.name + ">");
      rest.remove_prefix(1);
      const std::size_t end = std::min(rest.find_first_of(" ="), rest.size());
      const std::string name(rest.substr(0, end));
      rest.remove_prefix(end);
      std::string value;
      if (rest.starts_with("=")) {
        const std::size_t quote = rest.find('"', 2);
        if (!rest.starts_with("=\"") || quote == std::string_view::npos)
          return fault("no quotes: " + name + " of <" + one.name + ">");
        value = resolved(rest.substr(2, quote - 2));
        rest.remove_prefix(quote + 1);
      }
      if (name.empty()) return fault("an attribute without name in <" + one.name + ">");
      if (!one.attributes.emplace(name, value).second) fault("twice: " + name);
    }
  }

  void check() {
    std::set<std::string> ids;
    for (const HtmlElement* one : page_.with("id")) {
      const std::string& id = one->attributes.at("id");
      if (id.empty() || id.find(' ') != std::string::npos) fault("no id: \"" + id + "\"");
      if (!ids.insert(id).second) fault("an id twice: " + id);
    }
    for (const char* name : {"for", "aria-labelledby", "aria-describedby", "aria-controls"}) {
      for (const HtmlElement* one : page_.with(name)) {
        std::istringstream words(one->attributes.at(name));
        for (std::string id; words >> id;)
          if (!ids.contains(id)) fault(std::string(name) + " leads nowhere: " + id);
      }
    }
    for (const HtmlElement* one : page_.with("href")) {
      const std::string& href = one->attributes.at("href");
      if (href.starts_with('#') && !ids.contains(href.substr(1))) fault("no such part: " + href);
    }
    check_words();
    check_fields();
    if (page_.all("h1").size() != 1) fault("not one h1");
    if (page_.all("main").size() != 1) fault("not one main");
  }

  void check_words() {
    for (const HtmlElement& one : page_.elements) {
      const bool speaks = one.name == "a" || one.name == "button" || one.name == "label" ||
                          one.name == "title" || one.name == "summary" || one.name == "option" ||
                          (one.name.size() == 2 && one.name[0] == 'h' && one.name != "hr");
      if (speaks && one.text.empty()) fault("<" + one.name + "> without words");
      for (const auto& [name, value] : one.attributes) {
        if (name == "style" || name.starts_with("on")) fault(name + " within the page");
      }
    }
  }

  void check_fields() {
    std::set<std::string> labelled;
    for (const HtmlElement* one : page_.all("label")) labelled.insert(one->attributes.at("for"));
    for (const HtmlElement& one : page_.elements) {
      if (one.name != "input" && one.name != "select") continue;
      const auto type = one.attributes.find("type");
      if (type != one.attributes.end() && type->second == "hidden") continue;
      const auto id = one.attributes.find("id");
      if (id == one.attributes.end() || !labelled.contains(id->second)) fault("no label");
    }
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::vector<std::size_t> open_;
  HtmlPage page_;
};

}  // namespace

std::vector<const HtmlElement*> HtmlPage::all(std::string_view name) const& {
  std::vector<const HtmlElement*> found;
  for (const HtmlElement& one : elements) {
    if (one.name == name) found.push_back(&one);
  }
  return found;
}

std::vector<const HtmlElement*> HtmlPage::with(std::string_view attribute) const& {
  std::vector<const HtmlElement*> found;
  for (const HtmlElement& one : elements) {
    if (one.attributes.contains(std::string(attribute))) found.push_back(&one);
  }
  return found;
}

HtmlPage read_html(std::string_view html) {
  return Reader(html).read();
}

}  // namespace enclosure::app::web::test
