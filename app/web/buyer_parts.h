#pragma once
// The parts of the buyer's page, top to bottom. For buyer_page.cpp and its neighbours only.

#include <string>
#include <string_view>

#include "app/web/buyer_view.h"
#include "app/web/page_speech.h"

namespace enclosure::app::web {

/// What every part looks at.
struct PartContext {
  const BuyerPage& page;
  const PageSpeech& speech;
  std::string base;  ///< the way to /i/{token} from where the page is served, percent-encoded
};

/// What was just done, or why nothing was; no heading where there is nothing to tell.
struct Notice {
  std::string_view heading;  ///< key of its words; empty: none
  std::string_view text;     ///< key; empty: the part tells itself
  bool is_error = false;
};
[[nodiscard]] Notice notice_of(const BuyerDetailsPanel& panel);

/// The heading of the notice as plain HTML text; empty: none.
[[nodiscard]] std::string notice_heading(const PartContext& context);
[[nodiscard]] std::string notice_part(const PartContext& context);
/// The documents, or why there are none; while they are locked the question that opens them.
[[nodiscard]] std::string documents_part(const PartContext& context);
/// Which form belongs to what the page shows.
enum class ShownForm { kNone, kUnlock, kDetails };
[[nodiscard]] ShownForm form_of(const BuyerDetailsPanel& panel);
/// The second factor: the post code of the delivery, or its town where there are no post codes. It
/// is sent as `postcode` in either case. A page has it once: with the documents while these are
/// locked, else in `details_part`.
[[nodiscard]] std::string unlock_form(const PartContext& context);
/// The invoice for a company: the forms, or why there is none. Empty where the notice says it all.
[[nodiscard]] std::string details_part(const PartContext& context);
[[nodiscard]] std::string products_part(const PartContext& context);
[[nodiscard]] std::string contact_part(const PartContext& context);

/// When VIES refused the number, and whether it may be asked again; empty: nothing to tell.
[[nodiscard]] std::string number_asked(const PartContext& context);

/// `<section>` with its heading; `heading` and `content` are HTML. Empty for no content.
[[nodiscard]] std::string section(std::string_view id, const std::string& heading,
                                  const std::string& content);
/// `<time>`, or the words alone while the day is not known by number.
[[nodiscard]] std::string time_element(std::string_view words, std::string_view day);
/// ` lang="fr"` for a part in another language than the page's.
[[nodiscard]] std::string lang_attribute(const LanguageTag& part, const LanguageTag& page);
/// The id of the input of a field: "field-vat_id".
[[nodiscard]] std::string field_id(std::string_view field);
/// The key of the sentence for a fault of a field: "fault_required"; a general one where `key` is
/// not known.
[[nodiscard]] std::string fault_words(const PageSpeech& speech, std::string_view key);
/// Whether one of the forms has the field, so that a link can lead there.
[[nodiscard]] bool is_field(std::string_view field);

}  // namespace enclosure::app::web
