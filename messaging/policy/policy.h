#pragma once
// The policy as data: rules with their sources, modes, words of each language, advice.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/embedded.h"
#include "core/order.h"
#include "core/result.h"

namespace enclosure::messaging::policy {

/// What the seller chose for a channel; the own shop has a mode of its own.
enum class Mode { kStrict, kRelaxed };

/// What a mode makes of a rule.
enum class Severity { kOff, kWarn, kRefuse };

/// One rule of the policy.
struct Rule {
  std::string id;
  std::string name;    ///< "conditional-review"
  std::string reason;  ///< why a breach of it is refused, a sentence
  std::string since;   ///< the day from which it is held, "2021-01-01"
  std::vector<std::string> sources;
  Severity strict = Severity::kRefuse;
  Severity relaxed = Severity::kRefuse;
  Severity shop = Severity::kRefuse;
};

/// Everything the checker knows. Immutable; safe to read from every thread.
class Policy {
 public:
  /// Reads `rules.json`, `letters.json`, `languages.json`, `words/<tag>.json`, `advice/<tag>.json`.
  /// Faults: POLICY-001 no JSON or a member of the wrong kind, POLICY-002 a pattern that cannot be
  /// read, or that names a concept which does not exist, POLICY-003 a file or rule is missing.
  static Result<Policy> load(std::span<const EmbeddedFile> files);

  [[nodiscard]] const std::vector<Rule>& rules() const;
  [[nodiscard]] const Rule* find(std::string_view id) const;
  /// The languages with full rules, sorted.
  [[nodiscard]] std::vector<std::string> languages() const;

  struct Data;
  [[nodiscard]] const Data& data() const { return *data_; }

 private:
  explicit Policy(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  std::shared_ptr<const Data> data_;
};

/// What `rule` does for an order of this channel.
[[nodiscard]] Severity severity_of(const Rule& rule, Channel channel, Fulfilment fulfilment,
                                   Mode mode);

/// POLICY-010 where a seller asks for `relaxed` on orders that Amazon fulfils; else nothing.
[[nodiscard]] std::optional<Fault> mode_fault(Mode mode, Fulfilment fulfilment);

}  // namespace enclosure::messaging::policy
