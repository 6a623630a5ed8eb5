#include "sample_invoice.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "fonts/fonts.h"
#include "locales/data.h"

namespace enclosure::invoice::sample {
namespace {

/// Texts of one language; together they use its letters.
struct Words {
  const char* language;
  const char* country;
  const char* seller;
  const char* buyer;
  const char* person;
  const char* street;
  const char* city;
  const char* goods;
  const char* more_goods;
};

constexpr Words kWords[] = {
    {"bg", "BG", "Примерна търговия ООД", "Щъркел и Юнак АД", "Жельо Ъглов", "ул. „Измислена“ 5",
     "Примерово", "Безжична клавиатура за кирилица – чудно тиха, с подсветка и цифров блок",
     "Хубав ежедневен фъстъчен шал, вълна"},
    {"cs", "CZ", "Vzorová dílna s.r.o.", "Příšerně žluťoučký kůň a.s.", "Božena Ďáblíková",
     "Smyšlená ulice 12/ň", "Třeboň nad Příkladem",
     "Úpěl ďábelské ódy – bezdrátová sluchátka s potlačením hluku", "Šňůra USB‑C, délka 2 m"},
    {"da", "DK", "Eksempelværket ApS", "Ærø Øl og Ålekompagni A/S", "Åse Østergård",
     "Opdigtet Allé 3, 2. th.", "Øster Eksempel",
     "Trådløst høretelefonsæt med støjreduktion, sort, inkl. ladeæske", "Blåbærgrød på glas"},
    {"de", "DE", "Musterwerk Elektronik GmbH", "Größenwahn & Söhne KG", "Jürgen Öttinger",
     "Straße der Übungen 7 ẞ", "Groß Beispielsdorf",
     "Docking-Station USB‑C, 12 Anschlüsse, 2 × HDMI 4K, Gigabit-Ethernet, mit Netzteil (100 W)",
     "Käsereibe aus Edelstahl, spülmaschinenfest"},
    {"el", "GR", "Παράδειγμα Εμπορική Α.Ε.", "Ξενοδοχείο Ψαράς & Υιοί Ο.Ε.", "Γεώργιος Ώριμος",
     "Οδός Φανταστική 9", "Αθήνα", "Ασύρματα ακουστικά με ακύρωση θορύβου, μαύρα, ϊ ΐ ϋ ΰ",
     "Ζεστή χειροποίητη κουβέρτα από μαλλί"},
    {"en", "IE", "Sample Works Ltd", "Quick Brown Fox & Jumping Dog plc", "Zoë O’Example",
     "12 Invented Quay", "Dublin",
     "Wireless headphones with noise cancelling, black, charging case included",
     "Five boxing wizards’ liquor jugs"},
    {"es", "ES", "Taller de Muestra S.L.", "Pingüino y Cigüeña S.A.", "Íñigo Núñez",
     "Calle Inventada 8, 3.º A", "Málaga de Ejemplo",
     "Auriculares inalámbricos con cancelación de ruido, edición «Año Nuevo»",
     "¿Qué? ¡Sí! Lámpara pequeña"},
    {"et", "EE", "Näidistöökoda OÜ", "Põder ja Žürii AS", "Ülle Õun", "Väljamõeldud tänav 4",
     "Näidislinn", "Juhtmevabad kõrvaklapid müravähendusega, must, šokolaadikarp kaasas",
     "Öökull – villane mütsike"},
    {"fi", "FI", "Esimerkkityö Oy", "Älä Öllölä Tmi", "Åke Yöperhonen", "Keksitty katu 6 B",
     "Mallila", "Langattomat vastamelukuulokkeet, musta, sis. latauskotelon",
     "Žakki ja šeikki – hääyöaie"},
    {"fr", "FR", "Atelier Exemple SARL", "Cœur d’Été & Naïveté SAS", "Hélène Garçon-Où",
     "10, allée de l’Invention", "Îles-lès-Modèles",
     "Casque sans fil à réduction de bruit, étui de recharge inclus, édition « Noël »",
     "Œuf à la coque – coquetier en grès, façon çà et là, Ÿ"},
    {"ga", "IE", "Ceardlann Shamplach Teo", "Bó, Éan, Ím, Ór agus Úll Teo", "Máire Ní Shampla",
     "Sráid Chumtha 2", "Gaillimh", "Cluasáin gan sreang le cealú torainn, dubh – clár ar siúl",
     "Pota tae, ḃḋḟġṁṗṡṫ"},
    {"hr", "HR", "Primjer radionica d.o.o.", "Đurđica i Šćepan j.d.o.o.", "Žarko Čćunjić",
     "Izmišljena ulica 15", "Primjerovac",
     "Bežične slušalice s poništavanjem buke, crne, s kutijom za punjenje",
     "Džemper od čiste vune, višnja"},
    {"hu", "HU", "Mintaműhely Kft.", "Árvíztűrő Tükörfúrógép Zrt.", "Őri Ünige", "Kitalált utca 3.",
     "Mintafalva", "Vezeték nélküli fejhallgató zajszűréssel, fekete, töltőtokkal együtt",
     "Gyűszű és olló, öt darab"},
    {"it", "IT", "Officina Esempio S.r.l.", "Più Città & Virtù S.p.A.", "Niccolò È. Così",
     "Via Inventata 21", "Esemplare sul Mare",
     "Cuffie senza fili con riduzione del rumore, custodia di ricarica inclusa",
     "Caffè macinato, perché no, 250 g"},
    {"lt", "LT", "Pavyzdžio dirbtuvės UAB", "Ąžuolų Šėšėliai ir Žvaigždės UAB", "Ūla Įžymienė",
     "Išgalvotoji g. 11", "Pavyzdžiai",
     "Belaidės ausinės su triukšmo slopinimu, juodos, su įkrovimo dėklu",
     "Čiužinys vaikiškai lovytei, žąsų pūkai"},
    {"lv", "LV", "Parauga darbnīca SIA", "Ķēniņš un Ģīmetne SIA", "Ēriks Ļaudams",
     "Izdomātā iela 14", "Paraugciems",
     "Bezvadu austiņas ar trokšņu slāpēšanu, melnas, ar uzlādes ietvaru",
     "Žņaugs šķūņa durvīm, ņemams līdzi"},
    {"mt", "MT", "Ħanut tal-Eżempju Ltd", "Ġgant u Ħuttaf Ċar Ltd", "Ġużeppi Żammit-Eżempju",
     "Triq l-Ivvintata 1", "Ħal Eżempju",
     "Headphones bla fili bi tnaqqis tal-istorbju, suwed, għal żgħażagħ",
     "Ċikkulata sewda, għaxar biċċiet"},
    {"nl", "NL", "Voorbeeldwerk B.V.", "IJsvrij & Café Coördinatie N.V.", "Daniëlle d’Één",
     "Verzonnen Kade 18", "’s-Voorbeeld",
     "Draadloze koptelefoon met ruisonderdrukking, zwart, inclusief oplaadetui",
     "Bijzonder mooie fruitschaal, ĳzersterk"},
    {"pl", "PL", "Przykładowa Pracownia Sp. z o.o.", "Zażółć Gęślą Jaźń S.A.", "Łucja Źdźbło",
     "ul. Wymyślona 22/3", "Przykładów",
     "Bezprzewodowe słuchawki z redukcją szumów, czarne, z etui ładującym",
     "Ćma żółta – lampka nocna, śliczna"},
    {"pt", "PT", "Oficina Exemplo Lda.", "Coração & Pão-de-Ló S.A.", "João Conceição Êxito",
     "Rua Inventada 33, r/c Esq.", "Exemplópolis",
     "Auscultadores sem fios com cancelamento de ruído, pretos, à prova de água",
     "Chávena de café, porcelana, às riscas"},
    {"ro", "RO", "Atelierul Exemplu S.R.L.", "Șoricel și Țânțar S.A.", "Ștefăniță Încă",
     "Strada Inventată 19", "Exemplu",
     "Căști fără fir cu anularea zgomotului, negre, cu husă de încărcare",
     "Pâine prăjită – mașină de făcut, ţi ş"},
    {"sk", "SK", "Vzorová dielňa s.r.o.", "Kŕdeľ ďatľov a.s.", "Ľubomír Ňuňko", "Vymyslená 8/ĺ",
     "Príkladovo", "Bezdrôtové slúchadlá s potlačením hluku, čierne, s nabíjacím puzdrom",
     "Vŕba, stĺp, kôň – drevené hračky, šesť kusov"},
    {"sl", "SI", "Primer delavnica d.o.o.", "Črna Žaba in Šoja d.d.", "Živa Čudežnik",
     "Izmišljena cesta 25", "Primerkovo",
     "Brezžične slušalke z zmanjševanjem šumov, črne, s polnilnim etuijem",
     "Žličnik iz češnjevega lesa"},
    {"sv", "SE", "Exempelverket AB", "Ångström & Öberg HB", "Åsa Älvéus", "Påhittade vägen 27",
     "Exempelköping", "Trådlösa hörlurar med brusreducering, svarta, inkl. laddningsetui",
     "Blåbärssoppa i påse, sju stycken"},
};

const Words& words_of(const std::string& language) {
  for (const Words& words : kWords) {
    if (language == words.language) return words;
  }
  throw std::invalid_argument("no sample in " + language);
}

const locales::Catalog& catalog() {
  static const locales::Catalog loaded = [] {
    auto catalog = locales::Catalog::load(locale_data::files());
    if (!catalog) throw std::runtime_error("the languages do not load");
    return *std::move(catalog);
  }();
  return loaded;
}

Money euro(std::int64_t cents) {
  return {cents, Currency()};
}

std::string legal_text(const std::string& language, std::string_view key) {
  const locales::Locale* locale = catalog().find(*LanguageTag::parse(language));
  return locale->labels().legal(key);
}

InvoiceContent with_parties(const Words& words) {
  InvoiceContent content;
  content.number = *InvoiceNumber::parse("R-2026-000123");
  content.issue_date = *parse_date("2026-11-21");
  content.supply_date = *parse_date("2026-11-20");
  content.order_date = *parse_date("2026-11-18");
  content.language = *LanguageTag::parse(words.language);
  content.order = *OrderId::parse("302-1234567-1234567");
  content.sales_channel = "Amazon.de";
  const CountryCode country = *CountryCode::parse(words.country);
  content.seller.established = country;
  content.seller.name = words.seller;
  content.seller.address = {"", {words.street}, "12345", words.city, "", country};
  content.seller.email = *EmailAddress::parse("service@seller.example");
  content.seller.phone = "+49 40 1234567";
  content.seller.tax_number = "22/123/45678";
  content.seller_vat_id = "DE111111125";
  content.buyer.name = words.buyer;
  content.buyer.address = {"", {words.street}, "54321", words.city, "", country};
  return content;
}

/// Shares each group's net amount out over its lines.
void share_out(InvoiceContent& content, VatBreakdown& group,
               const std::vector<InvoiceLine*>& lines) {
  std::vector<std::int64_t> weights;
  for (const InvoiceLine* line : lines) weights.push_back(line->gross.minor_units());
  const std::vector<Money> nets = apportion(group.taxable, weights);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    InvoiceLine& line = *lines[i];
    line.net = nets[i];
    if (!line.discount_gross.is_zero()) {
      line.discount_net = Money(
          multiply_divide(line.discount_gross.minor_units(), group.taxable.minor_units(),
                          std::max<std::int64_t>(group.gross.minor_units(), 1), Rounding::kHalfUp),
          content.currency);
    }
    line.unit_price_net =
        divide((line.net + line.discount_net).to_decimal(), line.quantity, 4, Rounding::kHalfUp)
            .normalised();
    line.unit_price_gross = divide((line.gross + line.discount_gross).to_decimal(), line.quantity,
                                   4, Rounding::kHalfUp);
  }
}

}  // namespace

std::vector<std::string> languages() {
  std::vector<std::string> all;
  for (const Words& words : kWords) all.emplace_back(words.language);
  return all;
}

InvoiceLine line(std::string description, int quantity, std::int64_t gross, Percent rate,
                 std::int64_t discount) {
  InvoiceLine line;
  line.description = std::move(description);
  line.quantity = Decimal(quantity);
  line.vat_rate = rate;
  line.gross = euro(gross);
  line.discount_gross = euro(discount);
  return line;
}

void add_up(InvoiceContent& content) {
  std::map<std::pair<VatCategory, Percent>, std::vector<InvoiceLine*>> groups;
  std::size_t id = 0;
  for (InvoiceLine& line : content.lines) {
    line.id = std::to_string(++id);
    groups[{line.vat_category, line.vat_rate}].push_back(&line);
  }
  content.breakdown.clear();
  const Money zero = Money::zero(content.currency);
  content.totals = {zero, zero, zero, zero, zero, zero, zero};
  for (const auto& [key, lines] : groups) {
    Money gross = zero;
    for (const InvoiceLine* line : lines) gross += line->gross;
    const Percent rate = key.second.normalised();
    const std::int64_t hundred = round(Decimal(100), rate.scale(), Rounding::kDown).coefficient();
    const Money vat(multiply_divide(gross.minor_units(), rate.coefficient(),
                                    hundred + rate.coefficient(), Rounding::kHalfUp),
                    content.currency);
    VatBreakdown group{key.first, key.second, gross - vat, vat, gross, ""};
    share_out(content, group, lines);
    content.totals.line_net_total += group.taxable;
    content.totals.vat_total += vat;
    content.totals.total_with_vat += gross;
    content.breakdown.push_back(group);
  }
  content.totals.total_without_vat = content.totals.line_net_total;
  content.totals.paid = content.totals.total_with_vat;
}

InvoiceContent content(const std::string& language) {
  const Words& words = words_of(language);
  InvoiceContent content = with_parties(words);
  content.seller.contact_name = words.person;
  content.seller.registrations = {{"", "HRB 12345, Amtsgericht Hamburg"}, {"WEEE", "DE12345678"}};
  content.buyer.person = words.person;
  content.buyer.vat_id = "EL123456783";
  content.buyer.reference = "PO-2026-77";
  content.deliver_to = Address{"Παράδειγμα Αποθήκη / Примерен склад",
                               {words.street, "3. Tür links"},
                               "10557",
                               "Αθήνα",
                               "",
                               *CountryCode::parse("GR")};
  content.footer = std::string(words.seller) + " · www.seller.example";
  content.lines = {line(words.goods, 2, 23788, Decimal(19), 1000), line("", 1, 499),
                   line(words.more_goods, 3, 2997, Decimal(7)),
                   line(words.more_goods, 1, 100000, Decimal(0))};
  content.lines[0].article_number = "MW-1000/ß";
  content.lines[0].serials = {"SN12345678", "SN12345679"};
  content.lines[1].kind = LineKind::kShipping;
  content.lines[3].vat_category = VatCategory::kK;
  content.mentions = {{"ic_supply_exempt", legal_text(language, "ic_supply_exempt")}};
  add_up(content);
  content.breakdown.back().exemption_code =
      content.breakdown.back().category == VatCategory::kK ? "VATEX-EU-IC" : "";
  return content;
}

InvoiceContent plain(int lines) {
  InvoiceContent content = with_parties(words_of("de"));
  for (int i = 0; i < lines; ++i) {
    content.lines.push_back(
        line("Docking-Station USB-C, " + std::to_string(i + 1) + " Anschlüsse, mit Netzteil",
             1 + i % 3, 1999 + 731 * (i % 17), i % 4 == 0 ? Decimal(7) : Decimal(19)));
    content.lines.back().article_number = "MW-" + std::to_string(1000 + i);
  }
  add_up(content);
  return content;
}

Invoice invoice(InvoiceContent content) {
  auto invoice = Invoice::from(std::move(content));
  if (!invoice) {
    std::string what = "the sample is no invoice:";
    for (const Fault& fault : invoice.faults()) what += " " + fault.code + " " + fault.message;
    throw std::logic_error(what);
  }
  return *std::move(invoice);
}

const Typesetting& typesetting() {
  static const Typesetting loaded = [] {
    auto typesetting = Typesetting::load(fonts::files(), catalog());
    if (!typesetting) throw std::runtime_error("the fonts do not load");
    return *std::move(typesetting);
  }();
  return loaded;
}

}  // namespace enclosure::invoice::sample
