#include "attachments/pattern_index.h"

#include <algorithm>

#include "attachments/pattern.h"

namespace enclosure::attachments {

void PatternIndex::add(std::string_view pattern, std::uint32_t value) {
  const std::string_view begin = pattern.substr(0, pattern.find('*'));
  const std::string_view end = pattern.substr(std::min(pattern.rfind('*') + 1, pattern.size()));
  const auto at = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({pattern, value});
  if (begin.size() >= end.size()) {
    begins_.add(begin, at);
    begin_sizes_.set(begin.size());
  } else {
    ends_.add(end, at);
    end_sizes_.set(end.size());
  }
}

bool PatternIndex::matches(std::string_view pattern, std::string_view text) {
  return matches_pattern(pattern, text);
}

}  // namespace enclosure::attachments
