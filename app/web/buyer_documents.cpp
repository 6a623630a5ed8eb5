#include <algorithm>

#include "app/web/buyer_parts.h"
#include "app/web/html.h"

namespace enclosure::app::web {
namespace {

using Standing = BuyerDocument::Standing;

std::string name_of(const BuyerDocument& document) {
  return escape_html(document.title) + " " + isolated(document.number);
}

std::string meta_of(const BuyerDocument& document) {
  return "<p class=\"meta\">" + time_element(document.date, document.day) + " · " +
         isolated(document.total) + "</p>\n";
}

/// The name for who does not see what the link belongs to.
std::string hidden_name(const BuyerDocument& document) {
  return "<span class=\"hidden\"> (" + name_of(document) + ")</span>";
}

std::string button(const PartContext& context, const BuyerDocument& document,
                   const std::string& path, std::string_view words, std::string_view kind) {
  if (!is_path_below(path)) return "";
  return "<a class=\"" + std::string(kind) + "\" href=\"" + context.base + "/" + path + "\">" +
         context.speech.say(words) + hidden_name(document) + "</a>\n";
}

const BuyerDocument* numbered(const BuyerPage& page, const std::string& number) {
  const auto found = std::find_if(page.documents.begin(), page.documents.end(),
                                  [&](const BuyerDocument& one) { return one.number == number; });
  return found == page.documents.end() ? nullptr : &*found;
}

/// What a document does to the one it refers to: "Cancels R-2026-000001".
std::string effect(const PartContext& context, const BuyerDocument& document) {
  if (document.refers_to.empty()) return "";
  const bool credit = document.standing == Standing::kCredit;
  return context.speech.say(!credit            ? "replaces"
                            : document.cancels ? "cancels"
                                               : "reduces",
                            {{"number", document.refers_to}});
}

/// The first document that does something to the one of that `number` and is so.
template <typename IsSo>
const BuyerDocument* of_invoice(const BuyerPage& page, const std::string& number, IsSo is_so) {
  const auto found =
      std::find_if(page.documents.begin(), page.documents.end(),
                   [&](const BuyerDocument& one) { return one.refers_to == number && is_so(one); });
  return found == page.documents.end() ? nullptr : &*found;
}

/// The document to use, large.
std::string card(const PartContext& context, const BuyerDocument& document) {
  std::string out =
      "<div class=\"card\">\n<h3>" + name_of(document) + "</h3>\n" + meta_of(document);
  if (const std::string words = effect(context, document); !words.empty())
    out += "<p class=\"badge\">" + context.speech.say("use_this") + "</p>\n<p>" + words + "</p>\n";
  const std::string buttons = button(context, document, document.pdf, "pdf", "button") +
                              button(context, document, document.xml, "xml", "button second");
  if (!buttons.empty()) out += "<div class=\"actions\">\n" + buttons + "</div>\n";
  return out + "</div>\n";
}

/// One line of the list of all documents.
std::string row(const PartContext& context, const BuyerDocument& document) {
  std::string state = effect(context, document);
  if (document.standing == Standing::kCancelled) state = context.speech.say("no_longer_valid");
  std::string out = "<li>\n<p class=\"name\">" + name_of(document) + "</p>\n" + meta_of(document);
  if (!state.empty()) out += "<p class=\"effect\">" + state + "</p>\n";
  const std::string links = button(context, document, document.pdf, "pdf", "link") +
                            button(context, document, document.xml, "xml", "link");
  if (!links.empty()) out += "<p class=\"links\">" + links + "</p>\n";
  return out + "</li>\n";
}

/// The sentence about what `document`, a credit note or a corrected invoice, means for the others.
/// A credit note of a part stays with its invoice, also where that was replaced later; of what the
/// document to use has replaced in two steps the list alone tells.
std::string sentence(const PartContext& context, const BuyerDocument& document) {
  const auto stands = [](const BuyerDocument& one) { return one.standing == Standing::kStands; };
  const BuyerPage& page = context.page;
  const BuyerDocument* first = numbered(page, document.refers_to);
  if (first == nullptr) return "";
  if (document.standing == Standing::kCredit) {
    const bool is_named = stands(*first) || of_invoice(page, first->number, stands) != nullptr;
    if (document.cancels || !is_named) return "";
    return context.speech.say("chain_reduced",
                              {{"credit", document.number}, {"number", first->number}});
  }
  if (!stands(document)) return "";
  const BuyerDocument* credit =
      of_invoice(page, first->number, [](const BuyerDocument& one) { return one.cancels; });
  if (credit == nullptr) return "";
  return context.speech.say(
      "chain_replaced",
      {{"old", first->number}, {"credit", credit->number}, {"new", document.number}});
}

/// How the documents belong together; empty while each is simply an invoice that stands.
std::string chain(const PartContext& context) {
  const auto& documents = context.page.documents;
  const auto stands = [](const BuyerDocument& one) { return one.standing == Standing::kStands; };
  if (std::all_of(documents.begin(), documents.end(), stands)) return "";
  std::string sentences;
  std::string rows;
  for (const BuyerDocument& document : documents) {
    if (const std::string words = sentence(context, document); !words.empty())
      sentences += "<p>" + words + "</p>\n";
    rows += row(context, document);
  }
  if (std::none_of(documents.begin(), documents.end(), stands))
    sentences = "<p>" + context.speech.say("chain_cancelled") + "</p>\n";
  return sentences + "<h3>" + context.speech.say("chain_heading") +
         "</h3>\n<ol class=\"chain\">\n" + rows + "</ol>\n";
}

/// Why there are no documents: they wait for the second factor, are made elsewhere, or will come.
std::string why_none(const PartContext& context) {
  using State = BuyerDetailsPanel::State;
  const BuyerDetailsPanel& panel = context.page.panel;
  if (context.page.documents_locked) {
    // Where nothing can be answered the notice, or the part about the company, says what to do.
    if (form_of(panel) != ShownForm::kUnlock) return "";
    return "<p>" + context.speech.say("documents_locked") + "</p>\n" + unlock_form(context);
  }
  if (panel.state == State::kMarketplaceOnly) return "";  // that part says where it is
  return "<p>" + context.speech.say("not_yet") + "</p>\n";
}

}  // namespace

std::string documents_part(const PartContext& context) {
  std::string content;
  bool any_xml = false;
  for (const BuyerDocument& document : context.page.documents) {
    if (document.standing != Standing::kStands) continue;
    content += card(context, document);
    any_xml = any_xml || is_path_below(document.xml);
  }
  if (any_xml) content += "<p class=\"hint\">" + context.speech.say("xml_hint") + "</p>\n";
  content += chain(context);
  if (context.page.documents.empty()) content = why_none(context);
  return section("invoice", context.speech.say("invoice_heading"), content);
}

}  // namespace enclosure::app::web
