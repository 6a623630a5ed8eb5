#include "app/check/reading_budget.h"

#include <qpdf/Buffer.hh>
#include <qpdf/BufferInputSource.hh>
#include <utility>

namespace enclosure::app {
namespace {

/// libqpdf recurses where a stream's length is an object whose reading needs another one, and so
/// on: as deep as a file wants it.
constexpr std::uintptr_t kMostStack = std::uintptr_t{1} << 20U;

/// What libqpdf's tokenizer asks for at a time, at most.
constexpr std::size_t kTokenizerRead = 128;

std::uintptr_t stack_here() {
  return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

bool is_delimiter(char c) {
  return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

std::size_t tokens_in(std::string_view bytes) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : bytes) {
    const bool ends = is_blank(c) || is_delimiter(c);
    count += is_delimiter(c) || (!ends && !inside);
    inside = !ends;
  }
  return count;
}

thread_local ReadingBudget* thread_budget = nullptr;

/// The file as libqpdf holds it, a member that is there before its base. Nothing writes into it.
struct Held {
  explicit Held(std::string_view bytes)
      : held(reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data())), bytes.size()) {}
  Buffer held;
};

class CountedSource : private Held, public BufferInputSource {
 public:
  CountedSource(std::string_view bytes, ReadingBudget& budget)
      : Held(bytes), BufferInputSource("the file", &held), budget_(budget) {}

  std::size_t read(char* into, std::size_t length) override {
    const std::size_t got = BufferInputSource::read(into, length);
    budget_.on_read(got);
    if (length <= kTokenizerRead) budget_.on_tokens({into, got});
    return got;
  }

  qpdf_offset_t findAndSkipNextEOL() override {
    const qpdf_offset_t from = tell();
    const qpdf_offset_t found = BufferInputSource::findAndSkipNextEOL();
    budget_.on_read(static_cast<std::size_t>(tell() > from ? tell() - from : 0));
    return found;
  }

 private:
  ReadingBudget& budget_;
};

}  // namespace

ReadingBudget::ReadingBudget(const ReadingLimits& limits)
    : read_left_(limits.read_bytes),
      structure_left_(limits.structure_bytes),
      tokens_left_(limits.tokens),
      filters_left_(limits.filters),
      unpacked_left_(limits.unpacked_bytes),
      stack_(stack_here()),
      end_(std::chrono::steady_clock::now() + limits.time) {}

void ReadingBudget::on_read(std::size_t bytes) {
  look_at_clock_and_stack();
  take(bytes + 16, read_left_, "it makes its readers go over it again and again");
}

void ReadingBudget::on_tokens(std::string_view bytes) {
  take(tokens_in(bytes), tokens_left_, "it has too many objects");
}

void ReadingBudget::on_unpacked(std::string_view bytes) {
  look_at_clock_and_stack();
  if (in_stream_) {
    take(bytes.size(), stream_left_, stream_why_);
    take(bytes.size(), unpacked_left_, "its streams are too large in all when unpacked");
  } else {
    take(bytes.size(), structure_left_, "its packed objects are too large when unpacked");
    on_tokens(bytes);
  }
}

void ReadingBudget::on_filter() {
  take(1, filters_left_, "it packs what is packed, over and over");
}

void ReadingBudget::begin_stream(std::size_t most_bytes, std::string_view why) {
  in_stream_ = true;
  stream_left_ = most_bytes;
  stream_why_ = why;
}

void ReadingBudget::end_stream() {
  in_stream_ = false;
}

void ReadingBudget::on_whole_stream(std::size_t bytes, std::size_t most_bytes) {
  if (bytes > most_bytes) stop(std::string(stream_why_));
}

ReadingBudget* ReadingBudget::current() {
  return thread_budget;
}

ReadingBudget::Scope::Scope(ReadingBudget& budget) {
  thread_budget = &budget;
}

ReadingBudget::Scope::~Scope() {
  thread_budget = nullptr;
}

void ReadingBudget::take(std::size_t amount, std::size_t& left, std::string_view why) {
  if (!overspent_.empty()) throw BudgetOverspent(overspent_);
  if (amount > left) stop(std::string(why));
  left -= amount;
}

void ReadingBudget::look_at_clock_and_stack() {
  const std::uintptr_t here = stack_here();
  if ((here < stack_ ? stack_ - here : here - stack_) > kMostStack) {
    stop("its objects need each other in a chain that is too long");
  }
  if (++calls_ % 256 == 0 && std::chrono::steady_clock::now() > end_) {
    stop("it takes too long to read");
  }
}

void ReadingBudget::stop(std::string why) {
  if (overspent_.empty()) overspent_ = std::move(why);
  throw BudgetOverspent(overspent_);
}

std::shared_ptr<InputSource> counted_source(std::string_view bytes, ReadingBudget& budget) {
  return std::make_shared<CountedSource>(bytes, budget);
}

}  // namespace enclosure::app
