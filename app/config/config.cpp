#include "app/config/config.h"

#include <algorithm>
#include <array>

#include "app/config/campaigns.h"
#include "app/config/members.h"
#include "app/errors.h"
#include "app/import/json_reader.h"
#include "app/import/own_order.h"
#include "app/store/files.h"
#include "core/text.h"
#include "locales/mail_address.h"

namespace enclosure::app {
namespace {

/// Reads one section after the other into a `Config`, logging every fault.
class ConfigReader {
 public:
  ConfigReader(const std::filesystem::path& workspace, Environment environment, FaultLog& log)
      : workspace_(workspace), environment_(environment), log_(log) {}

  Config read(const Reader& root) {
    static constexpr std::array<std::string_view, 19> kKnown{
        "schema",   "seller",    "shop",   "numbering",        "store",   "mail",
        "messages", "links",     "http",   "api_key",          "vies",    "rates",
        "amounts",  "documents", "amazon", "national_systems", "$schema", "campaigns",
        "webhooks"};
    allow_only(root, kKnown);
    const auto schema = whole(root, "schema", 1, 1);
    if (!schema && !root.has("schema"))
      root.fault("CONFIG-002", "schema", "the member is missing", "write \"schema\": 1");
    if (const auto seller = root.object("seller", Need::kRequired)) read_seller_section(*seller);
    if (const auto shop = root.object("shop")) read_shop(*shop);
    if (const auto numbering = root.object("numbering"))
      config_.numbering = read_numbering_config(*numbering);
    if (const auto amounts = root.object("amounts")) read_amounts(*amounts);
    if (const auto documents = root.object("documents")) read_documents(*documents);
    if (const auto amazon = root.object("amazon")) config_.amazon = read_amazon_config(*amazon);
    if (const auto systems = root.object("national_systems"))
      config_.national_systems = read_national_systems(*systems);
    read_store(root);
    if (const auto mail = root.object("mail", Need::kRequired)) read_mail(*mail);
    if (const auto messages = root.object("messages")) read_messages(*messages);
    config_.messages.campaigns = read_campaigns(root, config_.messages);
    if (const auto links = root.object("links")) read_links(*links);
    if (config_.look.link_code && config_.link_base_url.empty()) {
      root.fault("CONFIG-002", "links.base_url",
                 "the member is missing: the link's QR code needs it",
                 "write the address under which `serve` is reached, or take \"link\" out of "
                 "documents.qr");
    }
    if (const auto http = root.object("http")) config_.http = read_http_config(*http, workspace_);
    if (const auto vies = root.object("vies")) config_.vies = read_vies_config(*vies);
    if (const auto rates = root.object("rates")) config_.rates = read_rates_config(*rates);
    if (const auto webhooks = root.object("webhooks"))
      config_.webhooks = read_webhooks_config(*webhooks);
    if (root.has("api_key")) {
      const std::string key = secret(root, "api_key");
      if (!key.empty() && key.size() < 24)
        root.fault("CONFIG-004", "api_key", "the key is shorter than 24 characters",
                   "use a longer one, say, from `openssl rand -hex 24`");
      if (!key.empty()) config_.api_key_sha256 = sha256_hex(key);
    }
    if (config_.brand.empty()) config_.brand = config_.seller.name;
    if (config_.mail.from_name.empty()) config_.mail.from_name = config_.brand;
    if (config_.mail.from_address.empty()) config_.mail.from_address = config_.seller.email;
    return config_;
  }

 private:
  /// Text, {"env": "NAME"} or {"file": "PATH"}.
  std::string secret(const Reader& reader, std::string_view name) {
    const JsonValue* value = reader.find(name);
    if (value != nullptr && value->text() != nullptr) return *value->text();
    const auto object = reader.object(name);
    if (!object) return "";
    if (object->has("env")) {
      const std::string variable = object->text("env");
      if (const auto found = environment_(variable)) return *found;
      reader.fault("CONFIG-005", name, "the environment has no variable " + variable,
                   "set it before you start the program");
      return "";
    }
    const std::string file = object->text("file", Need::kRequired);
    try {
      if (!file.empty()) return std::string(trim(read_file(workspace_ / file)));
    } catch (const WorldError& error) {
      reader.fault("CONFIG-005", name, error.what(), "name a file that this user may read");
    }
    return "";
  }

  void read_seller_section(const Reader& reader) {
    config_.seller = read_seller(reader, Need::kOptional);
    config_.seat_is_known = reader.has("established") && reader.text("established") != "";
    config_.logo = reader.text("logo");
    const std::filesystem::path logo(config_.logo);
    if (logo.is_absolute() || std::find(logo.begin(), logo.end(), "..") != logo.end()) {
      reader.fault("CONFIG-004", "logo", "the logo lies outside the workspace",
                   "copy it into the workspace and name it from there");
    }
  }

  void read_shop(const Reader& reader) {
    static constexpr std::array<std::string_view, 6> kKnown{
        "brand", "language", "time_zone", "dispatch_from", "footer", "review_url"};
    allow_only(reader, kKnown);
    config_.brand = reader.text("brand", Need::kOptional, 120);
    config_.footer = reader.text("footer", Need::kOptional, 300);
    if (auto language = reader.parsed<LanguageTag>("language"))
      config_.default_language = *language;
    if (auto zone = reader.parsed<TimeZone>("time_zone")) config_.time_zone = *zone;
    if (const auto place = reader.object("dispatch_from"))
      config_.dispatch_from = read_own_address(*place);
    config_.review_url_template = reader.text("review_url");
    if (!config_.review_url_template.empty() &&
        !config_.review_url_template.starts_with("https://")) {
      reader.fault("CONFIG-004", "review_url", "only https addresses go into mails (R09)",
                   "write https://…, with {sku} where the item belongs");
    }
  }

  void read_amounts(const Reader& reader) {
    static constexpr std::array<std::string_view, 1> kKnown{"rounding"};
    allow_only(reader, kKnown);
    const std::string rounding = reader.has("rounding") ? reader.text("rounding") : "gross";
    if (rounding == "strict") {
      config_.picture = invoice::Picture::kStrict;
    } else if (rounding != "gross") {
      reader.fault("CONFIG-004", "rounding", "unknown: \"" + rounding + "\"",
                   "use gross, or strict for a validator that wants BR-CO-17 to the cent");
    }
  }

  void read_documents(const Reader& reader) {
    static constexpr std::array<std::string_view, 7> kKnown{
        "simplified", "einvoice", "theme", "paper", "accent", "second_language", "qr"};
    allow_only(reader, kKnown);
    config_.look = read_look_config(reader);
    config_.simplified = reader.flag("simplified").value_or(false);
    if (reader.has("einvoice")) {
      config_.einvoice =
          reader.log()
              .take(parse_einvoice_format(reader.text("einvoice")), reader.path_of("einvoice"))
              .value_or(config_.einvoice);
    }
  }

  void read_store(const Reader& root) {
    if (!root.has("store")) return;
    config_.store = root.text("store");
    if (config_.store != "sqlite") {
      root.fault("CONFIG-004", "store", "this version keeps its store in SQLite alone",
                 "leave `store` out, or write \"sqlite\"");
    }
  }

  void read_mail(const Reader& reader) {
    static constexpr std::array<std::string_view, 7> kKnown{
        "from", "reply_to", "budget_bytes", "amazon", "shop", "smtp", "bounces"};
    allow_only(reader, kKnown);
    if (const auto from = reader.object("from", Need::kRequired)) {
      static constexpr std::array<std::string_view, 2> kFrom{"name", "address"};
      allow_only(*from, kFrom);
      config_.mail.from_name = from->text("name", Need::kOptional, 120);
      if (auto address = from->mail_address("address")) config_.mail.from_address = *address;
    }
    if (auto address = reader.mail_address("reply_to")) config_.mail.reply_to = *address;
    if (const auto budget = whole(reader, "budget_bytes", 1'000'000, 50'000'000)) {
      config_.mail.budget_bytes = static_cast<std::uint64_t>(*budget);
    }
    read_channel_mail(reader, "amazon", config_.mail.amazon);
    read_channel_mail(reader, "shop", config_.mail.shop);
    if (const auto smtp = reader.object("smtp")) read_smtp(*smtp);
    if (const auto bounces = reader.object("bounces")) {
      config_.mail.bounces = read_bounces_config(
          *bounces,
          [this](const Reader& section, std::string_view name) { return secret(section, name); });
    }
  }

  void read_channel_mail(const Reader& reader, std::string_view name, ChannelMail& mail) {
    static constexpr std::array<std::string_view, 3> kKnown{"budget_bytes", "files", "throttle"};
    const auto section = reader.object(name);
    if (!section) return;
    allow_only(*section, kKnown);
    if (const auto budget = whole(*section, "budget_bytes", 1'000'000, 50'000'000))
      mail.budget_bytes = static_cast<std::uint64_t>(*budget);
    if (const auto files = whole(*section, "files", 1, 100))
      mail.files = static_cast<std::size_t>(*files);
    if (const auto throttle = section->object("throttle"))
      mail.throttle = read_throttle_config(*throttle);
  }

  void read_smtp(const Reader& reader) {
    static constexpr std::array<std::string_view, 8> kKnown{
        "host", "port", "security", "username", "password", "token", "ca_file", "timeout_seconds"};
    allow_only(reader, kKnown);
    SmtpConfig smtp;
    smtp.host = reader.text("host", Need::kRequired, 253);
    smtp.port = whole(reader, "port", 1, 65535).value_or(smtp.port);
    if (reader.has("security")) smtp.security = reader.text("security");
    if (smtp.security != "starttls" && smtp.security != "tls" && smtp.security != "none") {
      reader.fault("CONFIG-004", "security", "unknown: \"" + smtp.security + "\"",
                   "use starttls, tls, or none on this machine alone");
    } else if (smtp.security == "none" && !is_this_machine(smtp.host)) {
      reader.fault("CONFIG-004", "security", "mails with invoices do not travel in the clear",
                   "use starttls or tls");
    }
    smtp.username = reader.text("username");
    if (reader.has("password")) smtp.password = secret(reader, "password");
    if (reader.has("token")) read_token(reader, smtp);
    smtp.ca_file = reader.text("ca_file");
    smtp.timeout_seconds = whole(reader, "timeout_seconds", 1, 600).value_or(smtp.timeout_seconds);
    config_.mail.smtp = smtp;
  }

  /// A token in a file is read at every login: what renews it writes it there.
  void read_token(const Reader& reader, SmtpConfig& smtp) {
    smtp.token = secret(reader, "token");
    const JsonValue* value = reader.find("token");
    const auto object = value->text() == nullptr ? reader.object("token") : std::nullopt;
    if (object && object->has("file"))
      smtp.token_file = (workspace_ / object->text("file")).string();
    if (reader.has("password")) {
      reader.fault("CONFIG-004", "token", "there is a password, too",
                   "name the one that the server wants");
    }
  }

  /// "folder", or an address of the seller.
  ShadowConfig read_shadow(const Reader& reader) {
    const std::string to = reader.text("shadow");
    if (to == "folder") return {};
    auto address = locales::parse_mail_address(to);
    if (address) return {*std::move(address)};
    reader.fault("CONFIG-004", "shadow", "neither \"folder\" nor a mail address",
                 "write \"folder\", or the address of yours that gets all mails");
    return {};
  }

  void read_messages(const Reader& reader) {
    static constexpr std::array<std::string_view, 9> kKnown{
        "documents",    "review", "check_up", "amazon_review_stage", "quiet_hours", "cover_sheet",
        "transit_days", "policy", "shadow"};
    static constexpr std::array<std::string_view, 3> kPolicy{"FBA", "FBM", "reason"};
    static constexpr std::array<std::string_view, 4> kStage{"enabled", "delay_hours",
                                                            "ask_when_late", "accept_estimated"};
    allow_only(reader, kKnown);
    config_.cover_sheet = reader.flag("cover_sheet").value_or(config_.cover_sheet);
    if (const auto section = reader.object("policy")) {
      allow_only(*section, kPolicy);
      config_.wording = read_wording_config(*section);
    }
    if (reader.has("shadow")) config_.shadow = read_shadow(reader);
    messaging::MessagePolicy& policy = config_.messages;
    const auto stage = [&](std::string_view name, bool& enabled, std::chrono::seconds& delay,
                           int low, int high) {
      const auto section = reader.object(name);
      if (!section) return;
      allow_only(*section, kStage);
      enabled = section->flag("enabled").value_or(enabled);
      if (const auto hours = whole(*section, "delay_hours", low, high))
        delay = std::chrono::hours{*hours};
      if (name != "review") return;
      policy.ask_when_late = section->flag("ask_when_late").value_or(false);
      policy.accept_estimated = section->flag("accept_estimated").value_or(false);
    };
    stage("documents", policy.documents_enabled, policy.documents_delay, 0, 72);
    stage("review", policy.review_enabled, policy.review_delay, 24, 29 * 24);
    stage("check_up", policy.check_up_enabled, policy.check_up_delay, 14 * 24, 28 * 24);
    policy.transit = read_transit_days(reader);
    if (const auto number = whole(reader, "amazon_review_stage", 2, 3))
      policy.amazon_review_stage = static_cast<messaging::Stage>(*number);
    if (const auto quiet = reader.object("quiet_hours")) {
      static constexpr std::array<std::string_view, 2> kQuiet{"from", "until"};
      allow_only(*quiet, kQuiet);
      policy.quiet_from_hour = whole(*quiet, "from", 0, 24).value_or(policy.quiet_from_hour);
      policy.quiet_until_hour = whole(*quiet, "until", 0, 24).value_or(policy.quiet_until_hour);
      check_quiet_hours(*quiet, {policy.quiet_from_hour, policy.quiet_until_hour});
    }
  }

  void read_links(const Reader& reader) {
    static constexpr std::array<std::string_view, 4> kKnown{"base_url", "valid_days",
                                                            "second_factor", "change_days"};
    allow_only(reader, kKnown);
    config_.link_base_url = reader.text("base_url");
    const std::string& url = config_.link_base_url;
    const bool local = url.starts_with("http://127.0.0.1") || url.starts_with("http://localhost");
    const bool plain = is_visible_ascii(url) &&
                       url.find_first_of("?#@\"<>\\") == std::string::npos &&
                       url.find("..") == std::string::npos;
    if (!url.empty() && (!plain || url.back() == '/' || !(url.starts_with("https://") || local))) {
      reader.fault("CONFIG-004", "base_url", "not an https address without a slash at its end",
                   "write it like https://invoices.shop.example");
    }
    config_.link_valid_days =
        whole(reader, "valid_days", 1, 3660).value_or(config_.link_valid_days);
    config_.links.change_days =
        whole(reader, "change_days", 0, 3660).value_or(config_.links.change_days);
    const std::string factor =
        reader.has("second_factor") ? reader.text("second_factor") : "changes";
    config_.links.locks_documents = factor == "everything";
    if (factor != "changes" && factor != "everything") {
      reader.fault("CONFIG-004", "second_factor", "unknown: \"" + factor + "\"",
                   "use changes, or everything to lock the documents as well");
    }
  }

  const std::filesystem::path& workspace_;
  Environment environment_;
  FaultLog& log_;
  Config config_;
};

}  // namespace

Result<Config> parse_config(std::string_view json, const std::filesystem::path& workspace,
                            Environment environment) {
  FaultLog log;
  Config config;
  if (const auto value = parse_json(json, "", 1, log)) {
    if (const auto root = Reader::of(*value, "", log))
      config = ConfigReader(workspace, environment, log).read(*root);
  }
  if (!log.empty()) return std::move(log).release();
  return config;
}

}  // namespace enclosure::app
