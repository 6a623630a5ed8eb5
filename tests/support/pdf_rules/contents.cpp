// What the pages draw (PDF/A-3, 6.2; PDF/UA-1, 7.1), and their annotations (6.3, 7.18).

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "core/text.h"
#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support::pdf_rules {
namespace {

const std::set<std::string>& known_operators() {
  static const std::set<std::string> all{
      "b",  "B",  "b*", "B*",  "BDC", "BMC", "BT", "BX", "c",  "cm", "CS", "cs", "d",  "d0", "d1",
      "Do", "DP", "EI", "EMC", "ET",  "EX",  "f",  "F",  "f*", "G",  "g",  "gs", "h",  "i",  "ID",
      "j",  "J",  "K",  "k",   "l",   "m",   "M",  "MP", "n",  "q",  "Q",  "re", "RG", "rg", "ri",
      "s",  "S",  "sc", "SC",  "scn", "SCN", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL",
      "Tm", "Tr", "Ts", "Tw",  "Tz",  "v",   "w",  "W",  "W*", "y",  "'",  "\""};
  return all;
}

const std::set<std::string> kPainting{"b",  "B", "b*", "B*", "f",  "F",
                                      "f*", "s", "S",  "sh", "Do", "EI"};
const std::set<std::string> kShowing{"Tj", "TJ", "'", "\""};

constexpr int kDeepest = 28;  // graphics states one within the other

void check_intent(const std::string& intent, Report& report) {
  static const std::set<std::string> all{"/RelativeColorimetric", "/AbsoluteColorimetric",
                                         "/Perceptual", "/Saturation"};
  report.expect(all.count(intent) == 1, "A-6.2.6", "no such rendering intent: " + intent);
}

/// Follows the operators of one page.
class Operators : public QPDFObjectHandle::ParserCallbacks {
 public:
  Operators(QPDFObjectHandle resources, std::map<int, Mark>& marks, Drawn& drawn, Report& report)
      : resources_(std::move(resources)), marks_(marks), drawn_(drawn), report_(report) {}

  void handleObject(QPDFObjectHandle object) override {
    if (!object.isOperator()) {
      operands_.push_back(object);
      return;
    }
    run(object.getOperatorValue());
    operands_.clear();
  }

  void handleEOF() override {
    report_.expect(open_.empty(), "A-6.2.2", "marked content is not closed");
    report_.expect(depth_ == 0 && !in_text_, "A-6.2.2", "q and Q, BT and ET do not pair");
  }

 private:
  struct Open {
    bool artifact = false;
    int mcid = -1;
  };

  void run(const std::string& name) {
    report_.expect(known_operators().count(name) == 1, "A-6.2.2", "unknown operator " + name);
    if (name == "q") report_.expect(++depth_ <= kDeepest, "A-6.1.13", "q within q too often");
    if (name == "Q") --depth_;
    if (name == "BT") in_text_ = true;
    if (name == "ET") in_text_ = false;
    if (name == "BMC" || name == "BDC") open(name == "BDC");
    if (name == "EMC") close();
    if (name == "k" || name == "K") report_.add("A-6.2.4.3", "a colour in DeviceCMYK");
    if (name == "cs" || name == "CS") check_colour_space();
    if (name == "Tf") set_font();
    if (name == "Do") check_picture();
    if (name == "ri") check_intent(operands_.empty() ? "" : name_of(operands_.front()), report_);
    if (kPainting.count(name) == 1) paint();
    if (kShowing.count(name) == 1) show();
  }

  void open(bool with_properties) {
    Open opened;
    const std::string tag = operands_.empty() ? "" : name_of(operands_.front());
    opened.artifact = tag == "/Artifact";
    if (with_properties && operands_.size() == 2 && operands_[1].isDictionary()) {
      report_.expect(!operands_[1].hasKey("/Lang") || is_language(operands_[1].getKey("/Lang")),
                     "A-6.7.4", "the language of marked content is no language");
    }
    if (with_properties && operands_.size() == 2 && operands_[1].isDictionary() &&
        operands_[1].hasKey("/MCID")) {
      opened.mcid = operands_[1].getKey("/MCID").getIntValueAsInt();
      const bool fresh = marks_.emplace(opened.mcid, Mark{tag}).second;
      report_.expect(fresh, "UA-7.1", "an MCID twice on a page");
    }
    for (const Open& outer : open_) {
      report_.expect(!(outer.artifact && opened.mcid >= 0), "UA-7.1", "content in an artifact");
      report_.expect(!(outer.mcid >= 0 && opened.artifact), "UA-7.1", "an artifact in content");
    }
    open_.push_back(opened);
  }

  void close() {
    if (!report_.expect(!open_.empty(), "A-6.2.2", "EMC without BMC")) return;
    open_.pop_back();
  }

  /// Everything painted is either content of an element or an artifact.
  void paint() {
    bool belongs = false;
    for (const Open& one : open_) {
      if (one.mcid >= 0) marks_[one.mcid].has_content = true;
      belongs = belongs || one.artifact || one.mcid >= 0;
    }
    report_.expect(belongs, "UA-7.1", "something is drawn that is neither tagged nor an artifact");
  }

  void show() {
    paint();
    if (!report_.expect(font_.isDictionary(), "A-6.2.2", "text without a font")) return;
    std::string codes;
    for (QPDFObjectHandle& operand : operands_) {
      if (operand.isString()) codes += operand.getStringValue();
      if (!operand.isArray()) continue;
      for (QPDFObjectHandle& part : operand.aitems()) {
        if (part.isString()) codes += part.getStringValue();
      }
    }
    auto& shown = drawn_.codes[font_.getObjGen()];
    for (std::size_t i = 0; i + 1 < codes.size(); i += 2) {
      const std::uint32_t code =
          static_cast<unsigned char>(codes[i]) * 256U + static_cast<unsigned char>(codes[i + 1]);
      shown.insert(code);
      note_character(code);
    }
    report_.expect(codes.size() % 2 == 0, "A-6.2.11", "half a code of two bytes");
  }

  /// Adds what `code` means to the text of the marked content around it.
  void note_character(std::uint32_t code) {
    const Characters& characters = drawn_.characters.at(font_.getObjGen());
    const auto character = characters.find(code);
    if (character == characters.end() || open_.empty() || open_.back().mcid < 0) return;
    append_utf8(marks_[open_.back().mcid].text, static_cast<char32_t>(character->second));
  }

  void set_font() {
    font_ = check_resource("/Font", "A-6.2.2");
    if (!font_.isDictionary() || !drawn_.fonts.emplace(font_.getObjGen(), font_).second) return;
    drawn_.characters.emplace(font_.getObjGen(),
                              read_to_unicode(data_of(font_.getKey("/ToUnicode")), report_));
  }

  QPDFObjectHandle check_resource(const std::string& kind, const std::string& rule) {
    const std::string name = operands_.empty() ? "" : name_of(operands_.front());
    QPDFObjectHandle all = resources_.getKey(kind);
    if (!report_.expect(all.isDictionary() && all.hasKey(name), rule,
                        kind + " " + name + " is missing"))
      return QPDFObjectHandle::newNull();
    return all.getKey(name);
  }

  void check_picture() {
    QPDFObjectHandle picture = check_resource("/XObject", "A-6.2.2");
    report_.expect(!picture.isStream() || name_of(picture.getDict().getKey("/Subtype")) == "/Image",
                   "A-6.2.9", "something other than an image is drawn");
  }

  void check_colour_space() {
    const std::string name = operands_.empty() ? "" : name_of(operands_.front());
    report_.expect(name != "/DeviceCMYK", "A-6.2.4.3", "the colour space DeviceCMYK");
  }

  QPDFObjectHandle resources_;
  std::map<int, Mark>& marks_;
  Drawn& drawn_;
  Report& report_;
  std::vector<QPDFObjectHandle> operands_;
  std::vector<Open> open_;
  QPDFObjectHandle font_ = QPDFObjectHandle::newNull();
  int depth_ = 0;
  bool in_text_ = false;
};

void check_image(QPDFObjectHandle image, Report& report) {
  QPDFObjectHandle dictionary = image.getDict();
  const std::string space = dictionary.getKey("/ColorSpace").unparseResolved();
  report.expect(space.find("DeviceCMYK") == std::string::npos, "A-6.2.4.3",
                "an image in DeviceCMYK");
  report.expect(!dictionary.hasKey("/Alternates") && !dictionary.hasKey("/OPI"), "A-6.2.8",
                "an image with alternates");
  QPDFObjectHandle depth = dictionary.getKey("/BitsPerComponent");
  static const std::set<long long> depths{1, 2, 4, 8, 16};
  report.expect(depth.isInteger() && depths.count(depth.getIntValue()) == 1, "A-6.2.8",
                "an image with so many bits a component");
  if (dictionary.hasKey("/Intent")) check_intent(name_of(dictionary.getKey("/Intent")), report);
}

void check_annotation(QPDFObjectHandle annotation, Report& report) {
  constexpr int kPrint = 4;
  constexpr int kForbidden = 1 | 2 | 32 | 256;  // invisible, hidden, no view, toggle no view
  report.expect(name_of(annotation.getKey("/Subtype")) == "/Link", "A-6.3.1",
                "an annotation that is no link");
  report.expect(!annotation.hasKey("/AP"), "A-6.3.3", "a link with an appearance of its own");
  QPDFObjectHandle flags = annotation.getKey("/F");
  report.expect(flags.isInteger() && (flags.getIntValue() & kPrint) != 0 &&
                    (flags.getIntValue() & kForbidden) == 0,
                "A-6.3.2", "the flags of an annotation");
  QPDFObjectHandle action = annotation.getKey("/A");
  const std::string kind = action.isDictionary() ? name_of(action.getKey("/S")) : "";
  report.expect(kind.empty() || kind == "/URI" || kind == "/GoTo", "A-6.5.1",
                "an annotation runs " + kind);
  QPDFObjectHandle contents = annotation.getKey("/Contents");
  report.expect(contents.isString() && !contents.getUTF8Value().empty(), "UA-7.18.5",
                "a link does not say where it leads");
  report.expect(annotation.getKey("/StructParent").isInteger(), "UA-7.18.1",
                "an annotation outside of the structure");
}

}  // namespace

Drawn check_contents(QPDF& pdf, Report& report) {
  Drawn drawn;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    QPDFObjectHandle object = page.getObjectHandle();
    drawn.marks.emplace_back();
    Operators operators(page.getAttribute("/Resources", false), drawn.marks.back(), drawn, report);
    page.parseContents(&operators);
    for (auto& [name, image] : page.getImages()) check_image(image, report);
    QPDFObjectHandle annotations = object.getKey("/Annots");
    if (!annotations.isArray()) continue;
    report.expect(name_of(object.getKey("/Tabs")) == "/S", "UA-7.18.3",
                  "a page with annotations without /Tabs /S");
    for (QPDFObjectHandle& annotation : annotations.aitems()) check_annotation(annotation, report);
  }
  report.expect(!drawn.marks.empty(), "PDF", "no page");
  return drawn;
}

}  // namespace enclosure::support::pdf_rules
