#include "app/http/refusal.h"

#include "app/http/console_endpoints.h"
#include "app/http/path.h"

namespace enclosure::app::http {

Response refusal(std::string_view path, int status, std::string_view detail) {
  return is_console_path(path) ? console_refusal(status, detail) : problem(status, detail);
}

}  // namespace enclosure::app::http
