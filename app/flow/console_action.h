#pragma once
// The forms of the console that do something: what each of them is made of.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/flow/shop.h"
#include "app/http/console_desk.h"
#include "app/ports/store.h"

namespace enclosure::app::action {

using console::ActionView;
using Field = ActionView::Field;

/// What an action works with.
struct Desk {
  const Shop& shop;
  Store& store;
  Instant now;
};

/// What a rehearsal showed, or that it is done.
struct Ran {
  std::string done;  ///< key of a sentence
  std::vector<std::pair<std::string, std::string>> outcome;
};

/// One action: its form, what it does, and whether it is rehearsed before.
struct Action {
  std::string_view name;
  bool of_order = true;
  bool is_rehearsed = false;
  /// Nothing where the action never made sense for the order; without a button where it makes none
  /// any more, and the faults say why.
  std::optional<ActionView> (*form)(const Desk&, const std::optional<OrderId>&,
                                    const ConsoleFields&);
  Result<Ran> (*run)(const Desk&, const std::optional<OrderId>&, const ConsoleFields&,
                     bool rehearse);
};

// console_issue.cpp
extern const Action kIssueOrder, kIssueDue, kDecideVatNumber;
// console_credit.cpp
extern const Action kCredit;
// console_correct.cpp
extern const Action kCorrect;
// console_links.cpp
extern const Action kLink, kUnlink;
// console_sending.cpp
extern const Action kPause, kResume, kBlockOrder, kBlock, kUnblock;

// Fields

[[nodiscard]] bool has_field(const ConsoleFields& fields, std::string_view name);

/// A field for a line of text, with what was given.
[[nodiscard]] Field text(std::string name, std::string label, const ConsoleFields& given,
                         std::string hint = "", bool required = false);

/// One of several; the first one where nothing was given.
[[nodiscard]] Field choice(std::string name, std::string label, const ConsoleFields& given,
                           std::vector<console::Choice> choices, std::string hint = "");

/// Which of `choices` was sent; a field that was not sent is the empty choice. Fault CONSOLE-006:
/// none of them.
[[nodiscard]] std::size_t chosen(const ConsoleFields& fields, std::string_view name,
                                 const std::vector<console::Choice>& choices, Faults& faults);

inline constexpr std::size_t kLongestReason = 300;
inline constexpr std::size_t kLongestPrintedReason = 200;
/// A reason as one line. Faults: those of `single_line`, TEXT-003.
[[nodiscard]] std::string reason_in(const ConsoleFields& fields, std::size_t longest,
                                    Faults& faults);

/// A page that tells why the form is not there any more.
[[nodiscard]] ActionView closed(std::string title, Faults why);

/// "19.98 EUR"
[[nodiscard]] std::string money_told(Money money);

}  // namespace enclosure::app::action
