#pragma once
// Fields of a form with their label, hint and fault tied to them. For app/web only.

#include <cstddef>
#include <string>
#include <string_view>

#include "app/web/buyer_view.h"
#include "app/web/page_speech.h"

namespace enclosure::app::web {

/// What a label says behind its name, and whether the browser sends an empty field.
enum class Need {
  kOptional,
  kRequired,
  kDepends,  ///< on other fields, which the server compares: nothing is said, all is sent
};

/// One field. Its id is `field_id(name)`; ids of hint and fault follow from it.
struct FormField {
  std::string_view name;   ///< as it is sent, and the key of its label unless `label` is given
  std::string_view label;  ///< key of the label's words; empty: `name`
  std::string value;       ///< as text
  Need need = Need::kOptional;
  std::string_view autocomplete;  ///< tokens of HTML: "organization"
  std::size_t max_length = kLongestBuyerText;
  std::string hint;   ///< HTML; or empty
  std::string fault;  ///< HTML; or empty
  std::string more;   ///< further attributes, as HTML
};

/// A line of text.
[[nodiscard]] std::string text_field(const PageSpeech& speech, const FormField& field);
/// A choice among `options`, which are HTML.
[[nodiscard]] std::string choice_field(const PageSpeech& speech, const FormField& field,
                                       const std::string& options);

}  // namespace enclosure::app::web
