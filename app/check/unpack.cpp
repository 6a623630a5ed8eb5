#include "app/check/unpack.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "app/check/embedded_files.h"

namespace enclosure::app {
namespace {

/// More than a handful nobody needs.
constexpr std::size_t kMostFilters = 16;

/// Filters that give pixels; what they make of their input is told by the picture's size.
constexpr std::array<std::string_view, 7> kPictureFilters{
    "/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF", "/Crypt"};

/// Counts, keeps the beginning and lets the rest go.
class Sink : public Pipeline {
 public:
  Sink(std::size_t keep, Unpacked& into) : Pipeline("sink", nullptr), keep_(keep), into_(into) {}

  void write(const unsigned char* data, std::size_t length) override {
    into_.bytes += length;
    const std::size_t wanted = std::min(length, keep_ - into_.first.size());
    into_.first.append(reinterpret_cast<const char*>(data), wanted);
  }
  void finish() override {}

 private:
  std::size_t keep_;
  Unpacked& into_;
};

struct Step {
  std::string filter;
  QPDFObjectHandle parameters;
};

/// The filters of a stream, the outermost first; nothing where they are no names or too many.
std::optional<std::vector<Step>> steps_of(QPDFObjectHandle dictionary) {
  QPDFObjectHandle filters = dictionary.getKey("/Filter");
  QPDFObjectHandle parameters = dictionary.getKey("/DecodeParms");
  if (filters.isNull()) return std::vector<Step>{};
  if (filters.isName()) return std::vector<Step>{{filters.getName(), parameters}};
  if (!filters.isArray() || filters.getArrayNItems() > static_cast<int>(kMostFilters))
    return std::nullopt;
  std::vector<Step> steps;
  for (int i = 0; i < filters.getArrayNItems(); ++i) {
    QPDFObjectHandle filter = filters.getArrayItem(i);
    if (!filter.isName()) return std::nullopt;
    const bool has_own = parameters.isArray() && i < parameters.getArrayNItems();
    steps.push_back({filter.getName(), has_own ? parameters.getArrayItem(i)
                                       : parameters.isDictionary() && i == 0
                                           ? parameters
                                           : QPDFObjectHandle::newNull()});
  }
  return steps;
}

/// Ends the stream's budget whatever happens.
struct StreamBudget {
  StreamBudget(ReadingBudget& of, std::size_t most_bytes, std::string_view why) : budget(of) {
    budget.begin_stream(most_bytes, why);
  }
  ~StreamBudget() { budget.end_stream(); }
  StreamBudget(const StreamBudget&) = delete;
  StreamBudget& operator=(const StreamBudget&) = delete;
  ReadingBudget& budget;
};

}  // namespace

std::optional<Unpacked> unpack(QPDFObjectHandle stream, std::size_t most_bytes,
                               std::string_view why_not_more, std::size_t keep,
                               ReadingBudget& budget) {
  auto steps = steps_of(stream.getDict());
  if (!steps) return std::nullopt;
  Unpacked result;
  std::vector<std::shared_ptr<QPDFStreamFilter>> filters;
  for (Step& step : *steps) {
    const bool is_picture = std::find(kPictureFilters.begin(), kPictureFilters.end(),
                                      step.filter) != kPictureFilters.end();
    if (is_picture) {
      result.picture = step.filter;
      break;
    }
    auto filter = counted_filter(step.filter);
    if (!filter || !filter->setDecodeParms(step.parameters)) return std::nullopt;
    filters.push_back(std::move(filter));
  }
  const StreamBudget within(budget, most_bytes, why_not_more);
  Sink sink(keep, result);
  Pipeline* first = &sink;
  for (auto filter = filters.rbegin(); filter != filters.rend(); ++filter)
    first = (*filter)->getDecodePipeline(first);
  bool is_sound = false;
  try {
    bool is_filtered = false;  // by libqpdf itself: never
    is_sound = stream.pipeStreamData(first, &is_filtered, 0, qpdf_dl_none, true);
  } catch (const std::exception&) {
    // Damaged, or the budget is spent.
  }
  if (!budget.overspent().empty()) throw BudgetOverspent(budget.overspent());
  if (!is_sound) return std::nullopt;
  if (filters.empty()) budget.on_whole_stream(result.bytes, most_bytes);
  return result;
}

}  // namespace enclosure::app
