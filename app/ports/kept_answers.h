#pragma once
// The part of the store that remembers what a request with an Idempotency-Key was answered, so that
// the same request once more gets the same answer and does nothing
// (draft-ietf-httpapi-idempotency-key-header).

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/date.h"

namespace enclosure::app {

/// Whose request it was.
struct RequestKey {
  std::string api_key;  ///< the id of the bearer key
  std::string route;    ///< "POST /api/v1/invoices/{number}/credit-notes"
  std::string key;      ///< as the client sent it

  friend auto operator<=>(const RequestKey&, const RequestKey&) = default;
};

/// What was answered.
struct KeptAnswer {
  std::string fingerprint;  ///< SHA-256 of the request: path, query and body
  Instant answered_at{};
  int status = 200;
  std::string headers;  ///< lines of "name: value"
  std::string body;

  friend bool operator==(const KeptAnswer&, const KeptAnswer&) = default;
};

/// The part of a transaction that keeps them.
struct KeptAnswerTransaction {
  virtual ~KeptAnswerTransaction() = default;

  /// The answer to that request, unless it was given before `since`.
  virtual std::optional<KeptAnswer> kept_answer(const RequestKey& request, Instant since) = 0;
  /// Keeps an answer in the place of an older one, and forgets those that were given before
  /// `since`.
  virtual void keep_answer(const RequestKey& request, const KeptAnswer& answer, Instant since) = 0;
};

}  // namespace enclosure::app
