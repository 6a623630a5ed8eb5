// Block lists as files: lists and sheets as people and spreadsheets write them.

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/text.h"
#include "messaging/block_list.h"

namespace enclosure::messaging {
namespace {

constexpr std::size_t kMaxFaults = 100;
constexpr std::string_view kSeparators = ",;\t";

/// The first cell of a row.
struct Cell {
  std::string text;
  std::size_t line = 1;   ///< in which it begins
  bool has_more = false;  ///< other cells follow
};

/// Reads the first cell of each row; the others are passed over, line breaks within quotes too.
class FirstColumn {
 public:
  explicit FirstColumn(std::string_view text) : text_(text) {}

  /// Nothing at the end. A quote that stays open ends the text.
  std::optional<Cell> next() {
    if (at_ >= text_.size()) return std::nullopt;
    Cell cell{{}, line_};
    skip_blanks();
    cell.text = at_ < text_.size() && text_[at_] == '"' ? quoted() : bare();
    cell.has_more = at_ < text_.size() && kSeparators.find(text_[at_]) != std::string_view::npos;
    skip_row();
    return cell;
  }

  [[nodiscard]] bool is_closed() const { return closed_; }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  /// What stands between quotes; two in a row are one.
  std::string quoted() {
    std::string cell;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[++at_];
      } else {
        ++at_;
        return std::string(trim(cell));
      }
    }
    closed_ = false;
    return std::string(trim(cell));
  }

  std::string bare() {
    const auto end = std::min(text_.find_first_of(",;\t\r\n#", at_), text_.size());
    std::string cell(trim(text_.substr(at_, end - at_)));
    at_ = end;
    return cell;
  }

  /// To the beginning of the next row. A quote opens a cell only where the cell begins; behind a #
  /// there are no cells.
  void skip_row() {
    bool begins = false;
    bool remark = false;
    while (at_ < text_.size() && text_[at_] != '\n') {
      const char c = text_[at_];
      if (begins && c == '"' && !remark) {
        (void)quoted();
        begins = false;
        continue;
      }
      remark = remark || c == '#';
      begins = kSeparators.find(c) != std::string_view::npos || (begins && c == ' ');
      ++at_;
    }
    if (at_ >= text_.size()) return;
    ++at_;
    ++line_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  bool closed_ = true;
};

using Heading = std::pair<std::string_view, BlockKind>;

/// Headings of shops, marketplaces and mail programs, in lower case with blanks between words.
constexpr std::array kHeadings{
    Heading{"address", BlockKind::kAddress},
    Heading{"adresse", BlockKind::kAddress},
    Heading{"amazon order id", BlockKind::kOrder},
    Heading{"buyer email", BlockKind::kAddress},
    Heading{"customer email", BlockKind::kAddress},
    Heading{"domain", BlockKind::kDomain},
    Heading{"e mail", BlockKind::kAddress},
    Heading{"e mail address", BlockKind::kAddress},
    Heading{"email", BlockKind::kAddress},
    Heading{"email address", BlockKind::kAddress},
    Heading{"entry", BlockKind::kAddress},
    Heading{"mail", BlockKind::kAddress},
    Heading{"order", BlockKind::kOrder},
    Heading{"order id", BlockKind::kOrder},
    Heading{"order number", BlockKind::kOrder},
    Heading{"orderid", BlockKind::kOrder},
    Heading{"recipient", BlockKind::kAddress},
    Heading{"seller sku", BlockKind::kSku},
    Heading{"sku", BlockKind::kSku},
    Heading{"value", BlockKind::kAddress},
};

/// "E-Mail_Address" as "e mail address".
std::string plain_words(std::string_view cell) {
  std::string words = to_lower_ascii(cell);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '-' || c == '_' || c == '.'; }, ' ');
  return words;
}

/// What a first row says about its column: a heading that is known, or words above several columns
/// that cannot be an entry. Nothing where it is an entry.
std::optional<BlockKind> heading_of(const Cell& cell) {
  const std::string words = plain_words(cell.text);
  const auto known = std::find_if(kHeadings.begin(), kHeadings.end(),
                                  [&](const Heading& one) { return one.first == words; });
  if (known != kHeadings.end()) return known->second;
  const bool entry_like = !cell.has_more || parse_block(cell.text) ||
                          cell.text.find_first_of("@:*?0123456789") != std::string::npos;
  return entry_like ? std::nullopt : std::optional(BlockKind::kAddress);
}

/// An entry of a column of orders or SKUs needs no "sku:" before it.
std::string with_kind(const std::string& cell, std::optional<BlockKind> kind) {
  const bool says_itself = cell.find_first_of("@:") != std::string::npos;
  if (!kind || says_itself || *kind == BlockKind::kAddress) return cell;
  return std::string(to_string(*kind)) + ":" + cell;
}

Fault no_list(std::string message, std::string hint) {
  return {"BLOCK-002", "", std::move(message), std::move(hint)};
}

}  // namespace

Result<std::vector<Block>> parse_block_list(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.find('\0') != std::string_view::npos || text.starts_with("\xFF\xFE"))
    return no_list("the file is no text in UTF-8", "save it as \"CSV UTF-8\", or as plain text");
  std::string rows;
  if (text.find('\n') == std::string_view::npos) {  // lines that end in CR alone
    rows = text;
    std::replace(rows.begin(), rows.end(), '\r', '\n');
    text = rows;
  }
  std::vector<Block> blocks;
  Faults faults;
  FirstColumn column(text);
  std::optional<BlockKind> kind;
  bool first = true;
  while (const auto cell = column.next()) {
    if (cell->text.empty()) continue;
    if (std::exchange(first, false) && (kind = heading_of(*cell))) continue;
    auto block = parse_block(with_kind(cell->text, kind));
    if (block) {
      blocks.push_back(*std::move(block));
    } else if (faults.size() < kMaxFaults) {
      append(faults, under("line " + std::to_string(cell->line), std::move(block).faults()));
    }
  }
  if (!column.is_closed())
    faults.push_back(no_list("a quote is opened and not closed", "close it, or take it out"));
  if (faults.empty() && blocks.empty())
    faults.push_back(no_list("the list holds no entry",
                             "write an address, @domain, order number or sku:SKU a line"));
  if (!faults.empty()) return faults;
  return blocks;
}

}  // namespace enclosure::messaging
