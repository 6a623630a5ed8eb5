#pragma once
// Signs that are pictures: stars, emoji, ornaments, letters drawn otherwise (R03, R18).

#include <string>

namespace enclosure::messaging::policy {

/// A star or thumb that rates (R03).
[[nodiscard]] bool is_star(char32_t code);

/// An emoji, but for the signs that texts about products need (©, ™, →).
[[nodiscard]] bool is_emoji(char32_t code);

/// An emoji, an ornament or another sign that is drawn.
[[nodiscard]] bool is_picture(char32_t code);

/// A letter drawn otherwise: bold, in a circle, as wide as a Chinese one. NFKC makes it plain.
[[nodiscard]] bool is_drawn_letter(char32_t code);

/// The title of a product as a mail says it: without stars and emoji and the separators that they
/// leave at its ends, with drawn letters made plain. `title` is UTF-8; it comes back as it is where
/// it has none of these or nothing else.
[[nodiscard]] std::string without_pictures(const std::string& title);

}  // namespace enclosure::messaging::policy
