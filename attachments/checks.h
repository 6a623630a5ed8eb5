#pragma once
// What a file name and a link of the catalogue must look like. Pure looks: whether the file exists
// is the application's question.

#include <string>
#include <string_view>

#include "core/result.h"

namespace enclosure::attachments {

/// A path below the products folder: parts joined by "/", at most 255 bytes, ending in ".pdf",
/// ".jpg", ".jpeg", ".png" or ".txt". Fault CATALOGUE-003: absolute, "." or ".." or an empty part,
/// a backslash or colon, a control character, blanks at an end, not UTF-8, or another ending.
[[nodiscard]] Result<std::string> check_file_path(std::string_view path);

/// The same for the picture of a product, which ends in ".png", ".jpg" or ".jpeg".
[[nodiscard]] Result<std::string> check_picture_path(std::string_view path);

/// A download address as a buyer may get it (rule R09): https, a full host name in ASCII, a path.
/// Fault CATALOGUE-004: another scheme, credentials, an IP address, a bare host without path, a
/// fragment, a tracking parameter, a character that RFC 3986 does not allow, an encoded control
/// character, or more than 2000 bytes.
[[nodiscard]] Result<std::string> check_link(std::string_view url);

}  // namespace enclosure::attachments
