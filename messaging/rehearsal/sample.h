#pragma once
// Messages of a made-up order: what a text looks like, and what the policy says to it, before the
// first order comes.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "messaging/compose.h"
#include "messaging/policy/check.h"

namespace enclosure::messaging {

/// Who may send a message: the policy differs between the three.
enum class SampleChannel { kFba, kFbm, kShop };
inline constexpr SampleChannel kSampleChannels[] = {SampleChannel::kFba, SampleChannel::kFbm,
                                                    SampleChannel::kShop};
/// "Amazon FBA", "Amazon FBM", "own shop".
[[nodiscard]] std::string_view to_string(SampleChannel channel);

/// How the made-up order looks. Every shape of a text shows in one of them.
enum class SampleShape {
  kRich,   ///< two products, manuals, a driver, an invoice link beside the invoice
  kSpare,  ///< one product, no name of the buyer, the invoice alone
};

/// A message of a made-up order with what the policy has to know about it. Only `.example` hosts
/// and Amazon's review pages; the files are stand-ins.
struct SampleMessage {
  MessageContent content;
  std::vector<std::string> attachments;  ///< kinds: "invoice", "manual"
  policy::PolicyContext context;
};

/// The sample for a stage. `brand` is how the seller calls itself; empty: "Nordlicht". A request
/// stands in stage 2 and, on Amazon, in stage 3 as well, as if the seller had moved it there; in
/// the own shop it does so where `shop_asks_later`.
[[nodiscard]] SampleMessage sample_message(Stage stage, SampleChannel channel, SampleShape shape,
                                           const LanguageTag& language, std::string_view brand = {},
                                           bool shop_asks_later = false);

/// A sample as it would go out, and what the policy says to it.
struct Rehearsal {
  ComposedMessage message;
  policy::Verdict verdict;
};

/// Composes the sample and judges it as `channel` would send it. Faults: those of `compose`.
[[nodiscard]] Result<Rehearsal> rehearse(const SampleMessage& sample, const Templates& templates,
                                         const policy::Policy& policy);

}  // namespace enclosure::messaging
