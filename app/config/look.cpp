#include "app/config/look.h"

namespace enclosure::app {
namespace {

/// The member as `parse` reads it; `otherwise` where it is absent or wrong.
template <typename T, typename Parse>
T read_as(const Reader& section, std::string_view name, Parse parse, T otherwise) {
  if (!section.has(name)) return otherwise;
  return section.log().take(parse(section.text(name)), section.path_of(name)).value_or(otherwise);
}

void read_qr(const Reader& section, LookConfig& config) {
  if (!section.has("qr")) return;
  config.look.payment_code = false;
  for (const std::string& code : section.texts("qr")) {
    if (code == "payment") {
      config.look.payment_code = true;
    } else if (code == "link") {
      config.link_code = true;
    } else {
      section.fault("CONFIG-004", "qr", "there is no such QR code: \"" + code + "\"",
                    "list payment, link, both or none of them");
    }
  }
}

}  // namespace

LookConfig read_look_config(const Reader& section) {
  LookConfig config;
  invoice::Look& look = config.look;
  look.theme = read_as(section, "theme", invoice::parse_theme, look.theme);
  look.paper = read_as(section, "paper", invoice::parse_paper, look.paper);
  look.accent = section.parsed<invoice::Accent>("accent");
  look.second_language = section.parsed<LanguageTag>("second_language");
  read_qr(section, config);
  return config;
}

}  // namespace enclosure::app
