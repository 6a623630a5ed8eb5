#pragma once
// What requests of the API have in common: queries, pages, answers as JSON.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/http/endpoint.h"
#include "app/ports/page.h"
#include "core/date.h"
#include "core/fault.h"
#include "core/result.h"

namespace enclosure::app::api {

/// Reads the query of a request and notes what is wrong with it. Each field that is asked for is a
/// known one; `refusal` turns away the others.
class QueryReader {
 public:
  static constexpr std::size_t kDefaultLimit = 100;
  static constexpr std::size_t kLargestLimit = 500;

  explicit QueryReader(const http::Request& request) : request_(request) {}

  [[nodiscard]] std::optional<std::string> text(std::string_view name);
  [[nodiscard]] std::optional<Instant> instant(std::string_view name);
  [[nodiscard]] std::optional<Date> day(std::string_view name);
  [[nodiscard]] std::optional<bool> flag(std::string_view name);
  [[nodiscard]] std::optional<std::size_t> whole(std::string_view name, std::size_t low,
                                                 std::size_t high);
  /// The members `limit`, and `cursor`: behind which place of the list the page begins.
  [[nodiscard]] PageAt page(Direction direction = Direction::kOldestFirst);

  /// A value that `T::parse` reads.
  template <typename T>
  [[nodiscard]] std::optional<T> parsed(std::string_view name) {
    return read<T>(name, [](const std::string& value) { return T::parse(value); });
  }
  /// A value that `parse` reads.
  template <typename T, typename Parse>
  [[nodiscard]] std::optional<T> read(std::string_view name, const Parse& parse) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    auto result = parse(*value);
    if (result) return *std::move(result);
    note(name, std::move(result).faults());
    return std::nullopt;
  }

  void note(std::string_view name, Faults faults);
  /// 400 with every fault, QUERY-001 for each field that nobody asked for. Nothing when all is
  /// well.
  [[nodiscard]] std::optional<http::Response> refusal() const;

 private:
  const http::Request& request_;
  std::vector<std::string> known_;
  Faults faults_;
};

/// 200 with `json` and an ETag over it; 304 when the client has the same (RFC 9110, 13.1.2).
[[nodiscard]] http::Response resource(const http::Request& request,
                                      const nlohmann::ordered_json& json);
/// 201 with `json` and where it is from now on.
[[nodiscard]] http::Response created(const nlohmann::ordered_json& json,
                                     const std::string& location);
[[nodiscard]] http::Response ok(const nlohmann::ordered_json& json);

/// `response`, when it is one of success, with what `add` puts into its JSON: for what is not to be
/// kept with the answers to requests with an Idempotency-Key.
[[nodiscard]] http::Response with_unkept(http::Response response,
                                         const std::function<void(nlohmann::ordered_json&)>& add);

/// One page of a list: `{"<name>": rows, "next": address or null}`, and the same as
/// `Link: <…>; rel="next"`. `behind` is the position of the last row; none: that was all.
[[nodiscard]] http::Response page(const http::Request& request, std::string_view name,
                                  nlohmann::ordered_json rows, std::optional<std::int64_t> behind);
/// The same of `listed`, each row as `to_json` says it.
template <typename Row, typename ToJson>
[[nodiscard]] http::Response page(const http::Request& request, std::string_view name,
                                  const PageOf<Row>& listed, const ToJson& to_json) {
  auto rows = nlohmann::ordered_json::array();
  for (const Row& row : listed.rows) rows.push_back(to_json(row));
  return page(request, name, std::move(rows),
              listed.more ? std::optional(listed.rows.back().position) : std::nullopt);
}

/// 422 with the faults; 404 or 409 where the first of them says that something is not there, or
/// that its state forbids it.
[[nodiscard]] http::Response refused(const Faults& faults);

[[nodiscard]] nlohmann::ordered_json instant_or_null(const std::optional<Instant>& at);

/// `text` as a segment of an address.
[[nodiscard]] std::string segment(std::string_view text);

}  // namespace enclosure::app::api
