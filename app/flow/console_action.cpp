#include "app/flow/console_action.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"

namespace enclosure::app::action {

bool has_field(const ConsoleFields& fields, std::string_view name) {
  return std::any_of(fields.begin(), fields.end(),
                     [&](const auto& one) { return one.first == name; });
}

Field text(std::string name, std::string label, const ConsoleFields& given, std::string hint,
           bool required) {
  Field field;
  field.name = std::move(name);
  field.label = std::move(label);
  field.value = field_in(given, field.name);
  field.hint = std::move(hint);
  field.required = required;
  return field;
}

Field choice(std::string name, std::string label, const ConsoleFields& given,
             std::vector<console::Choice> choices, std::string hint) {
  Field field = text(std::move(name), std::move(label), given, std::move(hint), true);
  field.kind = Field::Kind::kSelect;
  field.choices = std::move(choices);
  if (field.value.empty() && !field.choices.empty()) field.value = field.choices.front().value;
  return field;
}

std::size_t chosen(const ConsoleFields& fields, std::string_view name,
                   const std::vector<console::Choice>& choices, Faults& faults) {
  const std::string word = field_in(fields, name);
  const auto at = std::find_if(choices.begin(), choices.end(),
                               [&](const console::Choice& one) { return one.value == word; });
  if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
  faults.push_back({"CONSOLE-006", std::string(name),
                    word.empty() ? "nothing was chosen" : "there is no choice \"" + word + "\"",
                    "choose one of those that the form offers"});
  return 0;
}

std::string reason_in(const ConsoleFields& fields, std::size_t longest, Faults& faults) {
  const std::string given = field_in(fields, "reason");
  if (given.empty()) return "";
  std::string reason = take(single_line(given), "reason", faults);
  if (reason.size() > longest)
    faults.push_back({"TEXT-003", "reason",
                      fmt::format("the reason is longer than {} bytes", longest), "shorten it"});
  return reason;
}

ActionView closed(std::string title, Faults why) {
  ActionView view;
  view.title = std::move(title);
  view.faults = std::move(why);
  return view;
}

std::string money_told(Money money) {
  return money.to_string() + " " + money.currency().to_string();
}

}  // namespace enclosure::app::action
