#pragma once
// Messages to compose, and the built-in texts.

#include <gtest/gtest.h>

#include <array>

#include "locales/data.h"
#include "messaging/compose.h"

namespace enclosure::messaging {

/// The texts that are compiled into the program.
inline const Templates& built_in_texts() {
  static const Templates templates = [] {
    auto loaded = Templates::load(locale_data::files());
    for (const Fault& fault : loaded.faults()) {
      ADD_FAILURE() << fault.code << " " << fault.path << ": " << fault.message;
    }
    return *std::move(loaded);
  }();
  return templates;
}

/// The official languages of the EU.
inline constexpr std::array<const char*, 24> kMailLanguages = {
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr",
    "hu", "it", "lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"};

/// What every message of the made-up shop has.
inline MessageContent content_of(Stage stage, std::string_view language) {
  MessageContent content;
  content.order = *OrderId::parse("305-1234567-1234567");
  content.stage = stage;
  content.language = *LanguageTag::parse(language);
  content.from = {"Müller Haushaltswaren GmbH, Köln", *EmailAddress::parse("shop@seller.example")};
  content.to = {"Łucja Przykładowa", *EmailAddress::parse("k7x2m@relay.example")};
  content.brand = "Müller Haushaltswaren";
  content.buyer_name = "Łucja Przykładowa";
  content.date = *parse_instant("2026-06-02T08:00:00Z");
  content.message_id_domain = "mail.seller.example";
  return content;
}

/// Stage 1 with an invoice, a manual, a manual that is too large, and a driver.
inline MessageContent documents_in(std::string_view language) {
  MessageContent content = content_of(Stage::kDocuments, language);
  content.invoice_numbers = {"R-2026-000017"};
  content.invoice_url = "https://invoice.seller.example/i/9f3c2a71d0";
  content.manual_titles = {"USB-Hub 7: Handbuch"};
  content.manuals_as_links = {
      {"USB-Hub 7: Atlas", "https://invoice.seller.example/i/9f3c2a71d0/manuals/1", "12 MB"}};
  content.drivers = {{"USB-Hub 7", "https://drivers.seller.example/hub7/v4", "Windows 11"}};
  content.attachments = {
      {"R-2026-000017.pdf", "application/pdf", "%PDF-1.7\n% invoice\n%%EOF\n"},
      {"Anleitung für Größe 7.pdf", "application/pdf", "%PDF-1.7\n% manual\n%%EOF\n"}};
  return content;
}

/// Stage 2 or 3 with the request and a link per item.
inline MessageContent request_in(std::string_view language, Stage stage = Stage::kReview,
                                 std::size_t links = 2) {
  MessageContent content = content_of(stage, language);
  content.asks_for_review = true;
  const std::vector<Link> all = {
      {"Compact Scale 5 kg", "https://www.amazon.de/review/create-review?asin=B000TEST01", ""},
      {"USB-Hub 7", "https://www.amazon.de/review/create-review?asin=B000TEST02", ""}};
  content.review_links.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(links));
  return content;
}

/// Stage 3 of the own shop: the offer of help alone.
inline MessageContent check_up_in(std::string_view language) {
  return content_of(Stage::kCheckUp, language);
}

}  // namespace enclosure::messaging
