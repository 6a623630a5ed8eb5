// libqpdf's filters with a limit. Its own unpack whatever a file asks for (11.3).

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
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
  void finish() override {
    if (ReadingBudget* budget = ReadingBudget::current()) budget->on_unpacked({});  // its depth
    getNext()->finish();
  }
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

/// Two hexadecimal digits a byte, up to ">" (ISO 32000-1, 7.4.2).
class HexDigits : public Pipeline {
 public:
  explicit HexDigits(Pipeline* sink) : Pipeline("hex", sink) {}

  void write(const unsigned char* data, std::size_t length) override {
    std::vector<unsigned char> out;
    for (const char c : view(data, length)) {
      if (c == '>') ended_ = true;
      const int digit = value_of(c);
      if (ended_ || digit < 0) continue;
      if (has_high_) out.push_back(static_cast<unsigned char>(high_ * 16 + digit));
      high_ = digit;
      has_high_ = !has_high_;
    }
    if (!out.empty()) getNext()->write(out.data(), out.size());
  }
  void finish() override {
    const auto last = static_cast<unsigned char>(high_ * 16);
    if (has_high_) getNext()->write(&last, 1);
    getNext()->finish();
  }

 private:
  static int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  int high_ = 0;
  bool has_high_ = false;
  bool ended_ = false;
};

/// Five characters for four bytes, up to "~" (ISO 32000-1, 7.4.3).
class Base85 : public Pipeline {
 public:
  explicit Base85(Pipeline* sink) : Pipeline("base85", sink) {}

  void write(const unsigned char* data, std::size_t length) override {
    std::vector<unsigned char> out;
    for (const char c : view(data, length)) {
      ended_ |= c == '~';
      if (ended_) break;
      if (c == 'z' && count_ == 0) out.insert(out.end(), 4, 0);
      if (c < '!' || c > 'u') continue;
      group_ = group_ * 85 + static_cast<std::uint32_t>(c - '!');
      if (++count_ == 5) emit(4, out);
    }
    if (!out.empty()) getNext()->write(out.data(), out.size());
  }
  void finish() override {
    std::vector<unsigned char> out;
    if (count_ > 1) {
      const std::size_t bytes = count_ - 1;
      for (; count_ < 5; ++count_) group_ = group_ * 85 + 84;
      emit(bytes, out);
    }
    if (!out.empty()) getNext()->write(out.data(), out.size());
    getNext()->finish();
  }

 private:
  void emit(std::size_t bytes, std::vector<unsigned char>& out) {
    for (std::size_t i = 0; i < bytes; ++i)
      out.push_back(static_cast<unsigned char>(group_ >> (24U - 8U * i)));
    group_ = 0;
    count_ = 0;
  }

  std::uint32_t group_ = 0;
  std::size_t count_ = 0;
  bool ended_ = false;
};

/// Runs of bytes (ISO 32000-1, 7.4.5).
class Runs : public Pipeline {
 public:
  explicit Runs(Pipeline* sink) : Pipeline("runs", sink) {}

  void write(const unsigned char* data, std::size_t length) override {
    for (std::size_t i = 0; i < length && !ended_; ++i) take(data[i]);
  }
  void finish() override { getNext()->finish(); }

 private:
  void take(unsigned char byte) {
    if (literal_ > 0) {
      --literal_;
      getNext()->write(&byte, 1);
    } else if (repeat_ > 0) {
      const std::vector<unsigned char> run(repeat_, byte);
      repeat_ = 0;
      getNext()->write(run.data(), run.size());
    } else if (byte < 128) {
      literal_ = byte + 1U;
    } else if (byte > 128) {
      repeat_ = 257U - byte;
    } else {
      ended_ = true;
    }
  }

  std::size_t literal_ = 0;
  std::size_t repeat_ = 0;
  bool ended_ = false;
};

/// LZW with codes of 9 to 12 bits (ISO 32000-1, 7.4.4).
class Lzw : public Pipeline {
 public:
  Lzw(Pipeline* sink, unsigned early) : Pipeline("lzw", sink), early_(early) { clear(); }

  void write(const unsigned char* data, std::size_t length) override {
    for (std::size_t i = 0; i < length && !ended_; ++i) {
      bits_ = bits_ << 8U | data[i];
      have_ += 8;
      if (have_ < width_) continue;  // no code is shorter than a byte
      have_ -= width_;
      take(bits_ >> have_ & ((1U << width_) - 1));
    }
  }
  void finish() override { getNext()->finish(); }

 private:
  static constexpr unsigned kClear = 256;
  static constexpr unsigned kEnd = 257;
  static constexpr unsigned kMostCodes = 4096;

  void clear() {
    words_.assign(258, {});
    for (unsigned i = 0; i < 256; ++i) words_[i] = {static_cast<unsigned char>(i)};
    last_.clear();
    width_ = 9;
  }

  void take(unsigned code) {
    if (code == kClear) return clear();
    ended_ = code == kEnd;
    if (ended_) return;
    if (code > words_.size() || (code == words_.size() && last_.empty()))
      throw std::runtime_error("damaged LZW data");
    std::vector<unsigned char> word;
    if (code < words_.size()) {
      word = words_[code];
    } else {
      word = last_;
      word.push_back(last_.front());
    }
    if (!last_.empty() && words_.size() < kMostCodes) {
      last_.push_back(word.front());
      words_.push_back(last_);
    }
    while (width_ < 12 && words_.size() + early_ >= std::size_t{1} << width_) ++width_;
    getNext()->write(word.data(), word.size());
    last_ = std::move(word);
  }

  unsigned early_;
  std::vector<std::vector<unsigned char>> words_;  // at most 8 MB: word n is at most n bytes long
  std::vector<unsigned char> last_;
  std::uint32_t bits_ = 0;
  unsigned have_ = 0;
  unsigned width_ = 9;
  bool ended_ = false;
};

/// One of the old kinds: no predictor, except that LZW's is not undone, since none but the sizes
/// count.
template <typename Decoder>
class Old : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parameters) override {
    if (ReadingBudget* budget = ReadingBudget::current()) budget->on_filter();
    if (parameters.isDictionary()) {
      QPDFObjectHandle early = parameters.getKey("/EarlyChange");
      early_ = early.isInteger() && early.getIntValue() == 0 ? 0 : 1;
    }
    return true;
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    meter_ = std::make_unique<Meter>(next);
    if constexpr (std::is_same_v<Decoder, Lzw>) {
      decoder_ = std::make_unique<Decoder>(meter_.get(), early_);
    } else {
      decoder_ = std::make_unique<Decoder>(meter_.get());
    }
    return decoder_.get();
  }

 private:
  unsigned early_ = 1;
  std::unique_ptr<Meter> meter_;
  std::unique_ptr<Decoder> decoder_;
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

std::shared_ptr<QPDFStreamFilter> counted_filter(const std::string& name) {
  if (name == "/FlateDecode" || name == "/Fl") return std::make_shared<CountedFlate>();
  if (name == "/LZWDecode" || name == "/LZW") return std::make_shared<Old<Lzw>>();
  if (name == "/RunLengthDecode" || name == "/RL") return std::make_shared<Old<Runs>>();
  if (name == "/ASCII85Decode" || name == "/A85") return std::make_shared<Old<Base85>>();
  if (name == "/ASCIIHexDecode" || name == "/AHx") return std::make_shared<Old<HexDigits>>();
  return nullptr;
}

}  // namespace enclosure::app
