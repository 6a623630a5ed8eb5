#include "app/vies/vies_client.h"

#include "app/vies/vies_answer.h"

namespace enclosure::app {

VatAnswer ViesClient::check(const VatQuestion& question) {
  try {
    const HttpAnswer answer = ask(service_,
                                  {"POST", "/check-vat-number", vies_question_json(question),
                                   "application/json", "application/json"},
                                  limits_);
    return read_vies_answer(answer.status, answer.content_type, answer.body, question);
  } catch (const NoAnswer& error) {
    VatAnswer answer;
    answer.code = error.code();
    answer.busy = VatAnswer::Busy::kEverybody;  // the next question would fare no better
    return answer;
  }
}

}  // namespace enclosure::app
