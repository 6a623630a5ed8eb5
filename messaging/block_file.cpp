// Block lists as files: lists and sheets as people and spreadsheets write them.

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "core/text.h"
#include "messaging/block_list.h"

namespace enclosure::messaging {
namespace {

constexpr std::size_t kMaxFaults = 100;
constexpr std::string_view kSeparators = ",;\t";
constexpr std::string_view kEndOfCell = ",;\t\r\n#";

struct Row {
  std::vector<std::string> cells;  ///< at least one, which may be empty
  std::size_t line = 1;            ///< in which it begins
};

/// Reads a sheet row by row; line breaks within quotes are part of a cell.
class Sheet {
 public:
  explicit Sheet(std::string_view text) : text_(text) {}

  /// Nothing at the end. A quote that stays open ends the text.
  std::optional<Row> next() {
    if (at_ >= text_.size()) return std::nullopt;
    Row row{{}, line_};
    do {
      row.cells.push_back(cell());
    } while (takes_separator());
    skip_line();
    return row;
  }

  [[nodiscard]] bool is_closed() const { return closed_; }

 private:
  /// A quote opens a cell only where the cell begins.
  std::string cell() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    return at_ < text_.size() && text_[at_] == '"' ? quoted() : bare();
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
    const auto end = std::min(text_.find_first_of(kEndOfCell, at_), text_.size());
    std::string cell(trim(text_.substr(at_, end - at_)));
    at_ = end;
    return cell;
  }

  /// Whether another cell follows. Behind a # there are none.
  bool takes_separator() {
    at_ = std::min(text_.find_first_of(kEndOfCell, at_), text_.size());
    if (at_ >= text_.size() || kSeparators.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  void skip_line() {
    const auto end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
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
    Heading{"adresse e mail", BlockKind::kAddress},
    Heading{"amazon order id", BlockKind::kOrder},
    Heading{"bestellnummer", BlockKind::kOrder},
    Heading{"buyer email", BlockKind::kAddress},
    Heading{"correo", BlockKind::kAddress},
    Heading{"correo electrónico", BlockKind::kAddress},
    Heading{"courriel", BlockKind::kAddress},
    Heading{"customer email", BlockKind::kAddress},
    Heading{"domain", BlockKind::kDomain},
    Heading{"e mail", BlockKind::kAddress},
    Heading{"e mail address", BlockKind::kAddress},
    Heading{"e mail adresse", BlockKind::kAddress},
    Heading{"email", BlockKind::kAddress},
    Heading{"email address", BlockKind::kAddress},
    Heading{"entry", BlockKind::kAddress},
    Heading{"indirizzo e mail", BlockKind::kAddress},
    Heading{"mail", BlockKind::kAddress},
    Heading{"numero d'ordine", BlockKind::kOrder},
    Heading{"numéro de commande", BlockKind::kOrder},
    Heading{"número de pedido", BlockKind::kOrder},
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

const Heading* heading_named(const std::string& cell) {
  const std::string words = plain_words(cell);
  const auto known = std::find_if(kHeadings.begin(), kHeadings.end(),
                                  [&](const Heading& one) { return one.first == words; });
  return known == kHeadings.end() ? nullptr : &*known;
}

/// Where the entries stand, and what they are.
struct Column {
  std::size_t index = 0;
  BlockKind kind = BlockKind::kAddress;
  bool named = false;  ///< by its heading
};

/// The column below a heading that is known, from the one at `first` on.
std::optional<Column> named_column(const Row& row, std::size_t first) {
  for (std::size_t i = first; i < row.cells.size(); ++i) {
    if (const Heading* known = heading_named(row.cells[i])) return Column{i, known->second, true};
  }
  return std::nullopt;
}

/// What a first row says: whether it holds headings, and the column of one that is known.
struct FirstRow {
  bool is_heading = false;
  std::optional<Column> column = {};
};

FirstRow read_first(const Row& row) {
  const std::string& first = row.cells.front();
  if (const auto column = named_column(row, 0); column && column->index == 0) return {true, column};
  if (row.cells.size() == 1 || parse_block(first)) return {};
  if (const auto column = named_column(row, 1)) return {true, column};
  return {first.find_first_of("@:*?.0123456789") == std::string::npos};
}

bool is_mail(const std::string& cell) {
  return cell.find('@') != std::string::npos && parse_block(cell).has_value();
}

/// The column beside that of the entries in which `row` has the address, if any: then it is not
/// clear what is meant.
std::optional<std::size_t> stray_address(const Row& row, const Column& column) {
  if (column.named && column.kind == BlockKind::kAddress) return std::nullopt;
  if (column.index < row.cells.size() && is_mail(row.cells[column.index])) return std::nullopt;
  const auto at = std::find_if(row.cells.begin(), row.cells.end(), is_mail);
  if (at == row.cells.end()) return std::nullopt;
  return static_cast<std::size_t>(at - row.cells.begin());
}

bool is_empty(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const std::string& cell) { return cell.empty(); });
}

/// An entry of a column of orders or SKUs needs no "sku:" before it.
std::string with_kind(const std::string& cell, BlockKind kind) {
  const bool says_itself = cell.find_first_of("@:") != std::string::npos;
  if (says_itself || kind == BlockKind::kAddress) return cell;
  return std::string(to_string(kind)) + ":" + cell;
}

Fault no_list(std::string message, std::string hint) {
  return {"BLOCK-002", "", std::move(message), std::move(hint)};
}

constexpr const char* kNameTheColumn =
    "head the column of the entries \"email\", \"order-id\" or \"sku\", or leave that column alone";

/// The beginning of `cell` in quotes, without half a letter at its end.
std::string in_quotes(std::string_view cell) {
  std::size_t end = std::min<std::size_t>(cell.size(), 40);
  while (end < cell.size() && (static_cast<unsigned char>(cell[end]) & 0xC0U) == 0x80U) --end;
  return '"' + std::string(cell.substr(0, end)) + '"';
}

/// `cells` in quotes, a few of them.
std::string quoted_cells(const std::vector<std::string>& cells) {
  constexpr std::size_t kMost = 12;
  std::string all;
  for (std::size_t i = 0; i < std::min(cells.size(), kMost); ++i)
    all += (i == 0 ? "" : ", ") + in_quotes(cells[i]);
  return all + (cells.size() > kMost ? ", …" : "");
}

Fault unknown_headings(const Row& row) {
  Fault fault = no_list("none of the headings is known, so nobody knows which column is meant: " +
                            quoted_cells(row.cells),
                        kNameTheColumn);
  fault.path = "line " + std::to_string(row.line);
  return fault;
}

/// `headings`: the first row, where it holds some.
Fault misread(const Row& row, const Column& column, std::size_t address,
              const std::vector<std::string>& headings) {
  const auto name = [&](std::size_t index) {
    const bool named = index < headings.size() && !headings[index].empty();
    return "column " + std::to_string(index + 1) +
           (named ? " (" + in_quotes(headings[index]) + ")" : "");
  };
  Fault fault = no_list("an address stands in " + name(address) +
                            ", and the entries would be read in " + name(column.index),
                        kNameTheColumn);
  fault.path = "line " + std::to_string(row.line);
  return fault;
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
  Sheet sheet(text);
  Column column;
  std::vector<std::string> headings;
  bool first = true;
  while (const auto row = sheet.next()) {
    if (is_empty(*row)) continue;
    if (std::exchange(first, false)) {
      const FirstRow head = read_first(*row);
      if (head.is_heading && !head.column) return unknown_headings(*row);
      if (head.is_heading) {
        column = *head.column;
        headings = row->cells;
        continue;
      }
    }
    if (const auto address = stray_address(*row, column))
      return misread(*row, column, *address, headings);
    if (row->cells.size() <= column.index || row->cells[column.index].empty()) continue;
    auto block = parse_block(with_kind(row->cells[column.index], column.kind));
    if (block) {
      blocks.push_back(*std::move(block));
    } else if (faults.size() < kMaxFaults) {
      append(faults, under("line " + std::to_string(row->line), std::move(block).faults()));
    }
  }
  if (!sheet.is_closed())
    faults.push_back(no_list("a quote is opened and not closed", "close it, or take it out"));
  if (faults.empty() && blocks.empty())
    faults.push_back(no_list("the list holds no entry",
                             "write an address, @domain, order number or sku:SKU a line"));
  if (!faults.empty()) return faults;
  return blocks;
}

}  // namespace enclosure::messaging
