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
  Faults held;    ///< of those that wait for something that comes by itself

  void add(const IssueOutcome& outcome);
};

/// Issues what is due of `orders`, asks the register once about what it must tell first, and issues
/// what that decides. Throws WorldError.
[[nodiscard]] IssueReport issue_all(const std::vector<OrderId>& orders, const Workspace& workspace,
                                    Instant now, bool quiet, unsigned jobs);

}  // namespace enclosure::app
