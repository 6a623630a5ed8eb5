#pragma once
// Reading a tree by the children that an element may have, in the order of the schema.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/decimal.h"
#include "invoice/en16931/einvoice.h"
#include "invoice/rules/rules.h"
#include "invoice/xml/tree.h"

namespace enclosure::invoice::xml {

/// Findings about the XML itself: XML-006 an element that the schema wants elsewhere or once,
/// XML-007 a value of the wrong type, XML-008 an element that EN 16931 does not know.
class FindingLog {
 public:
  void error(std::string_view rule, std::string path, std::string message);
  void warning(std::string_view rule, std::string path, std::string message);
  rules::Findings take() && { return std::move(findings_).take(); }

 private:
  rules::FindingList findings_;
};

/// The children of one element. Borrows tree and log.
class Elements {
 public:
  /// `known` are the children that are read, in the order of the schema; another order is a
  /// finding.
  Elements(const Node& node, std::string path, FindingLog& log,
           std::initializer_list<std::string_view> known = {});

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] FindingLog& log() const { return *log_; }
  [[nodiscard]] const Node& node() const { return *node_; }

  /// The only child of that name, or null; more than one is a finding.
  [[nodiscard]] const Node* one(std::string_view name) const;
  /// The same where the schema wants one: none is a finding, too.
  [[nodiscard]] const Node* need(std::string_view name) const;
  /// The first child of that name, or null.
  [[nodiscard]] const Node* first(std::string_view name) const;
  [[nodiscard]] std::vector<const Node*> all(std::string_view name) const;

  /// A child that stands for itself: nothing of it becomes a term.
  void skip(std::string_view name) const;

  /// The text of the only child, or "".
  [[nodiscard]] std::string text(std::string_view name) const;
  /// The text of a grandchild, or "".
  [[nodiscard]] std::string text(std::string_view name, std::string_view inner) const;
  [[nodiscard]] std::optional<Decimal> decimal(std::string_view name) const;
  /// xs:date, an offset of the time zone cut off.
  [[nodiscard]] std::optional<Date> date(std::string_view name) const;
  [[nodiscard]] std::optional<Decimal> decimal_of(const Node& leaf) const;
  [[nodiscard]] std::optional<Date> date_of(const Node& leaf) const;
  [[nodiscard]] en16931::Identifier identifier(std::string_view name) const;

  [[nodiscard]] std::string path_of(const Node& child) const { return path_ + "/" + child.name; }
  /// The children of `child`.
  [[nodiscard]] Elements into(const Node& child,
                              std::initializer_list<std::string_view> known = {}) const;

 private:
  const Node* node_;
  std::string path_;
  FindingLog* log_;
};

/// Marks everything below `node` as read.
void read_whole(const Node& node);
/// XML-008 for what nobody read, PEPPOL-EN16931-R008 for what is empty.
void report_unread(const Node& root, rules::Claim claim, FindingLog& log);

}  // namespace enclosure::invoice::xml
