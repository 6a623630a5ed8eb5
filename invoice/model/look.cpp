#include "invoice/model/look.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace enclosure::invoice {
namespace {

constexpr Colour kWhite{0xFF, 0xFF, 0xFF};
constexpr std::array<std::string_view, 3> kThemes{"modern", "classic", "compact"};
constexpr std::array<std::string_view, 2> kPapers{"a4", "letter"};

std::optional<std::uint8_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  return std::nullopt;
}

/// WCAG 2.2, relative luminance.
double luminance(Colour colour) {
  const auto linear = [](std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/// Which of `names` it is.
template <typename Value, std::size_t kCount>
std::optional<Value> named(const std::array<std::string_view, kCount>& names,
                           std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<Value>(found - names.begin());
}

std::string quoted(std::string_view text) {
  return "\"" + std::string(text.substr(0, 40)) + "\"";
}

/// "4.4", never more than it is.
std::string one_place(double ratio) {
  const int tenths = static_cast<int>(ratio * 10);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  if (text.size() != 7 || text.front() != '#') return std::nullopt;
  std::array<std::uint8_t, 3> channels{};
  for (std::size_t i = 0; i < channels.size(); ++i) {
    const auto high = hex_digit(text[2 * i + 1]);
    const auto low = hex_digit(text[2 * i + 2]);
    if (!high || !low) return std::nullopt;
    channels[i] = static_cast<std::uint8_t>(*high * 16 + *low);
  }
  return Colour{channels[0], channels[1], channels[2]};
}

std::string to_string(Colour colour) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "#";
  for (const std::uint8_t channel : {colour.red, colour.green, colour.blue}) {
    text += kDigits[channel >> 4U];
    text += kDigits[channel & 15U];
  }
  return text;
}

double contrast(Colour a, Colour b) {
  const auto [darker, brighter] = std::minmax({luminance(a), luminance(b)});
  return (brighter + 0.05) / (darker + 0.05);
}

Result<Accent> Accent::parse(std::string_view text) {
  const auto colour = parse_colour(text);
  if (!colour) {
    return Fault{"LOOK-001", "", "not a colour: " + quoted(text), "write it like #1F4E79"};
  }
  const double ratio = contrast(*colour, kWhite);
  if (ratio < kReadableContrast) {
    return Fault{"LOOK-002", "",
                 quoted(text) + " cannot be read on white paper: its contrast is " +
                     one_place(ratio) + " to 1, not 4.5 to 1 (WCAG 2.2, 1.4.3)",
                 "use a darker colour"};
  }
  Accent accent;
  accent.colour_ = *colour;
  return accent;
}

std::string_view to_string(Theme theme) {
  return kThemes.at(static_cast<std::size_t>(theme));
}

Result<Theme> parse_theme(std::string_view text) {
  if (const auto theme = named<Theme>(kThemes, text)) return *theme;
  return Fault{"LOOK-003", "", "there is no theme " + quoted(text),
               "use modern, classic or compact"};
}

std::string_view to_string(Paper paper) {
  return kPapers.at(static_cast<std::size_t>(paper));
}

Result<Paper> parse_paper(std::string_view text) {
  if (const auto paper = named<Paper>(kPapers, text)) return *paper;
  return Fault{"LOOK-004", "", "there is no paper " + quoted(text), "use a4 or letter"};
}

}  // namespace enclosure::invoice
