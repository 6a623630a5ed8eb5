// Forms that do something.

#include <fmt/format.h>

#include "app/web/console/html.h"
#include "app/web/console/pages.h"

namespace enclosure::app::console {
namespace {

using Field = ActionView::Field;

/// Which faults are about the field, for aria-describedby.
bool is_faulty(const Field& field, const Faults& faults) {
  for (const Fault& fault : faults) {
    if (fault.path == field.name || fault.path.starts_with(field.name + ".")) return true;
  }
  return false;
}

std::string control_of(const Field& field, const std::string& attributes) {
  if (field.kind == Field::Kind::kArea)
    return fmt::format("<textarea {} rows=\"3\">{}</textarea>", attributes, esc(field.value));
  if (field.kind == Field::Kind::kSelect) {
    std::string html = fmt::format("<select {}>", attributes);
    for (const Choice& choice : field.choices) {
      html += fmt::format("<option value=\"{}\"{}>{}</option>", esc(choice.value),
                          choice.value == field.value ? " selected" : "", esc(choice.label));
    }
    return html + "</select>";
  }
  if (field.kind == Field::Kind::kNumber)
    return fmt::format("<input type=\"number\" {} value=\"{}\" min=\"0\" max=\"{}\" step=\"any\">",
                       attributes, esc(field.value), esc(field.most));
  return fmt::format("<input type=\"text\" {} value=\"{}\" maxlength=\"400\">", attributes,
                     esc(field.value));
}

std::string field_of(const Field& field, const ActionView& view) {
  if (field.kind == Field::Kind::kHidden || view.confirming)
    return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", esc(field.name),
                       esc(field.value));
  const bool faulty = is_faulty(field, view.faults);
  std::string described;
  if (!field.hint.empty()) described = field.name + "-hint";
  if (faulty) described += described.empty() ? "faults" : " faults";
  const std::string attributes =
      fmt::format("id=\"{0}\" name=\"{0}\" autocomplete=\"{1}\"{2}{3}{4}", esc(field.name),
                  esc(field.autocomplete), field.required ? " required" : "",
                  faulty ? " aria-invalid=\"true\"" : "",
                  described.empty() ? "" : fmt::format(" aria-describedby=\"{}\"", esc(described)));
  std::string html = fmt::format(
      "<p class=\"field\"><label for=\"{}\">{}{}</label>\n{}", esc(field.name), esc(field.label),
      field.required ? "" : " <span class=\"soft\">(may be empty)</span>",
      control_of(field, attributes));
  if (!field.hint.empty())
    html += fmt::format("\n<span class=\"hint\" id=\"{}-hint\">{}</span>", esc(field.name),
                        esc(field.hint));
  return html + "</p>\n";
}

}  // namespace

std::string action_page(const Frame& frame, const ActionView& view) {
  std::string html = fmt::format("<p class=\"back\"><a href=\"/console{}\">{}</a></p>\n",
                                 esc(view.back), esc(view.back_label));
  if (!view.faults.empty())
    html += fmt::format(
        "<div class=\"note bad\" role=\"alert\" id=\"faults\"><p>What stands in "
        "the way:</p>\n{}</div>\n",
        faults_list(view.faults));
  for (const std::string& sentence : view.told) html += "<p>" + isolated(sentence) + "</p>\n";
  if (!view.outcome.empty()) {
    html += "<dl class=\"facts\" id=\"outcome\">\n";
    for (const auto& [name, value] : view.outcome)
      html += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", esc(name), isolated(value));
    html += "</dl>\n";
  }
  if (!view.button.empty()) {
    html += fmt::format("<form method=\"post\" action=\"/console{}\" class=\"action\">\n{}",
                        esc(view.action), form_token(frame));
    html += fmt::format(
        "<input type=\"hidden\" name=\"form\" value=\"{}\">\n<input "
        "type=\"hidden\" name=\"step\" value=\"{}\">\n",
        esc(view.form_id), view.confirming ? "do" : "check");
    for (const Field& field : view.fields) html += field_of(field, view);
    html += fmt::format(
        "<p class=\"buttons\"><button class=\"button{}\" id=\"go\">{}</button> <a "
        "href=\"/console{}\">Leave it as it is</a></p>\n</form>\n",
        view.danger ? " danger" : "", esc(view.button), esc(view.back));
  }
  return page_of(frame, view.back.starts_with("/orders") ? "orders" : "", view.title, html);
}

}  // namespace enclosure::app::console
