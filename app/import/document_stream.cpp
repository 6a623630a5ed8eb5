#include "app/import/document_stream.h"

#include <algorithm>
#include <utility>

#include "app/import/json_value.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kPortion = std::size_t{256} * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::string_view kEndOfScalar = ",]} \t\r\n";

}  // namespace

std::optional<RawDocument> DocumentStream::next() {
  switch (form_) {
    case Form::kUnknown:
      return first();
    case Form::kArray:
      return next_element();
    case Form::kLines:
      return next_line();
    case Form::kDone:
      break;
  }
  return std::nullopt;
}

/// Finds out what kind of file it is: one value is only told from the first of many lines by what
/// follows it.
std::optional<RawDocument> DocumentStream::first() {
  form_ = Form::kDone;
  if (has(kByteOrderMark.size() - 1) && std::string_view(buffer_).starts_with(kByteOrderMark)) {
    at_ = kByteOrderMark.size();
  }
  if (!skip_blanks()) {
    faults_.push_back({"IMPORT-003", "", "the file is empty", "export it again"});
    return std::nullopt;
  }
  if (buffer_[at_] == '[') {
    form_ = Form::kArray;
    step_over(1);
    return next_element();
  }
  auto document = value("");
  if (!document) return std::nullopt;
  const std::size_t line = line_;
  if (!skip_blanks()) return document;
  const bool on_one_line = document->line == line && document->text.starts_with('{');
  if (!on_one_line || line_ == line || buffer_[at_] != '{') {
    damaged(false);
    return std::nullopt;
  }
  form_ = Form::kLines;
  document->path = "line " + std::to_string(line) + " ";
  return document;
}

std::optional<RawDocument> DocumentStream::next_element() {
  if (!skip_blanks()) return damaged(true), std::nullopt;
  if (buffer_[at_] == ']') {
    form_ = Form::kDone;
    step_over(1);
    if (skip_blanks()) damaged(false);
    return std::nullopt;
  }
  if (index_ > 0) {
    if (buffer_[at_] != ',') return damaged(false), std::nullopt;
    step_over(1);
    if (!skip_blanks()) return damaged(true), std::nullopt;
  }
  return value("[" + std::to_string(index_++) + "]");
}

std::optional<RawDocument> DocumentStream::next_line() {
  if (!skip_blanks()) return std::nullopt;
  std::size_t length = 0;
  while (has(length) && buffer_[at_ + length] != '\n') {
    if (++length > kMaxImportBytes) return too_large(), std::nullopt;
  }
  RawDocument document{std::string(trim(std::string_view(buffer_).substr(at_, length))),
                       "line " + std::to_string(line_) + " ", line_, column_};
  step_over(length);
  return document;
}

/// Cuts out the value that begins here.
std::optional<RawDocument> DocumentStream::value(std::string path) {
  const auto length = length_of_value();
  if (!length) return std::nullopt;
  if (*length == 0) return damaged(false), std::nullopt;
  RawDocument document{buffer_.substr(at_, *length), std::move(path), line_, column_};
  step_over(*length);
  return document;
}

/// How long the value is that begins here: up to where its brackets or its quotes close, or to what
/// follows a number. Looks at nothing else.
std::optional<std::size_t> DocumentStream::length_of_value() {
  std::size_t depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i <= kMaxImportBytes; ++i) {
    if (!has(i)) {
      const bool is_scalar = depth == 0 && !in_text;
      if (is_scalar) return i;
      return damaged(true), std::nullopt;
    }
    const char c = buffer_[at_ + i];
    if (in_text) {
      if (c == '\\') ++i;
      if (c != '"') continue;
      in_text = false;
      if (depth == 0) return i + 1;
    } else if (c == '"') {
      in_text = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (depth == 0) {
      if (kEndOfScalar.find(c) != std::string_view::npos) return i;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return too_large(), std::nullopt;
}

/// Goes to the next byte that is not blank; whether there is one.
bool DocumentStream::skip_blanks() {
  for (;;) {
    const std::size_t found = buffer_.find_first_not_of(kBlanks, at_);
    step_over(std::min(found, buffer_.size()) - at_);
    if (found != std::string::npos) return true;
    if (!more()) return false;
  }
}

bool DocumentStream::has(std::size_t offset) {
  while (at_ + offset >= buffer_.size()) {
    if (!more()) return false;
  }
  return true;
}

/// Reads on, and lets go of what lies behind.
bool DocumentStream::more() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  before_buffer_ += std::exchange(at_, 0);
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kPortion);
  const std::size_t count = source_(buffer_.data() + size, kPortion);
  buffer_.resize(size + count);
  ended_ = count == 0;
  return !ended_;
}

void DocumentStream::step_over(std::size_t count) {
  const auto stepped = std::string_view(buffer_).substr(at_, count);
  const auto lines = static_cast<std::size_t>(std::count(stepped.begin(), stepped.end(), '\n'));
  column_ = lines == 0 ? column_ + count : count - stepped.rfind('\n');
  line_ += lines;
  at_ += count;
}

void DocumentStream::damaged(bool breaks_off) {
  form_ = Form::kDone;
  faults_.push_back({"IMPORT-003", "",
                     std::string(breaks_off ? "the JSON breaks off" : "not valid JSON") +
                         " at line " + std::to_string(line_) + ", column " +
                         std::to_string(column_),
                     breaks_off ? "the file is incomplete: fetch it again"
                                : "mend the file there, or export it again"});
}

void DocumentStream::too_large() {
  form_ = Form::kDone;
  faults_.push_back(
      {"IMPORT-008", "",
       "the value that begins at line " + std::to_string(line_) + " is larger than 64 MB",
       "split it into several"});
}

}  // namespace enclosure::app
