#include "app/check/hazards.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "app/check/embedded_files.h"
#include "app/check/file_type.h"
#include "app/check/findings.h"
#include "app/check/picture.h"
#include "app/check/unpack.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kStreamBomb = "a stream is too large when unpacked";
constexpr std::string_view kEmbeddedBomb = "a file inside of it is too large when unpacked";
constexpr std::string_view kSaveWithout = "print or save it as a new PDF, without";

/// The kinds of actions (ISO 32000-1, table 198) that do more than turn pages and show what is in
/// the file.
struct ActionRule {
  std::string_view kind;
  std::string_view code;
  std::string_view message;
};
constexpr std::array<ActionRule, 11> kActions{{
    {"JavaScript", "FILE-012", "JavaScript"},
    {"Launch", "FILE-013", "an action that starts a program or opens a file"},
    {"SubmitForm", "FILE-014", "an action that sends what was typed somewhere"},
    {"ImportData", "FILE-014", "an action that loads data from a file"},
    {"GoToR", "FILE-015", "an action that opens another file"},
    {"GoToE", "FILE-015", "an action that opens a file inside"},
    {"Rendition", "FILE-020", "an action that plays media, or runs a script"},
    {"RichMediaExecute", "FILE-020", "an action that runs rich media"},
    {"Movie", "FILE-020", "an action that plays a film"},
    {"Sound", "FILE-020", "an action that plays a sound"},
    {"GoTo3DView", "FILE-020", "an action of a 3D scene"},
}};

constexpr std::array<std::string_view, 5> kMediaAnnotations{"RichMedia", "3D", "Screen", "Movie",
                                                            "Sound"};

constexpr std::array<std::string_view, 4> kHarmlessSchemes{"http", "https", "mailto", "tel"};

template <typename Range>
bool holds(const Range& range, std::string_view value) {
  return std::find(range.begin(), range.end(), value) != range.end();
}

/// The scheme of an address in small letters; "" for one without: it is relative to another.
std::string scheme_of(std::string_view address) {
  const auto end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || address[end] != ':') return {};
  return to_lower_ascii(address.substr(0, end));
}

bool is_harmless_link(std::string_view address) {
  const std::string_view trimmed = trim(address);
  if (trimmed.find('\\') != std::string_view::npos || trimmed.starts_with("//")) return false;
  const std::string scheme = scheme_of(trimmed);
  return scheme.empty() || holds(kHarmlessSchemes, scheme);
}

/// A tree of names with something in it.
bool has_names(QPDFObjectHandle tree) {
  const auto is_filled = [&](const char* key) {
    QPDFObjectHandle list = entry(tree, key);
    return list.isArray() && list.getArrayNItems() > 0;
  };
  return is_filled("/Names") || is_filled("/Kids");
}

std::size_t number_of(QPDFObjectHandle dictionary, const char* key, const char* short_key,
                      std::size_t otherwise) {
  QPDFObjectHandle value = dictionary.getKey(key);
  if (value.isNull()) value = dictionary.getKey(short_key);
  if (!value.isInteger()) return otherwise;
  const long long number = value.getIntValue();
  return number < 0 ? 0 : static_cast<std::size_t>(number);
}

bool is_picture(QPDFObjectHandle dictionary) {
  return name_of(dictionary.getKey("/Subtype")) == "Image";
}

}  // namespace

void Hazards::judge(QPDF& pdf) {
  judge_names(pdf.getRoot());
  place_ = "trailer";
  walk(pdf.getTrailer(), true);
  const std::vector<QPDFObjectHandle> objects = pdf.getAllObjects();
  if (!budget_.overspent().empty()) throw BudgetOverspent(budget_.overspent());
  for (const QPDFObjectHandle& object : objects) {
    place_ = pages_.place_of(object, "");
    walk(object, true);
  }
  for (QPDFObjectHandle object : objects) {
    place_ = pages_.place_of(object, "");
    if (object.isStream() && name_of(object.getDict().getKey("/Type")) == "EmbeddedFile")
      judge_embedded(object, "");
  }
}

void Hazards::walk(QPDFObjectHandle value, bool is_top) {
  if (!is_top && value.isIndirect()) return;  // it has its own turn
  if (value.isArray()) {
    for (QPDFObjectHandle item : value.getArrayAsVector()) walk(item, false);
  } else if (value.isDictionary()) {
    judge_dictionary(value);
    for (const std::string& key : value.getKeys()) walk(value.getKey(key), false);
  } else if (value.isStream()) {
    walk(value.getDict(), true);
    judge_stream(value);
  }
}

void Hazards::judge_dictionary(QPDFObjectHandle dictionary) {
  judge_action(dictionary);
  judge_annotation(dictionary);
  if (dictionary.hasKey("/URI")) judge_link(dictionary);
  if (dictionary.getKey("/EF").isDictionary()) judge_files_of(dictionary);
  if (dictionary.hasKey("/XFA") && !dictionary.getKey("/XFA").isNull()) {
    faults_.add("FILE-021", place_, "a dynamic form (XFA), which can run scripts", kSaveWithout);
  }
  const std::string language = text_of(dictionary.getKey("/Lang"));
  if (!language.empty() && language.size() < 40 && languages_.size() < 100)
    languages_.insert(language);
}

void Hazards::judge_action(QPDFObjectHandle dictionary) {
  const std::string kind = name_of(dictionary.getKey("/S"));
  if (kind.empty()) return;
  const auto rule = std::find_if(kActions.begin(), kActions.end(),
                                 [&](const ActionRule& one) { return one.kind == kind; });
  if (rule != kActions.end()) faults_.add(rule->code, place_, rule->message, kSaveWithout);
  if (kind == "Thread" && dictionary.hasKey("/F"))
    faults_.add("FILE-015", place_, "an action that opens another file", kSaveWithout);
}

void Hazards::judge_link(QPDFObjectHandle dictionary) {
  QPDFObjectHandle value = dictionary.getKey("/URI");
  // In the catalog /URI holds what relative addresses are relative to.
  const std::string address = text_of(value.isDictionary() ? entry(value, "/Base") : value);
  if (is_harmless_link(address)) return;
  faults_.add("FILE-016", place_, "a link to " + quoted(address),
              "http, https, mailto and tel are taken: mend the link");
}

void Hazards::judge_annotation(QPDFObjectHandle dictionary) {
  const std::string kind = name_of(dictionary.getKey("/Subtype"));
  if (!dictionary.hasKey("/Rect") || !holds(kMediaAnnotations, kind)) return;
  faults_.add("FILE-020", place_, "media that play when touched: " + kind, kSaveWithout);
}

void Hazards::judge_names(QPDFObjectHandle catalog) {
  if (!has_names(entry(catalog.getKey("/Names"), "/JavaScript"))) return;
  faults_.add("FILE-012", "the document", "JavaScript that runs when it is opened", kSaveWithout);
}

void Hazards::judge_files_of(QPDFObjectHandle specification) {
  std::string name = text_of(specification.getKey("/UF"));
  if (name.empty()) name = text_of(specification.getKey("/F"));
  QPDFObjectHandle files = specification.getKey("/EF");
  for (const std::string& key : files.getKeys()) {
    QPDFObjectHandle stream = files.getKey(key);
    if (stream.isStream()) judge_embedded(stream, name);
  }
}

void Hazards::judge_embedded(QPDFObjectHandle stream, const std::string& name) {
  if (!embedded_.insert(stream.getObjGen()).second) return;
  const std::string file = name.empty() ? "a file" : quoted(name);
  const auto file_bytes =
      unpack(stream, limits_.embedded_bytes, kEmbeddedBomb, limits_.embedded_bytes, budget_);
  if (!file_bytes) {
    faults_.add("FILE-019", place_, file + " inside cannot be looked into", kSaveWithout);
    return;
  }
  const ContentGuess guess = content_of(file_bytes->first);
  const std::string what = file + " inside is " + std::string(guess.name);
  if (guess.content == Content::kExecutable || is_name_of_program(name)) {
    faults_.add(
        "FILE-017", place_,
        guess.content == Content::kExecutable ? what : file + " inside is named as a program",
        kSaveWithout);
  } else if (guess.content == Content::kArchive || ends_as_zip(file_bytes->first)) {
    faults_.add("FILE-018", place_, file + " inside is an archive", kSaveWithout);
  } else if (guess.content == Content::kPdf) {
    faults_.add("FILE-019", place_, what, "enclose it as a document of its own");
  } else if (guess.content == Content::kUnknown) {
    faults_.add("FILE-019", place_, what, kSaveWithout);
  } else if (guess.content == Content::kMarkup &&
             to_lower_ascii(trim(file_bytes->first)).substr(0, 5) != "<?xml") {
    faults_.add("FILE-019", place_, what, kSaveWithout);
  }
}

void Hazards::judge_stream(QPDFObjectHandle stream) {
  QPDFObjectHandle dictionary = stream.getDict();
  if (dictionary.hasKey("/F") && !dictionary.getKey("/F").isNull()) {
    faults_.add("FILE-015", place_, "a stream that stands in another file", kSaveWithout);
    return;
  }
  const std::string type = name_of(dictionary.getKey("/Type"));
  if (type == "XRef" || type == "ObjStm" || type == "EmbeddedFile")
    return;  // read, or judged there
  constexpr std::size_t kHeadOfAPicture = std::size_t{64} << 10U;
  const auto unpacked =
      unpack(stream, most_bytes_of(dictionary), kStreamBomb, kHeadOfAPicture, budget_);
  if (!unpacked) {
    faults_.add("FILE-010", place_, "a stream that cannot be unpacked: it is damaged",
                "get the file again from where it came, or print it as a new PDF");
  } else if (is_picture(dictionary)) {
    judge_picture(dictionary, unpacked->first);
  }
}

void Hazards::judge_picture(QPDFObjectHandle dictionary, const std::string& first_bytes) {
  PictureSize size{number_of(dictionary, "/Width", "/W", 0),
                   number_of(dictionary, "/Height", "/H", 0)};
  if (const auto own = jpeg_size(first_bytes)) {
    size.width_px = std::max(size.width_px, own->width_px);
    size.height_px = std::max(size.height_px, own->height_px);
  }
  if (size.width_px == 0 || size.height_px == 0 || is_showable(size, limits_)) return;
  faults_.add("FILE-022", place_,
              "a picture of " + std::to_string(size.width_px) + " by " +
                  std::to_string(size.height_px) + " pixels",
              "scan or export it with fewer");
}

std::size_t Hazards::most_bytes_of(QPDFObjectHandle dictionary) const {
  // Packed pictures are large when unpacked, and no larger than their pixels.
  if (!is_picture(dictionary)) return limits_.stream_bytes;
  return std::max(limits_.stream_bytes, limits_.picture_bytes);
}

}  // namespace enclosure::app
