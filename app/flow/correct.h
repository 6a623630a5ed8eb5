#pragma once
// Corrections: an invoice with wrong data about the buyer is cancelled by a credit note and issued
// anew. An issued document itself never changes.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/flow/evidence.h"
#include "app/flow/shop.h"
#include "app/ports/store.h"
#include "core/address.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// What is different about the buyer. What is not given stays as it was; an empty text takes it
/// away.
struct BuyerChange {
  std::optional<std::string> name;
  std::optional<std::string> company;
  std::optional<std::string> street;
  std::optional<std::string> postcode;
  std::optional<std::string> city;
  std::optional<CountryCode> country;
  std::optional<std::string> vat_id;
  std::optional<std::string> reference;

  [[nodiscard]] bool is_empty() const;

  friend bool operator==(const BuyerChange&, const BuyerChange&) = default;
};

/// Reads a change: an object with `name`, `company`, `street`, `postcode`, `city`, `country`,
/// `vat_id`, `reference`, each a text. Faults, all at once: those of the JSON reader, IMPORT-009 an
/// unknown member, COUNTRY-001, TEXT-002, those of `vat_number_text`.
[[nodiscard]] Result<BuyerChange> buyer_change_from_json(std::string_view json);

/// The same as JSON: what `buyer_change_from_json` reads.
[[nodiscard]] std::string buyer_change_to_json(const BuyerChange& change);

class Reader;
/// The same of an object that is being read; what is wrong goes to its log.
[[nodiscard]] BuyerChange read_buyer_change(const Reader& reader);

/// A VAT number handed in for a correction, as `VatId` writes it; empty takes the number away.
/// Faults of `VatId::parse`: a number that cannot be one would change nothing.
[[nodiscard]] Result<std::string> vat_number_text(std::string_view text);

/// Takes off what the register of VAT numbers said: the number is another one, or is asked about
/// anew.
void forget_register(Buyer& buyer);

/// How long a no of the register counts about a number that is handed in again: it may be
/// registered by now.
enum class NoCounts {
  kThatDay,  ///< on the seller's day on which it was asked
  kAnHour,   ///< kNumberRests (refused_number.h)
};

struct CorrectCommand {
  InvoiceNumber number;
  BuyerChange buyer;
  std::string reason;    ///< printed on both documents, or empty
  bool dry_run = false;  ///< decide and work it out, but keep nothing
  /// Where the register of VAT numbers must be asked first, its question is opened, and the
  /// dispatcher asks it; else the answer is TAX-006, and asking is the caller's matter.
  bool opens_question = true;
  NoCounts no_counts = NoCounts::kThatDay;
};

/// The three documents, which name each other. Those of a dry run have the number "DRAFT".
struct CorrectOutcome {
  invoice::Invoice original;
  invoice::Invoice credit_note;
  invoice::Invoice corrected;
};

/// `order` with what is different about its buyer. A firm or a VAT number makes the buyer a
/// business, taking away both a consumer; a new VAT number has not been confirmed by anyone yet.
[[nodiscard]] Order with_buyer(Order order, const BuyerChange& change);

/// Whether a correction was refused because nothing that the invoice shows would change
/// (CORRECT-003).
[[nodiscard]] bool changes_nothing(const Faults& faults);

/// What is left of an invoice, with a changed buyer.
struct ChangedOrder {
  Order order;
  Evidence evidence;  ///< of that order
};

/// What `correct_invoice` would decide about at `now`; `number`, `buyer` and `no_counts` of the
/// command matter. Faults: CORRECT-001, CORRECT-002, CORRECT-003, CORRECT-004, CORRECT-005,
/// CORRECT-007.
[[nodiscard]] Result<ChangedOrder> changed_order_of(const CorrectCommand& command, const Shop& shop,
                                                    StoreTransaction& tx, Instant now);

/// Cancels an invoice by a credit note over everything that is left of it, and issues what is left
/// under a new number with the changed data; in one transaction, all or nothing. The tax is decided
/// anew: a VAT number handed in later may change it. Throws WorldError.
///
/// Faults: CORRECT-001 no such document, CORRECT-002 a credit note, CORRECT-003 nothing that
/// the invoice shows would change, CORRECT-004 what is left cannot be put into lines, CORRECT-005
/// the invoice is cancelled (the newest one is named), CORRECT-007 a street or town would be taken
/// away, CORRECT-006 with these data no invoice may
/// be issued; VIES-… the number must be confirmed first: the register is being asked; those of
/// `decide_order`, `take_number`, `draw_up` and the renderer.
[[nodiscard]] Result<CorrectOutcome> correct_invoice(const CorrectCommand& command,
                                                     const Shop& shop, Store& store, Instant now);

/// What else belongs into the transaction of corrections; faults undo all of it. Called once all of
/// them are done; not in a dry run.
using CorrectionsRider =
    std::function<Faults(StoreTransaction&, const std::vector<CorrectOutcome>&)>;

/// Several invoices at once, all of them in one transaction or none; each command names another
/// one. What the invoice says already is left as it is: there is no outcome of it, and CORRECT-003
/// where nothing is left to do. Faults as of `correct_invoice`.
[[nodiscard]] Result<std::vector<CorrectOutcome>> correct_invoices(
    const std::vector<CorrectCommand>& commands, const Shop& shop, Store& store, Instant now,
    const CorrectionsRider& rider = {});

}  // namespace enclosure::app
