#include "app/http/query_fields.h"

#include <algorithm>
#include <utility>

#include "core/text.h"

namespace enclosure::app::http {

Faults unknown_fields(const Form& query, const std::vector<std::string>& known) {
  Faults faults;
  for (const auto& [name, value] : query.fields()) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    faults.push_back({"QUERY-001", is_visible_ascii(name) ? name : "",
                      "no field of the query has that name",
                      all.empty() ? "the address takes no query" : "there are " + all});
  }
  return faults;
}

std::optional<Response> refused_query(const Faults& faults) {
  if (faults.empty()) return std::nullopt;
  return problem(400, "the query cannot be read; see faults", faults);
}

Endpoint without_query(Endpoint endpoint) {
  endpoint.answer = [work = std::move(endpoint.answer)](const Request& request) {
    auto no = refused_query(unknown_fields(request.query, {}));
    return no ? *std::move(no) : work(request);
  };
  return endpoint;
}

}  // namespace enclosure::app::http
