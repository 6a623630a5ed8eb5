#pragma once
// The data of attachments/data, compiled in (see cmake/Embed.cmake).

#include <span>

#include "core/embedded.h"

namespace enclosure::attachment_data {

[[nodiscard]] std::span<const EmbeddedFile> files();

}  // namespace enclosure::attachment_data
