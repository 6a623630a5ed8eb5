#pragma once
// The values of a JSON file one after the other, without the whole file in memory.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/fault.h"

namespace enclosure::app {

/// One value of a file, cut out but not read yet.
struct RawDocument {
  std::string text;
  std::string path;      ///< where it stands: "[3]", "line 7 ", or empty where it is alone
  std::size_t line = 1;  ///< on which it begins, counted from one
  std::size_t column = 1;
};

/// Cuts a file that holds one value, an array of values or one value per line into its values, as
/// `parse_documents` does, but as they come: what is damaged inside of a value is found by whoever
/// reads that value, and the others are not lost. Not for several threads.
class DocumentStream {
 public:
  /// Fills a part of the given memory and tells how much; 0 at the end of the file.
  using Source = std::function<std::size_t(char* to, std::size_t size)>;
  explicit DocumentStream(Source source) : source_(std::move(source)) {}

  /// The next value; nothing at the end, or where the file is so damaged that no next one can be
  /// told: then `faults` says why.
  [[nodiscard]] std::optional<RawDocument> next();

  /// IMPORT-003: an empty file, one that breaks off or goes on after its end; IMPORT-008 a value of
  /// more than 64 MB.
  [[nodiscard]] const Faults& faults() const { return faults_; }

  /// Bytes of the file that lie behind the last value.
  [[nodiscard]] std::size_t bytes_read() const { return before_buffer_ + at_; }

 private:
  enum class Form { kUnknown, kArray, kLines, kDone };

  std::optional<RawDocument> first();
  std::optional<RawDocument> next_element();
  std::optional<RawDocument> next_line();
  std::optional<RawDocument> value(std::string path);

  bool more();
  bool has(std::size_t offset);
  bool skip_blanks();
  void step_over(std::size_t count);
  std::optional<std::size_t> length_of_value();
  void damaged(bool breaks_off);
  void too_large();

  Source source_;
  Form form_ = Form::kUnknown;
  std::string buffer_;
  std::size_t at_ = 0;             ///< in `buffer_`: where the next value may begin
  std::size_t before_buffer_ = 0;  ///< bytes of the file that are no longer in `buffer_`
  bool ended_ = false;             ///< the source has nothing more
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  std::size_t index_ = 0;  ///< of the next element
  Faults faults_;
};

}  // namespace enclosure::app
