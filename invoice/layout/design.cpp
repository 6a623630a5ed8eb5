#include "invoice/layout/design.h"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

namespace enclosure::invoice::layout {
namespace {

using Json = nlohmann::json;

constexpr Colour kWhite{0xFF, 0xFF, 0xFF};

constexpr std::array kLengths{
    std::pair{"left", &Design::left},
    std::pair{"right", &Design::right_margin},
    std::pair{"above_title", &Design::above_title},
    std::pair{"above_row", &Design::above_row},
    std::pair{"below_row", &Design::below_row},
    std::pair{"hairline", &Design::hairline_thickness},
    std::pair{"accent", &Design::accent_thickness},
};

constexpr std::array kColours{
    std::pair{"ink", &Design::ink},       std::pair{"muted", &Design::muted},
    std::pair{"accent", &Design::accent}, std::pair{"hairline", &Design::hairline},
    std::pair{"tint", &Design::tint},
};

constexpr std::array kStyles{
    std::pair{"brand", &Design::brand},
    std::pair{"brand_long", &Design::brand_long},
    std::pair{"sender", &Design::sender},
    std::pair{"address", &Design::address},
    std::pair{"address_name", &Design::address_name},
    std::pair{"fact_label", &Design::fact_label},
    std::pair{"fact", &Design::fact},
    std::pair{"fact_strong", &Design::fact_strong},
    std::pair{"title", &Design::title},
    std::pair{"reference", &Design::reference},
    std::pair{"reason", &Design::reason},
    std::pair{"running_head", &Design::running_head},
    std::pair{"running_head_strong", &Design::running_head_strong},
    std::pair{"column_head", &Design::column_head},
    std::pair{"cell", &Design::cell},
    std::pair{"cell_detail", &Design::cell_detail},
    std::pair{"carry", &Design::carry},
    std::pair{"total", &Design::total},
    std::pair{"grand_total", &Design::grand_total},
    std::pair{"due", &Design::due},
    std::pair{"note", &Design::note},
    std::pair{"footer", &Design::footer},
    std::pair{"footer_strong", &Design::footer_strong},
};

constexpr std::array kShows{
    std::pair{"positions", &Design::shows_positions},
    std::pair{"gross", &Design::shows_gross},
    std::pair{"article_numbers", &Design::shows_article_numbers},
};

/// "#1D232B".
std::optional<Colour> colour_in(const Json& value) {
  return value.is_string() ? parse_colour(value.get_ref<const std::string&>()) : std::nullopt;
}

/// Points with up to three places, more than none and within a page.
std::optional<Length> parse_points(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  const double points = value.get<double>();
  if (!(points > 0 && points < 500)) return std::nullopt;
  return static_cast<Length>(std::llround(points * 1000));
}

/// Reads one theme, and notes all that is wrong.
class Reader {
 public:
  Reader(std::string path, Faults& faults) : path_(std::move(path)), faults_(faults) {}

  Design read(const Json& json) {
    Design design;
    members(json, "lengths", kLengths, design, [](const Json& v) { return parse_points(v); });
    members(json, "colours", kColours, design, [](const Json& v) { return colour_in(v); });
    members(json, "shows", kShows, design, [](const Json& v) {
      return v.is_boolean() ? std::optional(v.get<bool>()) : std::nullopt;
    });
    members(json, "styles", kStyles, design, [&](const Json& v) { return style(v, design); });
    for (const auto& [name, style] : kStyles) {
      if (is_in_accent(json, name)) design.in_accent.push_back(style);
    }
    for (const auto& [name, value] : json.items()) {
      if (name != "lengths" && name != "colours" && name != "shows" && name != "styles") {
        note(name, "unknown");
      }
    }
    return design;
  }

 private:
  void note(const std::string& member, const std::string& what) {
    faults_.push_back({"THEME-001", path_ + ": " + member, what,
                       "install the program again, or see invoice/layout/themes/README.md"});
  }

  template <typename Fields, typename Parse>
  void members(const Json& json, const std::string& group, const Fields& fields, Design& design,
               const Parse& parse) {
    const auto found = json.find(group);
    if (found == json.end() || !found->is_object()) return note(group, "missing");
    std::set<std::string> known;
    for (const auto& [name, field] : fields) {
      known.insert(name);
      const auto member = found->find(name);
      const auto value = member == found->end() ? decltype(parse(json)){} : parse(*member);
      if (value) {
        design.*field = *value;
      } else {
        note(group + "." + name, "missing, or not of its kind");
      }
    }
    for (const auto& [name, value] : found->items()) {
      if (!known.contains(name)) note(group + "." + name, "unknown");
    }
  }

  /// [size, leading, colour, "bold"]: sizes in points, the colour by its name.
  static std::optional<Style> style(const Json& value, const Design& design) {
    if (!value.is_array() || value.size() < 3 || value.size() > 4 || !value[2].is_string()) {
      return std::nullopt;
    }
    const auto size = parse_points(value[0]);
    const auto leading = parse_points(value[1]);
    if (!size || !leading || *leading < *size) return std::nullopt;
    const bool bold = value.size() == 4 && value[3] == "bold";
    if (value.size() == 4 && !bold) return std::nullopt;
    for (const auto& [name, colour] : kColours) {
      if (value[2] == name) {
        return Style{bold ? Weight::kBold : Weight::kRegular, *size, *leading, design.*colour};
      }
    }
    return std::nullopt;
  }

  static bool is_in_accent(const Json& json, const char* style) {
    const auto styles = json.find("styles");
    if (styles == json.end() || !styles->is_object()) return false;
    const auto found = styles->find(style);
    return found != styles->end() && found->is_array() && found->size() >= 3 &&
           found->at(2) == "accent";
  }

  std::string path_;
  Faults& faults_;
};

/// White with a touch of `colour`.
Colour tint_of(Colour colour) {
  constexpr int kPercent = 7;
  const auto mixed = [](std::uint8_t part) {
    return static_cast<std::uint8_t>(0xFF - (0xFF - part) * kPercent / 100);
  };
  return {mixed(colour.red), mixed(colour.green), mixed(colour.blue)};
}

/// Puts `accent` in the place of the theme's, and a tint of it in the place of its tint.
void recolour(Design& design, Colour accent) {
  for (const auto style : design.in_accent) (design.*style).colour = accent;
  design.accent = accent;
  if (!(design.tint == kWhite)) design.tint = tint_of(accent);
  if (contrast(accent, design.tint) < kReadableContrast) design.tint = kWhite;
}

}  // namespace

Result<Themes> read_themes(std::span<const EmbeddedFile> files) {
  constexpr std::string_view kEnding = ".json";
  Themes themes;
  Faults faults;
  for (const EmbeddedFile& file : files) {
    if (!file.path.ends_with(kEnding)) continue;
    const std::string name(file.path.substr(0, file.path.size() - kEnding.size()));
    const Json json = Json::parse(file.bytes, nullptr, false);
    if (!json.is_object()) {
      faults.push_back(
          {"THEME-001", std::string(file.path), "no JSON object", "install the program again"});
      continue;
    }
    themes.emplace(name, Reader(std::string(file.path), faults).read(json));
  }
  for (const Theme theme : {Theme::kModern, Theme::kClassic, Theme::kCompact}) {
    if (themes.contains(to_string(theme))) continue;
    faults.push_back({"THEME-001", std::string(to_string(theme)), "the theme is missing",
                      "install the program again"});
  }
  if (!faults.empty()) return faults;
  return themes;
}

Design in_look(const Design& theme, const Look& look) {
  Design design = theme;
  if (look.paper == Paper::kLetter) {
    design.page_width = 612_pt;
    design.page_height = 792_pt;
  }
  if (look.accent) recolour(design, look.accent->colour());
  return design;
}

}  // namespace enclosure::invoice::layout
