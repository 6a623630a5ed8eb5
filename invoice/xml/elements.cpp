#include "invoice/xml/elements.h"

#include <algorithm>
#include <utility>

namespace enclosure::invoice::xml {

void FindingLog::error(std::string_view rule, std::string path, std::string message) {
  findings_.add(
      {rules::Weight::kError, {std::string(rule), std::move(path), std::move(message), ""}});
}

void FindingLog::warning(std::string_view rule, std::string path, std::string message) {
  findings_.add(
      {rules::Weight::kWarning, {std::string(rule), std::move(path), std::move(message), ""}});
}

Elements::Elements(const Node& node, std::string path, FindingLog& log,
                   std::initializer_list<std::string_view> known)
    : node_(&node), path_(std::move(path)), log_(&log) {
  node.was_read = true;
  auto expected = known.begin();
  for (const Node& child : node.children) {
    const auto found = std::find(known.begin(), known.end(), child.name);
    if (found == known.end()) continue;
    if (found < expected) {
      log.error("XML-006", path_of(child),
                "the schema wants this element before the one before it");
    }
    expected = std::max(expected, found);
  }
}

const Node* Elements::first(std::string_view name) const {
  const auto found = std::find_if(node_->children.begin(), node_->children.end(),
                                  [&](const Node& child) { return child.name == name; });
  if (found == node_->children.end()) return nullptr;
  found->was_read = true;
  return &*found;
}

const Node* Elements::one(std::string_view name) const {
  const Node* found = first(name);
  if (found == nullptr) return nullptr;
  for (const Node& child : node_->children) {
    if (&child == found || child.name != name) continue;
    log_->error("XML-006", path_of(child), "this element stands there more than once");
    read_whole(child);
  }
  return found;
}

const Node* Elements::need(std::string_view name) const {
  const Node* found = one(name);
  if (found == nullptr) {
    log_->error("XML-006", path_ + "/" + std::string(name), "this element is missing");
  }
  return found;
}

std::vector<const Node*> Elements::all(std::string_view name) const {
  std::vector<const Node*> found;
  for (const Node& child : node_->children) {
    if (child.name != name) continue;
    child.was_read = true;
    found.push_back(&child);
  }
  return found;
}

void Elements::skip(std::string_view name) const {
  if (const Node* child = one(name)) read_whole(*child);
}

std::string Elements::text(std::string_view name) const {
  const Node* child = one(name);
  return child == nullptr ? std::string() : child->text;
}

std::string Elements::text(std::string_view name, std::string_view inner) const {
  const Node* child = one(name);
  return child == nullptr ? std::string() : into(*child).text(inner);
}

std::optional<Decimal> Elements::decimal_of(const Node& leaf) const {
  if (leaf.text.empty()) {
    log_->error("XML-007", path_of(leaf), "this is no decimal number");
    return std::nullopt;
  }
  std::string_view text = leaf.text;
  if (text.front() == '+') text.remove_prefix(1);
  std::string padded(text);  // xs:decimal writes ".5" and "5." as well
  if (padded.starts_with('.')) padded.insert(0, 1, '0');
  if (padded.starts_with("-.")) padded.insert(1, 1, '0');
  if (padded.ends_with('.')) padded.pop_back();
  const std::size_t point = padded.find('.');
  while (point != std::string::npos && padded.size() > point + 13 && padded.ends_with('0')) {
    padded.pop_back();
  }
  const auto number = Decimal::parse(padded);
  if (number) return *number;
  log_->error("XML-007", path_of(leaf),
              "this is no decimal number: \"" + leaf.text.substr(0, 40) + "\"");
  return std::nullopt;
}

std::optional<Date> Elements::date_of(const Node& leaf) const {
  std::string_view text = leaf.text;
  if (text.size() > 10 && (text[10] == 'Z' || text[10] == '+' || text[10] == '-'))
    text = text.substr(0, 10);
  const auto day = parse_date(text);
  if (day) return *day;
  log_->error("XML-007", path_of(leaf), "this is no day: \"" + leaf.text.substr(0, 40) + "\"");
  return std::nullopt;
}

std::optional<Decimal> Elements::decimal(std::string_view name) const {
  const Node* child = one(name);
  return child == nullptr ? std::nullopt : decimal_of(*child);
}

std::optional<Date> Elements::date(std::string_view name) const {
  const Node* child = one(name);
  return child == nullptr ? std::nullopt : date_of(*child);
}

en16931::Identifier Elements::identifier(std::string_view name) const {
  const Node* child = one(name);
  if (child == nullptr) return {};
  return {child->text, std::string(child->attribute("schemeID"))};
}

Elements Elements::into(const Node& child, std::initializer_list<std::string_view> known) const {
  return {child, path_of(child), *log_, known};
}

void read_whole(const Node& node) {
  node.was_read = true;
  for (const Node& child : node.children) read_whole(child);
}

namespace {

void report_below(const Node& node, const std::string& path, rules::Claim claim, FindingLog& log) {
  const bool strict = claim == rules::Claim::kXRechnung ||
                      claim == rules::Claim::kXRechnungExtension ||
                      claim == rules::Claim::kXRechnungCvd || claim == rules::Claim::kPeppol;
  for (const Node& child : node.children) {
    const std::string place = path + "/" + child.name;
    if (child.is_empty() && child.name != "ram:ApplicableHeaderTradeDelivery") {
      const std::string message = "an empty element";
      if (strict) {
        log.error("PEPPOL-EN16931-R008", place, message);
      } else {
        log.warning("PEPPOL-EN16931-R008", place, message);
      }
    }
    if (!child.was_read) {
      if (child.name.starts_with("?:") && !node.name.starts_with("ext:")) {
        log.error("XML-006", place, "the schema does not know this element or its namespace");
      } else if (!child.name.starts_with("ext:")) {
        log.warning("XML-008", place, "EN 16931 does not know this element here");
      }
      continue;
    }
    report_below(child, place, claim, log);
  }
}

}  // namespace

void report_unread(const Node& root, rules::Claim claim, FindingLog& log) {
  report_below(root, "/" + root.name, claim, log);
}

}  // namespace enclosure::invoice::xml
