#include "sample_sheet.h"

#include <algorithm>
#include <filesystem>
#include <vector>

#include "sample_invoice.h"
#include "tests/support/process.h"

namespace enclosure::invoice::sample {
namespace {

/// Sentences of one language.
struct Words {
  const char* language;
  const char* hub;
  const char* lamp;
  const char* safety;
  const char* manual;
  const char* driver;
  const char* app;
  std::vector<std::string> steps;
};

const std::vector<Words>& words() {
  static const std::vector<Words> all{
      {"bg",
       "USB-C хъб",
       "Настолна лампа „Осло“",
       "Захранващи блокове: запазете този лист",
       "Ръководство за употреба на USB-C хъб",
       "Драйвер 3.2 за Windows",
       "Приложение за лампата",
       {"Инсталирайте първо драйвера под Windows 11.",
        "Свържете след това USB-C кабела с компютъра и изчакайте, докато светне зеленият "
        "индикатор."}},
      {"de",
       "USB-C-Hub",
       "Schreibtischlampe „Oslo“",
       "Steckernetzteile: bitte aufbewahren",
       "Bedienungsanleitung USB-C-Hub",
       "USB-C-Hub-Treiber 3.2 für Windows",
       "App zur Lampe",
       {"Installieren Sie unter Windows 11 zuerst den Treiber.",
        "Stecken Sie dann das USB-C-Kabel in den Rechner und warten Sie, bis die grüne Lampe "
        "leuchtet."}},
      {"el",
       "Διανομέας USB-C",
       "Επιτραπέζιο φωτιστικό «Όσλο»",
       "Τροφοδοτικά: φυλάξτε το φύλλο",
       "Οδηγίες χρήσης, διανομέας USB-C",
       "Πρόγραμμα οδήγησης 3.2 για Windows",
       "Εφαρμογή για το φωτιστικό",
       {"Στα Windows 11 εγκαταστήστε πρώτα το πρόγραμμα οδήγησης.",
        "Συνδέστε μετά το καλώδιο USB-C στον υπολογιστή και περιμένετε να ανάψει η πράσινη "
        "λυχνία."}},
      {"fi",
       "USB-C-keskitin",
       "Työpöytävalaisin ”Oslo”",
       "Verkkolaitteet: säilytä tämä ohje",
       "USB-C-keskittimen käyttöohje",
       "Ajuri 3.2 Windowsille",
       "Valaisimen sovellus",
       {"Asenna Windows 11 -tietokoneeseen ensin ajuri.",
        "Kytke sitten USB-C-kaapeli tietokoneeseen ja odota, kunnes vihreä merkkivalo syttyy."}}};
  return all;
}

/// Other languages take the German ones: their own labels stand around them.
Words words_in(const std::string& language) {
  const auto known = std::find_if(words().begin(), words().end(),
                                  [&](const Words& one) { return language == one.language; });
  if (known != words().end()) return *known;
  return words().at(1);
}

LanguageTag tag(const char* text) {
  return *LanguageTag::parse(text);
}

SheetProduct hub(const Words& words, const LanguageTag& language) {
  SheetProduct product{words.hub, std::nullopt, words.steps, {}, {}};
  product.documents = {
      {words.manual, {}, "manual", language, SheetCarriage::kAttached, "", {}},
      {"EU declaration of conformity, USB-C hub",
       tag("en"),
       "declaration_of_conformity",
       tag("en"),
       SheetCarriage::kOnline,
       "https://invoices.seller.example/i/9f3c2a71d0b84e6f9a5d1c2b3e4f5a6b/manuals/2",
       {}}};
  return product;
}

SheetProduct lamp(const Words& words) {
  SheetProduct product{words.lamp, picture(), {}, {}, {}};
  product.documents = {{"", {}, "manual", tag("mul"), SheetCarriage::kAttached, "", {}},
                       {"A4", {}, "drawing", tag("zxx"), SheetCarriage::kUnsaid, "", {}}};
  product.downloads = {{words.app, "https://apps.lamps.example/oslo", "Android, iOS", "", 0, {}}};
  return product;
}

}  // namespace

CoverSheet sheet(const std::string& language) {
  const Words words = words_in(language);
  CoverSheet sheet;
  sheet.language = *LanguageTag::parse(language);
  sheet.sender = content(language).seller.name;
  sheet.order = "302-1234567-1234567";
  sheet.order_date = *parse_date("2026-11-18");
  sheet.made_on = *parse_date("2026-11-21");
  sheet.read_first = {
      {words.safety, {}, "safety", sheet.language, SheetCarriage::kAttached, "", {}},
      {"", {}, "quick_start", tag("sv"), SheetCarriage::kAttached, "", {words.hub, words.lamp}}};
  sheet.install_first = {{words.driver,
                          "https://downloads.seller.example/usb-hub/3.2/setup-x64.exe",
                          "Windows 11",
                          "3.2",
                          4'718'592,
                          {words.hub}}};
  sheet.products = {hub(words, sheet.language), lamp(words)};
  sheet.page_url = "https://invoices.seller.example/i/9f3c2a71d0b84e6f9a5d1c2b3e4f5a6b";
  return sheet;
}

CoverSheet long_sheet(int products) {
  CoverSheet sheet;
  sheet.language = tag("de");
  sheet.sender = "Musterwerk Elektronik GmbH";
  sheet.order = "B-1000";
  sheet.made_on = *parse_date("2026-11-21");
  for (int i = 0; i < products; ++i) {
    const std::string number = std::to_string(i + 1);
    SheetProduct product{"Docking-Station Nr. " + number, std::nullopt, {}, {}, {}};
    if (i % 2 == 1) product.picture = picture();
    product.steps = {"Netzteil anschließen.", "Kabel einstecken.", "Rechner einschalten."};
    product.documents = {{"Bedienungsanleitung, Teil " + number,
                          {},
                          "manual",
                          tag("de"),
                          SheetCarriage::kAttached,
                          "",
                          {}},
                         {"", {}, "warranty", tag("de"), SheetCarriage::kAttached, "", {}}};
    product.downloads = {{"Treiber " + number,
                          "https://downloads.seller.example/docking/" + number,
                          "Windows 11",
                          "1." + number,
                          123'456,
                          {}}};
    sheet.products.push_back(std::move(product));
  }
  return sheet;
}

const ProductPicture& picture() {
  static const ProductPicture decoded = *ProductPicture::decode(support::slurp(
      std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/invoice/pdf/pictures/lamp.jpg"));
  return decoded;
}

}  // namespace enclosure::invoice::sample
