#pragma once
// What the store gives back was written by this program.

#include <string>
#include <utility>

#include "app/errors.h"
#include "core/result.h"

namespace enclosure::app {

/// A value that this program wrote itself; that it cannot be read again means that the file was
/// tampered with. Throws WorldError.
template <typename T>
T trusted(Result<T> result, const char* what) {
  if (result) return *std::move(result);
  throw WorldError(
      kExitUnavailable,
      std::string("the store holds a damaged ") + what + ": " + result.faults().front().message,
      "restore enclosure.db from a backup, then run `enclosure verify`");
}

}  // namespace enclosure::app
