#pragma once
// Pieces that the pages of the console share. What is called `html` is escaped already.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/web/console/views.h"

namespace enclosure::app::console {

/// `text` for content and quoted attributes; control characters become U+FFFD.
[[nodiscard]] std::string esc(std::string_view text);
/// The same for text that may run in another direction than the page: names, numbers.
[[nodiscard]] std::string isolated(std::string_view text);
/// `text` as a segment of a path, or as a value of a query.
[[nodiscard]] std::string segment(std::string_view text);

/// A whole page. `section`: which entry of the menu it belongs to ("orders"); or empty.
[[nodiscard]] std::string page_of(const Frame& frame, std::string_view section,
                                  std::string_view title, const std::string& html);
/// A page for who is not logged in.
[[nodiscard]] std::string bare_page(std::string_view title, const std::string& html);

/// <time>; a dash where there is none.
[[nodiscard]] std::string time_of(const Moment& moment);
/// A word on a coloured ground, with a sign: "✓ issued".
[[nodiscard]] std::string badge(Tone tone, std::string_view text);
/// `html` on one line, whatever the width.
[[nodiscard]] std::string keep(const std::string& html);
[[nodiscard]] std::string_view class_of(Tone tone);
/// Faults with path and next step, as a list; empty without any.
[[nodiscard]] std::string faults_list(const Faults& faults);
/// A link to an order's page.
[[nodiscard]] std::string order_link(std::string_view order);
/// The hidden fields that every form has.
[[nodiscard]] std::string form_token(const Frame& frame);

struct Column {
  std::string_view head;
  bool is_number = false;
};
/// A table that scrolls by itself on a narrow screen. `rows` are cells of HTML.
[[nodiscard]] std::string table_of(std::string_view caption, std::span<const Column> columns,
                                   const std::vector<std::vector<std::string>>& rows);
/// A section with a heading.
[[nodiscard]] std::string section_of(std::string_view id, std::string_view heading,
                                     const std::string& html);

}  // namespace enclosure::app::console
