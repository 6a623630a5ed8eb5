#include "invoice/pdf/document_writer.h"

// The one place that looks below libharu's public header (docs/decisions/0001, 0050): its own fonts
// are slow, large and lose letters, and it knows nothing of PDF/A and tags, so this file takes
// document, pages, resources and shapes from libharu and writes texts and objects itself.
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_version.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "invoice/pdf/code_operators.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/digest.h"
#include "invoice/pdf/drawing.h"
#include "invoice/pdf/geometry.h"
#include "invoice/pdf/structure_tree.h"
#include "invoice/pdf/syntax.h"
#include "invoice/pdf/text_operators.h"

static_assert(HPDF_MAJOR_VERSION == 2 && (HPDF_MINOR_VERSION == 3 || HPDF_MINOR_VERSION == 4),
              "the object layer of libharu is known for 2.3 and 2.4 only: read this file again");

namespace enclosure::invoice::pdf {
namespace {

using layout::ElementId;
using layout::Length;

constexpr HPDF_UINT32 kObjectNumber = 0x00FFFFFF;  // within `obj_id`

/// Notes libharu's first error; nothing is thrown through its frames.
struct ErrorNote {
  HPDF_STATUS code = HPDF_OK;
  HPDF_STATUS detail = HPDF_OK;
};

extern "C" void note_error(HPDF_STATUS code, HPDF_STATUS detail, void* note) {
  auto& first = *static_cast<ErrorNote*>(note);
  if (first.code == HPDF_OK) first = {code, detail};
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

HPDF_REAL points(Length length) {
  return static_cast<HPDF_REAL>(hundredths(length)) / 100.0F;
}

/// A font of the document.
struct PageFont {
  const EmbeddedFont* embedded = nullptr;  // null: the document does not use it
  HPDF_Dict object = nullptr;
};

/// A page that is drawn.
struct DrawnPage {
  HPDF_Page object = nullptr;
  std::string operators;
  std::vector<ElementId> marked;
};

/// One file in the making.
class Writer {
 public:
  Writer(const layout::Layout& layout, const Parts& parts, const Typesetting& typesetting,
         const DocumentProperties& properties)
      : layout_(layout),
        parts_(parts),
        typesetting_(typesetting),
        properties_(properties),
        doc_(HPDF_NewEx(&note_error, nullptr, nullptr, 0, &error_)),
        file_(parts.effort == Effort::kCompact ? 6 : 1) {
    if (!doc_) throw DrawingError("libharu cannot begin a document");
  }

  FinishedFile run() {
    choose_fonts();
    if (parts_.logo != nullptr) image_ = plain_object(HPDF_OSUBCLASS_XOBJECT);
    for (const layout::Page& page : layout_.pages) draw(page);
    check();
    take_over_objects();
    write_fonts();
    write_image();
    write_pages();
    write_catalog();
    return std::move(file_).finish(number_of(doc_->catalog),
                                   file_.add(info_dictionary(properties_)));
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
      throw DrawingError("libharu failed with error " + std::to_string(code) + ", detail " +
                         std::to_string(error_.detail));
    }
  }

  template <typename T>
  T* made(T* object) const {
    if (object == nullptr) check(HPDF_FAILD_TO_ALLOC_MEM);
    return object;
  }

  template <typename T>
  static std::uint32_t number_of(T* object) {
    return object->header.obj_id & kObjectNumber;
  }

  /// An object that libharu takes for a font or an image; what it says is written later.
  HPDF_Dict plain_object(HPDF_UINT16 subclass) {
    HPDF_Dict object = made(HPDF_Dict_New(doc_->mmgr));
    check(HPDF_Xref_Add(doc_->xref, object));
    object->header.obj_class |= subclass;
    return object;
  }

  // Fonts.

  void choose_fonts() {
    std::array<UsedCharacters, 2> used;
    for (const layout::Page& page : layout_.pages) {
      for (const layout::TextRun& run : page.runs) {
        used.at(static_cast<std::size_t>(run.weight)).add(run.text);
      }
    }
    for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
      const auto& characters = used.at(static_cast<std::size_t>(weight));
      if (!characters.empty()) choose_font(weight, characters);
    }
  }

  void choose_font(layout::Weight weight, const UsedCharacters& characters) {
    const auto at = static_cast<std::size_t>(weight);
    const layout::FontFace& face = typesetting_.data().face(weight);
    PageFont& font = fonts_.at(at);
    if (parts_.effort == Effort::kFast && layout_.locale != nullptr) {
      font.embedded = typesetting_.drawing().fonts.find(*layout_.locale, weight, characters);
    }
    if (font.embedded == nullptr) {
      font.embedded = &own_fonts_.at(at).emplace(
          compress(make_subset(face, characters.sorted()), file_.level()));
    }
    font.object = plain_object(HPDF_OSUBCLASS_FONT);
  }

  // Drawing.

  /// Shapes and pictures by libharu, texts by us.
  void draw(const layout::Page& content) {
    DrawnPage& page = pages_.emplace_back();
    page.object = made(HPDF_AddPage(doc_.get()));
    if (!content.fills.empty() || !content.rules.empty()) {
      page.operators += "/Artifact BMC\n";
      draw_areas(content);
      take_operators(page);
      page.operators += "EMC\n";
    }
    if (content.logo && image_ != nullptr) draw_logo(*content.logo, page);
    for (const layout::MatrixCode& code : content.codes) {
      draw_code(page.operators, code, layout_, page.marked);
    }
    if (!draw_texts(page.operators, content, layout_, typesetting_.data(), names_of_fonts(page),
                    page.marked)) {
      throw DrawingError("a text cannot be drawn with the fonts at hand");
    }
  }

  void draw_logo(const layout::Picture& logo, DrawnPage& page) {
    const layout::Box& box = logo.box;
    begin_element(page.operators, logo.element, layout_.structure, page.marked);
    check(HPDF_Page_DrawImage(page.object, image_, points(box.x), from_below(box.y + box.height),
                              points(box.width), points(box.height)));
    take_operators(page);
    page.operators += "EMC\n";
  }

  /// Puts the fonts among the resources of the page.
  FontNames names_of_fonts(const DrawnPage& page) const {
    FontNames names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (fonts_.at(i).object == nullptr) continue;
      names.at(i) = made(HPDF_Page_GetLocalFontName(page.object, fonts_.at(i).object));
    }
    return names;
  }

  [[nodiscard]] HPDF_REAL from_below(Length y) const { return points(layout_.height - y); }

  void draw_areas(const layout::Page& content) const {
    constexpr HPDF_REAL kFull = 255.0F;
    HPDF_Page page = pages_.back().object;
    for (const layout::Fill& fill : content.fills) {
      const layout::Colour& colour = fill.colour;
      HPDF_Page_SetRGBFill(page, static_cast<HPDF_REAL>(colour.red) / kFull,
                           static_cast<HPDF_REAL>(colour.green) / kFull,
                           static_cast<HPDF_REAL>(colour.blue) / kFull);
      HPDF_Page_Rectangle(page, points(fill.x), from_below(fill.y + fill.height),
                          points(fill.width), points(fill.height));
      HPDF_Page_Fill(page);
    }
    const layout::Rule* last = nullptr;
    for (const layout::Rule& rule : content.rules) {
      const layout::Colour& colour = rule.colour;
      if (last == nullptr || last->colour != colour) {
        HPDF_Page_SetRGBStroke(page, static_cast<HPDF_REAL>(colour.red) / kFull,
                               static_cast<HPDF_REAL>(colour.green) / kFull,
                               static_cast<HPDF_REAL>(colour.blue) / kFull);
      }
      if (last == nullptr || last->thickness != rule.thickness) {
        HPDF_Page_SetLineWidth(page, points(rule.thickness));
      }
      HPDF_Page_MoveTo(page, points(rule.x), from_below(rule.y));
      HPDF_Page_LineTo(page, points(rule.x + rule.width), from_below(rule.y));
      HPDF_Page_Stroke(page);
      last = &rule;
    }
    check();
  }

  /// Takes what libharu has drawn so far out of its page.
  static void take_operators(DrawnPage& page) {
    auto* attributes = static_cast<HPDF_PageAttr>(page.object->attr);
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(attributes->stream); ++i) {
      HPDF_UINT size = 0;
      const HPDF_BYTE* bytes = HPDF_MemStream_GetBufPtr(attributes->stream, i, &size);
      page.operators.append(reinterpret_cast<const char*>(bytes), size);
    }
    HPDF_MemStream_FreeData(attributes->stream);
  }

  // Writing. libharu's objects keep their numbers; ours follow.

  /// Takes the number of each object of libharu, so that it can refer to it.
  void take_over_objects() { file_.reserve(doc_->xref->entries->count - 1); }

  /// What libharu says of `dictionary`, and `more` entries.
  void write_haru(HPDF_Dict dictionary, std::string_view more) {
    std::string value;
    const std::unique_ptr<_HPDF_Stream_Rec, decltype(&HPDF_Stream_Free)> out(
        made(HPDF_CallbackWriter_New(doc_->mmgr, &take_bytes, &value)), &HPDF_Stream_Free);
    check(HPDF_Obj_WriteValue(dictionary, out.get(), nullptr));
    check();
    const std::size_t end = value.rfind(">>");
    if (end == std::string::npos) throw DrawingError("libharu wrote no dictionary");
    value.insert(end, more);
    file_.set(number_of(dictionary), value);
  }

  void write_fonts() {
    for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
      const PageFont& font = fonts_.at(static_cast<std::size_t>(weight));
      if (font.embedded != nullptr) write_font(font, typesetting_.data().face(weight).metrics());
    }
  }

  void write_font(const PageFont& font, const layout::FontMetrics& metrics) {
    const EmbeddedFont& embedded = *font.embedded;
    const std::uint32_t program = file_.add_stream(
        "/Length1 " + std::to_string(embedded.file_size) + "/Filter/FlateDecode", embedded.file);
    const std::uint32_t to_unicode = file_.add_stream("/Filter/FlateDecode", embedded.to_unicode);
    const std::uint32_t descendant = file_.add(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/" + embedded.name +
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity"
        "/FontDescriptor " +
        reference(write_descriptor(embedded, metrics, program)) + "/DW 0/W " + embedded.widths +
        ">>");
    file_.set(number_of(font.object), "<</Type/Font/Subtype/Type0/BaseFont/" + embedded.name +
                                          "/Encoding/Identity-H/DescendantFonts[" +
                                          reference(descendant) + "]/ToUnicode " +
                                          reference(to_unicode) + ">>");
  }

  std::uint32_t write_descriptor(const EmbeddedFont& font, const layout::FontMetrics& metrics,
                                 std::uint32_t program) {
    const auto em = [&](int units) { return std::to_string(units * 1000 / metrics.units_per_em); };
    const int stem = metrics.weight >= 600 ? 140 : 80;  // an estimate, as everybody's
    return file_.add("<</Type/FontDescriptor/FontName/" + font.name + "/Flags 4/FontBBox[" +
                     em(metrics.x_min) + " " + em(metrics.y_min) + " " + em(metrics.x_max) + " " +
                     em(metrics.y_max) + "]/ItalicAngle 0/Ascent " + em(metrics.ascent) +
                     "/Descent " + em(metrics.descent) + "/CapHeight " + em(metrics.cap_height) +
                     "/StemV " + std::to_string(stem) + "/FontFile2 " + reference(program) + ">>");
  }

  void write_image() {
    if (image_ == nullptr) return;
    const EncodedImage& image = *parts_.logo;
    file_.set_stream(number_of(image_),
                     "/Type/XObject/Subtype/Image/Width " + std::to_string(image.width) +
                         "/Height " + std::to_string(image.height) + image.entries,
                     image.stream);
  }

  void write_pages() {
    std::vector<std::string> links(pages_.size());
    for (std::size_t i = 0; i < pages_.size(); ++i) links[i] = write_links(i);
    std::string box = "/MediaBox[0 0 ";
    append_hundredths(box, hundredths(layout_.width));
    box += ' ';
    append_hundredths(box, hundredths(layout_.height));
    box += ']';
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      const DrawnPage& page = pages_[i];
      const auto* attributes = static_cast<HPDF_PageAttr>(page.object->attr);
      file_.set_stream(number_of(attributes->contents), "/Filter/FlateDecode",
                       deflate(page.operators, file_.level()));
      check(HPDF_Dict_RemoveElement(page.object, "MediaBox"));
      write_haru(page.object, box + "/Tabs/S/StructParents " + std::to_string(i) + links[i]);
    }
    write_haru(doc_->root_pages, "");
  }

  /// The annotations of a page; gives the entry that names them.
  std::string write_links(std::size_t page) {
    const std::vector<layout::Link>& links = layout_.pages[page].links;
    if (links.empty()) return {};
    std::string entry = "/Annots[";
    for (const layout::Link& link : links) {
      const std::uint32_t object = file_.reserve();
      std::string& out = file_.begin(object);
      out += "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
      append_box(out, link.box, layout_.height);
      out += "]/Contents " + text_string(link.description) + "/A<</S/URI/URI " +
             text_string(link.uri) + ">>/StructParent " +
             std::to_string(pages_.size() + annotations_.size()) + ">>";
      annotations_.push_back({object, number_of(pages_[page].object), link.element});
      entry += reference(object) + " ";
    }
    entry.back() = ']';
    return entry;
  }

  std::uint32_t write_structure() {
    std::vector<MarkedPage> marked;
    for (DrawnPage& page : pages_) {
      marked.push_back({number_of(page.object), std::move(page.marked)});
    }
    return write_structure_tree(file_, layout_, marked, annotations_);
  }

  /// The e-invoice; gives the entries of the catalog that name it.
  std::string write_xml() {
    if (parts_.xml == nullptr) return {};
    const EmbeddedXml& xml = *parts_.xml;
    const std::uint32_t stream = file_.add_compressed(
        "/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size " + std::to_string(xml.bytes.size()) +
            "/ModDate " + date_string(properties_.created) + "/CheckSum " +
            hex_string(md5(xml.bytes)) + ">>",
        xml.bytes);
    const std::string name = text_string(xml.file_name);
    const std::string specification =
        reference(file_.add("<</Type/Filespec/F " + name + "/UF " + name + "/Desc(" +
                            xml.conformance_level + ")/AFRelationship/Alternative/EF<</F " +
                            reference(stream) + "/UF " + reference(stream) + ">>>>"));
    return "/AF[" + specification + "]/Names<</EmbeddedFiles<</Names[" + name + " " +
           specification + "]>>>>";
  }

  void write_catalog() {
    const std::uint32_t metadata =
        file_.add_compressed("/Type/Metadata/Subtype/XML", xmp_packet(properties_, parts_.xml));
    const std::uint32_t profile =
        file_.add_stream("/N 3/Filter/FlateDecode", typesetting_.drawing().colour_profile);
    const std::string xml = write_xml();
    write_haru(doc_->catalog,
               "/Metadata " + reference(metadata) +
                   "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                   "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                   "/DestOutputProfile " +
                   reference(profile) + ">>]/MarkInfo<</Marked true>>/StructTreeRoot " +
                   reference(write_structure()) + "/Lang " + text_string(properties_.language) +
                   "/ViewerPreferences<</DisplayDocTitle true>>" + xml);
  }

  const layout::Layout& layout_;
  const Parts& parts_;
  const Typesetting& typesetting_;
  const DocumentProperties& properties_;
  ErrorNote error_;
  std::array<PageFont, 2> fonts_{};
  std::array<std::optional<EmbeddedFont>, 2> own_fonts_;
  HPDF_Dict image_ = nullptr;
  std::unique_ptr<HPDF_Doc_Rec, FreeDocument> doc_;
  std::vector<DrawnPage> pages_;
  std::vector<MarkedAnnotation> annotations_;
  ObjectFile file_;
};

}  // namespace

FinishedFile write_document(const layout::Layout& layout, const Parts& parts,
                            const Typesetting& typesetting, const DocumentProperties& properties) {
  return Writer(layout, parts, typesetting, properties).run();
}

}  // namespace enclosure::invoice::pdf
