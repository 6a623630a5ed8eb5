#pragma once
// multipart/form-data (RFC 7578) as browsers send it, read strictly: a body that two readers could
// take for two different things is none.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace enclosure::app::http {

/// One field of the form, or one file.
struct FormPart {
  std::string name;                      ///< UTF-8
  std::optional<std::string> file_name;  ///< of a file: as the browser names it, not to be trusted
  std::string_view bytes;                ///< within the body
};

inline constexpr std::size_t kMaxFormParts = 50;

/// The boundary of a Content-Type field; nothing when it is another media type, or has no boundary
/// or a wrong one.
[[nodiscard]] std::optional<std::string> multipart_boundary(std::string_view content_type);

/// The parts of `body`, which must outlive them, in their order. Takes time linear in its size.
///
/// Faults: UPLOAD-001 it does not begin and end with the boundary, or a part has no name, one that
/// is not UTF-8, a head that tells anything twice, or a transfer encoding; UPLOAD-002 a head is
/// longer than 2 KB, which only the name of a file can be; UPLOAD-003 more than kMaxFormParts.
[[nodiscard]] Result<std::vector<FormPart>> parse_multipart(std::string_view boundary,
                                                            std::string_view body);

}  // namespace enclosure::app::http
