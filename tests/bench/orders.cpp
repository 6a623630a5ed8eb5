#include "tests/bench/orders.h"

#include <array>
#include <nlohmann/json.hpp>
#include <random>
#include <string_view>

namespace enclosure::bench {
namespace {

using Json = nlohmann::ordered_json;
using Random = std::mt19937;

/// A buyer and what is sold there, in the letters of the language.
struct Place {
  const char* language;
  const char* country;
  const char* name;
  const char* street;
  const char* postcode;
  const char* city;
  std::array<const char*, 3> goods;
};

constexpr Place kPlaces[] = {
    {"bg",
     "BG",
     "Мария Примерова",
     "ул. Примерна 5",
     "1000",
     "София",
     {"Настолна лампа, бяла", "Възглавница от лен", "Дървена дъска за рязане"}},
    {"cs",
     "CZ",
     "Žofie Příkladná",
     "Příkladová 12",
     "110 00",
     "Praha",
     {"Stolní lampa, bílá", "Lněný povlak na polštář", "Hrnek ručně točený"}},
    {"da",
     "DK",
     "Søren Eksempel",
     "Eksempelvej 4",
     "1050",
     "København",
     {"Bordlampe, hvid", "Hørpude, grå", "Krus, håndlavet"}},
    {"de",
     "DE",
     "Jörg Müßig",
     "Musterstraße 12",
     "80331",
     "München",
     {"Schreibtischlampe, weiß", "Kissenbezug aus Leinen", "Becher, handgedreht"}},
    {"el",
     "GR",
     "Ελένη Παραδείγματος",
     "Οδός Παραδείγματος 7",
     "105 57",
     "Αθήνα",
     {"Επιτραπέζιο φωτιστικό", "Μαξιλάρι από λινό", "Χειροποίητη κούπα"}},
    {"en",
     "IE",
     "Siobhán Example",
     "1 Sample Street",
     "D02 X285",
     "Dublin",
     {"Desk lamp, white", "Linen cushion cover", "Mug, hand thrown"}},
    {"es",
     "ES",
     "Íñigo Ejemplo Muñoz",
     "Calle Ejemplo 9",
     "28001",
     "Madrid",
     {"Lámpara de escritorio", "Funda de cojín de lino", "Taza hecha a mano"}},
    {"et",
     "EE",
     "Õnne Näidis",
     "Näidise tänav 3",
     "10111",
     "Tallinn",
     {"Laualamp, valge", "Linane padjapüür", "Käsitööna valminud kruus"}},
    {"fi",
     "FI",
     "Väinö Esimerkki",
     "Mallitie 3 B",
     "33100",
     "Tampere",
     {"Työpöytävalaisin", "Pellavatyynyliina", "Käsintehty muki"}},
    {"fr",
     "FR",
     "Zoé Lefèvre-Exemple",
     "8, rue de l’Exemple",
     "75001",
     "Paris",
     {"Lampe de bureau, blanche", "Housse de coussin en lin", "Tasse tournée à la main"}},
    {"ga",
     "IE",
     "Séamus Ó Sampla",
     "Sráid Shamplach 2",
     "H91 A1B2",
     "Gaillimh",
     {"Lampa deisce, bán", "Clúdach cúisín líneadaigh", "Muga lámhdhéanta"}},
    {"hr",
     "HR",
     "Željko Primjerić",
     "Primjerova 6",
     "10000",
     "Zagreb",
     {"Stolna svjetiljka", "Lanena jastučnica", "Ručno rađena šalica"}},
    {"hu",
     "HU",
     "Példa Győző",
     "Minta utca 15.",
     "1011",
     "Budapest",
     {"Íróasztali lámpa", "Len párnahuzat", "Kézzel készült bögre"}},
    {"it",
     "IT",
     "Niccolò Esempio",
     "Via dell’Esempio 21",
     "00184",
     "Roma",
     {"Lampada da scrivania", "Federa di lino", "Tazza fatta a mano"}},
    {"lt",
     "LT",
     "Žydrūnas Pavyzdys",
     "Pavyzdžio g. 11",
     "01103",
     "Vilnius",
     {"Stalinė lempa", "Lininis užvalkalas", "Rankų darbo puodelis"}},
    {"lv",
     "LV",
     "Jānis Paraugs",
     "Parauga iela 8",
     "LV-1050",
     "Rīga",
     {"Galda lampa", "Linu spilvendrāna", "Ar rokām darināta krūze"}},
    {"mt",
     "MT",
     "Ġorġ Eżempju",
     "Triq l-Eżempju 14",
     "VLT 1000",
     "Valletta",
     {"Lampa tal-iskrivanija", "Għata tal-imħadda", "Tazza magħmula bl-idejn"}},
    {"nl",
     "NL",
     "Daniël Voorbeeld",
     "Voorbeeldgracht 30",
     "1012 AB",
     "Amsterdam",
     {"Bureaulamp, wit", "Linnen kussenhoes", "Handgedraaide mok"}},
    {"pl",
     "PL",
     "Łucja Przykładowa",
     "ul. Przykładowa 17",
     "00-001",
     "Warszawa",
     {"Lampa biurkowa, biała", "Lniana poszewka", "Kubek ręcznie toczony"}},
    {"pt",
     "PT",
     "João Exemplo",
     "Rua do Exemplo 19",
     "1100-001",
     "Lisboa",
     {"Candeeiro de secretária", "Capa de almofada em linho", "Caneca feita à mão"}},
    {"ro",
     "RO",
     "Ștefan Exemplu",
     "Strada Exemplului 23",
     "010011",
     "București",
     {"Lampă de birou, albă", "Față de pernă din in", "Cană lucrată manual"}},
    {"sk",
     "SK",
     "Ľubica Vzorová",
     "Vzorová 5",
     "811 01",
     "Bratislava",
     {"Stolová lampa, biela", "Ľanová obliečka", "Ručne točený hrnček"}},
    {"sl",
     "SI",
     "Živa Primer",
     "Primerova ulica 2",
     "1000",
     "Ljubljana",
     {"Namizna svetilka", "Lanena prevleka", "Ročno izdelana skodelica"}},
    {"sv",
     "SE",
     "Åsa Exempel",
     "Exempelgatan 10",
     "111 22",
     "Stockholm",
     {"Skrivbordslampa, vit", "Örngott i linne", "Handdrejad mugg"}},
};

/// Where else goods go than to the buyer's own country.
struct Destination {
  const char* country;
  const char* postcode;
  const char* city;
  const char* vat_id = "";  ///< of a firm there; check digits are right, no office gave it out
};
constexpr Destination kAtHome = {"DE", "10115", "Berlin"};
constexpr Destination kOutsideTheUnion = {"CH", "8001", "Zürich"};
constexpr Destination kFirms[] = {{"AT", "1010", "Wien", "ATU13585627"},
                                  {"FR", "75001", "Paris", "FR40303265045"},
                                  {"NL", "1012 AB", "Amsterdam", "NL004495445B01"},
                                  {"PL", "00-001", "Warszawa", "PL8567346215"},
                                  {"CZ", "110 00", "Praha", "CZ25123891"},
                                  {"ES", "28001", "Madrid", "ESB58378431"}};

/// Stores of Amazon that sell in euro.
constexpr const char* kStores[] = {"A1PA6795UKMFR9", "A13V1IB3VIYZZH", "APJ6JRA9NG5V4",
                                   "A1RKKUPIHCS9HS", "A1805IZSGTT6HS"};

std::string cents(std::uint32_t amount) {
  const std::string digits = std::to_string(amount);
  return digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2);
}

Json seller_of(const std::string& logo) {
  return {{"name", "Lumen & Fjord Musterhandel GmbH"},
          {"address",
           {{"lines", {"Musterkai 12"}},
            {"postcode", "20457"},
            {"city", "Hamburg"},
            {"country", "DE"}}},
          {"contact",
           {{"name", "Kundendienst"},
            {"email", "service@lumen-fjord.example"},
            {"phone", "+49 40 66969 120"}}},
          {"logo", logo},
          {"tax_number", "48/815/08155"},
          {"registrations", {{{"label", "Amtsgericht Hamburg"}, {"value", "HRB 000000"}}}},
          {"established", "DE"},
          {"vat_ids", {{"DE", "DE136695976"}}},
          {"oss", "DE"},
          {"over_10000", true}};
}

Json address_of(const Place& place) {
  return {{"name", place.name},
          {"lines", {place.street}},
          {"postcode", place.postcode},
          {"city", place.city},
          {"country", place.country}};
}

/// Mostly few, at times many.
std::size_t count_of_lines(Random& random) {
  const auto dice = random() % 100;
  if (dice < 50) return 1 + random() % 3;
  if (dice < 95) return 4 + random() % 9;
  return 13 + random() % 28;
}

Json lines_of(const Place& place, Random& random, bool second_hand) {
  Json lines = Json::array();
  const std::size_t count = count_of_lines(random);
  for (std::size_t i = 1; i <= count; ++i) {
    const auto article = random() % 900;
    const std::uint32_t price = 200 + static_cast<std::uint32_t>(random() % 20000);
    Json line{{"id", std::to_string(i)},
              {"sku", "LF-" + std::to_string(100 + article)},
              {"description", std::string(place.goods[random() % place.goods.size()]) + " No. " +
                                  std::to_string(article)},
              {"quantity", std::to_string(1 + random() % 4)},
              {"unit_price_gross", cents(price)},
              {"rate_class", second_hand         ? "margin"
                             : random() % 8 == 0 ? "book"
                                                 : "standard"}};
    if (random() % 5 == 0) line["discount_gross"] = cents(100 + price / 10);
    if (random() % 4 == 0) line["gtin"] = "2000000101149";
    lines.push_back(std::move(line));
  }
  return lines;
}

void send_to(Json& order, const Destination& destination) {
  order["deliver_to"]["country"] = destination.country;
  order["deliver_to"]["postcode"] = destination.postcode;
  order["deliver_to"]["city"] = destination.city;
}

void sell_to_firm(Json& order, Random& random) {
  const Destination& firm = kFirms[random() % std::size(kFirms)];
  send_to(order, firm);
  order["buyer"]["type"] = "business";
  order["buyer"]["company"] = std::string(order["buyer"]["name"]) + " Import";
  order["buyer"]["vat_id"] = firm.vat_id;
  order["buyer"]["vies"] = "valid";
  order["buyer"]["reference"] = "PO-" + std::to_string(random() % 100000);
}

void refund(Json& order, Random& random) {
  order["credits"] = {{"number", "R-2025-" + std::to_string(100000 + random() % 900000)},
                      {"date", "2026-08-05"}};
}

}  // namespace

std::string order_line(std::size_t index, const std::string& logo) {
  Random random(static_cast<Random::result_type>(index + 1));
  const Place& place = kPlaces[index % std::size(kPlaces)];
  const auto kind = random() % 20;
  Json order{{"id", "W-" + std::to_string(1000000 + index)},
             {"ordered_at", "2026-09-01T07:30:00Z"},
             {"currency", "EUR"},
             {"prices", "gross"},
             {"dispatch_from", {{"country", "DE"}, {"postcode", "20457"}, {"city", "Hamburg"}}},
             {"deliver_to", address_of(place)},
             {"buyer",
              {{"type", "consumer"},
               {"name", place.name},
               {"language", place.language},
               {"email", "buyer" + std::to_string(index) + "@buyer.example"}}}};
  const bool on_amazon = kind >= 8 && kind < 13;
  order["channel"] = on_amazon ? "amazon" : "shop";
  if (on_amazon) order["marketplace_id"] = kStores[random() % std::size(kStores)];
  if (kind < 3) send_to(order, kAtHome);
  if (kind >= 3 && kind < 6) sell_to_firm(order, random);
  if (kind == 6) send_to(order, kOutsideTheUnion);
  if (kind == 7) refund(order, random);
  order["lines"] = lines_of(place, random, kind == 19);
  if (random() % 2 == 0) order["order_shipping_gross"] = "4.90";
  order["shipments"] = {{{"id", "S1"}, {"shipped_at", "2026-09-03T12:00:00Z"}}};
  return Json{{"seller", seller_of(logo)}, {"order", std::move(order)}}.dump();
}

}  // namespace enclosure::bench
