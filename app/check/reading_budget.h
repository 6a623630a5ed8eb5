#pragma once
// What libqpdf may spend on one file. It has no limits of its own (11.3): each read of the file and
// each unpacked byte is counted here, and ends the reading by an exception when it is one too many.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <qpdf/InputSource.hh>
#include <qpdf/QPDFStreamFilter.hh>
#include <stdexcept>
#include <string>
#include <string_view>

namespace enclosure::app {

/// What reading one file may cost, whatever is looked for in it.
struct ReadingLimits {
  std::size_t read_bytes = std::size_t{1} << 30U;       ///< in all, since parts are read repeatedly
  std::size_t structure_bytes = std::size_t{8} << 20U;  ///< unpacked cross-references and objects
  std::size_t unpacked_bytes = std::size_t{1} << 30U;   ///< of all streams that are unpacked
  std::size_t tokens = 2'000'000;                       ///< numbers, names, brackets, …: objects
  std::size_t filters = 1000;                           ///< of the structure, in all
  std::chrono::seconds time{20};
};

/// Thrown through libqpdf, which may swallow it; `ReadingBudget::overspent` remembers.
struct BudgetOverspent : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One file's budget, for one thread. Once overspent, every further call throws.
class ReadingBudget {
 public:
  explicit ReadingBudget(const ReadingLimits& limits);

  /// So many bytes of the file were gone over.
  void on_read(std::size_t bytes);
  /// `bytes` are taken apart into objects.
  void on_tokens(std::string_view bytes);
  /// `bytes` came out of a packed stream.
  void on_unpacked(std::string_view bytes);
  /// One more filter in front of a stream: a chain of them is a recursion.
  void on_filter();

  /// What is unpacked from now on is one stream of at most `most_bytes`, until `end_stream`; `why`
  /// tells what it means when there are more. Its characters live as long as the program.
  void begin_stream(std::size_t most_bytes, std::string_view why);
  void end_stream();
  /// A stream that need not have been packed turned out to have so many bytes.
  void on_whole_stream(std::size_t bytes, std::size_t most_bytes);

  /// Why the budget is spent: "more than 8 MiB of objects when unpacked"; empty: it is not.
  [[nodiscard]] const std::string& overspent() const { return overspent_; }

  /// The budget of the file that this thread reads, or null. libqpdf's filters have no other way to
  /// know for whom they work.
  [[nodiscard]] static ReadingBudget* current();

  /// Makes a budget the thread's own for a while.
  class Scope {
   public:
    explicit Scope(ReadingBudget& budget);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
  };

 private:
  void take(std::size_t amount, std::size_t& left, std::string_view why);
  void look_at_clock_and_stack();
  [[noreturn]] void stop(std::string why);

  std::size_t read_left_;
  std::size_t structure_left_;
  std::size_t tokens_left_;
  std::size_t filters_left_;
  std::size_t unpacked_left_;
  std::size_t stream_left_ = 0;
  std::string_view stream_why_;
  bool in_stream_ = false;
  std::uint32_t calls_ = 0;
  std::uintptr_t stack_;
  std::chrono::steady_clock::time_point end_;
  std::string overspent_;
};

/// `bytes` for libqpdf, not copied; every read is `budget`'s. Both must live longer.
[[nodiscard]] std::shared_ptr<InputSource> counted_source(std::string_view bytes,
                                                          ReadingBudget& budget);

/// Puts this program's filters in libqpdf's place: FlateDecode within the thread's budget, with the
/// predictors of PNG; no other kind that unpacks. Once per process, before libqpdf is used.
void install_counted_filters();

/// A filter that counts, by its name in a PDF ("/FlateDecode" or "/Fl"), the old kinds too; null
/// for pictures (DCT, JPX, JBIG2, CCITT) and for what is not known.
[[nodiscard]] std::shared_ptr<QPDFStreamFilter> counted_filter(const std::string& name);

}  // namespace enclosure::app
