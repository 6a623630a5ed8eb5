#pragma once
// The texts of mails: the built-in ones, locales/<tag>/mail/<stage>.txt and .html, and over them
// the seller's own, messages/<tag>/<stage>.txt or .html of the workspace.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/language.h"
#include "core/result.h"
#include "messaging/plan.h"

namespace enclosure::messaging {

/// All mail texts of all languages. Immutable; safe to read from every thread.
class Templates {
 public:
  /// Reads every `<tag>/mail/*.txt|html` of `files`; others are ignored. Faults, with file and
  /// line: TEMPLATE-001 a slot that no message fills, TEMPLATE-002 an unclosed block, TEMPLATE-003
  /// a text without its twin or its subject, or a language without one of the three messages,
  /// TEMPLATE-004 not UTF-8, TEMPLATE-005 HTML beyond p, br, b, strong, ul, li and a (R18).
  static Result<Templates> load(std::span<const EmbeddedFile> files);

  /// These texts with the seller's own over them: `<tag>/<stage>.txt|html`, `<tag>/frame.txt|html`
  /// around them, `<tag>/blocks/<name>.txt|html` to be included ({{> name}}). Where one of .txt and
  /// .html is missing it is made from the other. A language with a fault stays, but nothing is
  /// composed in it: its mails wait for the seller. `files` are needed during the call alone.
  ///
  /// `unreadable` names files that are there and could not be read: faults whose path is that of
  /// the file ("messages/de/review.txt"). What else they hold is not known, so they count like
  /// damaged ones.
  [[nodiscard]] Templates with_own(std::span<const EmbeddedFile> files,
                                   const Faults& unreadable = {}) const;

  /// What is wrong with the seller's own texts, with file, line and column: TEMPLATE-001 to -007,
  /// and the unreadable ones.
  [[nodiscard]] Faults own_faults() const;

  /// Whether the text of `stage` is one of ours, translated and proofread, for `language`.
  [[nodiscard]] bool is_built_in(const LanguageTag& language, Stage stage) const;

  /// Whether there are texts for `language`: for the tag itself or its language without region.
  [[nodiscard]] bool has(const LanguageTag& language) const;

  /// The languages that have texts, sorted.
  [[nodiscard]] std::vector<std::string> languages() const;

  /// The language a message is written in (R19): the buyer's own; where there are no texts for it,
  /// or it is unknown, that of the marketplace or shop; else English. Never a mixture.
  [[nodiscard]] LanguageTag resolve(const std::optional<LanguageTag>& buyer,
                                    const LanguageTag& marketplace) const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Templates(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

}  // namespace enclosure::messaging
