#pragma once
// The little language of the mail texts: {{slot}}, {{slot|otherwise}}, {{#block}} … {{/block}},
// {{^block}} … {{/block}}, {{> part}}. No logic beyond that, and nothing of it is ever run.

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace enclosure::messaging {

/// What fills a text. Every name is one of docs/messages.md; `TemplateText::parse` knows no other.
struct TemplateValues {
  using Item = std::map<std::string, std::string, std::less<>>;
  std::map<std::string, std::string, std::less<>> texts;        ///< {{order_id}}
  std::set<std::string, std::less<>> flags;                     ///< {{#invoice_attached}}
  std::map<std::string, std::vector<Item>, std::less<>> lists;  ///< {{#drivers}}, with {{title}}
};

enum class TextFormat { kText, kHtml };

/// "line 3, column 14" of byte `offset`; columns count characters.
[[nodiscard]] std::string place_in(std::string_view source, std::size_t offset);

/// One piece of a parsed text: plain text, a slot, or a block with its own pieces.
struct TemplateNode {
  enum class Kind { kText, kSlot, kBlock };
  Kind kind = Kind::kText;
  std::string text;       ///< the text, or the name of slot or block
  bool inverted = false;  ///< {{^name}}: when the name has nothing
  std::vector<TemplateNode> children = {};
  std::string fallback = {};  ///< of a slot: what stands there when it is empty
};

/// Texts that others include by their name.
using TemplateParts = std::map<std::string, std::vector<TemplateNode>, std::less<>>;

/// A parsed text. Immutable; safe to read from every thread.
class TemplateText {
 public:
  TemplateText() = default;

  /// Parses `source`; `parts` are what {{> name}} may include, alone on its line. A block tag alone
  /// on its line takes the line with it. Faults, all at once, path "line 3, column 14" (columns
  /// count characters): TEMPLATE-001 a name that no message fills (at that place), TEMPLATE-002 a
  /// tag or block that is not closed, closed twice or nested wrongly, TEMPLATE-006 a name used
  /// against its type (messaging/template_slots.h), TEMPLATE-007 a part that is not there.
  static Result<TemplateText> parse(std::string_view source, const TemplateParts& parts = {});

  /// The pieces, to be included by another text.
  [[nodiscard]] const std::vector<TemplateNode>& nodes() const { return nodes_; }

  /// The text with its slots filled, in HTML escaped. Blank lines never follow each other, and the
  /// text ends with one line break. A slot without content or fallback adds its name to
  /// `empty_slots`.
  [[nodiscard]] std::string render(const TemplateValues& values, TextFormat format,
                                   std::set<std::string>& empty_slots) const;

 private:
  std::vector<TemplateNode> nodes_;
};

}  // namespace enclosure::messaging
