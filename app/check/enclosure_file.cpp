#include "app/check/enclosure_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "app/check/file_faults.h"
#include "app/check/file_type.h"
#include "app/check/pdf_enclosure.h"
#include "app/check/picture.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::string_view kTakenTypes =
    "enclose a PDF; JPEG, PNG and TXT go to your own shop's "
    "buyers as well";

/// PDF readers look for the head within so many bytes, whatever stands before.
constexpr std::size_t kFurthestHead = 1024;

std::optional<FileFacts> check_text(std::string_view bytes, const EnclosureLimits& limits,
                                    FileFaults& faults) {
  if (bytes.size() > limits.text_bytes) {
    faults.add("FILE-005", "", "a text of " + std::to_string(bytes.size() >> 10U) + " KB",
               "make a PDF of it");
    return std::nullopt;
  }
  FileFacts facts;
  facts.type = FileType::kText;
  return facts;
}

std::optional<FileFacts> picture_facts(FileType type, std::optional<PictureSize> size) {
  if (!size) return std::nullopt;
  FileFacts facts;
  facts.type = type;
  facts.width_px = size->width_px;
  facts.height_px = size->height_px;
  return facts;
}

std::optional<FileFacts> check_content(std::string_view bytes, const EnclosureLimits& limits,
                                       FileFaults& faults) {
  const ContentGuess guess = content_of(bytes);
  const auto refuse = [&](std::string_view code, std::string_view hint) {
    faults.add(code, "", "the file is " + std::string(guess.name), hint);
    return std::nullopt;
  };
  switch (guess.content) {
    case Content::kEmpty:
      return refuse("FILE-006", "put the document there");
    case Content::kExecutable:
      return refuse("FILE-002", "programs are never sent: give a driver link in the catalogue");
    case Content::kArchive:
      return refuse("FILE-003", "archives are never sent: enclose the documents themselves as PDF");
    default:
      break;
  }
  const bool has_late_head = bytes.substr(0, kFurthestHead).find("%PDF-") != std::string_view::npos;
  if (guess.content == Content::kPdf || has_late_head) return check_pdf(bytes, limits, faults);
  switch (guess.content) {
    case Content::kJpeg:
      return picture_facts(FileType::kJpeg, check_jpeg(bytes, limits, faults));
    case Content::kPng:
      return picture_facts(FileType::kPng, check_png(bytes, limits, faults));
    case Content::kText:
      return check_text(bytes, limits, faults);
    case Content::kMarkup:
      return refuse("FILE-004", "it may hold scripts: print it as a PDF");
    default:
      return refuse("FILE-001", kTakenTypes);
  }
}

struct TypeNames {
  FileType type;
  std::string_view name;
  std::string_view media_type;
  std::array<std::string_view, 2> endings;
};
constexpr std::array<TypeNames, 4> kTypes{{
    {FileType::kPdf, "PDF", "application/pdf", {".pdf", ".pdf"}},
    {FileType::kJpeg, "JPEG", "image/jpeg", {".jpg", ".jpeg"}},
    {FileType::kPng, "PNG", "image/png", {".png", ".png"}},
    {FileType::kText, "TXT", "text/plain; charset=utf-8", {".txt", ".txt"}},
}};

const TypeNames& names_of(FileType type) {
  return *std::find_if(kTypes.begin(), kTypes.end(),
                       [&](const TypeNames& one) { return one.type == type; });
}

}  // namespace

std::string_view media_type(FileType type) {
  return names_of(type).media_type;
}

std::string_view file_ending(FileType type) {
  return names_of(type).endings.front();
}

std::string_view type_name(FileType type) {
  return names_of(type).name;
}

Result<FileFacts> check_enclosure_file(std::string_view bytes, const EnclosureLimits& limits) {
  FileFaults faults;
  if (bytes.size() > limits.file_bytes) {
    faults.add("FILE-005", "", "the file has " + std::to_string(bytes.size() >> 20U) + " MiB",
               "at most " + std::to_string(limits.file_bytes >> 20U) +
                   " MiB are taken: scan with fewer dots per inch");
    return std::move(faults).take();
  }
  auto facts = check_content(bytes, limits, faults);
  if (content_of(bytes).content != Content::kArchive && ends_as_zip(bytes)) {
    faults.add("FILE-025", "", "the file is a ZIP archive as well",
               "open it and print or save it as a new PDF");
  }
  if (!faults.empty() || !facts) return std::move(faults).take();
  return *std::move(facts);
}

Faults check_file_name(std::string_view file_name, FileType type) {
  const TypeNames& names = names_of(type);
  const std::string lower = to_lower_ascii(file_name);
  const bool matches = std::any_of(names.endings.begin(), names.endings.end(),
                                   [&](std::string_view one) { return lower.ends_with(one); });
  if (matches) return {};
  return {{"FILE-007", "", "the file is a " + std::string(names.name) + " under another name",
           "let its name end in " + std::string(names.endings.front())}};
}

Faults check_channel(Channel channel, FileType type) {
  if (channel != Channel::kAmazon || type == FileType::kPdf) return {};
  return {{"FILE-008", "",
           "buyers on Amazon get PDF alone, and this is a " + std::string(type_name(type)),
           "make a PDF of it; else it is a link on the buyer's page"}};
}

}  // namespace enclosure::app
