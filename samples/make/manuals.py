#!/usr/bin/env python3
"""Writes samples/products/manuals/*.pdf from manuals.json: small pages in the program's own fonts.

Run by hand after a change of the texts: python3 samples/make/manuals.py. Needs Python alone; the same
texts give the same bytes.
"""
import json
import pathlib
import struct
import zlib

HERE = pathlib.Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "fonts"
OUT = HERE.parent / "products" / "manuals"
WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 62.0


class Font:
    """A TrueType font, and the glyphs of it that a document uses."""

    def __init__(self, path):
        self.data = path.read_bytes()
        count = struct.unpack(">H", self.data[4:6])[0]
        self.tables = {}
        for i in range(count):
            tag, _, offset, length = struct.unpack(">4sLLL", self.data[12 + 16 * i:28 + 16 * i])
            self.tables[tag] = self.data[offset:offset + length]
        head, hhea = self.tables[b"head"], self.tables[b"hhea"]
        self.units = struct.unpack(">H", head[18:20])[0]
        self.box = struct.unpack(">4h", head[36:44])
        self.ascent, self.descent = struct.unpack(">2h", hhea[4:8])
        self.glyphs = struct.unpack(">H", self.tables[b"maxp"][4:6])[0]
        metrics = struct.unpack(">H", hhea[34:36])[0]
        hmtx = self.tables[b"hmtx"]
        self.widths = [struct.unpack(">H", hmtx[4 * min(g, metrics - 1):4 * min(g, metrics - 1) + 2])[0]
                       for g in range(self.glyphs)]
        long_loca = struct.unpack(">h", head[50:52])[0] == 1
        loca = self.tables[b"loca"]
        form, factor = (">%dL", 1) if long_loca else (">%dH", 2)
        self.loca = [factor * at for at in struct.unpack(form % (self.glyphs + 1), loca)]
        self.cmap = self.read_cmap()
        self.used = {0: 0}

    def read_cmap(self):
        cmap, found = self.tables[b"cmap"], {}
        for i in range(struct.unpack(">H", cmap[2:4])[0]):
            offset = struct.unpack(">L", cmap[8 + 8 * i:12 + 8 * i])[0]
            if struct.unpack(">H", cmap[offset:offset + 2])[0] == 12:
                groups = struct.unpack(">L", cmap[offset + 12:offset + 16])[0]
                for g in range(groups):
                    first, last, glyph = struct.unpack(">3L", cmap[offset + 16 + 12 * g:offset + 28 + 12 * g])
                    found.update({c: glyph + c - first for c in range(first, last + 1)})
            elif struct.unpack(">H", cmap[offset:offset + 2])[0] == 4 and not found:
                found.update(self.read_format_4(cmap[offset:]))
        return found

    @staticmethod
    def read_format_4(table):
        found = {}
        segments = struct.unpack(">H", table[6:8])[0] // 2
        ends = struct.unpack(">%dH" % segments, table[14:14 + 2 * segments])
        at = 16 + 2 * segments
        starts = struct.unpack(">%dH" % segments, table[at:at + 2 * segments])
        deltas = struct.unpack(">%dH" % segments, table[at + 2 * segments:at + 4 * segments])
        ranges_at = at + 4 * segments
        ranges = struct.unpack(">%dH" % segments, table[ranges_at:ranges_at + 2 * segments])
        for i in range(segments):
            for c in range(starts[i], min(ends[i], 0xFFFE) + 1):
                if ranges[i] == 0:
                    glyph = (c + deltas[i]) & 0xFFFF
                else:
                    place = ranges_at + 2 * i + ranges[i] + 2 * (c - starts[i])
                    glyph = struct.unpack(">H", table[place:place + 2])[0]
                    glyph = (glyph + deltas[i]) & 0xFFFF if glyph else 0
                if glyph:
                    found[c] = glyph
        return found

    def encode(self, text):
        glyphs = []
        for c in text:
            glyph = self.cmap.get(ord(c))
            if glyph is None:
                raise SystemExit("no glyph for %r in %r" % (c, text))
            self.used[glyph] = ord(c)
            glyphs.append(glyph)
        return "<" + "".join("%04X" % g for g in glyphs) + ">"

    def width(self, text, size):
        return sum(self.widths[self.cmap[ord(c)]] for c in text) * size / self.units

    def parts_of(self, glyph):
        """The glyphs that a composite one is made of."""
        data = self.tables[b"glyf"][self.loca[glyph]:self.loca[glyph + 1]]
        parts, at = [], 10
        if len(data) < 10 or struct.unpack(">h", data[:2])[0] >= 0:
            return parts
        while True:
            flags, part = struct.unpack(">2H", data[at:at + 4])
            parts.append(part)
            at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
            if not flags & 32:
                return parts

    def subset(self):
        """The font file with the outlines of the used glyphs alone; numbers stay."""
        wanted, queue = set(), list(self.used)
        while queue:
            glyph = queue.pop()
            if glyph not in wanted:
                wanted.add(glyph)
                queue += self.parts_of(glyph)
        glyf, loca = b"", []
        for g in range(self.glyphs):
            loca.append(len(glyf))
            if g in wanted:
                glyf += self.tables[b"glyf"][self.loca[g]:self.loca[g + 1]]
                glyf += b"\0" * (-len(glyf) % 4)
        loca.append(len(glyf))
        head = bytearray(self.tables[b"head"])
        head[50:52] = struct.pack(">h", 1)
        tables = {b"glyf": glyf, b"head": bytes(head), b"loca": struct.pack(">%dL" % len(loca), *loca)}
        for tag in (b"cvt ", b"fpgm", b"hhea", b"hmtx", b"maxp", b"prep"):
            if tag in self.tables:
                tables[tag] = self.tables[tag]
        power = len(tables).bit_length() - 1
        out = struct.pack(">LHHHH", 0x00010000, len(tables), 16 << power, power, 16 * len(tables) - (16 << power))
        body, at = b"", 12 + 16 * len(tables)
        for tag in sorted(tables):
            table = tables[tag]
            padded = table + b"\0" * (-len(table) % 4)
            checksum = sum(struct.unpack(">%dL" % (len(padded) // 4), padded)) & 0xFFFFFFFF
            out += struct.pack(">4sLLL", tag, checksum, at + len(body), len(table))
            body += padded
        return out + body


class Pdf:
    """Objects and their cross-reference table."""

    def __init__(self):
        self.objects = []

    def add(self, body, stream=None):
        if stream is not None:
            packed = zlib.compress(stream, 9)
            body = body[:-2] + b"/Filter/FlateDecode/Length %d>>" % len(packed)
            body += b"\nstream\n" + packed + b"\nendstream"
        self.objects.append(body)
        return len(self.objects)

    def write(self, root, info):
        out, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
        for i, body in enumerate(self.objects):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % (i + 1) + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
        return out + b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(offsets) + 1, root, info, start)


def text_string(text):
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


class Page:
    """One page, written from top to bottom."""

    def __init__(self, regular, bold):
        self.regular, self.bold, self.y, self.out = regular, bold, HEIGHT - MARGIN, []

    def put(self, x, text, size, font=None, grey=0.1):
        font = font or self.regular
        name = "B" if font is self.bold else "R"
        self.out.append("%g g BT /%s %g Tf %.2f %.2f Td %s Tj ET" % (grey, name, size, x, self.y, font.encode(text)))

    def right(self, text, size, grey=0.35):
        self.put(WIDTH - MARGIN - self.regular.width(text, size), text, size, grey=grey)

    def paragraph(self, text, size, x=MARGIN, font=None, leading=1.45):
        font, line = font or self.regular, ""
        for word in text.split():
            longer = (line + " " + word).strip()
            if font.width(longer, size) > WIDTH - MARGIN - x and line:
                self.put(x, line, size, font)
                self.y -= size * leading
                line = word
            else:
                line = longer
        self.put(x, line, size, font)
        self.y -= size * leading

    def rule(self, grey=0.7):
        self.out.append("%g G 0.6 w %.2f %.2f m %.2f %.2f l S" % (grey, MARGIN, self.y, WIDTH - MARGIN, self.y))

    def box(self, height):
        self.out.append("0.95 g %.2f %.2f %.2f %.2f re f" % (
            MARGIN - 10, self.y - height, WIDTH - 2 * MARGIN + 20, height))


def page_of(one, regular, bold):
    page = Page(regular, bold)
    page.put(MARGIN, "Lumen & Fjord", 11, bold)
    page.right(one["type"], 9)
    page.y -= 13
    page.put(MARGIN, "Musterhandel GmbH", 9, grey=0.35)
    page.right(" · ".join(one["languages"]).upper(), 9)
    page.y -= 14
    page.rule()
    page.y -= 46
    page.paragraph(one["title"], 22, font=bold)
    page.y -= 2
    page.paragraph(one["intro"], 11)
    for letter, part in one.get("parts", {}).items():
        page.y -= 4
        page.put(MARGIN + 12, letter, 11, bold)
        page.paragraph(part, 11, MARGIN + 36)
    page.y -= 14
    for number, step in enumerate(one.get("steps", []), 1):
        page.put(MARGIN, str(number), 15, bold, 0.35)
        page.paragraph(step, 11, MARGIN + 26)
        page.y -= 8
    for heading, *lines in one.get("notes", []):
        page.y -= 14
        page.box(22 + 17 * sum(1 + int(regular.width(t, 10.5) / 470) for t in lines))
        page.y -= 15
        page.paragraph(heading, 10.5, font=bold)
        for line in lines:
            page.paragraph(line, 10.5)
        page.y -= 4
    if page.y < 80:
        raise SystemExit(one["file"] + " does not fit on its page")
    page.y = 48
    page.put(MARGIN, "Lumen & Fjord Musterhandel GmbH · Musterkai 12 · 20457 Hamburg", 8, grey=0.45)
    page.right(one["mark"], 8, 0.45)
    return "\n".join(page.out)


def font_object(pdf, font, name):
    base = b"LFMANU+NotoSans-" + name
    scale = 1000 / font.units
    file = pdf.add(b"<<>>", font.subset())
    descriptor = pdf.add(
        b"<</Type/FontDescriptor/FontName/%s/Flags 32/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d"
        b"/CapHeight 714/StemV 80/FontFile2 %d 0 R>>" % (
            (base,) + tuple(round(v * scale) for v in font.box) + (round(font.ascent * scale), round(font.descent * scale), file)))
    widths = b"".join(b"%d[%d]" % (g, round(font.widths[g] * scale)) for g in sorted(font.used))
    descendant = pdf.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>" % (base, descriptor, widths))
    pairs = ["<%04X> <%04X>" % (g, c) for g, c in sorted(font.used.items()) if g]
    blocks = ["%d beginbfchar\n%s\nendbfchar" % (len(pairs[i:i + 100]), "\n".join(pairs[i:i + 100]))
              for i in range(0, len(pairs), 100)]
    unicode_map = pdf.add(b"<<>>", (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Uni def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + "\n".join(blocks) +
        "\nendcmap CMapName currentdict /CMap defineresource pop end end").encode())
    return pdf.add(b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (
        base, descendant, unicode_map))


def pdf_of(one):
    regular, bold = Font(FONTS / "NotoSans-Regular.eu.ttf"), Font(FONTS / "NotoSans-Bold.eu.ttf")
    sections = one.get("sections", [one])
    contents = [page_of({**one, **section}, regular, bold) for section in sections]
    pdf = Pdf()
    fonts = font_object(pdf, regular, b"Regular"), font_object(pdf, bold, b"Bold")
    kids = len(pdf.objects) + 2 * len(contents) + 1
    pages = []
    for content in contents:
        stream = pdf.add(b"<<>>", content.encode())
        pages.append(pdf.add(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595.28 841.89]/Contents %d 0 R/Resources<</Font<</R %d 0 R/B %d 0 R>>>>>>" % (
                (kids, stream) + fonts)))
    pdf.add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % p for p in pages)))
    root = pdf.add(b"<</Type/Catalog/Pages %d 0 R/Lang(%s)>>" % (kids, one["languages"][0].encode()))
    info = pdf.add(b"<</Title %s/Author %s/CreationDate(D:20260801080000Z)>>" % (
        text_string(one["title"]), text_string("Lumen & Fjord Musterhandel GmbH")))
    return pdf.write(root, info)


def main():
    for one in json.loads((HERE / "manuals.json").read_text("utf-8")):
        (OUT / one["file"]).write_bytes(pdf_of(one))
    print("%d documents in %s" % (len(list(OUT.glob("*.pdf"))), OUT))


if __name__ == "__main__":
    main()
