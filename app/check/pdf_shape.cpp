// The outside of a PDF. A file that is two things at once shows one to the seller and another to
// the buyer.

#include <algorithm>
#include <array>
#include <string>

#include "app/check/file_type.h"
#include "app/check/pdf_enclosure.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kHead = "%PDF-";
constexpr std::string_view kEnd = "%%EOF";
constexpr std::string_view kSaveAnew = "open it and print or save it as a new PDF";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool begins_line(std::string_view bytes, std::size_t at) {
  return at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r';
}

/// "%PDF-1.7" at the beginning of a line: the same letters elsewhere are a text about PDFs.
bool is_head(std::string_view bytes, std::size_t at) {
  const std::size_t version = at + kHead.size();
  return begins_line(bytes, at) && version + 2 < bytes.size() && is_digit(bytes[version]) &&
         bytes[version + 1] == '.' && is_digit(bytes[version + 2]);
}

/// Whether a PDF goes on at `at`, behind the end of an earlier version of it: with an object, a
/// table, a remark; or that "end" stood in a stream.
bool goes_on(std::string_view bytes, std::size_t at) {
  constexpr std::array<std::string_view, 4> kWords{"xref", "startxref", "endstream", "%"};
  return is_digit(bytes[at]) ||
         std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return bytes.substr(at).starts_with(word); });
}

void judge_heads(std::string_view bytes, FileFaults& faults) {
  for (auto at = bytes.find(kHead, bytes.find(kHead) + 1); at != std::string_view::npos;
       at = bytes.find(kHead, at + 1)) {
    if (!is_head(bytes, at)) continue;
    faults.add("FILE-026", "", "a second PDF begins at byte " + std::to_string(at),
               "enclose each document as a file of its own");
    return;
  }
}

void judge_ends(std::string_view bytes, FileFaults& faults) {
  if (bytes.rfind(kEnd) == std::string_view::npos) {
    faults.add("FILE-010", "", "the PDF has no end: it is cut short",
               "get the file again from where it came");
    return;
  }
  for (auto at = bytes.find(kEnd); at != std::string_view::npos; at = bytes.find(kEnd, at + 1)) {
    if (!begins_line(bytes, at)) continue;
    const std::size_t tail = tail_after(bytes, at + kEnd.size());
    if (tail == std::string_view::npos || goes_on(bytes, tail)) continue;
    faults.add("FILE-025", "",
               "behind the end of the PDF, at byte " + std::to_string(tail) + ", is " +
                   std::string(content_of(bytes.substr(tail)).name),
               kSaveAnew);
    return;
  }
}

}  // namespace

void judge_pdf_shape(std::string_view bytes, FileFaults& faults) {
  if (!bytes.starts_with(kHead)) {
    faults.add("FILE-024", "",
               "the PDF begins behind " + std::string(content_of(bytes).name) + ", at byte " +
                   std::to_string(bytes.find(kHead)),
               kSaveAnew);
  }
  judge_heads(bytes, faults);
  judge_ends(bytes, faults);
}

}  // namespace enclosure::app
