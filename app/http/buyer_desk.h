#pragma once
// What the server may ask on behalf of a buyer. The flow answers; the server knows nothing of
// stores and files.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/http/response.h"
#include "app/web/buyer_view.h"
#include "core/date.h"
#include "core/fault.h"
#include "core/language.h"

namespace enclosure::app {

/// Who comes by a link, and with what. Borrows.
struct BuyerVisit {
  std::string_view token;
  std::string_view pass;                ///< of the second factor, out of a cookie; or empty
  std::optional<LanguageTag> language;  ///< wished for; nothing: the buyer's
  /// A change was just made: the page says so, where it is true.
  bool after_change = false;
  /// Whether it is one use more of the link: not for the later parts of a file.
  bool counts = true;
};

/// A file that a buyer may have. The bytes are shared with whoever else gets them.
struct BuyerFile {
  std::string file_name;
  std::string media_type;
  std::string sha256;  ///< of the bytes
  std::shared_ptr<const std::string> bytes;
};

/// What becomes of the wish for a file.
struct FileAnswer {
  enum class Kind {
    kNothing,  ///< the link leads nowhere, or the order has no such file
    kLocked,   ///< the second factor first (`links.second_factor`: "everything")
    kFile,
  };
  Kind kind = Kind::kNothing;
  BuyerFile file;  ///< of kFile
};

/// The same of everything in one archive, which is made while it is sent.
struct BundleAnswer {
  FileAnswer::Kind kind = FileAnswer::Kind::kNothing;
  std::string file_name;
  std::shared_ptr<http::BodySource> source;
};

/// What a buyer sends in about the firm; what is not there stays as it is.
struct DetailsInput {
  std::optional<std::string> name;
  std::optional<std::string> company;
  std::optional<std::string> street;
  std::optional<std::string> postcode;
  std::optional<std::string> city;
  std::optional<std::string> country;
  std::optional<std::string> vat_id;
  std::optional<std::string> reference;
  /// The second factor in the same go: for programs, and forms of one step.
  std::optional<std::string> postcode_of_delivery;
};

/// What became of an answer to the second factor, or of what was sent in. `page` shows it.
struct BuyerAnswer {
  BuyerPage page;           ///< `page.panel.state` says what became of it
  Faults faults;            ///< of kFaulty, by field; of what was refused
  std::string pass;         ///< to be kept by the browser, where the second factor was just given
  std::string invoice;      ///< kCorrected: the number of the new invoice
  std::string credit_note;  ///< and of what cancels the one before
  std::chrono::seconds retry_after{0};  ///< of kTooManyTries, and of kNumberUnknown; 0: now
  std::optional<Instant> refused_at{};  ///< of kNumberUnknown: when the register said so
};

/// The page on which a buyer ends review requests and check-ups.
struct OptOutPage {
  LanguageTag language;
  std::string seller_name;
  bool done = false;  ///< it is as the buyer wishes
};

/// The buyer's side. Nothing tells a wrong token from an expired or a revoked one: nothing, or
/// kNothing, after the same work. Called from many threads.
struct BuyerDesk {
  virtual ~BuyerDesk() = default;
  virtual std::optional<BuyerPage> page(const BuyerVisit& visit) = 0;

  /// `index` counts the order's documents from 0; without it the newest invoice that is not
  /// cancelled, or the newest document where none stands.
  virtual FileAnswer invoice(const BuyerVisit& visit, std::optional<std::size_t> index) = 0;
  /// The newest invoice from memory alone; nothing when store or disk would have to be asked.
  virtual std::optional<FileAnswer> invoice_at_once(const BuyerVisit& visit) = 0;
  /// The e-invoice of such a document as a file of XML, where it has one.
  virtual FileAnswer einvoice(const BuyerVisit& visit, std::optional<std::size_t> index) = 0;
  virtual FileAnswer manual(const BuyerVisit& visit, std::size_t index) = 0;
  virtual BundleAnswer everything(const BuyerVisit& visit) = 0;

  /// An answer to the question of the second factor.
  virtual std::optional<BuyerAnswer> unlock(const BuyerVisit& visit, std::string_view answer) = 0;
  /// Company and VAT number, sent in.
  virtual std::optional<BuyerAnswer> details(const BuyerVisit& visit,
                                             const DetailsInput& input) = 0;

  /// The page of a link out of a mail (which opens nothing else); `wish`: the buyer opts out now.
  virtual std::optional<OptOutPage> opt_out(std::string_view token, bool wish) = 0;

  /// Where buyers come from: "https://invoices.example", with the path in front of /i/ if there is
  /// one; empty where nothing is configured.
  [[nodiscard]] virtual std::string base_url() const = 0;
};

}  // namespace enclosure::app
