#include "invoice/pdf/haru_document.h"

// The one place that looks below libharu's public header (docs/decisions/0001, 0050): its own fonts
// are slow, large and lose letters, and it knows nothing of PDF/A and tags, so this file takes
// document, pages, resources and shapes from libharu; texts and objects are written by us.
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <hpdf_version.h>

#include <vector>

#include "invoice/pdf/drawing_error.h"
#include "invoice/pdf/geometry.h"

static_assert(HPDF_MAJOR_VERSION == 2 && (HPDF_MINOR_VERSION == 3 || HPDF_MINOR_VERSION == 4),
              "the object layer of libharu is known for 2.3 and 2.4 only: read this file again");

namespace enclosure::invoice::pdf {
namespace {

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

struct FreeDocument {
  void operator()(HPDF_Doc_Rec* doc) const { HPDF_Free(doc); }
};

HPDF_REAL points(Length length) {
  return static_cast<HPDF_REAL>(hundredths(length)) / 100.0F;
}

template <typename T>
std::uint32_t number_of(const T* object) {
  return object->header.obj_id & kObjectNumber;
}

}  // namespace

struct HaruDocument::Haru {
  Length page_height = 0;
  ErrorNote error;
  std::unique_ptr<HPDF_Doc_Rec, FreeDocument> doc;
  std::vector<HPDF_Dict> resources;
  std::vector<HPDF_Page> pages;

  void check(HPDF_STATUS status = HPDF_OK) const {
    const HPDF_STATUS code = error.code != HPDF_OK            ? error.code
                             : doc->error.error_no != HPDF_OK ? doc->error.error_no
                                                              : status;
    if (code != HPDF_OK) {
      throw DrawingError("libharu failed with error " + std::to_string(code) + ", detail " +
                         std::to_string(error.detail));
    }
  }

  template <typename T>
  T* made(T* object) const {
    if (object == nullptr) check(HPDF_FAILD_TO_ALLOC_MEM);
    return object;
  }

  /// An object that libharu takes for one of that class.
  Resource add(HPDF_UINT16 subclass) {
    HPDF_Dict object = made(HPDF_Dict_New(doc->mmgr));
    check(HPDF_Xref_Add(doc->xref, object));
    object->header.obj_class |= subclass;
    resources.push_back(object);
    return {number_of(object), resources.size() - 1};
  }

  [[nodiscard]] HPDF_REAL from_below(Length y) const { return points(page_height - y); }

  void draw(HPDF_Page page, const layout::Fill& fill) const {
    constexpr HPDF_REAL kFull = 255.0F;
    const layout::Colour& colour = fill.colour;
    HPDF_Page_SetRGBFill(page, static_cast<HPDF_REAL>(colour.red) / kFull,
                         static_cast<HPDF_REAL>(colour.green) / kFull,
                         static_cast<HPDF_REAL>(colour.blue) / kFull);
    HPDF_Page_Rectangle(page, points(fill.x), from_below(fill.y + fill.height), points(fill.width),
                        points(fill.height));
    HPDF_Page_Fill(page);
  }

  /// `last` is the rule before it, or null: what both share is not said again.
  void draw(HPDF_Page page, const layout::Rule& rule, const layout::Rule* last) const {
    constexpr HPDF_REAL kFull = 255.0F;
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
  }

  /// Takes what libharu has drawn so far out of its page.
  void take_operators(std::string& out) const {
    check();
    auto* attributes = static_cast<HPDF_PageAttr>(pages.back()->attr);
    for (HPDF_UINT i = 0; i < HPDF_MemStream_GetBufCount(attributes->stream); ++i) {
      HPDF_UINT size = 0;
      const HPDF_BYTE* bytes = HPDF_MemStream_GetBufPtr(attributes->stream, i, &size);
      out.append(reinterpret_cast<const char*>(bytes), size);
    }
    HPDF_MemStream_FreeData(attributes->stream);
  }

  /// What libharu says of `dictionary`, and `more` entries.
  std::string written(HPDF_Dict dictionary, std::string_view more) const {
    std::string value;
    const std::unique_ptr<_HPDF_Stream_Rec, decltype(&HPDF_Stream_Free)> out(
        made(HPDF_CallbackWriter_New(doc->mmgr, &take_bytes, &value)), &HPDF_Stream_Free);
    check(HPDF_Obj_WriteValue(dictionary, out.get(), nullptr));
    check();
    const std::size_t end = value.rfind(">>");
    if (end == std::string::npos) throw DrawingError("libharu wrote no dictionary");
    value.insert(end, more);
    return value;
  }
};

HaruDocument::HaruDocument(Length page_height) : haru_(std::make_unique<Haru>()) {
  haru_->page_height = page_height;
  haru_->doc.reset(HPDF_NewEx(&note_error, nullptr, nullptr, 0, &haru_->error));
  if (!haru_->doc) throw DrawingError("libharu cannot begin a document");
}

HaruDocument::~HaruDocument() = default;

HaruDocument::Resource HaruDocument::add_font() {
  return haru_->add(HPDF_OSUBCLASS_FONT);
}

HaruDocument::Resource HaruDocument::add_image() {
  return haru_->add(HPDF_OSUBCLASS_XOBJECT);
}

void HaruDocument::add_page() {
  haru_->pages.push_back(haru_->made(HPDF_AddPage(haru_->doc.get())));
}

std::string_view HaruDocument::name_of_font(const Resource& font) {
  return haru_->made(
      HPDF_Page_GetLocalFontName(haru_->pages.back(), haru_->resources.at(font.place)));
}

void HaruDocument::append_areas(std::string& out, const layout::Page& content) {
  HPDF_Page page = haru_->pages.back();
  for (const layout::Fill& fill : content.fills) haru_->draw(page, fill);
  const layout::Rule* last = nullptr;
  for (const layout::Rule& rule : content.rules) {
    haru_->draw(page, rule, last);
    last = &rule;
  }
  haru_->take_operators(out);
}

void HaruDocument::append_picture(std::string& out, const Resource& image, const layout::Box& box) {
  haru_->check(HPDF_Page_DrawImage(haru_->pages.back(), haru_->resources.at(image.place),
                                   points(box.x), haru_->from_below(box.y + box.height),
                                   points(box.width), points(box.height)));
  haru_->take_operators(out);
}

std::uint32_t HaruDocument::number_of_objects() const {
  return haru_->doc->xref->entries->count - 1;
}

std::uint32_t HaruDocument::number_of_page(std::size_t page) const {
  return number_of(haru_->pages.at(page));
}

std::uint32_t HaruDocument::number_of_contents(std::size_t page) const {
  return number_of(static_cast<HPDF_PageAttr>(haru_->pages.at(page)->attr)->contents);
}

std::uint32_t HaruDocument::number_of_page_tree() const {
  return number_of(haru_->doc->root_pages);
}

std::uint32_t HaruDocument::number_of_catalog() const {
  return number_of(haru_->doc->catalog);
}

std::string HaruDocument::page(std::size_t page, std::string_view more) {
  HPDF_Page object = haru_->pages.at(page);
  haru_->check(HPDF_Dict_RemoveElement(object, "MediaBox"));
  return haru_->written(object, more);
}

std::string HaruDocument::page_tree() {
  return haru_->written(haru_->doc->root_pages, "");
}

std::string HaruDocument::catalog(std::string_view more) {
  return haru_->written(haru_->doc->catalog, more);
}

}  // namespace enclosure::invoice::pdf
