#pragma once
// JSON read in one walk, without a tree: a catalogue of a hundred thousand products takes a second
// of a tree builder, and half a gigabyte.

#include <cstdint>
#include <string>
#include <string_view>

#include "attachments/text_arena.h"

namespace enclosure::attachments {

/// What is wrong with a text that should be JSON. Thrown by the cursor, and caught by whoever made
/// it: the rest of such a text means nothing.
struct JsonDefect {
  std::size_t offset = 0;  ///< of the byte that does not belong there
  const char* message = "";
};

/// A string of JSON, its escapes resolved.
struct JsonText {
  std::string_view bytes;  ///< UTF-8; points into the text that was read, or into the arena
  bool is_plain = false;   ///< nothing but visible ASCII and blanks
};

/// Stands in front of one value and reads it, or goes past it. Strict: RFC 8259, UTF-8, no deeper
/// than 16 levels; a byte order mark is skipped. Every member function throws JsonDefect.
class JsonCursor {
 public:
  static constexpr int kDeepest = 16;

  enum class Type { kObject, kArray, kText, kNumber, kTrue, kFalse, kNull };

  /// Borrows both.
  JsonCursor(std::string_view text, TextArena& arena);

  /// What comes next.
  [[nodiscard]] Type type();

  /// Calls `visit(name)` in front of the value of each member; it must read or skip that value.
  template <typename Visit>
  void each_member(Visit visit) {
    if (!enter('{', '}')) return;
    do {
      const JsonText name = text();
      expect(':', "expected a colon");
      visit(name.bytes);
    } while (goes_on('}'));
  }

  /// Goes through the members of an object up to `name`: whether it now stands in front of the
  /// value of that one.
  bool find_member(std::string_view name);

  /// Calls `visit()` in front of each element, likewise.
  template <typename Visit>
  void each_element(Visit visit) {
    if (!enter('[', ']')) return;
    do {
      visit();
    } while (goes_on(']'));
  }

  [[nodiscard]] JsonText text();
  /// A number as it is written.
  [[nodiscard]] std::string_view number();
  [[nodiscard]] bool boolean();
  /// Goes past the next value, whatever it is.
  void skip();
  /// Only blanks may follow.
  void finish();

 private:
  /// Whether there is anything in it; past the closing bracket otherwise.
  bool enter(char open, char close);
  bool goes_on(char close);
  void expect(char c, const char* message);
  void skip_blanks();
  void word(std::string_view wanted);
  [[noreturn]] void fail(const char* message) const;
  [[nodiscard]] JsonText unescaped(std::size_t begin);
  void append_escape(std::string& out);
  [[nodiscard]] char32_t hex4();

  std::string_view text_;
  TextArena& arena_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

/// "line 3, column 7" of the byte at `offset`.
[[nodiscard]] std::string place_of(std::string_view text, std::size_t offset);

}  // namespace enclosure::attachments
