#pragma once
// What of a selection travels in the mail, and what goes as a link.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace enclosure::attachments {

/// How an enclosure reaches the buyer.
enum class Carriage {
  kAttached,
  kTooLarge,      ///< as a link: the mail would grow beyond its budget
  kTooManyFiles,  ///< as a link: the channel takes no more files
  kTypeNotTaken   ///< as a link: the channel takes no files of that type
};

[[nodiscard]] std::string_view to_string(Carriage carriage);  ///< "attached", "too_large", …

/// What a mail may grow to.
struct MailBudget {
  std::uint64_t bytes = 0;  ///< of the whole encoded mail, header and texts included
  std::size_t files = 0;    ///< attached files, the invoices among them; 0: as many as there are
};

/// The exact size of the whole encoded mail when of the enclosures those marked are attached and
/// the others are links.
using SizeOfMail = std::function<std::uint64_t(const std::vector<bool>& attached)>;

/// Decides about enclosures, given by importance as whether the channel takes their type: one after
/// the other is attached when the mail then keeps the budget; a later, smaller one may still fit
/// where one before it did not. `invoice_files` are attached in any case, even when they alone
/// break the budget.
[[nodiscard]] std::vector<Carriage> pack(const std::vector<bool>& is_taken,
                                         std::size_t invoice_files, const MailBudget& budget,
                                         const SizeOfMail& size_of_mail);

}  // namespace enclosure::attachments
