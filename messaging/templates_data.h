#pragma once
// Inside of `Templates`: the parsed texts of each language.

#include <array>
#include <map>
#include <string>
#include <string_view>

#include "messaging/plan.h"
#include "messaging/template_text.h"
#include "messaging/templates.h"

namespace enclosure::messaging {

/// The files of the three stages: "documents.txt", "documents.html", …
inline constexpr std::array<std::string_view, 3> kStageNames = {"documents", "review", "check_up"};

[[nodiscard]] inline std::size_t index_of(Stage stage) {
  return static_cast<std::size_t>(stage) - 1;
}

struct MailText {
  TemplateText subject;
  TemplateText text;
  TemplateText html;
  bool is_built_in = true;  ///< else the seller's own
};

struct Templates::Data {
  std::map<std::string, std::array<MailText, 3>, std::less<>> languages;

  /// Why the seller's own texts of a language cannot be used: mails in it wait.
  std::map<std::string, Faults, std::less<>> broken;

  /// Those of `language`, or null.
  [[nodiscard]] const Faults* find_broken(const LanguageTag& language) const {
    auto found = broken.find(language.to_string());
    if (found == broken.end()) found = broken.find(language.language());
    return found == broken.end() ? nullptr : &found->second;
  }

  /// The texts for `language`, or null.
  [[nodiscard]] const std::array<MailText, 3>* find(const LanguageTag& language) const {
    auto found = languages.find(language.to_string());
    if (found == languages.end()) found = languages.find(language.language());
    return found == languages.end() ? nullptr : &found->second;
  }
};

}  // namespace enclosure::messaging
