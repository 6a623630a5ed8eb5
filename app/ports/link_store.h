#pragma once
// The port to buyers' links: who may open an order, how often that was done, how often the second
// factor was wrong, and what buyers asked to have changed on their invoices.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.h"
#include "core/ids.h"

namespace enclosure::app {

/// A buyer's link to one order.
struct StoredLink {
  std::string id;  ///< 32 hexadecimal digits
  OrderId order;
  Instant created_at{};
  Instant expires_at{};
  bool revoked = false;
  int key_epoch = 1;  ///< of the key that signs it (app/flow/link_keys.h)

  friend bool operator==(const StoredLink&, const StoredLink&) = default;
};

/// How often a link was used, by the seller's days. Nothing about who used it.
struct LinkUse {
  std::string link;  ///< its id
  std::uint64_t uses = 0;
  Date first_on{};
  Date last_on{};

  friend bool operator==(const LinkUse&, const LinkUse&) = default;
};

/// Wrong answers to the question of the second factor.
struct LinkTries {
  int wrong = 0;                        ///< since the last right one, or since it was closed
  int closures = 0;                     ///< how often it was closed since the last right one
  std::optional<Instant> closed_until;  ///< nothing is answered before then

  friend bool operator==(const LinkTries&, const LinkTries&) = default;
};

/// What a buyer sent in by the link, and what became of it. One per order may be pending.
struct DetailsRequest {
  enum class State {
    kPending,        ///< accepted; the register of VAT numbers has not answered yet
    kCorrected,      ///< done
    kUnchanged,      ///< by then the invoice said all that already
    kNumberUnknown,  ///< the register says that the number is not valid; nothing has changed
    kSellerOnly,     ///< what the page may not do: kept for the seller
    kReplaced,       ///< by a later one, before it was finished
  };
  std::int64_t id = 0;  ///< given by the store
  OrderId order;
  std::string change;  ///< as `buyer_change_to_json` writes it (app/flow/correct.h)
  std::string vat_id;  ///< of the change, or empty
  State state = State::kPending;
  Instant received_at{};
  std::optional<Instant> settled_at;
  int attempts = 0;                    ///< of asking the register
  std::optional<Instant> next_ask_at;  ///< while pending
  std::string note;                    ///< number of the new invoice, or the code of a fault

  friend bool operator==(const DetailsRequest&, const DetailsRequest&) = default;
};
[[nodiscard]] std::string_view name_of(DetailsRequest::State state);  ///< "pending", …

/// The words of links inside one unit of work.
struct LinkTransaction {
  virtual ~LinkTransaction() = default;

  virtual void add_link(const StoredLink& link) = 0;
  virtual std::optional<StoredLink> link(std::string_view id) = 0;
  /// The one of `order` that is not revoked, expired or not.
  virtual std::optional<StoredLink> link_of(const OrderId& order) = 0;
  /// All of them, revoked ones too, by the instant of their making.
  virtual std::vector<StoredLink> links() = 0;
  virtual void revoke_link(std::string_view id) = 0;
  virtual void extend_link(std::string_view id, Instant until) = 0;

  /// Adds to what is counted already.
  virtual void add_link_use(const LinkUse& use) = 0;
  virtual std::optional<LinkUse> use_of_link(std::string_view id) = 0;

  virtual LinkTries tries_of_link(std::string_view id) = 0;
  virtual void put_link_tries(std::string_view id, const LinkTries& tries) = 0;

  /// A new one; a pending one of the same order becomes kReplaced.
  virtual void add_details_request(const DetailsRequest& request) = 0;
  /// State, attempts and what goes with them of a pending one; false, and nothing is done, where it
  /// is not pending any more.
  virtual bool update_details_request(const DetailsRequest& request) = 0;
  virtual std::optional<DetailsRequest> last_details_request(const OrderId& order) = 0;
  virtual std::vector<DetailsRequest> pending_details_requests() = 0;
  /// What is not done yet, of all orders by the time of its coming: what is pending, and what is
  /// kept for the seller until he corrects an invoice of the order, or the buyer sends in something
  /// else; a wish for a VAT number outlives what comes later without one.
  virtual std::vector<DetailsRequest> waiting_details_requests() = 0;
  /// The last of them of `order`.
  virtual std::optional<DetailsRequest> waiting_details_request(const OrderId& order) = 0;
  virtual std::size_t count_corrected_by_buyer(const OrderId& order) = 0;
  /// The VAT numbers that were sent in for `order` at `since` or later, each once.
  virtual std::set<std::string> numbers_sent_in(const OrderId& order, Instant since) = 0;
  /// The first instant after `now` at which the register is asked for one of them.
  virtual std::optional<Instant> next_details_request_after(Instant now) = 0;
};

}  // namespace enclosure::app
