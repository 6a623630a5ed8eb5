#!/usr/bin/env python3
"""Prints the cases of the conformance tests: six kinds of documents in 24 languages.

    python3 tests/conformance/kinds.py [LANGUAGE…] > kinds.json
    enclosure render kinds.json --out kinds --xml --theme classic

Kinds: domestic, distance sale under the One-Stop-Shop, supply to a business in another Member State, export,
credit note, margin scheme. An order's number is its language and kind: "el-export". Firms and people are made
up; the VAT numbers are test numbers with right check digits.
"""

import json
import sys

HAMBURG = {"country": "DE", "postcode": "20457", "city": "Hamburg"}

# language, country, VAT number of a business there, currency of its prices, EUR in it
STATES = [
    ("bg", "BG", "BG175074752", "EUR", 1),
    ("cs", "CZ", "CZ25123891", "CZK", 25),
    ("da", "DK", "DK13585628", "DKK", 7.5),
    ("de", "DE", "DE111111125", "EUR", 1),
    ("el", "GR", "EL094259216", "EUR", 1),
    ("en", "IE", "IE6433435F", "EUR", 1),
    ("es", "ES", "ESB58378431", "EUR", 1),
    ("et", "EE", "EE100931558", "EUR", 1),
    ("fi", "FI", "FI20774740", "EUR", 1),
    ("fr", "FR", "FR40303265045", "EUR", 1),
    ("ga", "IE", "IE6433435F", "EUR", 1),
    ("hr", "HR", "HR33392005961", "EUR", 1),
    ("hu", "HU", "HU12892312", "HUF", 400),
    ("it", "IT", "IT00743110157", "EUR", 1),
    ("lt", "LT", "LT119511515", "EUR", 1),
    ("lv", "LV", "LV40003521600", "EUR", 1),
    ("mt", "MT", "MT11679112", "EUR", 1),
    ("nl", "NL", "NL004495445B01", "EUR", 1),
    ("pl", "PL", "PL8567346215", "PLN", 4.3),
    ("pt", "PT", "PT501964843", "EUR", 1),
    ("ro", "RO", "RO18547290", "RON", 5),
    ("sk", "SK", "SK2022749619", "EUR", 1),
    ("sl", "SI", "SI50223054", "EUR", 1),
    ("sv", "SE", "SE123456789701", "SEK", 11),
]

# person, firm, lines of the address, postcode, city, three goods
BUYERS = {
    "bg": ("Иван Примеров", "Пример и синове ООД", ["ул. „Образцова“ № 7, вх. Б, ап. 12"], "1000", "София",
           ["Настолна лампа „Осло“, димируема, бяла", "Чайник 1,2 l, боросиликатно стъкло с цедка",
            "Книга „Светлина и фиорд“"]),
    "cs": ("Řehoř Vzorný", "Vzorná dílna s. r. o.", ["Příkladné náměstí 6"], "602 00", "Brno",
           ["Stolní lampa „Oslo“, stmívatelná, bílá", "Čajník 1,2 l, borosilikátové sklo se sítkem",
            "Kniha „Světlo a fjord“, vázaná"]),
    "da": ("Ødis Mønster", "Mønster & Søn ApS", ["Eksempelstræde 30, st. th."], "5000", "Odense C",
           ["Væghylde, 3 hylder, eg", "Yogamåtte 6 mm, naturgummi", "Bog »Lys og fjord«, indbundet"]),
    "de": ("Änne Großmuster", "Beispiel Werkstatt GmbH & Co. KG", ["Probeallee 101", "3. OG links"], "10115", "Berlin",
           ["Schreibtischlampe „Oslo“, dimmbar, weiß", "Espressokocher für 6 Tassen, Edelstahl",
            "Buch „Licht und Fjord“, Bildband, gebunden"]),
    "el": ("Άννα Παραδείγματος", "Παράδειγμα ΑΕ", ["Οδός Υποδείγματος 14", "3ος όροφος"], "105 57", "Αθήνα",
           ["Εκτυπωτής ετικετών 80 mm, USB και Wi-Fi",
            "Στρώμα γιόγκα 6 mm από φυσικό καουτσούκ με αντιολισθητική επιφάνεια διπλής όψης, ιμάντα μεταφοράς και "
            "οδηγό ασκήσεων για αρχάριους, κατάλληλο και για ευαίσθητα γόνατα", "Βιβλίο «Φως και φιόρδ»"]),
    "en": ("Conor Specimen", "Specimen & Sons Ltd", ["5 Template Street"], "D02 AF30", "Dublin 2",
           ["Desk lamp “Oslo”, dimmable, white", "Teapot 1.2 l, borosilicate glass with strainer",
            "Book “Light and Fjord”, hardcover"]),
    "es": ("Íñigo Muestra Ejemplo", "Muestrario Ibérico, S. L.", ["Calle del Ejemplo 18, 4.º izda."], "28013", "Madrid",
           ["Lámpara de escritorio «Oslo», regulable, blanca", "Cafetera moka de 6 tazas, acero inoxidable",
            "Libro «Luz y fiordo», ilustrado"]),
    "et": ("Mari Näidis", "Näidis ja Pojad OÜ", ["Näidise 5-18"], "51003", "Tartu",
           ["USB-C-jaotur, 7 porti, alumiinium", "Laualamp „Oslo“, hämardatav, valge",
            "Raamat „Valgus ja fjord“, kõvakaaneline"]),
    "fi": ("Maija Esimerkki", "Esimerkki Oy", ["Mallitie 3 B 22"], "33100", "Tampere",
           ["Seinähylly, 3 tasoa, tammi", "Kokoontaittuva sateenvarjo, automaattinen, yönsininen",
            "Kirja ”Valo ja vuono”, sidottu"]),
    "fr": ("Noël Exemplaire", "Atelier Exemple SARL", ["Quai de déchargement", "22 rue de l’Exemple"], "59000", "Lille",
           ["Étagère murale, 3 tablettes, chêne", "Lampe de bureau « Oslo », à variateur, blanche",
            "Livre « Lumière et fjord », relié"]),
    "ga": ("Aoife Ní Shampla", "Sampla agus a Mhac Teo.", ["8 Sráid an tSampla"], "H91 E2K3", "Gaillimh",
           ["Lampa deisce “Oslo”, inmhaolaithe, bán", "Taephota 1.2 l, gloine bhórashilicáite",
            "Leabhar “Solas agus Fiord”, clúdach crua"]),
    "hr": ("Ana Primjer", "Primjer i sinovi d. o. o.", ["Ulica primjera 16"], "21000", "Split",
           ["Prostirka za jogu 6 mm, prirodna guma", "Stolna svjetiljka „Oslo”, prigušiva, bijela",
            "Knjiga „Svjetlo i fjord”, tvrdi uvez"]),
    "hu": ("Minta János", "Minta és Társa Kft.", ["Mintasor 9. fszt. 2."], "6720", "Szeged",
           ["„Oslo” asztali lámpa, szabályozható, fehér", "Kotyogós kávéfőző 6 csészéhez, rozsdamentes acél",
            "„Fény és fjord” című könyv, kötve"]),
    "it": ("Ottavia Prototipo", "Prototipo & Figli S.r.l.", ["Via dell’Esempio 2/bis"], "16121", "Genova",
           ["Caffettiera moka da 6 tazze, acciaio inox", "Lampada da scrivania «Oslo», dimmerabile, bianca",
            "Libro «Luce e fiordo», rilegato"]),
    "lt": ("Jonas Pavyzdys", "UAB „Pavyzdys“", ["Pavyzdinė g. 40, 2 butas"], "44001", "Kaunas",
           ["Kavinukas „Moka“ 6 puodeliams, nerūdijantis plienas",
            "Arbatinukas 1,2 l, borosilikatinis stiklas su sieteliu", "Knyga „Šviesa ir fiordas“"]),
    "lv": ("Ilze Paraugs", "SIA “Paraugs un dēli”", ["Parauga iela 11 – 4"], "LV-1010", "Rīga",
           ["Galda lampa “Oslo”, regulējama, balta", "USB-C centrmezgls ar 4 portiem, alumīnijs",
            "Grāmata “Gaisma un fjords”"]),
    "mt": ("Marija Eżempju", "Eżempju u Wliedu Ltd", ["12, Triq il-Kampjun", "Flat 3"], "VLT 1110", "Il-Belt Valletta",
           ["Teapot 1.2 l, ħġieġ borosilikat b’passatur", "Lampa tal-iskrivanija “Oslo”, bajda",
            "Ktieb “Dawl u Fjord”, illustrat"]),
    "nl": ("Tjitske Sjabloon", "Sjabloon & Zonen B.V.", ["Modelkade 5"], "9711 LX", "Groningen",
           ["Yogamat 6 mm, natuurrubber", "Bureaulamp ‘Oslo’, dimbaar, wit", "Boek ‘Licht en fjord’, gebonden"]),
    "pl": ("Świętosława Wzorcowa", "Wzorzec i Synowie sp. z o.o.", ["ul. Przykładowa 3 m. 14"], "31-001", "Kraków",
           ["Lampa biurkowa „Oslo”, ściemniana, biała", "Kawiarka na 6 filiżanek, stal nierdzewna",
            "Książka „Światło i fiord”, oprawa twarda"]),
    "pt": ("Gonçalo Amostra", "Amostra & Filhos, Lda.", ["Travessa do Exemplo 4, r/c Esq."], "4000-001", "Porto",
           ["Prateleira de parede, 3 níveis, carvalho", "Cafeteira moka de 6 chávenas, aço inoxidável",
            "Livro «Luz e Fiorde», ilustrado"]),
    "ro": ("Ion Exemplu", "Exemplu și Fiii S.R.L.", ["Bulevardul Modelului 88, sc. 2, et. 4, ap. 31"], "400001",
           "Cluj-Napoca", ["Hub USB-C cu 7 porturi, aluminiu", "Saltea de yoga 6 mm, cauciuc natural",
                           "Carte „Lumină și fiord”, cartonată"]),
    "sk": ("Jana Vzorová", "Vzor a synovia s. r. o.", ["Príkladná 55"], "040 01", "Košice",
           ["Čajník 1,2 l, borosilikátové sklo so sitkom", "Podložka na jogu 6 mm, prírodný kaučuk",
            "Kniha „Svetlo a fjord“, viazaná"]),
    "sl": ("Janez Vzorec", "Vzorec in sinovi d. o. o.", ["Vzorčna cesta 2"], "2000", "Maribor",
           ["Kafetiera za 6 skodelic, nerjavno jeklo", "Zložljiv dežnik, avtomatski, temno moder",
            "Knjiga „Svetloba in fjord“, trda vezava"]),
    "sv": ("Örjan Mall", "Mall & Söner AB", ["Modellgatan 77"], "702 10", "Örebro",
           ["Skrivbordslampa ”Oslo”, dimbar, vit", "Vägghylla, 3 hyllplan, ek", "Bok ”Ljus och fjord”, inbunden"]),
}


def seller(state, vat_id):
    vat_ids = {"DE": "DE136695976"}
    vat_ids.setdefault(state, vat_id)
    return {
        "name": "Lumen & Fjord Musterhandel GmbH",
        "address": {"lines": ["Musterkai 12"], **HAMBURG},
        "contact": {"name": "Kundendienst", "email": "service@lumen-fjord.example", "phone": "+49 40 66969 120"},
        "tax_number": "48/815/08155",
        "registrations": [{"label": "Amtsgericht Hamburg", "value": "HRB 000000"}],
        "established": "DE",
        "vat_ids": vat_ids,
        "oss": "DE",
        "over_10000": True,
    }


def address(language, country):
    person, _, lines, postcode, city, _ = BUYERS[language]
    if country == "AT":
        postcode, city = "1010", "Wien"
    return {"name": person, "lines": lines, "postcode": postcode, "city": city, "country": country}


def order(language, kind, country, currency="EUR", factor=1):
    """A sale of three kinds of goods from Hamburg to a consumer."""
    goods = BUYERS[language][5]
    price = lambda euros: f"{euros * factor:.2f}"
    return {
        "id": f"{language}-{kind}",
        "channel": "shop",
        "fulfilment": "shop",
        "ordered_at": "2026-08-30T09:12:00Z",
        "currency": currency,
        "prices": "gross",
        "dispatch_from": HAMBURG,
        "deliver_to": address(language, country),
        "buyer": {"type": "consumer", "name": BUYERS[language][0], "language": language,
                  "email": "buyer@shop.example"},
        "lines": [
            {"id": "1", "sku": "LF-100", "gtin": "2000000101422", "description": goods[0], "quantity": "1",
             "unit_price_gross": price(129), "discount_gross": price(12.9), "serials": ["LF-2607-01203"]},
            {"id": "2", "sku": "LF-200", "description": goods[1], "quantity": "3", "unit_price_gross": price(34.9)},
            {"id": "3", "sku": "LF-BOOK", "description": goods[2], "quantity": "2", "unit_price_gross": price(18.8)},
        ],
        "order_shipping_gross": price(9.9),
        "shipments": [{"id": "S1", "shipped_at": "2026-08-31T11:00:00Z"}],
    }


def domestic(language, country, vat_id, currency, factor):
    """From a store room in the buyer's own state."""
    one = order(language, "domestic", country, currency, factor)
    one["dispatch_from"] = {key: value for key, value in address(language, country).items()
                            if key in ("country", "postcode", "city")}
    return one


def distance_sale(language, country, vat_id, currency, factor):
    return order(language, "oss", country)


def intra_community(language, country, vat_id, currency, factor):
    one = order(language, "intra-community", country)
    one["buyer"].update(type="business", company=BUYERS[language][1], reference="PO-4711", vat_id=vat_id,
                        vies="valid", vies_day="2026-08-30")
    return one


def export(language, country, vat_id, currency, factor):
    """Billed to the buyer's home, delivered to Switzerland."""
    one = order(language, "export", country)
    one["buyer"]["billing_address"] = address(language, country)
    one["deliver_to"] = {"name": BUYERS[language][0], "lines": ["Beispielgasse 8"], "postcode": "8001", "city": "Zürich",
                         "country": "CH"}
    return one


def credit_note(language, country, vat_id, currency, factor):
    """One of three pieces came back."""
    one = order(language, "credit-note", country)
    one["lines"] = [{**one["lines"][1], "quantity": "1"}]
    one["credits"] = {"number": "R-2026-000004", "date": "2026-08-31"}
    del one["order_shipping_gross"]
    return one


def margin(language, country, vat_id, currency, factor):
    one = order(language, "margin", country)
    for line in one["lines"]:
        line["rate_class"] = "margin"
    return one


KINDS = [domestic, distance_sale, intra_community, export, credit_note, margin]


def cases(languages):
    for language, country, vat_id, currency, factor in STATES:
        if languages and language not in languages:
            continue
        for kind in KINDS:
            at, number = country, vat_id
            if kind is not domestic and country == "DE":  # the buyer abroad who speaks German
                at, number = "AT", "ATU13585627"
            one = kind(language, at, number, currency, factor)
            yield {"id": one["id"], "seller": seller(at, number) if kind is domestic else seller("DE", ""),
                   "order": one}


if __name__ == "__main__":
    print(json.dumps(list(cases(sys.argv[1:])), ensure_ascii=False, indent=1))
