#include "core/fault.h"

#include <iterator>
#include <string_view>
#include <utility>

namespace enclosure {

Faults under(std::string_view prefix, Faults faults) {
  for (Fault& fault : faults) {
    const bool joined = prefix.empty() || fault.path.empty() || fault.path.front() == '[';
    fault.path = std::string(prefix) + (joined ? "" : ".") + fault.path;
  }
  return faults;
}

void append(Faults& faults, Faults more) {
  faults.insert(faults.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
}

}  // namespace enclosure
