// The list of orders.

#include <fmt/format.h>

#include <array>

#include "app/web/console/html.h"
#include "app/web/console/pages.h"

namespace enclosure::app::console {
namespace {

std::string filter_of(const OrderListView& view) {
  std::string html = fmt::format(
      "<form method=\"get\" action=\"/console/orders\" class=\"search\" role=\"search\">\n"
      "<p><label for=\"number\">Order or invoice number</label>\n<input type=\"search\" "
      "id=\"number\" name=\"number\" value=\"{}\" maxlength=\"64\" autocomplete=\"off\"></p>\n"
      "<p><label for=\"standing\">Shows</label>\n<select id=\"standing\" name=\"standing\">"
      "<option value=\"\">all {}</option>",
      esc(view.number), view.all);
  for (const auto& [choice, count] : view.standings) {
    html += fmt::format("<option value=\"{}\"{}>{} ({})</option>", esc(choice.value),
                        choice.value == view.standing ? " selected" : "", esc(choice.label), count);
  }
  return html + "</select></p>\n<p><button class=\"button\">Find</button></p>\n</form>\n";
}

std::string more_of(const OrderListView& view) {
  std::string html;
  const std::string filter =
      fmt::format("number={}&amp;standing={}", segment(view.number), segment(view.standing));
  if (!view.first) html += fmt::format("<a href=\"/console/orders?{}\">The newest</a> ", filter);
  if (!view.next.empty())
    html += fmt::format(
        "<a class=\"next\" rel=\"next\" href=\"/console/orders?{}&amp;behind={}\">"
        "Older ones</a>",
        filter, segment(view.next));
  return html.empty() ? "" : "<p class=\"paging\">" + html + "</p>\n";
}

}  // namespace

std::string orders_page(const Frame& frame, const OrderListView& view) {
  std::string html = filter_of(view);
  if (view.orders.empty()) {
    html += view.all == 0
                ? "<p class=\"calm\">There are no orders yet. <a href=\"/console/import\">Import "
                  "some</a>.</p>\n"
                : "<p class=\"calm\">No order is found.</p>\n";
    return page_of(frame, "orders", "Orders", html);
  }
  std::vector<std::vector<std::string>> rows;
  for (const OrderLine& line : view.orders) {
    std::string why;
    if (!line.fault.code.empty())
      why = fmt::format("<code>{}</code> {}", esc(line.fault.code), isolated(line.fault.message));
    if (line.due_by.is_set())
      why += " " + keep(badge(line.is_late ? Tone::kBad : Tone::kWarn, line.due_told));
    rows.push_back({order_link(line.order), keep(badge(line.tone, line.standing_told)),
                    esc(line.channel), time_of(line.imported_at), why});
  }
  constexpr std::array kColumns{Column{"Order"}, Column{"Stands"}, Column{"Channel"},
                                Column{"Imported"}, Column{"Why"}};
  html += table_of("Orders, the newest first", kColumns, rows) + more_of(view);
  return page_of(frame, "orders", "Orders", html);
}

}  // namespace enclosure::app::console
