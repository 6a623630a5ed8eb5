#include "app/web/form_field.h"

#include "app/web/buyer_parts.h"
#include "app/web/html.h"

namespace enclosure::app::web {
namespace {

std::string id_of(const FormField& field, std::string_view part) {
  return field_id(field.name) + std::string(part);
}

std::string label_of(const PageSpeech& speech, const FormField& field) {
  std::string out = "<label for=\"" + field_id(field.name) + "\">" +
                    speech.say(field.label.empty() ? field.name : field.label);
  if (field.need != Need::kDepends)
    out += " <span class=\"mark\">(" +
           speech.say(field.need == Need::kRequired ? "required" : "optional") + ")</span>";
  out += "</label>\n";
  if (!field.hint.empty())
    out += "<p class=\"hint\" id=\"" + id_of(field, "-hint") + "\">" + field.hint + "</p>\n";
  if (!field.fault.empty())
    out += "<p class=\"fault\" id=\"" + id_of(field, "-fault") + "\">" + speech.say("error") +
           ": " + field.fault + "</p>\n";
  return out;
}

std::string attributes_of(const FormField& field) {
  std::string out = "id=\"" + field_id(field.name) + "\" name=\"" + std::string(field.name) + "\"";
  if (!field.autocomplete.empty())
    out += " autocomplete=\"" + std::string(field.autocomplete) + "\"";
  std::string described;
  if (!field.fault.empty()) described = id_of(field, "-fault");
  if (!field.hint.empty()) described += (described.empty() ? "" : " ") + id_of(field, "-hint");
  if (!described.empty()) out += " aria-describedby=\"" + described + "\"";
  if (!field.fault.empty()) out += " aria-invalid=\"true\"";
  if (field.need == Need::kRequired) out += " required";
  return out + field.more;
}

std::string around(const FormField& field, const std::string& content) {
  return std::string("<div class=\"field") + (field.fault.empty() ? "" : " faulty") + "\">\n" +
         content + "</div>\n";
}

}  // namespace

std::string text_field(const PageSpeech& speech, const FormField& field) {
  return around(field, label_of(speech, field) + "<input type=\"text\" " + attributes_of(field) +
                           " maxlength=\"" + std::to_string(field.max_length) + "\" value=\"" +
                           escape_html(field.value) + "\">\n");
}

std::string choice_field(const PageSpeech& speech, const FormField& field,
                         const std::string& options) {
  return around(field, label_of(speech, field) + "<select " + attributes_of(field) + ">\n" +
                           options + "</select>\n");
}

}  // namespace enclosure::app::web
