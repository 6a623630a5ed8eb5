#pragma once
// What SQLite answers, as Poco's exceptions.

#include <string>

namespace enclosure::app {

/// Throws for a result code of SQLite what Poco throws for its own statements.
[[noreturn]] void throw_for(int code, const std::string& what);

}  // namespace enclosure::app
