#include "app/web/console/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "app/web/console/html.h"

namespace enclosure::app::console {
namespace {

constexpr int kWidth = 720;
constexpr int kRowHeight = 84;
constexpr int kLeft = 116;  // for "Invoices" in the letters of a narrow screen
constexpr int kPlotHeight = 56;

std::size_t most_of(const std::vector<std::size_t>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

std::size_t sum_of(const std::vector<std::size_t>& values) {
  return std::accumulate(values.begin(), values.end(), std::size_t{0});
}

/// One row of columns: its name and greatest value at the left, a column a day.
std::string row_of(std::string_view name, std::string_view kind,
                   const std::vector<std::size_t>& values, const std::vector<std::string>& days,
                   int top) {
  const std::size_t most = std::max<std::size_t>(1, most_of(values));
  const int bottom = top + kPlotHeight;
  std::string svg = fmt::format(
      "<text class=\"name\" x=\"0\" y=\"{}\">{}</text>\n<text class=\"scale\" x=\"{}\" y=\"{}\" "
      "text-anchor=\"end\">{}</text>\n<line class=\"axis\" x1=\"{}\" x2=\"{}\" y1=\"{}\" "
      "y2=\"{}\"/>\n",
      top + kPlotHeight / 2 + 4, name, kLeft - 8, top + 10, most_of(values), kLeft, kWidth, bottom,
      bottom);
  const double step = static_cast<double>(kWidth - kLeft) /
                      static_cast<double>(std::max<std::size_t>(1, values.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == 0) continue;
    const double height =
        std::max(2.0, static_cast<double>(kPlotHeight) * static_cast<double>(values[i]) /
                          static_cast<double>(most));
    svg += fmt::format(
        "<rect class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" "
        "rx=\"1.5\"><title>{}: {}</title></rect>\n",
        kind, kLeft + step * static_cast<double>(i) + step * 0.14, bottom - height, step * 0.72,
        height, esc(days[i]), values[i]);
  }
  return svg;
}

}  // namespace

std::string day_chart(const DayChart& chart) {
  if (chart.days.empty()) return "";
  const int height = 3 * kRowHeight + 14;
  std::string html = fmt::format(
      "<figure class=\"chart\">\n<svg viewBox=\"0 0 {} {}\" role=\"img\" "
      "aria-labelledby=\"days-title days-told\">\n<title id=\"days-title\">Orders, documents and "
      "mails of the last {} days</title>\n<desc id=\"days-told\">Orders that came in: {}; "
      "invoices issued: {}; mails sent: {}. The table below has each day.</desc>\n",
      kWidth, height, chart.days.size(), sum_of(chart.orders), sum_of(chart.documents),
      sum_of(chart.mails));
  html += row_of("Orders", "c1", chart.orders, chart.days, 6);
  html += row_of("Invoices", "c2", chart.documents, chart.days, 6 + kRowHeight);
  html += row_of("Mails", "c3", chart.mails, chart.days, 6 + 2 * kRowHeight);
  const int label_y = height - 2;
  html += fmt::format(
      "<text class=\"scale\" x=\"{}\" y=\"{}\">{}</text>\n<text class=\"scale\" x=\"{}\" y=\"{}\" "
      "text-anchor=\"end\">{}</text>\n</svg>\n",
      kLeft, label_y, esc(chart.days.front()), kWidth, label_y, esc(chart.days.back()));
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = chart.days.size(); i-- > 0;) {
    rows.push_back({esc(chart.days[i]), std::to_string(chart.orders[i]),
                    std::to_string(chart.documents[i]), std::to_string(chart.mails[i])});
  }
  constexpr std::array kColumns{Column{"Day"}, Column{"Orders", true}, Column{"Invoices", true},
                                Column{"Mails", true}};
  return html + "<details><summary>The numbers</summary>\n" +
         table_of("Orders, invoices and mails by day", kColumns, rows) + "</details>\n</figure>\n";
}

std::string bar_list(std::string_view id, const std::vector<Bar>& bars) {
  if (bars.empty()) return "";
  std::size_t most = 1;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  std::string html = fmt::format("<ul class=\"bars\" id=\"{}\">\n", id);
  for (const Bar& bar : bars) {
    const std::string label = bar.href.empty()
                                  ? esc(bar.label)
                                  : fmt::format("<a href=\"{}\">{}</a>", bar.href, esc(bar.label));
    html += fmt::format(
        "<li><span class=\"what\">{}{}</span> <span class=\"count\">{}</span>"
        "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        "<rect class=\"track\" width=\"100\" height=\"6\"/>"
        "<rect class=\"c2\" width=\"{:.2f}\" height=\"6\"/></svg></li>\n",
        label, bar.note.empty() ? "" : fmt::format(" <code>{}</code>", esc(bar.note)), bar.value,
        100.0 * static_cast<double>(bar.value) / static_cast<double>(most));
  }
  return html + "</ul>\n";
}

std::string stage_chart(const std::vector<StageCount>& stages) {
  std::size_t most = 1;
  for (const StageCount& one : stages)
    most = std::max(most, one.sent + one.waiting + one.suppressed + one.failed);
  // The names stand beside the bars, not in them: they keep their size on a narrow screen.
  std::string html = "<figure class=\"chart\">\n<ul class=\"bars stages\" aria-hidden=\"true\">\n";
  std::vector<std::vector<std::string>> rows;
  for (const StageCount& one : stages) {
    const std::size_t all = one.sent + one.waiting + one.suppressed + one.failed;
    html += fmt::format(
        "<li><span class=\"what\">{}</span> <span class=\"count\">{}</span>"
        "<svg viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\">"
        "<rect class=\"track\" width=\"100\" height=\"6\"/>",
        esc(one.name), all);
    double x = 0;
    const std::array<std::pair<std::string_view, std::size_t>, 4> parts{
        {{"c2", one.sent}, {"c1", one.waiting}, {"c4", one.suppressed}, {"c5", one.failed}}};
    for (const auto& [kind, value] : parts) {
      const double width = 100.0 * static_cast<double>(value) / static_cast<double>(most);
      if (value > 0)
        html += fmt::format("<rect class=\"{}\" x=\"{:.2f}\" width=\"{:.2f}\" height=\"6\"/>", kind,
                            x, std::max(0.3, width - 0.15));
      x += width;
    }
    html += "</svg></li>\n";
    rows.push_back({esc(one.name), std::to_string(one.sent), std::to_string(one.waiting),
                    std::to_string(one.suppressed), std::to_string(one.failed)});
  }
  html +=
      "</ul>\n<ul class=\"legend\" aria-hidden=\"true\"><li class=\"k2\">sent</li><li "
      "class=\"k1\">waiting</li><li class=\"k4\">suppressed</li><li "
      "class=\"k5\">failed</li></ul>\n";
  constexpr std::array kColumns{Column{"Mail"}, Column{"Sent", true}, Column{"Waiting", true},
                                Column{"Suppressed", true}, Column{"Failed", true}};
  return html + table_of("Mails by stage", kColumns, rows) + "</figure>\n";
}

}  // namespace enclosure::app::console
