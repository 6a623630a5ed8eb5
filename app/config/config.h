#pragma once
// enclosure.json: the only configuration. Every key is explained in docs/configuration.md.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "app/config/http.h"
#include "app/config/invoicing.h"
#include "app/config/look.h"
#include "app/config/mail_services.h"
#include "app/config/numbering.h"
#include "app/config/services.h"
#include "app/config/time_zone.h"
#include "app/config/wording.h"
#include "core/address.h"
#include "core/einvoice.h"
#include "core/ids.h"
#include "core/language.h"
#include "core/result.h"
#include "invoice/model/seller.h"
#include "invoice/model/vat.h"
#include "messaging/plan.h"

namespace enclosure::app {

/// How SMTP is reached.
struct SmtpConfig {
  std::string host;
  int port = 587;
  std::string security = "starttls";  ///< "starttls", "tls", or "none" (loopback alone)
  std::string username;
  std::string password;
  std::string token;       ///< for XOAUTH2 instead of a password; or empty
  std::string token_file;  ///< path of a file that has it, read at every login; or empty
  std::string ca_file;     ///< certificates to trust besides the system's, or empty
  int timeout_seconds = 30;
};

/// What the mails of one channel may grow to, and how fast they may leave.
struct ChannelMail {
  std::optional<std::uint64_t> budget_bytes;  ///< else that of all mails
  std::size_t files = 0;                      ///< attached at most, the invoices among them; 0: any
  messaging::Throttle throttle = {};          ///< P06
};

/// Who writes the mails, and how large they may grow.
struct MailConfig {
  std::string from_name;
  EmailAddress from_address;                ///< else the seller's contact; empty: nobody yet
  EmailAddress reply_to;                    ///< empty: replies go to the sender
  std::uint64_t budget_bytes = 10'000'000;  ///< the whole encoded message
  ChannelMail amazon{std::nullopt, 5, {}};  ///< five files are what Amazon's API takes
  ChannelMail shop;
  std::optional<SmtpConfig> smtp;  ///< none: mails go to outbox/*.eml
  BouncesConfig bounces;

  [[nodiscard]] const ChannelMail& of(Channel channel) const {
    return channel == Channel::kAmazon ? amazon : shop;
  }
};

/// Everything runs, but no mail reaches a buyer.
struct ShadowConfig {
  EmailAddress to;  ///< all mails go to this address of the seller; empty: to the folder shadow/
};

/// What buyers may do by their links.
struct LinksConfig {
  bool locks_documents = false;  ///< `second_factor`: "everything", the documents too
  int change_days = 365;         ///< so long after the invoice a buyer may change it; 0: never
};

/// The configuration, checked as a whole.
struct Config {
  invoice::Seller seller;
  bool seat_is_known = false;  ///< else `seller.established` is a stand-in: nothing is decided
  std::string logo;            ///< path in the workspace, or empty
  std::string brand;           ///< how the seller calls itself in mails and pages
  std::string footer;
  LanguageTag default_language;
  TimeZone time_zone;                    ///< of the seller: the day of issue
  std::optional<Address> dispatch_from;  ///< where goods start when the input does not say
  NumberingConfig numbering;
  invoice::Picture picture =
      invoice::Picture::kPrice;  ///< `amounts.rounding`: "strict" shows BT-114
  bool simplified = false;       ///< simplified invoices (Art. 220a) where the state allows them
  EInvoiceFormat einvoice = EInvoiceFormat::kFacturX;  ///< of buyers who ask for none
  LookConfig look;                                     ///< `documents.theme` and its neighbours
  AmazonConfig amazon;                                 ///< who invoices the orders of its stores
  std::map<std::string, SystemStance, std::less<>> national_systems;  ///< by state
  std::string store = "sqlite";
  MailConfig mail;
  messaging::MessagePolicy messages;
  WordingConfig wording;               ///< `messages.policy`: how strictly their words are judged
  std::optional<ShadowConfig> shadow;  ///< `messages.shadow`
  bool cover_sheet = true;             ///< `messages.cover_sheet`: mails with documents carry one
  std::string
      review_url_template;    ///< own shop: "https://shop.example/review?item={sku}", or empty
  std::string link_base_url;  ///< "https://invoices.example", without a slash at the end; or empty
  int link_valid_days = 3650;
  LinksConfig links;
  HttpConfig http;
  ViesConfig vies;
  RatesConfig rates;
  WebhooksConfig webhooks;
  std::string api_key_sha256;  ///< of the bearer key; empty: the API is closed
};

/// Reads a variable of the environment; nothing when it is not set.
using Environment = std::optional<std::string> (*)(const std::string& name);

/// Reads the text of enclosure.json. Secrets may be text, {"env": "NAME"} or {"file": "PATH"};
/// files are relative to `workspace`. All faults at once: CONFIG-001 no JSON, CONFIG-002 a key
/// missing or of the wrong type, CONFIG-003 an unknown key, CONFIG-004 a value out of its range,
/// CONFIG-005 a secret that cannot be had, and those of the types of core/.
[[nodiscard]] Result<Config> parse_config(std::string_view json,
                                          const std::filesystem::path& workspace,
                                          Environment environment);

}  // namespace enclosure::app
