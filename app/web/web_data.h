#pragma once
// The files of app/web as compiled in.

#include <string_view>

namespace enclosure::app::web {

/// The bytes of "mail.css". Throws std::logic_error for a name that is not there: our bug.
[[nodiscard]] std::string_view data_file(std::string_view path);

}  // namespace enclosure::app::web
