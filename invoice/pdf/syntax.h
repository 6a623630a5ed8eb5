#pragma once
// How PDF spells values (ISO 32000-1, 7.3).

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.h"

namespace enclosure::invoice::pdf {

/// Appends a whole number.
void append_number(std::string& out, std::int64_t number);
/// Appends `hundredths` of one: "12.5" for 1250, without trailing zeros.
void append_hundredths(std::string& out, std::int64_t hundredths);
/// Appends a reference: "12 0 R".
void append_reference(std::string& out, std::uint32_t object);
/// Appends one byte of a literal string; what a reader would take for something else is escaped.
void append_byte(std::string& out, unsigned byte);
/// Appends `number` as four hexadecimal digits.
void append_hex4(std::string& out, std::uint32_t number);

[[nodiscard]] std::string reference(std::uint32_t object);

/// A text string: as it is where all of it is printable ASCII, else as UTF-16 in hexadecimal.
[[nodiscard]] std::string text_string(std::string_view utf8);
/// Any bytes as a hexadecimal string.
[[nodiscard]] std::string hex_string(std::string_view bytes);
/// "(D:20261121000000Z)": the day as midnight UTC.
[[nodiscard]] std::string date_string(Date date);

}  // namespace enclosure::invoice::pdf
