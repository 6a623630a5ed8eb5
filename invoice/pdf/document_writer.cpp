#include "invoice/pdf/document_writer.h"

// The one place that looks below libharu's public header (docs/decisions/0001): its own fonts are
// slow, large and lose letters, so this file gives it finished font, image and page streams as
// objects.
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_encoder.h>
#include <hpdf_font.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_version.h>
#include <Poco/Crypto/DigestEngine.h>

#include <array>
#include <cstdlib>
#include <deque>
#include <memory>
#include <stdexcept>

#include "core/text.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/font_subset.h"

static_assert(HPDF_MAJOR_VERSION == 2 && HPDF_MINOR_VERSION == 3,
              "the object layer of libharu is known for 2.3 only: read invoice/pdf again");

namespace enclosure::invoice::pdf {
namespace {

using layout::Length;

constexpr std::size_t kIdBytes = 16;

/// Notes libharu's first error; nothing is thrown through its frames.
struct ErrorNote {
  HPDF_STATUS code = HPDF_OK;
  HPDF_STATUS detail = HPDF_OK;
};

extern "C" void note_error(HPDF_STATUS code, HPDF_STATUS detail, void* note) {
  auto& first = *static_cast<ErrorNote*>(note);
  if (first.code == HPDF_OK) first = {code, detail};
}

/// Writes the entries that `attr` points to into a dictionary.
extern "C" HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream) {
  const auto& entries = *static_cast<const std::string*>(dict->attr);
  return HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(entries.data()),
                           static_cast<HPDF_UINT>(entries.size()));
}

/// Takes what libharu writes into the string that `attr` points to.
extern "C" HPDF_STATUS take_bytes(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  try {
    static_cast<std::string*>(stream->attr)->append(reinterpret_cast<const char*>(bytes), size);
  } catch (...) {
    return HPDF_SetError(stream->error, HPDF_FAILD_TO_ALLOC_MEM, 0);
  }
  return HPDF_OK;
}

/// UTF-8 to codes of the embedded font: two bytes, the glyph. libharu frees the buffer.
extern "C" char* encode_text(HPDF_Encoder encoder, const char* text, HPDF_UINT size,
                             HPDF_UINT* encoded_size) {
  const auto& face = *static_cast<const layout::FontFace*>(encoder->attr);
  const std::string_view utf8(text, size);
  auto* codes = static_cast<char*>(std::malloc(2 * utf8.size() + 1));
  *encoded_size = 0;
  if (codes == nullptr) {
    HPDF_SetError(encoder->error, HPDF_FAILD_TO_ALLOC_MEM, 0);
    return nullptr;
  }
  for (std::size_t at = 0; at < utf8.size();) {
    const std::uint16_t glyph = face.glyph(next_code_point(utf8, at));
    codes[(*encoded_size)++] = static_cast<char>(glyph >> 8);
    codes[(*encoded_size)++] = static_cast<char>(glyph & 0xFF);
  }
  return codes;
}

/// libharu asks for a width only to move its own idea of the pen, which nobody reads, and draws
/// nothing when the answer is zero.
extern "C" HPDF_TextWidth any_width(HPDF_Font, const HPDF_BYTE*, HPDF_UINT size) {
  return {size, 1, size, 0};
}

std::string utf16be(std::string_view utf8) {
  std::string text = "\xFE\xFF";
  const auto put = [&](std::uint32_t unit) {
    text += static_cast<char>(static_cast<unsigned char>(unit >> 8));
    text += static_cast<char>(static_cast<unsigned char>(unit & 0xFF));
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (c < 0x10000) {
      put(c);
    } else {
      put(0xD800 + ((c - 0x10000) >> 10));
      put(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return text;
}

/// To hundredths of a point, which is finer than any printer.
HPDF_REAL points(Length length) {
  const Length hundredths = (length + (length < 0 ? -5 : 5)) / 10;
  return static_cast<HPDF_REAL>(hundredths) / 100.0F;
}

HPDF_REAL from_below(Length y) {
  return points(layout::kPageHeight - y);
}

/// A font as libharu's drawing functions want it. They keep pointers into it.
struct PageFont {
  HPDF_Dict object = nullptr;
  HPDF_FontAttr_Rec attributes{};
  HPDF_Encoder_Rec encoder{};
};

/// One file in the making.
class Writer {
 public:
  explicit Writer(const Typesetting::Data& typesetting)
      : typesetting_(typesetting), doc_(HPDF_NewEx(&note_error, nullptr, nullptr, 0, &error_)) {
    if (!doc_) throw std::runtime_error("libharu cannot begin a document");
    doc_->pdf_version = HPDF_VER_17;
  }

  std::string run(const layout::Layout& layout, const EncodedImage* logo,
                  const DocumentProperties& properties) {
    embed_fonts(layout);
    if (logo != nullptr) image_ = embed_image(*logo);
    for (const layout::Page& page : layout.pages) draw(page);
    describe(properties);
    return save();
  }

 private:
  struct FreeDocument {
    void operator()(HPDF_Doc_Rec* doc) const { HPDF_Free(doc); }
  };

  /// Throws when libharu has failed, now or before.
  void check(HPDF_STATUS status = HPDF_OK) const {
    const HPDF_STATUS code = error_.code != HPDF_OK            ? error_.code
                             : doc_->error.error_no != HPDF_OK ? doc_->error.error_no
                                                               : status;
    if (code != HPDF_OK) {
      throw std::runtime_error("libharu failed with error " + std::to_string(code) + ", detail " +
                               std::to_string(error_.detail));
    }
  }

  template <typename T>
  T* made(T* object) const {
    if (object == nullptr) check(HPDF_FAILD_TO_ALLOC_MEM);
    return object;
  }

  /// An object of its own whose entries, beside references, are `entries`.
  HPDF_Dict add_dictionary(std::string entries) {
    HPDF_Dict dict = made(HPDF_Dict_New(doc_->mmgr));
    check(HPDF_Xref_Add(doc_->xref, dict));
    set_entries(dict, std::move(entries));
    return dict;
  }

  /// A stream whose bytes are compressed already: libharu would take the filter's name out.
  HPDF_Dict add_stream(std::string_view compressed, std::string entries) {
    HPDF_Dict dict = made(HPDF_DictStream_New(doc_->mmgr, doc_->xref));
    set_entries(dict, std::move(entries));
    fill_stream(dict->stream, compressed);
    return dict;
  }

  void set_entries(HPDF_Dict dict, std::string entries) {
    dict->attr = &entries_.emplace_back(std::move(entries));
    dict->write_fn = &write_entries;
  }

  void fill_stream(HPDF_Stream stream, std::string_view bytes) const {
    check(HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(bytes.data()),
                            static_cast<HPDF_UINT>(bytes.size())));
  }

  void embed_fonts(const layout::Layout& layout) {
    std::array<UsedCharacters, 2> used;
    for (const layout::Page& page : layout.pages) {
      for (const layout::TextRun& run : page.runs) {
        used.at(static_cast<std::size_t>(run.weight)).add(run.text);
      }
    }
    for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
      const auto& characters = used.at(static_cast<std::size_t>(weight));
      if (!characters.empty()) embed_font(weight, characters.sorted());
    }
  }

  void embed_font(layout::Weight weight, const std::vector<char16_t>& characters) {
    const layout::FontFace& face = typesetting_.face(weight);
    const FontSubset subset = make_subset(face, characters);
    PageFont& font = fonts_.at(static_cast<std::size_t>(weight));
    font.object = composite_font(subset, descendant_font(face, subset));

    font.encoder.sig_bytes = HPDF_ENCODER_SIG_BYTES;
    font.encoder.mmgr = doc_->mmgr;
    font.encoder.error = &doc_->error;
    font.encoder.type = HPDF_ENCODER_TYPE_DOUBLE_BYTE;
    font.encoder.encode_text_fn = &encode_text;
    font.encoder.attr = const_cast<layout::FontFace*>(&face);
    font.attributes.type = HPDF_FONT_TYPE0_TT;
    font.attributes.writing_mode = HPDF_WMODE_HORIZONTAL;
    font.attributes.text_width_fn = &any_width;
    font.attributes.encoder = &font.encoder;
    font.object->header.obj_class |= HPDF_OSUBCLASS_FONT;
    font.object->attr = &font.attributes;
  }

  HPDF_Dict composite_font(const FontSubset& subset, HPDF_Dict descendant) {
    HPDF_Dict font = made(HPDF_Dict_New(doc_->mmgr));
    check(HPDF_Xref_Add(doc_->xref, font));
    check(HPDF_Dict_AddName(font, "Type", "Font"));
    check(HPDF_Dict_AddName(font, "Subtype", "Type0"));
    check(HPDF_Dict_AddName(font, "BaseFont", subset.name.c_str()));
    check(HPDF_Dict_AddName(font, "Encoding", "Identity-H"));
    HPDF_Array descendants = made(HPDF_Array_New(doc_->mmgr));
    check(HPDF_Dict_Add(font, "DescendantFonts", descendants));
    check(HPDF_Array_Add(descendants, descendant));
    check(HPDF_Dict_Add(font, "ToUnicode",
                        add_stream(deflate(subset.to_unicode), "/Filter /FlateDecode\n")));
    return font;
  }

  HPDF_Dict descendant_font(const layout::FontFace& face, const FontSubset& subset) {
    HPDF_Dict font =
        add_dictionary("/Type /Font\n/Subtype /CIDFontType2\n/BaseFont /" + subset.name +
                       "\n/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"
                       "/CIDToGIDMap /Identity\n/DW 0\n/W " +
                       subset.widths + "\n");
    check(HPDF_Dict_Add(font, "FontDescriptor", font_descriptor(face, subset)));
    return font;
  }

  HPDF_Dict font_descriptor(const layout::FontFace& face, const FontSubset& subset) {
    const layout::FontMetrics& metrics = face.metrics();
    const auto em = [&](int units) { return std::to_string(units * 1000 / metrics.units_per_em); };
    constexpr int kSymbolic = 4;
    const int stem = metrics.weight >= 600 ? 140 : 80;  // an estimate, as everybody's
    HPDF_Dict descriptor = add_dictionary(
        "/Type /FontDescriptor\n/FontName /" + subset.name + "\n/Flags " +
        std::to_string(kSymbolic) + "\n/FontBBox [" + em(metrics.x_min) + " " + em(metrics.y_min) +
        " " + em(metrics.x_max) + " " + em(metrics.y_max) + "]\n/ItalicAngle 0\n/Ascent " +
        em(metrics.ascent) + "\n/Descent " + em(metrics.descent) + "\n/CapHeight " +
        em(metrics.cap_height) + "\n/StemV " + std::to_string(stem) + "\n");
    check(HPDF_Dict_Add(
        descriptor, "FontFile2",
        add_stream(deflate(subset.file),
                   "/Filter /FlateDecode\n/Length1 " + std::to_string(subset.file.size()) + "\n")));
    return descriptor;
  }

  HPDF_Dict embed_image(const EncodedImage& image) {
    HPDF_Dict object = add_stream(
        image.stream, "/Type /XObject\n/Subtype /Image\n/Width " + std::to_string(image.width) +
                          "\n/Height " + std::to_string(image.height) + "\n" + image.entries);
    object->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
    return object;
  }

  void draw(const layout::Page& content) {
    HPDF_Page page = made(HPDF_AddPage(doc_.get()));
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    draw_areas(page, content);
    if (content.logo && image_ != nullptr) {
      const layout::ImageBox& box = *content.logo;
      HPDF_Page_DrawImage(page, image_, points(box.x), from_below(box.y + box.height),
                          points(box.width), points(box.height));
    }
    draw_texts(page, content.runs);
    check();
    compress(page);
  }

  static void set_fill(HPDF_Page page, layout::Colour colour) {
    constexpr HPDF_REAL kFull = 255.0F;
    HPDF_Page_SetRGBFill(page, static_cast<HPDF_REAL>(colour.red) / kFull,
                         static_cast<HPDF_REAL>(colour.green) / kFull,
                         static_cast<HPDF_REAL>(colour.blue) / kFull);
  }

  static void set_stroke(HPDF_Page page, layout::Colour colour) {
    constexpr HPDF_REAL kFull = 255.0F;
    HPDF_Page_SetRGBStroke(page, static_cast<HPDF_REAL>(colour.red) / kFull,
                           static_cast<HPDF_REAL>(colour.green) / kFull,
                           static_cast<HPDF_REAL>(colour.blue) / kFull);
  }

  static void draw_areas(HPDF_Page page, const layout::Page& content) {
    for (const layout::Fill& fill : content.fills) {
      set_fill(page, fill.colour);
      HPDF_Page_Rectangle(page, points(fill.x), from_below(fill.y + fill.height),
                          points(fill.width), points(fill.height));
      HPDF_Page_Fill(page);
    }
    for (const layout::Rule& rule : content.rules) {
      set_stroke(page, rule.colour);
      HPDF_Page_SetLineWidth(page, points(rule.thickness));
      HPDF_Page_MoveTo(page, points(rule.x), from_below(rule.y));
      HPDF_Page_LineTo(page, points(rule.x + rule.width), from_below(rule.y));
      HPDF_Page_Stroke(page);
    }
  }

  void draw_texts(HPDF_Page page, const std::vector<layout::TextRun>& runs) {
    HPDF_Page_BeginText(page);
    const layout::TextRun* last = nullptr;
    for (const layout::TextRun& run : runs) {
      if (last == nullptr || last->weight != run.weight || last->size != run.size) {
        HPDF_Page_SetFontAndSize(page, fonts_.at(static_cast<std::size_t>(run.weight)).object,
                                 points(run.size));
      }
      if (last == nullptr || last->colour != run.colour) set_fill(page, run.colour);
      const HPDF_REAL from_x = last == nullptr ? 0 : points(last->x);
      const HPDF_REAL from_y = last == nullptr ? 0 : from_below(last->baseline);
      HPDF_Page_MoveTextPos(page, points(run.x) - from_x, from_below(run.baseline) - from_y);
      HPDF_Page_ShowText(page, run.text.c_str());
      last = &run;
    }
    HPDF_Page_EndText(page);
  }

  /// Takes the drawing operators out of the page, and puts them back compressed.
  void compress(HPDF_Page page) {
    auto* attributes = static_cast<HPDF_PageAttr>(page->attr);
    std::string operators;
    operators.reserve(attributes->stream->size);
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(attributes->stream); ++i) {
      HPDF_UINT size = 0;
      const HPDF_BYTE* bytes = HPDF_MemStream_GetBufPtr(attributes->stream, i, &size);
      operators.append(reinterpret_cast<const char*>(bytes), size);
    }
    HPDF_MemStream_FreeData(attributes->stream);
    fill_stream(attributes->stream, deflate(operators));
    set_entries(attributes->contents, "/Filter /FlateDecode\n");
  }

  void add_string(HPDF_Dict dict, const char* key, std::string bytes) {
    check(HPDF_Dict_Add(dict, key,
                        HPDF_Binary_New(doc_->mmgr, reinterpret_cast<HPDF_BYTE*>(bytes.data()),
                                        static_cast<HPDF_UINT>(bytes.size()))));
  }

  void describe(const DocumentProperties& properties) {
    HPDF_Date date{};
    date.year = static_cast<int>(properties.created.year());
    date.month = static_cast<int>(static_cast<unsigned>(properties.created.month()));
    date.day = static_cast<int>(static_cast<unsigned>(properties.created.day()));
    date.ind = 'Z';
    check(HPDF_SetInfoDateAttr(doc_.get(), HPDF_INFO_CREATION_DATE, date));
    check(HPDF_SetInfoAttr(doc_.get(), HPDF_INFO_CREATOR, "Enclosure"));
    add_string(doc_->info, "Title", utf16be(properties.title));
    add_string(doc_->info, "Author", utf16be(properties.author));
    if (!properties.subject.empty()) add_string(doc_->info, "Subject", utf16be(properties.subject));
    check(HPDF_Dict_Add(doc_->catalog, "Lang",
                        HPDF_String_New(doc_->mmgr, properties.language.c_str(), nullptr)));
    set_entries(doc_->catalog, "/ViewerPreferences <</DisplayDocTitle true>>\n");
  }

  std::string save() {
    const std::string no_id(kIdBytes, '\0');
    HPDF_Array id = made(HPDF_Array_New(doc_->mmgr));
    check(HPDF_Dict_Add(doc_->trailer, "ID", id));
    for (int i = 0; i < 2; ++i) {
      std::string bytes = no_id;
      check(HPDF_Array_Add(
          id, HPDF_Binary_New(doc_->mmgr, reinterpret_cast<HPDF_BYTE*>(bytes.data()), kIdBytes)));
    }
    check(HPDF_Dict_Add(doc_->trailer, "Root", doc_->catalog));
    check(HPDF_Dict_Add(doc_->trailer, "Info", doc_->info));

    std::string file = "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";
    const std::unique_ptr<_HPDF_Stream_Rec, decltype(&HPDF_Stream_Free)> out(
        made(HPDF_CallbackWriter_New(doc_->mmgr, &take_bytes, &file)), &HPDF_Stream_Free);
    out->size = static_cast<HPDF_UINT>(file.size());
    check(HPDF_Xref_WriteToStream(doc_->xref, out.get(), nullptr));
    check();
    return with_id(std::move(file));
  }

  /// The first half of the SHA-256 of all the rest, in the place that was kept for it.
  static std::string with_id(std::string file) {
    Poco::Crypto::DigestEngine sha256("SHA256");
    sha256.update(file.data(), file.size());
    const std::string digest = Poco::DigestEngine::digestToHex(sha256.digest());
    const std::string id = "<" + digest.substr(0, 2 * kIdBytes) + ">";
    const std::string place = "<" + std::string(2 * kIdBytes, '0') + ">";
    const std::size_t second = file.rfind(place);
    const std::size_t first = file.rfind(place, second - 1);
    file.replace(second, id.size(), id);
    file.replace(first, id.size(), id);
    return file;
  }

  const Typesetting::Data& typesetting_;
  ErrorNote error_;
  std::deque<std::string> entries_;
  std::array<PageFont, 2> fonts_{};
  HPDF_Dict image_ = nullptr;
  std::unique_ptr<HPDF_Doc_Rec, FreeDocument> doc_;
};

}  // namespace

std::string write_document(const layout::Layout& layout, const EncodedImage* logo,
                           const Typesetting::Data& typesetting,
                           const DocumentProperties& properties) {
  return Writer(typesetting).run(layout, logo, properties);
}

}  // namespace enclosure::invoice::pdf
