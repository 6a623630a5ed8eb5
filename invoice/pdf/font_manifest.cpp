#include "invoice/pdf/font_manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "core/hex.h"
#include "invoice/pdf/digest.h"

namespace enclosure::invoice::pdf {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kManifest = "manifest.json";
constexpr char32_t kLastOfPlane = 0xFFFF;  // a face has no others

/// "20AC" as a number: four to six upper case digits.
std::optional<char32_t> parse_code_point(std::string_view text) {
  if (text.size() < 4 || text.size() > 6) return std::nullopt;
  char32_t value = 0;
  for (const char c : text) {
    const auto digit = std::string_view("0123456789ABCDEF").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4U | static_cast<char32_t>(digit);
  }
  return value <= 0x10FFFF ? std::optional(value) : std::nullopt;
}

/// "0020-007E", or "018F" alone.
std::optional<FontManifest::Range> parse_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_code_point(text.substr(0, dash));
  const auto last =
      dash == std::string_view::npos ? first : parse_code_point(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return FontManifest::Range{*first, *last};
}

/// Reads the manifest and notes all that is wrong.
class Reader {
 public:
  explicit Reader(const Json& root) : root_(root) {}

  Result<FontManifest> read() {
    manifest_.version = text(root_, "version", "version");
    each("fonts", [&](const Json& one, const std::string& path) { read_file(one, path); });
    each("code_points", [&](const Json& one, const std::string& path) { read_range(one, path); });
    if (!faults_.empty()) return std::move(faults_);
    return std::move(manifest_);
  }

 private:
  void fault(const std::string& path, const std::string& what) {
    faults_.push_back({"FONT-002", std::string(kManifest) + ": " + path, what,
                       "install the program again, or make the fonts anew with "
                       "fonts/make-eu-subset.sh"});
  }

  template <typename Read>
  void each(const std::string& name, const Read& read) {
    const auto found = root_.find(name);
    if (found == root_.end() || !found->is_array() || found->empty()) {
      return fault(name, "is not a list with something in it");
    }
    for (std::size_t i = 0; i < found->size(); ++i) {
      const std::string path = name + "[" + std::to_string(i) + "]";
      if ((*found)[i].is_object()) {
        read((*found)[i], path);
      } else {
        fault(path, "is no object");
      }
    }
  }

  std::string text(const Json& object, const char* name, const std::string& path) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_string() && *found != "") return *found;
    fault(path, "is not a text");
    return {};
  }

  std::size_t number(const Json& object, const char* name, const std::string& path,
                     std::size_t most) {
    const auto found = object.find(name);
    if (found != object.end() && found->is_number_unsigned() && *found <= most) return *found;
    fault(path, "is not a whole number up to " + std::to_string(most));
    return 0;
  }

  void read_file(const Json& json, const std::string& path) {
    constexpr std::size_t kMostBytes = std::size_t{1} << 30U;
    FontManifest::File file;
    file.name = text(json, "file", path + ".file");
    file.weight = static_cast<int>(number(json, "weight", path + ".weight", 1000));
    file.bytes = number(json, "bytes", path + ".bytes", kMostBytes);
    file.sha256 = text(json, "sha256", path + ".sha256");
    if (file.sha256.size() != 64 ||
        file.sha256.find_first_not_of("0123456789abcdef") != std::string::npos) {
      fault(path + ".sha256", "is not the 64 hexadecimal digits of a SHA-256");
    }
    manifest_.files.push_back(std::move(file));
  }

  void read_range(const Json& json, const std::string& path) {
    const std::string written = text(json, "range", path + ".range");
    const auto range = parse_range(written);
    if (!range) return fault(path + ".range", "is no range of code points: 0020-007E");
    if (!manifest_.characters.empty() && range->first <= manifest_.characters.back().last) {
      return fault(path + ".range", "is not behind the one before it");
    }
    manifest_.characters.push_back(*range);
  }

  const Json& root_;
  FontManifest manifest_;
  Faults faults_;
};

Fault other_font(std::string path, std::string what) {
  return {"FONT-003", std::move(path), std::move(what),
          "install the program again, or make the fonts anew with fonts/make-eu-subset.sh"};
}

std::string sha256(std::string_view bytes) {
  Sha256 digest;
  digest.update(bytes);
  return to_hex(digest.finish());
}

Faults check_files(const FontManifest& manifest, std::span<const EmbeddedFile> files) {
  Faults faults;
  for (const FontManifest::File& promised : manifest.files) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& one) {
      return one.path == promised.name;
    });
    if (file == files.end()) {
      faults.push_back(other_font(promised.name, "the file is missing"));
    } else if (file->bytes.size() != promised.bytes || sha256(file->bytes) != promised.sha256) {
      faults.push_back(other_font(promised.name, "its bytes are not those of the manifest"));
    }
  }
  for (const EmbeddedFile& file : files) {
    const bool is_named =
        std::any_of(manifest.files.begin(), manifest.files.end(),
                    [&](const FontManifest::File& promised) { return promised.name == file.path; });
    if (file.path.ends_with(".ttf") && !is_named) {
      faults.push_back(other_font(std::string(file.path), "the manifest does not name it"));
    }
  }
  return faults;
}

Faults check_characters(const FontManifest& manifest, const layout::FontFace& face) {
  Faults faults;
  bool lacks = false;
  bool exceeds = false;
  for (char32_t c = 0; c <= kLastOfPlane; ++c) {
    const bool is_there = face.glyph(c) != layout::kNoGlyph;
    if (is_there == manifest.has(c)) continue;
    bool& told = is_there ? exceeds : lacks;  // the first one of a kind is enough
    if (std::exchange(told, true)) continue;
    faults.push_back(other_font(face.post_script_name(), (is_there ? "it has " : "it lacks ") +
                                                             layout::describe_character(c) +
                                                             ", unlike the manifest"));
  }
  return faults;
}

Faults check_face(const FontManifest& manifest, const layout::FontFace& face) {
  Faults faults;
  if (face.version() != "Version " + manifest.version) {
    faults.push_back(other_font(
        face.post_script_name(),
        "it is \"" + face.version() + "\", the manifest tells of version " + manifest.version));
  }
  const int weight = face.metrics().weight;
  if (std::none_of(manifest.files.begin(), manifest.files.end(),
                   [&](const FontManifest::File& file) { return file.weight == weight; })) {
    faults.push_back(other_font(face.post_script_name(),
                                "the manifest has no face of weight " + std::to_string(weight)));
  }
  append(faults, check_characters(manifest, face));
  return faults;
}

}  // namespace

bool FontManifest::has(char32_t character) const {
  const auto after =
      std::upper_bound(characters.begin(), characters.end(), character,
                       [](char32_t c, const Range& range) { return c < range.first; });
  return after != characters.begin() && character <= (after - 1)->last;
}

Result<FontManifest> read_font_manifest(std::string_view json) {
  const Json root = Json::parse(json, nullptr, false);
  if (!root.is_object()) {
    return Fault{"FONT-002", std::string(kManifest), "no JSON object", "install the program again"};
  }
  return Reader(root).read();
}

Faults check_fonts(std::span<const EmbeddedFile> files,
                   std::array<const layout::FontFace*, 2> faces) {
  const auto file = std::find_if(files.begin(), files.end(),
                                 [](const EmbeddedFile& one) { return one.path == kManifest; });
  const auto manifest = read_font_manifest(file == files.end() ? std::string_view() : file->bytes);
  if (!manifest) return manifest.faults();
  Faults faults = check_files(*manifest, files);
  for (const layout::FontFace* face : faces) append(faults, check_face(*manifest, *face));
  return faults;
}

}  // namespace enclosure::invoice::pdf
