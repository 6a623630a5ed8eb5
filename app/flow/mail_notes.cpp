#include "app/flow/mail_notes.h"

namespace enclosure::app {

KeptNotes notes_of(const attachments::Selection& selection, const LanguageTag& language) {
  KeptNotes notes;
  for (const attachments::ChosenDriver& one : selection.drivers) {
    const attachments::DriverLink& driver = *one.driver;
    notes.drivers.push_back({std::string(one.product->name), std::string(driver.title.in(language)),
                             std::string(driver.url), std::string(driver.os),
                             std::string(driver.version), std::string(driver.sha256), driver.size,
                             driver.needed_before_first_use});
  }
  for (const attachments::ChosenQuickStart& one : selection.quick_starts) {
    if (one.quick_start->language.language() != language.language()) continue;
    const std::string product(one.product->title_in(language));
    for (const std::string_view line : one.quick_start->lines)
      notes.first_steps.push_back(product + ": " + std::string(line));
  }
  return notes;
}

void add_product_texts(messaging::MessageContent& content,
                       const attachments::Selection& selection) {
  for (const attachments::Item& item : selection.items) {
    for (const attachments::MailText& text : item.product->mail_texts) {
      const bool fits = text.stage == static_cast<int>(content.stage) &&
                        text.language.language() == content.language.language();
      if (!fits) continue;
      content.product_texts.push_back(
          {std::string(item.product->title_in(content.language)), std::string(text.words)});
      break;  // of two regions of the language the first
    }
  }
}

void add_notes(messaging::MessageContent& content, const KeptNotes& notes) {
  for (const KeptDriver& driver : notes.drivers) {
    if (driver.in_mail) content.drivers.push_back({driver.title, driver.url, driver.os});
  }
  content.quick_start.insert(content.quick_start.end(), notes.first_steps.begin(),
                             notes.first_steps.end());
}

}  // namespace enclosure::app
