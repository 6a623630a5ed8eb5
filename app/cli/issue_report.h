#pragma once
// What a run of `issue` did, order by order.

#include <map>
#include <vector>

#include "app/cli/context.h"
#include "app/flow/issue.h"

namespace enclosure::app {

struct IssueReport {
  std::map<IssueOutcome::Kind, std::size_t> counts;
  std::vector<IssueOutcome> outcomes;
  Faults faults;  ///< of the refused ones, with the order in front

  void add(const IssueOutcome& outcome);
};

/// Issues what is due of `orders`. Throws WorldError.
[[nodiscard]] IssueReport issue_all(const std::vector<OrderId>& orders, const Workspace& workspace,
                                    Instant now, bool quiet);

}  // namespace enclosure::app
