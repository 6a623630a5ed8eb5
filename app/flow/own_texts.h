#pragma once
// The seller's own mail texts: the folder messages/ of the workspace.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/shop.h"
#include "messaging/policy/check.h"
#include "messaging/rehearsal/sample.h"

namespace enclosure::app {

/// `built_in` with what `messages/` of the workspace holds over it. Files larger than 100 KiB, more
/// than 500 of them, links that lead elsewhere are faults of the text (TEMPLATE-003), not of the
/// shop: mails in that language wait, everything else goes on.
[[nodiscard]] messaging::Templates own_texts_over(const messaging::Templates& built_in,
                                                  const std::filesystem::path& workspace);

/// Their files, sorted; 500 at most.
[[nodiscard]] std::vector<std::filesystem::path> own_text_files(
    const std::filesystem::path& workspace);

/// What the rules for messages say to a text where a channel would send it, in all its shapes.
struct CheckedText {
  LanguageTag language;
  messaging::Stage stage = messaging::Stage::kDocuments;
  messaging::SampleChannel channel = messaging::SampleChannel::kShop;
  bool is_built_in = false;
  messaging::policy::Outcome outcome = messaging::policy::Outcome::kAllow;
  std::vector<messaging::policy::Finding> findings;  ///< each once
  Faults faults;                                     ///< it cannot even be filled
};

/// Fills every text with samples and judges it for each channel. Only the seller's own, unless
/// `built_in`, too; only of `language`, where given.
[[nodiscard]] std::vector<CheckedText> check_texts(const Shop& shop, bool built_in,
                                                   const std::optional<LanguageTag>& language);

/// All that is wrong with the seller's own texts: those of `Templates::own_faults`, and
/// TEMPLATE-008 for one that the rules refuse on a channel.
[[nodiscard]] Faults faults_of_own_texts(const Shop& shop);

}  // namespace enclosure::app
