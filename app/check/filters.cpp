// libqpdf's filters with a limit. Its own unpack whatever a file asks for (11.3).

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <string_view>
#include <utility>
#include <vector>

#include "app/check/reading_budget.h"

namespace enclosure::app {
namespace {

constexpr long long kLongestRow = 1 << 16;

std::string_view view(const unsigned char* data, std::size_t length) {
  return {reinterpret_cast<const char*>(data), length};
}

/// Counts what goes through.
class Meter : public Pipeline {
 public:
  explicit Meter(Pipeline* sink) : Pipeline("meter", sink) {}

  void write(const unsigned char* data, std::size_t length) override {
    if (ReadingBudget* budget = ReadingBudget::current()) budget->on_unpacked(view(data, length));
    getNext()->write(data, length);
  }
  void finish() override { getNext()->finish(); }
};

/// Undoes the predictors of PNG (RFC 2083, 6), row by row.
class PngRows : public Pipeline {
 public:
  PngRows(Pipeline* sink, std::size_t row_bytes, std::size_t pixel_bytes)
      : Pipeline("rows", sink), pixel_bytes_(pixel_bytes), above_(row_bytes), row_(row_bytes) {}

  void write(const unsigned char* data, std::size_t length) override {
    while (length > 0) {
      if (!has_kind_) {
        kind_ = *data++;
        --length;
        has_kind_ = true;
        continue;
      }
      const std::size_t some = std::min(length, row_.size() - filled_);
      std::copy_n(data, some, row_.begin() + static_cast<std::ptrdiff_t>(filled_));
      filled_ += some;
      data += some;
      length -= some;
      if (filled_ == row_.size()) end_row();
    }
  }

  void finish() override {
    if (filled_ > 0) end_row();  // a last row that is cut short
    getNext()->finish();
  }

 private:
  void end_row() {
    for (std::size_t i = 0; i < filled_; ++i) {
      const int left = i < pixel_bytes_ ? 0 : row_[i - pixel_bytes_];
      const int upper_left = i < pixel_bytes_ ? 0 : above_[i - pixel_bytes_];
      row_[i] = static_cast<unsigned char>(row_[i] + prediction(left, above_[i], upper_left));
    }
    getNext()->write(row_.data(), filled_);
    std::swap(row_, above_);
    filled_ = 0;
    has_kind_ = false;
  }

  [[nodiscard]] int prediction(int left, int above, int upper_left) const {
    switch (kind_) {
      case 1:
        return left;
      case 2:
        return above;
      case 3:
        return (left + above) / 2;
      case 4:
        return paeth(left, above, upper_left);
      default:
        return 0;
    }
  }

  static int paeth(int left, int above, int upper_left) {
    const int guess = left + above - upper_left;
    const int to_left = std::abs(guess - left);
    const int to_above = std::abs(guess - above);
    const int to_upper_left = std::abs(guess - upper_left);
    if (to_left <= to_above && to_left <= to_upper_left) return left;
    return to_above <= to_upper_left ? above : upper_left;
  }

  std::size_t pixel_bytes_;
  std::vector<unsigned char> above_;
  std::vector<unsigned char> row_;
  std::size_t filled_ = 0;
  unsigned char kind_ = 0;
  bool has_kind_ = false;
};

/// FlateDecode, alone or with a predictor of PNG.
class CountedFlate : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parameters) override {
    if (ReadingBudget* budget = ReadingBudget::current()) budget->on_filter();
    if (!parameters.isDictionary()) return parameters.isNull();
    const auto number = [&](const char* key, long long otherwise) {
      QPDFObjectHandle value = parameters.getKey(key);
      return value.isInteger() ? value.getIntValue() : otherwise;
    };
    const long long predictor = number("/Predictor", 1);
    if (predictor == 1) return true;
    const long long bits = number("/BitsPerComponent", 8);
    const long long colours = number("/Colors", 1);
    const long long columns = number("/Columns", 1);
    const bool sane = predictor >= 10 && predictor <= 15 && bits >= 1 && bits <= 16 &&
                      colours >= 1 && colours <= 32 && columns >= 1 && columns <= kLongestRow;
    if (!sane) return false;
    row_bytes_ = static_cast<std::size_t>((bits * colours * columns + 7) / 8);
    pixel_bytes_ = static_cast<std::size_t>(std::max(1LL, (bits * colours + 7) / 8));
    return true;
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    if (row_bytes_ > 0) next = keep(std::make_unique<PngRows>(next, row_bytes_, pixel_bytes_));
    next = keep(std::make_unique<Meter>(next));
    return keep(std::make_unique<Pl_Flate>("unpack", next, Pl_Flate::a_inflate));
  }

 private:
  Pipeline* keep(std::unique_ptr<Pipeline> pipeline) {
    return pipelines_.emplace_back(std::move(pipeline)).get();
  }

  std::size_t row_bytes_ = 0;
  std::size_t pixel_bytes_ = 1;
  std::vector<std::unique_ptr<Pipeline>> pipelines_;
};

/// A kind of packing that is not read.
class Refused : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle) override { return false; }
  Pipeline* getDecodePipeline(Pipeline* next) override { return next; }
};

}  // namespace

void install_counted_filters() {
  static std::once_flag once;
  std::call_once(once, [] {
    QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<CountedFlate>(); });
    for (const char* name : {"/LZWDecode", "/RunLengthDecode", "/DCTDecode", "/ASCII85Decode",
                             "/ASCIIHexDecode", "/Crypt"}) {
      QPDF::registerStreamFilter(name, [] { return std::make_shared<Refused>(); });
    }
  });
}

}  // namespace enclosure::app
