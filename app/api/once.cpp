#include "app/api/once.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/flow/within.h"
#include "app/http/problems.h"
#include "app/store/files.h"

namespace enclosure::app::api {
namespace {

using http::Request;
using http::Response;

/// What makes two requests the same: path, query and body.
std::string fingerprint_of(const Request& request) {
  return sha256_hex(request.head.path + "?" + request.head.query + "\n" + sha256_hex(request.body));
}

Response key_of_another_request() {
  return http::problem_of("idempotency-key-reused", 422,
                          "this Idempotency-Key was used for another request; take a new one");
}

Response replayed(const KeptAnswer& kept) {
  Response response;
  response.status = kept.status;
  std::string_view lines = kept.headers;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    const std::size_t colon = line.find(": ");
    response.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
  response.headers.emplace_back("Idempotency-Replayed", "true");
  response.body = kept.body;
  return response;
}

bool is_success(const Response& response) {
  return response.status >= 200 && response.status < 300;
}

KeptAnswer kept_form(const Response& response, std::string fingerprint, Instant now) {
  KeptAnswer kept{std::move(fingerprint), now, response.status, "", response.body};
  for (const auto& [name, value] : response.headers) kept.headers += name + ": " + value + "\n";
  return kept;
}

std::optional<Response> answer_of_before(const RequestKey& key, const std::string& fingerprint,
                                         StoreTransaction& tx, Instant now) {
  const auto kept = tx.kept_answer(key, now - Once::kKeptFor);
  if (!kept) return std::nullopt;
  return kept->fingerprint == fingerprint ? replayed(*kept) : key_of_another_request();
}

}  // namespace

/// The right to answer one request; another one like it is told to wait meanwhile.
class Once::Turn {
 public:
  Turn(Once& once, RequestKey key) : once_(once), key_(std::move(key)) {
    const std::scoped_lock lock(once_.mutex_);
    mine_ = once_.at_work_.insert(key_).second;
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (!mine_) return;
    const std::scoped_lock lock(once_.mutex_);
    once_.at_work_.erase(key_);
  }

  [[nodiscard]] const RequestKey& key() const { return key_; }

  /// Nothing when the turn is ours.
  [[nodiscard]] std::optional<Response> refusal() const {
    if (mine_) return std::nullopt;
    Response response = http::problem_of(
        "request-in-progress", 409, "the same request is being answered; ask again in a moment");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }

 private:
  Once& once_;
  RequestKey key_;
  bool mine_ = false;
};

namespace {

/// A body may come long after its head: a key that was revoked meanwhile does no more.
Response key_is_gone() {
  Response response = http::problem(401, "this key is not known");
  response.headers.emplace_back("WWW-Authenticate",
                                R"(Bearer realm="enclosure", error="invalid_token")");
  return response;
}

}  // namespace

http::Response Once::joined(std::string_view route, const ApiKey& key, const Request& request,
                            const std::function<Response(Store&)>& work) {
  if (key.id.empty()) return key_is_gone();
  const auto sent = request.head.field("idempotency-key");
  if (!sent) return work(store_);
  const Turn turn(*this, {key.id, std::string(route), std::string(*sent)});
  if (auto no = turn.refusal()) return *std::move(no);
  const std::string fingerprint = fingerprint_of(request);
  const Instant now = clock_();
  Response response;
  store_.write([&](StoreTransaction& tx) {
    if (auto before = answer_of_before(turn.key(), fingerprint, tx, now)) {
      response = *std::move(before);
      return;
    }
    WithinTransaction within(tx);
    response = work(within);
    if (is_success(response))
      tx.keep_answer(turn.key(), kept_form(response, fingerprint, now), now - kKeptFor);
  });
  return response;
}

http::Response Once::harmless(std::string_view route, const ApiKey& key, const Request& request,
                              const std::function<Response()>& work) {
  if (key.id.empty()) return key_is_gone();
  const auto sent = request.head.field("idempotency-key");
  if (!sent) return work();
  const Turn turn(*this, {key.id, std::string(route), std::string(*sent)});
  if (auto no = turn.refusal()) return *std::move(no);
  const std::string fingerprint = fingerprint_of(request);
  const Instant now = clock_();
  auto before = store_.read<std::optional<Response>>(
      [&](StoreTransaction& tx) { return answer_of_before(turn.key(), fingerprint, tx, now); });
  if (before) return *std::move(before);
  Response response = work();
  if (is_success(response)) {
    store_.write([&](StoreTransaction& tx) {
      tx.keep_answer(turn.key(), kept_form(response, fingerprint, now), now - kKeptFor);
    });
  }
  return response;
}

}  // namespace enclosure::app::api
