// A page of a manual in each language of the Union, and what is none.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "app/check/pdf_text.h"
#include "app/products/text_language.h"
#include "tests/check/raw_pdf.h"

namespace enclosure::app {
namespace {

std::string told(std::string_view text) {
  const auto language = language_of_text(text);
  return language ? language->to_string() : "";
}

struct Page {
  const char* language;
  const char* text;
  friend void PrintTo(const Page& page, std::ostream* out) { *out << page.language; }
};

class LanguageOfText : public testing::TestWithParam<Page> {};

TEST_P(LanguageOfText, IsFound) {
  EXPECT_EQ(told(GetParam().text), GetParam().language);
}

INSTANTIATE_TEST_SUITE_P(
    Union, LanguageOfText,
    testing::Values(
        Page{"bg",
             "Преди употреба прочетете тези указания и ги запазете. Уредът не трябва да се "
             "използва от деца без надзор. Ако кабелът е повреден, той трябва да бъде сменен "
             "от сервиза. Не поставяйте уреда във вода и го пазете от влага."},
        Page{"cs",
             "Před použitím si přečtěte tento návod a uschovejte jej. Přístroj nesmí být "
             "používán dětmi bez dozoru. Pokud je kabel poškozen, musí být vyměněn servisem. "
             "Nikdy neponořujte přístroj do vody a chraňte jej před vlhkostí, aby se nepoškodil."},
        Page{"da",
             "Læs denne vejledning før brug, og gem den. Apparatet må ikke bruges af børn uden "
             "opsyn. Hvis ledningen er beskadiget, skal den skiftes af et værksted. Kom aldrig "
             "apparatet i vand, og hold det væk fra fugt, når det ikke er i brug."},
        Page{"de",
             "Lesen Sie diese Anleitung vor dem Gebrauch und bewahren Sie sie auf. Das Gerät darf "
             "nicht von Kindern ohne Aufsicht benutzt werden. Wenn das Kabel beschädigt ist, muss "
             "es von der Werkstatt ersetzt werden. Tauchen Sie das Gerät nicht in Wasser."},
        Page{"el",
             "Διαβάστε αυτές τις οδηγίες πριν από τη χρήση και φυλάξτε τις. Η συσκευή δεν πρέπει "
             "να χρησιμοποιείται από παιδιά χωρίς επίβλεψη. Αν το καλώδιο είναι κατεστραμμένο, "
             "πρέπει να αντικατασταθεί από το σέρβις. Μην βυθίζετε τη συσκευή σε νερό."},
        Page{"en",
             "Read these instructions before use and keep them. The device must not be used by "
             "children without supervision. If the cable is damaged, it has to be replaced by the "
             "service. Do not put the device into water and keep it away from moisture."},
        Page{"es",
             "Lea estas instrucciones antes de usar el aparato y guárdelas. El aparato no debe ser "
             "utilizado por niños sin vigilancia. Si el cable está dañado, debe ser sustituido por "
             "el servicio técnico. No sumerja el aparato en el agua y protéjalo de la humedad."},
        Page{
            "et",
            "Lugege see juhend enne kasutamist läbi ja hoidke alles. Lapsed ei tohi seadet "
            "järelevalveta kasutada. Kui juhe on kahjustatud, peab selle välja vahetama hooldus. "
            "Ärge pange seadet vette ja ärge jätke seda niiskuse kätte, see võib seda kahjustada."},
        Page{
            "fi",
            "Lue tämä ohje ennen käyttöä ja säilytä se. Lapset eivät saa käyttää laitetta ilman "
            "valvontaa. Jos johto on vaurioitunut, se on vaihdettava huollossa. Älä upota laitetta "
            "veteen, äläkä käytä sitä, kun se on märkä tai kun siinä on vikaa."},
        Page{"fr",
             "Lisez cette notice avant l'utilisation et conservez-la. L'appareil ne doit pas être "
             "utilisé par des enfants sans surveillance. Si le câble est endommagé, il doit être "
             "remplacé par le service. Ne plongez pas l'appareil dans l'eau et protégez-le de la "
             "pluie."},
        Page{"ga",
             "Léigh na treoracha seo roimh úsáid agus coinnigh iad. Ní ceadmhach do leanaí an "
             "gléas a "
             "úsáid gan maoirseacht. Má tá an cábla damáistithe, ní mór do sheirbhís é a athrú. Ná "
             "cuir an gléas in uisce agus ná fág é amuigh faoin mbáisteach."},
        Page{"hr",
             "Prije uporabe pročitajte ove upute i sačuvajte ih. Uređaj ne smiju koristiti djeca "
             "bez "
             "nadzora. Ako je kabel oštećen, mora ga zamijeniti servis. Ne uranjajte uređaj u vodu "
             "i "
             "držite ga podalje od vlage, a nakon uporabe ga isključite iz struje."},
        Page{"hu",
             "Használat előtt olvassa el és őrizze meg ezt az útmutatót. A készüléket gyermekek "
             "felügyelet nélkül nem használhatják. Ha a kábel megsérült, azt a szerviznek ki kell "
             "cserélnie. Ne tegye a készüléket vízbe, és óvja meg a nedvességtől, mert az kárt "
             "okoz."},
        Page{
            "it",
            "Leggere queste istruzioni prima dell'uso e conservarle. L'apparecchio non deve essere "
            "utilizzato da bambini senza sorveglianza. Se il cavo è danneggiato, deve essere "
            "sostituito dal servizio. Non immergere l'apparecchio nell'acqua e tenerlo lontano "
            "dalla pioggia."},
        Page{
            "lt",
            "Prieš naudojimą perskaitykite šią instrukciją ir ją išsaugokite. Vaikai negali "
            "naudoti "
            "prietaiso be priežiūros. Jei laidas yra pažeistas, jį turi pakeisti servisas. Niekada "
            "nemerkite prietaiso į vandenį ir saugokite jį nuo drėgmės, kad jis nesugestų."},
        Page{"lv",
             "Pirms lietošanas izlasiet šo pamācību un saglabājiet to. Bērni nedrīkst lietot "
             "ierīci bez "
             "uzraudzības. Ja kabelis ir bojāts, tas ir jānomaina servisā. Nekad nelieciet ierīci "
             "ūdenī un sargājiet to no mitruma, lai tā netiktu bojāta."},
        Page{"mt",
             "Aqra dawn l-istruzzjonijiet qabel l-użu u żommhom. L-apparat ma għandux jintuża "
             "mit-tfal "
             "mingħajr superviżjoni. Jekk il-kejbil huwa bil-ħsara, għandu jinbidel mis-servizz. "
             "Tpoġġix l-apparat fl-ilma u żommu 'l bogħod mill-umdità ta' kull tip."},
        Page{"nl",
             "Lees deze handleiding voor het gebruik en bewaar haar. Het apparaat mag niet door "
             "kinderen zonder toezicht worden gebruikt. Als het snoer beschadigd is, moet het door "
             "de "
             "service worden vervangen. Dompel het apparaat niet in water en houd het uit de "
             "regen."},
        Page{
            "pl",
            "Przed użyciem przeczytaj tę instrukcję i zachowaj ją. Urządzenie nie może być używane "
            "przez dzieci bez nadzoru. Jeśli przewód jest uszkodzony, należy go wymienić w "
            "serwisie. "
            "Nigdy nie zanurzaj urządzenia w wodzie i chroń je przed wilgocią, aby się nie "
            "zepsuło."},
        Page{
            "pt",
            "Leia estas instruções antes de usar o aparelho e guarde-as. O aparelho não deve ser "
            "utilizado por crianças sem supervisão. Se o cabo estiver danificado, deve ser "
            "substituído pela assistência. Não mergulhe o aparelho em água e não o deixe à chuva."},
        Page{"ro",
             "Citiți aceste instrucțiuni înainte de utilizare și păstrați-le. Aparatul nu trebuie "
             "să fie "
             "folosit de copii fără supraveghere. Dacă cablul este deteriorat, el trebuie să fie "
             "înlocuit de service. Nu introduceți aparatul în apă și feriți-l de umezeală."},
        Page{"sk",
             "Pred použitím si prečítajte tento návod a uschovajte ho. Prístroj nesmú používať "
             "deti bez "
             "dozoru. Ak je kábel poškodený, musí byť vymenený v servise. Nikdy neponárajte "
             "prístroj "
             "do vody a chráňte ho pred vlhkosťou, aby sa nepoškodil, pretože to je nebezpečné."},
        Page{"sl",
             "Pred uporabo preberite ta navodila in jih shranite. Otroci naprave ne smejo "
             "uporabljati "
             "brez nadzora. Če je kabel poškodovan, ga mora zamenjati servis. Naprave nikoli ne "
             "dajte v "
             "vodo in je ne puščajte na dežju, ker se lahko pokvari in je to nevarno."},
        Page{"sv",
             "Läs den här anvisningen före användning och spara den. Apparaten får inte användas "
             "av barn "
             "utan uppsikt. Om sladden är skadad måste den bytas av en verkstad. Sänk aldrig ned "
             "apparaten i vatten och håll den borta från fukt när den inte används."}),
    [](const auto& param) { return std::string(param.param.language); });

TEST(LanguageOfText, IsNotGuessedWhereThereIsLittle) {
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told("USB-C 3.2, 10 Gbit/s, 100 W"), "");
  EXPECT_EQ(told("und und und"), "");
  EXPECT_EQ(told("\xFF\xFE damaged"), "");
  std::string names;
  for (int i = 0; i < 100; ++i) names += "LF" + std::to_string(i) + " Muster Beispiel Ejemplo ";
  EXPECT_EQ(told(names), "");
}

TEST(LanguageOfText, IsReadFromThePagesOfAPdf) {
  const std::string content =
      "BT /F1 12 Tf (Read these instructions before use and keep them. The device must) Tj T* "
      "[(not be used by chil) 20 (dren without) -400 (supervision. If the cable)] TJ "
      "(is damaged it has to be replaced) ' /F2 12 Tf <00010002> Tj ET";
  const std::string table =
      "1 begincodespacerange <0000> <FFFF> endcodespacerange "
      "1 beginbfchar <0001> <03A9> endbfchar 1 beginbfrange <0002> <0003> <0061> endbfrange";
  const std::string pdf = test::pdf_of(
      {{1, "<</Type/Catalog/Pages 2 0 R>>"},
       {2, "<</Type/Pages/Count 1/Kids[3 0 R]/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>"},
       {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"},
       {4, test::stream_object("/Filter/FlateDecode", test::packed(content))},
       {5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"},
       {6, "<</Type/Font/Subtype/Type0/ToUnicode 7 0 R>>"},
       {7, test::stream_object("", table)}});
  const std::string text = sample_pdf_text(pdf, 10'000);
  EXPECT_THAT(text, testing::HasSubstr("used by children without supervision"));
  EXPECT_THAT(text, testing::HasSubstr("Ωa"));
  EXPECT_EQ(told(text), "en");
  EXPECT_EQ(sample_pdf_text("no PDF", 100), "");
}

}  // namespace
}  // namespace enclosure::app
