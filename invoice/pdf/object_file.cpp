#include "invoice/pdf/object_file.h"

#include <algorithm>
#include <cassert>

#include "core/hex.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/digest.h"
#include "invoice/pdf/syntax.h"

namespace enclosure::invoice::pdf {
namespace {

constexpr std::size_t kMostInStream = 1000;  // readers unpack an object stream as a whole
constexpr std::size_t kIdBytes = 16;

void append_big_endian(std::string& out, std::uint32_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    out += static_cast<char>(static_cast<unsigned char>(number >> shift & 0xFFU));
  }
}

}  // namespace

ObjectFile::ObjectFile(int level)
    : level_(level), file_("%PDF-1.7\n%\xB7\xBE\xAD\xAA\n"), places_(1) {
  file_.reserve(64 * 1024);
  values_.reserve(32 * 1024);
}

std::uint32_t ObjectFile::reserve(std::uint32_t count) {
  const auto first = static_cast<std::uint32_t>(places_.size());
  places_.resize(places_.size() + count);
  return first;
}

std::string& ObjectFile::begin(std::uint32_t object) {
  if (!values_.empty()) values_ += '\n';
  begins_.emplace_back(object, values_.size());
  return values_;
}

void ObjectFile::set(std::uint32_t object, std::string_view value) {
  begin(object) += value;
}

std::uint32_t ObjectFile::add(std::string_view value) {
  const std::uint32_t object = reserve();
  set(object, value);
  return object;
}

void ObjectFile::set_stream(std::uint32_t object, std::string_view entries,
                            std::string_view bytes) {
  places_[object] = {1, static_cast<std::uint32_t>(file_.size()), 0};
  append_number(file_, object);
  file_ += " 0 obj\n<<";
  file_ += entries;
  file_ += "/Length ";
  append_number(file_, static_cast<std::int64_t>(bytes.size()));
  file_ += ">>\nstream\n";
  file_ += bytes;
  file_ += "\nendstream\nendobj\n";
}

std::uint32_t ObjectFile::add_stream(std::string_view entries, std::string_view bytes) {
  const std::uint32_t object = reserve();
  set_stream(object, entries, bytes);
  return object;
}

std::uint32_t ObjectFile::add_compressed(std::string_view entries, std::string_view bytes) {
  return add_stream(std::string(entries) + "/Filter/FlateDecode", deflate(bytes, level_));
}

void ObjectFile::write_object_streams() {
  for (std::size_t from = 0; from < begins_.size(); from += kMostInStream) {
    const std::size_t to = std::min(from + kMostInStream, begins_.size());
    const std::size_t begin = begins_[from].second;
    const std::size_t end = to < begins_.size() ? begins_[to].second : values_.size();
    const std::uint32_t stream = reserve();
    std::string content;
    content.reserve(end - begin + 12 * (to - from));
    for (std::size_t i = from; i < to; ++i) {
      places_[begins_[i].first] = {2, stream, static_cast<std::uint32_t>(i - from)};
      append_number(content, begins_[i].first);
      content += ' ';
      append_number(content, static_cast<std::int64_t>(begins_[i].second - begin));
      content += ' ';
    }
    const std::size_t first = content.size();
    content.append(values_, begin, end - begin);
    set_stream(stream,
               "/Type/ObjStm/N " + std::to_string(to - from) + "/First " + std::to_string(first) +
                   "/Filter/FlateDecode",
               deflate(content, level_));
  }
}

/// One row an object: type in one byte, place in four, index in two; each less the row above it
/// (PNG's predictor "up"), since neighbours differ little.
std::string ObjectFile::cross_reference() const {
  std::string rows;
  rows.reserve(8 * places_.size());
  std::string last(7, '\0');
  for (const Place& place : places_) {
    std::string row;
    append_big_endian(row, place.type, 1);
    append_big_endian(row, place.where, 4);
    append_big_endian(row, &place == &places_.front() ? 0xFFFFU : place.index, 2);
    rows += '\2';
    for (std::size_t i = 0; i < row.size(); ++i) {
      rows += static_cast<char>(static_cast<unsigned char>(row[i] - last[i]));
    }
    last = std::move(row);
  }
  return rows;
}

FinishedFile ObjectFile::finish(std::uint32_t catalog, std::uint32_t info) && {
  write_object_streams();
  const std::uint32_t stream = reserve();
  const std::size_t begin = file_.size();
  assert(begin <= 0xFFFFFFFFU);
  places_[stream] = {1, static_cast<std::uint32_t>(begin), 0};
  const std::string rows = deflate(cross_reference(), level_);

  Sha256 digest;
  digest.update(file_);
  const std::string id = hex_string(Sha256(digest).finish().substr(0, kIdBytes));
  set_stream(stream,
             "/Type/XRef/W[1 4 2]/Size " + std::to_string(places_.size()) + "/Root " +
                 reference(catalog) + "/Info " + reference(info) + "/ID[" + id + id +
                 "]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>",
             rows);
  file_ += "startxref\n" + std::to_string(begin) + "\n%%EOF\n";
  digest.update(std::string_view(file_).substr(begin));
  return {std::move(file_), to_hex(digest.finish())};
}

}  // namespace enclosure::invoice::pdf
