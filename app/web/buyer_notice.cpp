#include <algorithm>

#include "app/web/buyer_parts.h"
#include "app/web/html.h"

namespace enclosure::app::web {
namespace {

using State = BuyerDetailsPanel::State;

/// A link of the error summary: to the field, which says the same beside it.
std::string link_to(std::string_view field, const std::string& words) {
  return "<li><a href=\"#" + field_id(field) + "\">" + words + "</a></li>\n";
}

/// "VAT number: there is a typing error …", one for each fault.
std::string fault_links(const PartContext& context) {
  std::string items;
  for (const auto& [field, key] : context.page.panel.faults) {
    if (!is_field(field)) continue;
    items += link_to(field, context.speech.say(field) + ": " +
                                context.speech.say(fault_words(context.speech, key)));
  }
  return items.empty() ? "" : "<ul>\n" + items + "</ul>\n";
}

std::string number_unknown(const PartContext& context) {
  const PageSpeech& speech = context.speech;
  const std::string asked = number_asked(context);
  return "<p>" + speech.say("number_unknown", {{"vat_id", context.page.panel.details.vat_id}}) +
         "</p>\n<ul>\n<li>" + speech.say("number_check_digits") + "</li>\n<li>" +
         speech.say("number_check_register") + "</li>\n<li>" + speech.say("number_check_new") +
         "</li>\n</ul>\n" + (asked.empty() ? "" : "<p>" + asked + "</p>\n") + "<p>" +
         speech.say("number_unknown_next") + "</p>\n<ul>\n" +
         link_to("vat_id", speech.say("vat_id")) + "</ul>\n";
}

std::string body_of(const PartContext& context, const Notice& notice) {
  std::string text;
  if (!notice.text.empty()) text = "<p>" + context.speech.say(notice.text) + "</p>\n";
  switch (context.page.panel.state) {
    case State::kWrongPostcode:
      return text + "<ul>\n" +
             link_to("postcode",
                     context.speech.say(context.page.panel.asks_city ? "city_label"
                                                                     : "postcode_label")) +
             "</ul>\n";
    case State::kFaulty:
      return text + fault_links(context);
    case State::kNumberUnknown:
      return number_unknown(context);
    default:
      return text;
  }
}

}  // namespace

Notice notice_of(const BuyerDetailsPanel& panel) {
  switch (panel.state) {
    case State::kAskPostcode:
      // The number itself is personal: it is told with the form.
      if (panel.number_refused) return {"number_unknown_heading", "number_unknown_next", true};
      return {};
    case State::kWrongPostcode:
      if (panel.asks_city) return {"wrong_city_heading", "wrong_city", true};
      return {"wrong_postcode_heading", "wrong_postcode", true};
    case State::kTooManyTries:
      return {"too_many_heading", "too_many", true};
    case State::kFaulty:
      return {"faults_heading", "faults_text", true};
    case State::kNumberUnknown:
      return {"number_unknown_heading", "", true};
    case State::kPending:
      return {"pending_heading", "pending", false};
    case State::kWithSeller:
      return {"with_seller_heading", panel.number_unchecked ? "number_with_seller" : "with_seller",
              false};
    case State::kCorrected:
      return {"corrected_heading", "corrected", false};
    case State::kUnchanged:
      return {"unchanged_heading", "unchanged", false};
    default:
      return {};
  }
}

std::string notice_heading(const PartContext& context) {
  const Notice notice = notice_of(context.page.panel);
  if (notice.heading.empty()) return "";
  if (context.page.panel.state != State::kFaulty) return context.speech.plain(notice.heading);
  const std::size_t count = std::max<std::size_t>(1, context.page.panel.faults.size());
  return context.speech.plain(notice.heading, {{"count", static_cast<std::int64_t>(count)}});
}

std::string notice_part(const PartContext& context) {
  const Notice notice = notice_of(context.page.panel);
  if (notice.heading.empty()) return "";
  // A fault takes the focus, so that the keyboard and a screen reader begin with it.
  const std::string role = notice.is_error
                               ? "class=\"notice error\" role=\"alert\" tabindex=\"-1\" autofocus"
                               : "class=\"notice\" role=\"status\"";
  return "<div " + role + ">\n<h2>" + notice_heading(context) + "</h2>\n" +
         body_of(context, notice) + "</div>\n";
}

}  // namespace enclosure::app::web
