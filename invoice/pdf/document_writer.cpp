#include "invoice/pdf/document_writer.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "invoice/pdf/code_operators.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/digest.h"
#include "invoice/pdf/drawing.h"
#include "invoice/pdf/font_objects.h"
#include "invoice/pdf/geometry.h"
#include "invoice/pdf/haru_document.h"
#include "invoice/pdf/structure_tree.h"
#include "invoice/pdf/syntax.h"
#include "invoice/pdf/text_operators.h"

namespace enclosure::invoice::pdf {
namespace {

using layout::ElementId;

/// A font of the document.
struct PageFont {
  const EmbeddedFont* embedded = nullptr;  // null: the document does not use it
  HaruDocument::Resource resource;
};

/// A page that is drawn.
struct DrawnPage {
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
        haru_(layout.height),
        file_(parts.effort == Effort::kCompact ? 6 : 1) {}

  FinishedFile run() {
    choose_fonts();
    if (parts_.logo != nullptr) image_ = haru_.add_image();
    for (std::size_t i = 0; i < parts_.pictures.size(); ++i) pictures_.push_back(haru_.add_image());
    for (const layout::Page& page : layout_.pages) draw(page);
    file_.reserve(haru_.number_of_objects());  // they keep their numbers, ours follow
    write_fonts();
    write_images();
    write_pages();
    write_catalog();
    return std::move(file_).finish(haru_.number_of_catalog(),
                                   file_.add(info_dictionary(properties_)));
  }

 private:
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
    font.resource = haru_.add_font();
  }

  /// Shapes and pictures by libharu, texts by us.
  void draw(const layout::Page& content) {
    haru_.add_page();
    DrawnPage& page = pages_.emplace_back();
    if (!content.fills.empty() || !content.rules.empty()) {
      page.operators += "/Artifact BMC\n";
      haru_.append_areas(page.operators, content);
      page.operators += "EMC\n";
    }
    if (content.logo && image_) draw_picture(*content.logo, *image_, page);
    for (const layout::Picture& picture : content.pictures) {
      draw_picture(picture, pictures_.at(picture.image), page);
    }
    for (const layout::MatrixCode& code : content.codes) {
      draw_code(page.operators, code, layout_, page.marked);
    }
    if (!draw_texts(page.operators, content, layout_, typesetting_.data(), names_of_fonts(),
                    page.marked)) {
      throw DrawingError("a text cannot be drawn with the fonts at hand");
    }
  }

  void draw_picture(const layout::Picture& picture, const HaruDocument::Resource& image,
                    DrawnPage& page) {
    begin_element(page.operators, picture.element, layout_.structure, page.marked);
    haru_.append_picture(page.operators, image, picture.box);
    page.operators += "EMC\n";
  }

  /// Puts the fonts among the resources of the page.
  FontNames names_of_fonts() {
    FontNames names;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (fonts_.at(i).embedded != nullptr) names.at(i) = haru_.name_of_font(fonts_.at(i).resource);
    }
    return names;
  }

  void write_fonts() {
    for (const layout::Weight weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
      const PageFont& font = fonts_.at(static_cast<std::size_t>(weight));
      if (font.embedded == nullptr) continue;
      write_font(file_, font.resource.number, *font.embedded,
                 typesetting_.data().face(weight).metrics());
    }
  }

  void write_images() {
    if (image_) write_image(*image_, *parts_.logo);
    for (std::size_t i = 0; i < pictures_.size(); ++i) {
      write_image(pictures_[i], *parts_.pictures[i]);
    }
  }

  void write_image(const HaruDocument::Resource& resource, const EncodedImage& image) {
    file_.set_stream(resource.number,
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
      file_.set_stream(haru_.number_of_contents(i), "/Filter/FlateDecode",
                       deflate(page.operators, file_.level()));
      file_.set(haru_.number_of_page(i),
                haru_.page(i, box + "/Tabs/S/StructParents " + std::to_string(i) + links[i]));
    }
    file_.set(haru_.number_of_page_tree(), haru_.page_tree());
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
      annotations_.push_back({object, haru_.number_of_page(page), link.element});
      entry += reference(object) + " ";
    }
    entry.back() = ']';
    return entry;
  }

  std::uint32_t write_structure() {
    std::vector<MarkedPage> marked;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      marked.push_back({haru_.number_of_page(i), std::move(pages_[i].marked)});
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
    file_.set(
        haru_.number_of_catalog(),
        haru_.catalog("/Metadata " + reference(metadata) +
                      "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1"
                      "/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
                      "/DestOutputProfile " +
                      reference(profile) + ">>]/MarkInfo<</Marked true>>/StructTreeRoot " +
                      reference(write_structure()) + "/Lang " + text_string(properties_.language) +
                      "/ViewerPreferences<</DisplayDocTitle true>>" + xml));
  }

  const layout::Layout& layout_;
  const Parts& parts_;
  const Typesetting& typesetting_;
  const DocumentProperties& properties_;
  HaruDocument haru_;
  std::array<PageFont, 2> fonts_{};
  std::array<std::optional<EmbeddedFont>, 2> own_fonts_;
  std::optional<HaruDocument::Resource> image_;
  std::vector<HaruDocument::Resource> pictures_;
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
