#include "app/http/problems.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "app/http/conditional.h"
#include "app/http/query_fields.h"

namespace enclosure::app::http {
namespace {

struct ProblemType {
  std::string_view name;
  int status;
  std::string_view means;
};

constexpr std::array<ProblemType, 3> kTypes{{
    {"insufficient-scope", 403,
     "The key may not do that. The scope that it lacks stands in WWW-Authenticate; scopes of a key "
     "never change, so make another key."},
    {"idempotency-key-reused", 422,
     "The Idempotency-Key was used for another request within a day. Nothing was done: take a new "
     "one for each thing meant."},
    {"request-in-progress", 409,
     "The same request under the same Idempotency-Key is being answered. Ask again in a moment and "
     "get that answer."},
}};

std::string page() {
  std::string entries;
  for (const ProblemType& type : kTypes)
    entries += fmt::format("<dt id=\"{0}\">{0} ({1})</dt>\n<dd>{2}</dd>\n", type.name, type.status,
                           type.means);
  return "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Problems of "
         "the "
         "API</title></head>\n<body>\n<h1>Problems of the API</h1>\n<p>The types of "
         "application/problem+json that say more than their status. The codes of faults are told "
         "in "
         "the program's docs/faults.md.</p>\n<dl>\n" +
         entries + "</dl>\n</body>\n</html>\n";
}

}  // namespace

Response problem_of(std::string_view type, int status, std::string_view detail,
                    const Faults& faults) {
  const bool told = std::any_of(kTypes.begin(), kTypes.end(), [&](const ProblemType& one) {
    return one.name == type && one.status == status;
  });
  if (!told) throw std::logic_error("a type of problem that nobody is told: " + std::string(type));
  return typed_problem(fmt::format("{}#{}", kProblemTypes, type), status, detail, faults);
}

Endpoint problem_types() {
  return without_query({"GET", kProblemTypes, {}, [](const Request& request) {
                          return tagged(request.head, html(200, page()));
                        }});
}

}  // namespace enclosure::app::http
