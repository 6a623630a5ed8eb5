#include <algorithm>
#include <array>

#include "app/web/buyer_parts.h"
#include "app/web/form_field.h"
#include "app/web/html.h"
#include "app/web/vat_pattern.h"

namespace enclosure::app::web {
namespace {

using State = BuyerDetailsPanel::State;

constexpr std::array<std::string_view, 8> kFields = {"company", "vat_id",  "street", "postcode",
                                                     "city",    "country", "name",   "reference"};

std::string form(const PartContext& context, std::string_view action, const std::string& fields,
                 std::string_view button) {
  return "<form method=\"post\" action=\"" + context.base + "/" + std::string(action) +
         "\">\n<input type=\"hidden\" name=\"lang\" value=\"" +
         escape_html(context.speech.language().to_string()) + "\">\n" + fields +
         "<button class=\"button\" type=\"submit\">" + context.speech.say(button) +
         "</button>\n</form>\n";
}

/// The sentence for what is wrong with `field`; empty: nothing.
std::string fault_of(const PartContext& context, std::string_view field) {
  const BuyerDetailsPanel& panel = context.page.panel;
  if (panel.state == State::kNumberUnknown && field == "vat_id")
    return context.speech.say("number_unknown_heading");
  if (panel.state != State::kFaulty) return "";
  const auto found = std::find_if(panel.faults.begin(), panel.faults.end(),
                                  [&](const auto& fault) { return fault.first == field; });
  if (found == panel.faults.end()) return "";
  return context.speech.say(fault_words(context.speech, found->second));
}

FormField field(const PartContext& context, std::string_view name, const std::string& value,
                Need need, std::string_view autocomplete, std::size_t max_length) {
  FormField one;
  one.name = name;
  one.value = value;
  one.need = need;
  one.autocomplete = autocomplete;
  one.max_length = max_length;
  one.fault = fault_of(context, name);
  return one;
}

/// What stands below the label of the number; of one that stands on the invoice and was refused
/// also when, since sending it again has it asked anew.
std::string vat_hint(const PartContext& context) {
  const BuyerDetailsPanel& panel = context.page.panel;
  const std::string example = vat_number_example(panel.details.country);
  std::string hint = context.speech.say("vat_hint", {{"example", example}});
  if (panel.asks_register) hint += " " + context.speech.say("vat_hint_checked");
  if (panel.state == State::kForm && panel.number_asked) hint += " " + number_asked(context);
  return hint;
}

/// The browser compares the form of the number while it is being filled in: the sentence behind the
/// field shows by the style `:user-invalid`, and the button does not send.
std::string vat_field(const PartContext& context) {
  const BuyerDetails& details = context.page.panel.details;
  const PageSpeech& speech = context.speech;
  FormField vat =
      field(context, "vat_id", details.vat_id, Need::kOptional, "off", kLongestBuyerNumber);
  vat.hint = vat_hint(context);
  vat.more = " autocapitalize=\"characters\" spellcheck=\"false\" pattern=\"" +
             vat_number_pattern() + "\" title=\"" + speech.plain("fault_vat_format") + "\"";
  std::string html = text_field(speech, vat);
  const std::string end = "</div>\n";
  html.resize(html.size() - end.size());
  return html + "<p class=\"fault check\" role=\"alert\">" + speech.say("fault_vat_format") +
         "</p>\n" + end;
}

std::string option(const locales::NamedCountry& country, std::string_view chosen) {
  const std::string code = country.code.to_string();
  return "<option value=\"" + code + "\"" + (code == chosen ? " selected" : "") + ">" +
         escape_html(country.name) + "</option>\n";
}

std::string country_field(const PartContext& context) {
  const std::string& chosen = context.page.panel.details.country;
  std::string members;
  std::string others;
  for (const locales::NamedCountry& one : *context.speech.countries())
    (one.code.is_member_state() ? members : others) += option(one, chosen);
  const auto group = [&](std::string_view label, const std::string& options) {
    return "<optgroup label=\"" + context.speech.plain(label) + "\">\n" + options + "</optgroup>\n";
  };
  const std::string options = "<option value=\"\">" + context.speech.say("choose") + "</option>\n" +
                              group("eu_countries", members) + group("other_countries", others);
  return choice_field(context.speech,
                      field(context, "country", chosen, Need::kRequired, "billing country", 0),
                      options);
}

/// What the browser asks for is what the server asks for: a company or a name, and a post code
/// where the country has them, are compared there alone.
std::string details_form(const PartContext& context) {
  const BuyerDetails& details = context.page.panel.details;
  const auto text = [&](std::string_view name, const std::string& value, Need need,
                        std::string_view autocomplete, std::size_t max_length) {
    return text_field(context.speech, field(context, name, value, need, autocomplete, max_length));
  };
  FormField reference = field(context, "reference", details.reference, Need::kOptional, "off",
                              kLongestBuyerReference);
  reference.hint = context.speech.say("reference_hint");
  const std::string fields =
      text("company", details.company, Need::kDepends, "organization", kLongestBuyerText) +
      vat_field(context) +
      text("street", details.street, Need::kRequired, "billing address-line1", kLongestBuyerText) +
      "<div class=\"pair\">\n" +
      text("postcode", details.postcode, Need::kDepends, "billing postal-code",
           kLongestBuyerPostcode) +
      text("city", details.city, Need::kRequired, "billing address-level2", kLongestBuyerCity) +
      "</div>\n" + country_field(context) +
      text("name", details.name, Need::kDepends, "billing name", kLongestBuyerText) +
      text_field(context.speech, reference);
  return form(context, "details", fields, "submit");
}

std::string paragraph(const std::string& html) {
  return "<p>" + html + "</p>\n";
}

std::string content_of(const PartContext& context) {
  const PageSpeech& speech = context.speech;
  const BuyerDetailsPanel& panel = context.page.panel;
  switch (form_of(panel)) {
    case ShownForm::kUnlock:
      if (context.page.documents_locked) return "";  // asked there
      return paragraph(speech.say(panel.asks_city ? "ask_city" : "ask_postcode")) +
             unlock_form(context);
    case ShownForm::kDetails:
      return paragraph(speech.say("form_intro")) + details_form(context);
    case ShownForm::kNone:
      break;
  }
  if (panel.state == State::kMarketplaceOnly)
    return paragraph(speech.say("marketplace_only", {{"marketplace", panel.marketplace}}));
  const std::string to_contact =
      paragraph("<a class=\"link\" href=\"#contact\">" + speech.say("contact_heading") + "</a>");
  if (panel.state == State::kWithSeller) return to_contact;  // the notice says the rest
  if (panel.state == State::kSellerOnly) return paragraph(speech.say("seller_only")) + to_contact;
  return "";
}

}  // namespace

std::string number_asked(const PartContext& context) {
  const auto& asked = context.page.panel.number_asked;
  if (!asked) return "";
  if (asked->again_at.empty())
    return context.speech.say("number_ask_again", {{"asked", asked->asked_at}});
  return context.speech.say("number_asked_lately",
                            {{"asked", asked->asked_at}, {"again", asked->again_at}});
}

std::string field_id(std::string_view field) {
  return "field-" + std::string(field);
}

bool is_field(std::string_view field) {
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

ShownForm form_of(const BuyerDetailsPanel& panel) {
  switch (panel.state) {
    case State::kAskPostcode:
    case State::kWrongPostcode:
      return ShownForm::kUnlock;
    case State::kForm:
    case State::kFaulty:
    case State::kNumberUnknown:
    case State::kUnchanged:
      return ShownForm::kDetails;
    case State::kWithSeller:
      return panel.may_change ? ShownForm::kDetails : ShownForm::kNone;
    case State::kPending:
      return panel.unlocked ? ShownForm::kDetails : ShownForm::kUnlock;
    case State::kMarketplaceOnly:
    case State::kSellerOnly:
    case State::kTooManyTries:
    case State::kCorrected:
    case State::kNotYet:
      break;
  }
  return ShownForm::kNone;
}

std::string unlock_form(const PartContext& context) {
  const BuyerDetailsPanel& panel = context.page.panel;
  FormField factor;
  factor.name = "postcode";
  factor.label = panel.asks_city ? "city_label" : "postcode_label";
  factor.need = Need::kRequired;
  factor.autocomplete = panel.asks_city ? "shipping address-level2" : "shipping postal-code";
  factor.max_length = kLongestBuyerCity;
  if (!panel.asks_city) factor.hint = context.speech.say("postcode_hint");
  factor.more = " spellcheck=\"false\"";
  if (panel.state == State::kWrongPostcode)
    factor.fault = context.speech.say(notice_of(panel).heading);
  return form(context, "unlock", text_field(context.speech, factor), "continue");
}

std::string fault_words(const PageSpeech& speech, std::string_view key) {
  const std::string words = "fault_" + std::string(key);
  return speech.has(words) ? words : "fault_other";
}

std::string details_part(const PartContext& context) {
  return section("company", context.speech.say("company_heading"), content_of(context));
}

}  // namespace enclosure::app::web
