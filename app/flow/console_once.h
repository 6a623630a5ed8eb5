#pragma once
// A form does its work once: a double click, a reload, the browser's back button.

#include <functional>
#include <optional>
#include <string>

#include "app/flow/within.h"
#include "app/ports/store.h"
#include "app/store/files.h"

namespace enclosure::app {

/// Fault CONSOLE-009: a form without a mark could not be told from itself sent again.
[[nodiscard]] inline Fault unmarked_form() {
  return {"CONSOLE-009", "form", "the form has no mark, by which it is done once",
          "open its page anew and send it from there"};
}

/// Does the work of the form that bears `mark` and spends the form, in one transaction. What finds
/// fault spends nothing. Nothing: the form was spent before, and nothing is done.
template <typename T>
std::optional<Result<T>> once(const std::string& mark, Store& store, Instant now,
                              const std::function<Result<T>(Store&)>& work) {
  const std::string id = sha256_hex(mark);
  return store.write<std::optional<Result<T>>>(
      [&](StoreTransaction& tx) -> std::optional<Result<T>> {
        if (tx.is_form_taken(id)) return std::nullopt;
        WithinTransaction within(tx);
        auto done = work(within);
        if (done) tx.take_form(id, now);
        return done;
      });
}

}  // namespace enclosure::app
