#include "attachments/pack.h"

#include <array>

namespace enclosure::attachments {

std::string_view to_string(Carriage carriage) {
  constexpr std::array<std::string_view, 4> kNames{"attached", "too_large", "too_many_files",
                                                   "type_not_taken"};
  return kNames[static_cast<std::size_t>(carriage)];
}

std::vector<Carriage> pack(const std::vector<bool>& is_taken, std::size_t invoice_files,
                           const MailBudget& budget, const SizeOfMail& size_of_mail) {
  std::vector<Carriage> carriages;
  std::vector<bool> attached(is_taken.size(), false);
  std::size_t files = invoice_files;
  for (std::size_t i = 0; i < is_taken.size(); ++i) {
    if (!is_taken[i]) {
      carriages.push_back(Carriage::kTypeNotTaken);
      continue;
    }
    if (budget.files != 0 && files >= budget.files) {
      carriages.push_back(Carriage::kTooManyFiles);
      continue;
    }
    attached[i] = true;
    if (size_of_mail(attached) <= budget.bytes) {
      ++files;
      carriages.push_back(Carriage::kAttached);
    } else {
      attached[i] = false;
      carriages.push_back(Carriage::kTooLarge);
    }
  }
  return carriages;
}

}  // namespace enclosure::attachments
