#pragma once
// Idempotency-Key: the same request once more gets the same answer and does nothing
// (draft-ietf-httpapi-idempotency-key-header; docs/decisions/0161-idempotency.md).

#include <chrono>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

#include "app/http/endpoint.h"
#include "app/ports/api_keys.h"
#include "app/ports/store.h"

namespace enclosure::app::api {

/// Answers requests with an Idempotency-Key once. Answers of success are kept for a day, by bearer
/// key, route and Idempotency-Key; one that changed nothing (4xx, 5xx) is not kept, so the same key
/// may be used again for the mended request. Safe for several threads and processes.
class Once {
 public:
  static constexpr std::chrono::hours kKeptFor{24};

  Once(Store& store, std::function<Instant()> clock) : store_(store), clock_(std::move(clock)) {}
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;

  /// Runs `work` unless the request was answered before: then gives that answer, with
  /// `Idempotency-Replayed: true`. Another request under the same key: 422; the same one while it
  /// is being answered: 409. Without an Idempotency-Key `work` is all there is.
  ///
  /// `work` gets a store that is one transaction with the kept answer: what it did and what was
  /// answered are on the disk together or not at all. It must not wait for the net.
  http::Response joined(std::string_view route, const ApiKey& key, const http::Request& request,
                        const std::function<http::Response(Store&)>& work);

  /// The same for work that is harmless to do twice and may take long, such as an import: its
  /// answer is kept after it.
  http::Response harmless(std::string_view route, const ApiKey& key, const http::Request& request,
                          const std::function<http::Response()>& work);

 private:
  class Turn;

  Store& store_;
  std::function<Instant()> clock_;
  std::mutex mutex_;
  std::set<RequestKey> at_work_;
};

}  // namespace enclosure::app::api
