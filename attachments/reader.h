#pragma once
// The members of a catalogue, read with their path and every fault. For attachments/ alone.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "attachments/json_cursor.h"
#include "attachments/text_arena.h"
#include "core/country.h"
#include "core/date.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::attachments {

/// A member that an object may have.
struct Member {
  std::string_view name;
  bool required = false;
};

/// Walks through the values of a catalogue; what is wrong with one becomes a fault with its path,
/// and the walk goes on behind it. Texts are kept in the arena. Throws JsonDefect where the text is
/// no JSON.
class Reader {
 public:
  Reader(JsonCursor& cursor, TextArena& arena, Faults& faults)
      : cursor_(cursor), arena_(arena), faults_(faults) {}

  [[nodiscard]] JsonCursor::Type type() { return cursor_.type(); }
  void skip() { cursor_.skip(); }
  [[nodiscard]] std::string_view keep(std::string_view text) { return arena_.keep(text); }

  /// "products[2].documents[0]"
  [[nodiscard]] std::string path() const;
  void complain(std::string code, std::string message, std::string hint);
  /// A fault of core or of the checks, under the path.
  void complain(Faults faults);
  [[nodiscard]] std::size_t fault_count() const { return faults_.size(); }
  /// CATALOGUE-002, and goes past the value.
  void wrong_type(std::string_view wanted);

  /// Reads an object: `visit(i)` stands in front of the value of `known[i]`. Members that are
  /// unknown, given twice or missing become faults.
  template <typename Visit>
  void object(std::span<const Member> known, Visit visit) {
    if (type() != JsonCursor::Type::kObject) return wrong_type("an object");
    std::uint64_t seen = 0;
    cursor_.each_member([&](std::string_view name) {
      inside({name}, [&] {
        if (const auto i = admit(known, name, seen)) return visit(*i);
        skip();
      });
    });
    for (std::size_t i = 0; i < known.size(); ++i) {
      if (known[i].required && (seen >> i & 1U) == 0) missing(known[i].name);
    }
  }

  /// Reads an object whose members are names of the seller's choice: `visit(name)`. One that is
  /// given twice is a fault.
  template <typename Visit>
  void dictionary(Visit visit) {
    if (type() != JsonCursor::Type::kObject) return wrong_type("an object");
    std::vector<std::string_view> seen;
    cursor_.each_member([&](std::string_view name) {
      inside({name}, [&] {
        if (is_new(name, seen)) return visit(name);
        skip();
      });
    });
  }

  template <typename Visit>
  void array(Visit visit) {
    if (type() != JsonCursor::Type::kArray) return wrong_type("an array");
    std::size_t index = 0;
    cursor_.each_element([&] { inside({{}, index++}, visit); });
  }

  /// Itself, or each of its elements.
  template <typename Visit>
  void one_or_each(Visit visit) {
    if (type() == JsonCursor::Type::kArray) return array(visit);
    visit();
  }

  /// A single line of at most `most` bytes, not empty unless it may be. Empty after a fault.
  [[nodiscard]] std::string_view line(std::size_t most = 200, bool may_be_empty = false);
  /// An id: letters, digits, "-", "_", "." and "/", at most 80 bytes.
  [[nodiscard]] std::string_view id();
  [[nodiscard]] bool boolean();
  [[nodiscard]] std::optional<std::int64_t> whole(std::int64_t low, std::int64_t high);
  [[nodiscard]] std::optional<Date> date();
  [[nodiscard]] std::optional<LanguageTag> language();
  [[nodiscard]] std::optional<LanguageTag> language_named(std::string_view text);
  [[nodiscard]] std::optional<CountryCode> country();

  /// A text through `check`, which gives it back or faults; empty after a fault.
  template <typename Check>
  [[nodiscard]] std::string_view checked(Check check) {
    const auto text = raw_text();
    if (!text) return {};
    const auto good = check(text->bytes);
    if (!good) {
      complain(good.faults());
      return {};
    }
    return keep(*good);
  }

 private:
  struct Step {
    std::string_view name;
    std::size_t index = 0;
  };

  template <typename Work>
  void inside(Step step, Work work) {
    steps_.push_back(step);
    work();
    steps_.pop_back();
  }

  /// The place of `name` in `known`; nothing, and a fault, when it is unknown or seen already.
  std::optional<std::size_t> admit(std::span<const Member> known, std::string_view name,
                                   std::uint64_t& seen);
  bool is_new(std::string_view name, std::vector<std::string_view>& seen);
  void given_twice(std::string_view name);
  void missing(std::string_view name);
  [[nodiscard]] std::optional<JsonText> raw_text();

  JsonCursor& cursor_;
  TextArena& arena_;
  Faults& faults_;
  std::vector<Step> steps_;
  std::map<std::string, LanguageTag, std::less<>> languages_;  // those that were read before
};

}  // namespace enclosure::attachments
