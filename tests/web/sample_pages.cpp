#include "tests/web/sample_pages.h"

#include <stdexcept>
#include <utility>

#include "tests/support/languages.h"

namespace enclosure::app::web::test {
namespace {

using State = BuyerDetailsPanel::State;
using Standing = BuyerDocument::Standing;

LanguageTag tag(std::string_view text) {
  return *LanguageTag::parse(text);
}

Date day(std::string_view text) {
  return *parse_date(text);
}

BuyerDocument document(const locales::Locale& locale, const char* kind, int number,
                       const char* issued, const char* total, Standing standing,
                       std::string refers_to) {
  BuyerDocument one;
  one.title = locale.labels().title(kind);
  one.number = "R-2026-00000" + std::to_string(number);
  one.date = locale.format_date(day(issued));
  one.day = issued;
  one.total = locale.format_money(*Money::parse(total, *Currency::parse("EUR")));
  one.standing = standing;
  one.refers_to = std::move(refers_to);
  one.pdf = "invoices/" + std::to_string(number - 1) + ".pdf";
  one.xml = "invoices/" + std::to_string(number - 1) + ".xml";
  return one;
}

/// The credit note that leaves nothing of an invoice.
BuyerDocument cancelling(BuyerDocument note) {
  note.cancels = true;
  return note;
}

std::vector<BuyerDocument> one_invoice(const locales::Locale& locale) {
  return {document(locale, "invoice", 1, "2026-11-03", "1309.00", Standing::kStands, "")};
}

std::vector<BuyerDocument> corrected(const locales::Locale& locale) {
  return {document(locale, "invoice", 1, "2026-11-03", "1309.00", Standing::kCancelled, ""),
          cancelling(document(locale, "credit_note", 2, "2026-11-29", "-1309.00", Standing::kCredit,
                              "R-2026-000001")),
          document(locale, "corrected_invoice", 3, "2026-11-29", "1309.00", Standing::kStands,
                   "R-2026-000001")};
}

std::vector<BuyerDocument> partly_credited(const locales::Locale& locale) {
  return {document(locale, "invoice", 1, "2026-11-03", "1309.00", Standing::kStands, ""),
          document(locale, "credit_note", 2, "2026-11-20", "-49.90", Standing::kCredit,
                   "R-2026-000001"),
          document(locale, "invoice", 3, "2026-11-21", "24.90", Standing::kStands, "")};
}

std::vector<BuyerDocument> cancelled(const locales::Locale& locale) {
  return {document(locale, "invoice", 1, "2026-11-03", "1309.00", Standing::kCancelled, ""),
          cancelling(document(locale, "credit_note", 2, "2026-11-20", "-1309.00", Standing::kCredit,
                              "R-2026-000001"))};
}

BuyerDetails details() {
  return {"Ines Brandt",  "Brandt & Töchter Feinwerk GmbH",
          "Lindenufer 7", "04177",
          "Leipzig",      "DE",
          "DE111111125",  "PO-4711"};
}

std::vector<BuyerProduct> products(const LanguageTag& language) {
  BuyerProduct printer;
  printer.title = "Etikettendrucker P100 mit Aufroller";
  printer.first_steps = {"Transportsicherung entfernen.", "Treiber installieren.",
                         "Erst dann das USB-Kabel anschließen."};
  for (const auto& [title, of, bytes] :
       std::vector<std::tuple<const char*, const char*, std::uint64_t>>{
           {"Bedienungsanleitung Etikettendrucker P100", "de", 2'430'118},
           {"User manual label printer P100", "en", 2'398'220},
           {"Mode d’emploi imprimante d’étiquettes P100", "fr", 2'511'004},
           {"Οδηγίες χρήσης εκτυπωτή ετικετών P100", "el", 2'611'004},
           {"Ръководство за етикетен принтер P100", "bg", 640'512},
           {"Tarratulostimen P100 käyttöohje", "fi", 812'044},
           {"Etiket yazıcısı P100 kullanım kılavuzu", "tr", 0}})
    printer.enclosures.push_back(
        {title, "manuals/" + std::to_string(printer.enclosures.size()), tag(of), "PDF", bytes});
  printer.drivers = {
      {"Druckertreiber P100", "https://drivers.example/p100?os=win&v=2", "Windows 11"},
      {"Druckertreiber P100", "https://drivers.example/p100/macos", "macOS 14"},
      {"Firmware", "http://drivers.example/no-https", ""}};
  BuyerProduct rolls;
  rolls.title = "Thermorollen 62 mm, 10 Stück";
  rolls.enclosures = {{"Sicherheitsdatenblatt", "manuals/7", tag("de"), "PDF", 96'512}};
  if (language.language() != "de") rolls.first_steps.clear();
  return {printer, rolls};
}

BuyerPage base(const LanguageTag& language) {
  const locales::Locale& locale = support::languages().best_for(language);
  BuyerPage page;
  page.language = language;
  page.words = support::languages();
  page.languages = page_languages();
  page.seller_name = "Muster & Söhne Bürotechnik GmbH";
  page.order = "302-1234567-1234567";
  page.ordered_day = "2026-11-02";
  page.ordered_on = locale.format_date(day(page.ordered_day));
  page.items = {
      {"Etikettendrucker P100 mit Aufroller", locale.format_decimal(*Decimal::parse("1"))},
      {"Thermorollen 62 mm, 10 Stück", locale.format_decimal(*Decimal::parse("12"))}};
  page.documents = one_invoice(locale);
  page.products = products(language);
  page.contact.email = "hilfe@muster.example";
  page.expires_day = "2027-02-28";
  page.expires_on = locale.format_date(day(page.expires_day));
  page.has_bundle = true;
  page.panel.asks_register = true;
  return page;
}

std::string moment(const locales::Locale& locale, const char* time) {
  return locale.format_date(day("2026-11-30")) + ", " + time + "\u00a0UTC+1";
}

BuyerPage with(BuyerPage page, State state) {
  page.panel.state = state;
  return page;
}

BuyerPage filled_in(BuyerPage page, State state) {
  page.panel.state = state;
  page.panel.details = details();
  return page;
}

BuyerPage faulty(BuyerPage page) {
  page.panel.state = State::kFaulty;
  page.panel.details = details();
  page.panel.details.company.clear();
  page.panel.details.vat_id = "DE111111126";
  page.panel.details.country.clear();
  page.panel.faults = {{"company", "required"},
                       {"vat_id", "vat_check_digits"},
                       {"postcode", "postcode"},
                       {"country", "country"},
                       {"reference", "what the page does not know"}};
  return page;
}

BuyerPage on_marketplace(BuyerPage page) {
  page.panel.state = State::kMarketplaceOnly;
  page.panel.marketplace = "Amazon.de";
  page.contact = {"Amazon.de", "https://www.amazon.example/orders/302-1234567-1234567", ""};
  return page;
}

/// What makes layouts break: one word without end, right to left, nothing at all.
BuyerPage odd(BuyerPage page) {
  page.panel.state = State::kSellerOnly;
  page.seller_name =
      "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
  page.items = {{"מדפסת תוויות P100 (חדש)", "3"}, {"", ""}};
  page.products.clear();
  page.contact = {};
  page.languages.clear();
  page.expires_on.clear();
  page.has_bundle = false;
  return page;
}

}  // namespace

std::vector<LanguageTag> page_languages() {
  return support::languages().languages();
}

std::vector<SamplePage> sample_pages(const LanguageTag& language) {
  const locales::Locale& locale = support::languages().best_for(language);
  const BuyerPage page = base(language);
  BuyerPage done = with(page, State::kCorrected);
  done.documents = corrected(locale);
  BuyerPage nothing = with(page, State::kNotYet);
  nothing.documents.clear();
  nothing.has_bundle = false;
  BuyerPage locked = with(page, State::kAskPostcode);
  locked.documents.clear();
  locked.documents_locked = true;
  BuyerPage locked_for_good = with(locked, State::kSellerOnly);
  BuyerPage elsewhere = on_marketplace(page);
  elsewhere.documents.clear();
  BuyerPage refused = with(page, State::kAskPostcode);
  refused.panel.number_refused = true;
  BuyerPage waiting = filled_in(page, State::kPending);
  waiting.panel.unlocked = true;
  BuyerPage kept = with(page, State::kWithSeller);
  BuyerPage unchecked = filled_in(page, State::kWithSeller);
  unchecked.panel.may_change = true;
  unchecked.panel.number_unchecked = true;
  unchecked.panel.asks_register = false;
  BuyerPage town = with(page, State::kWrongPostcode);
  town.panel.asks_city = true;
  BuyerPage partly = with(page, State::kSellerOnly);
  partly.documents = partly_credited(locale);
  BuyerPage all_cancelled = with(page, State::kSellerOnly);
  all_cancelled.documents = cancelled(locale);
  BuyerPage unknown = filled_in(page, State::kNumberUnknown);
  BuyerPage asked_lately = unknown;
  asked_lately.panel.number_asked = {moment(locale, "13:05"), moment(locale, "14:05")};
  BuyerPage ask_again = unknown;
  ask_again.panel.number_asked = {moment(locale, "13:05"), ""};
  BuyerPage refused_before = filled_in(page, State::kForm);
  refused_before.panel.number_asked = ask_again.panel.number_asked;
  return {{"ask-postcode", with(page, State::kAskPostcode)},
          {"locked", locked},
          {"wrong-postcode", with(page, State::kWrongPostcode)},
          {"wrong-town", town},
          {"too-many-tries", with(page, State::kTooManyTries)},
          {"form", filled_in(page, State::kForm)},
          {"faulty", faulty(page)},
          {"number-unknown", unknown},
          {"number-asked-lately", asked_lately},
          {"number-ask-again", ask_again},
          {"form-refused-number", refused_before},
          {"pending", with(page, State::kPending)},
          {"pending-unlocked", waiting},
          {"with-seller", kept},
          {"number-with-seller", unchecked},
          {"refused", refused},
          {"locked-for-good", locked_for_good},
          {"invoice-elsewhere", elsewhere},
          {"corrected", done},
          {"unchanged", filled_in(page, State::kUnchanged)},
          {"marketplace-only", on_marketplace(page)},
          {"seller-only", partly},
          {"cancelled", all_cancelled},
          {"not-yet", nothing},
          {"odd", odd(page)}};
}

BuyerPage sample_page(const LanguageTag& language, const std::string& name) {
  for (const SamplePage& sample : sample_pages(language)) {
    if (sample.name == name) return sample.page;
  }
  throw std::logic_error("no sample page " + name);
}

}  // namespace enclosure::app::web::test
