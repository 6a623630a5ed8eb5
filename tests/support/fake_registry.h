#pragma once
// The register in memory: says what it is told to, and remembers what it was asked.

#include <functional>
#include <string>
#include <vector>

#include "app/vies/vies_answer.h"
#include "tests/support/vies_server.h"

namespace enclosure::support {

struct FakeRegistry : app::VatRegistry {
  /// "VALID", "INVALID" or an error code for every number; empty: by the table of the test service.
  std::string outcome;
  std::vector<app::VatQuestion> asked;
  std::function<void()> before_answering;  ///< what happens while it thinks

  app::VatAnswer check(const app::VatQuestion& question) override {
    asked.push_back(question);
    if (before_answering) before_answering();
    const WireAnswer wire =
        vies_answer(outcome.empty() ? official_test_outcome(question.number) : outcome,
                    question.prefix, question.number, !question.requester_number.empty());
    return app::read_vies_answer(wire.status, wire.content_type, wire.body, question);
  }
};

}  // namespace enclosure::support
