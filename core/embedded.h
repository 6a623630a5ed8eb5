#pragma once
// A data file compiled into the program (see cmake/Embed.cmake).

#include <span>
#include <string_view>

namespace enclosure {

/// One file: its path relative to the folder it was taken from, and its bytes. Lives as long as the
/// program; safe to read from every thread.
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

}  // namespace enclosure
