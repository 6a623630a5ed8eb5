#include <algorithm>

#include "app/web/buyer_parts.h"
#include "app/web/html.h"

namespace enclosure::app::web {
namespace {

std::string item(const PartContext& context, const BuyerItem& item) {
  std::string out = "<li>" + isolated(item.title);
  if (!item.quantity.empty())
    out += " <span class=\"meta\">" + context.speech.label("quantity") + ": " +
           isolated(item.quantity) + "</span>";
  return out + "</li>\n";
}

std::string enclosure(const PartContext& context, const BuyerEnclosure& one) {
  const LanguageTag& own = context.speech.language();
  const std::string title =
      "<bdi" + lang_attribute(one.language, own) + ">" + escape_html(one.title) + "</bdi>";
  std::string meta = escape_html(one.kind);
  if (one.bytes > 0) meta += ", " + context.speech.size(one.bytes);
  if (one.language.language() != own.language())
    meta += (meta.empty() ? "" : ", ") + context.speech.language_name(one.language);
  const std::string linked = is_path_below(one.path) ? "<a class=\"link\" href=\"" + context.base +
                                                           "/" + one.path + "\">" + title + "</a>"
                                                     : title;
  return "<li>" + linked + " <span class=\"meta\">" + meta + "</span></li>\n";
}

std::string list(const std::string& rows) {
  return rows.empty() ? "" : "<ul class=\"files\">\n" + rows + "</ul>\n";
}

/// Those in the language of the page, then the others behind one line; open where there are no own.
std::string enclosures(const PartContext& context, const BuyerProduct& product) {
  std::string own;
  std::string others;
  std::int64_t count = 0;
  for (const BuyerEnclosure& one : product.enclosures) {
    const bool is_own = one.language.language() == context.speech.language().language();
    (is_own ? own : others) += enclosure(context, one);
    if (!is_own) ++count;
  }
  if (own.empty() && others.empty()) return "";
  std::string out = "<h4>" + context.speech.label("documents") + "</h4>\n" + list(own);
  if (!others.empty())
    out += std::string("<details class=\"more\"") + (own.empty() ? " open" : "") + ">\n<summary>" +
           context.speech.plain("other_languages", {{"count", count}}) + "</summary>\n" +
           list(others) + "</details>\n";
  return out;
}

std::string driver(const PartContext& context, const BuyerDriver& one) {
  const std::string_view host = https_host(one.url);
  std::string meta = isolated(one.os);
  if (one.os.empty()) meta.clear();
  if (!host.empty())
    meta += (meta.empty() ? "" : ", ") + context.speech.say("driver_site", {{"host", host}});
  const std::string title = isolated(one.title);
  const std::string linked = host.empty() ? title
                                          : "<a class=\"link out\" rel=\"noreferrer\" href=\"" +
                                                escape_html(one.url) + "\">" + title + "</a>";
  return "<li>" + linked + (meta.empty() ? "" : " <span class=\"meta\">" + meta + "</span>") +
         "</li>\n";
}

std::string product(const PartContext& context, const BuyerProduct& product) {
  std::string steps;
  for (const std::string& step : product.first_steps)
    steps += "<li>" + escape_html(step) + "</li>\n";
  std::string drivers;
  for (const BuyerDriver& one : product.drivers) drivers += driver(context, one);
  std::string out;
  if (!steps.empty())
    out += "<h4>" + context.speech.label("first_steps") + "</h4>\n<ol class=\"steps\">\n" + steps +
           "</ol>\n";
  if (!drivers.empty()) out += "<h4>" + context.speech.label("drivers") + "</h4>\n" + list(drivers);
  out += enclosures(context, product);
  if (out.empty()) return "";
  return "<article>\n<h3>" + isolated(product.title) + "</h3>\n" + out + "</article>\n";
}

/// An address for `mailto:`; empty for what is none.
std::string mail_link(const PartContext& context, std::string_view email) {
  const std::size_t at = email.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == email.size() ||
      email.find('@', at + 1) != std::string_view::npos)
    return "";
  return "mailto:" + path_segment(email.substr(0, at)) + "@" + path_segment(email.substr(at + 1)) +
         "?subject=" + path_segment(context.page.order);
}

}  // namespace

std::string products_part(const PartContext& context) {
  std::string items;
  for (const BuyerItem& one : context.page.items) {
    if (!one.title.empty()) items += item(context, one);
  }
  if (!items.empty()) items = "<ul class=\"bought\">\n" + items + "</ul>\n";
  std::string products;
  for (const BuyerProduct& one : context.page.products) products += product(context, one);
  std::string bundle;
  if (context.page.has_bundle)
    bundle = "<p class=\"actions bundle\"><a class=\"button second\" href=\"" + context.base +
             "/everything.zip\">" + context.speech.say("bundle") + "</a></p>\n";
  return section("bought", context.speech.say("bought_heading"), items) +
         section("help", context.speech.say("products_heading"), products) + bundle;
}

std::string contact_part(const PartContext& context) {
  const BuyerContact& contact = context.page.contact;
  const PageSpeech& speech = context.speech;
  std::string content;
  if (!contact.marketplace.empty()) {
    content = "<p>" + speech.say("contact_marketplace", {{"marketplace", contact.marketplace}}) +
              "</p>\n";
    if (!https_host(contact.marketplace_url).empty())
      content += "<p><a class=\"link out\" rel=\"noreferrer\" href=\"" +
                 escape_html(contact.marketplace_url) + "\">" +
                 speech.say("contact_marketplace_link", {{"marketplace", contact.marketplace}}) +
                 "</a></p>\n";
  } else if (!contact.email.empty()) {
    const std::string link = mail_link(context, contact.email);
    content = "<p>" + speech.say("contact_email") + " " +
              (link.empty() ? isolated(contact.email)
                            : "<a class=\"link\" href=\"" + link + "\">" + isolated(contact.email) +
                                  "</a>") +
              "</p>\n";
  } else {
    content = "<p>" + speech.say("contact_reply") + "</p>\n";
  }
  return section("contact", speech.say("contact_heading"), content);
}

}  // namespace enclosure::app::web
