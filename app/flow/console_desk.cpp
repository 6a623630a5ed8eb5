#include "app/flow/console_desk.h"

#include "app/flow/console_words.h"
#include "app/flow/import_file.h"
#include "app/flow/reference_rates.h"
#include "app/rates/ecb_file.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kSessionBytes = 32;
constexpr const char* kRatesFormat = "ecb-rates";
/// When a session was seen is written down once in so long: most pages change nothing.
constexpr std::chrono::minutes kSeenStep{1};

/// Of no use without the session itself, which stands in no page.
std::string form_token_of(std::string_view session) {
  return base64url(hmac_sha256(session, "enclosure console form"));
}

console::ImportLine line_of(const std::string& name, const Result<ImportReport>& report) {
  console::ImportLine line;
  line.name = name;
  if (!report) {
    line.faults = report.faults();
    return line;
  }
  line.format = to_string(report->format);
  line.counts = {{"orders read", report->orders},
                 {"new orders", report->new_orders},
                 {"changed orders", report->changed_orders},
                 {"events read", report->events},
                 {"new events", report->new_events}};
  line.notices = report->notices;
  return line;
}

console::ImportLine take_rates(const ConsoleUpload& upload, Store& store, Instant now) {
  console::ImportLine line;
  line.name = upload.name;
  const auto read = read_ecb_file(upload.name, upload.bytes);
  const auto report = read ? store_rates(*read, store, now) : Result<RatesReport>(read.faults());
  if (!report) {
    line.faults = report.faults();
    return line;
  }
  line.format = kRatesFormat;
  line.counts = {{"days", report->days}, {"new rates", report->rates.added}};
  line.notices = report->notices;
  return line;
}

std::string new_form_id() {
  return base64url(random_bytes(kSessionBytes));
}

console::ImportView empty_form() {
  console::ImportView view;
  view.formats = {{"amazon-vidr", "Amazon: VAT invoice data report"},
                  {"amazon-orders", "Amazon: orders (SP-API)"},
                  {"woocommerce", "WooCommerce: orders"},
                  {"enclosure", "our own orders"},
                  {"events", "our own events"},
                  {kRatesFormat, "reference rates of the ECB"}};
  view.form_id = new_form_id();
  return view;
}

}  // namespace

std::optional<std::string> StoreConsoleDesk::log_in(std::string_view key) {
  const auto key_id = tools_.keys.opened_by(key);
  if (!key_id) return std::nullopt;
  const std::string session = base64url(random_bytes(kSessionBytes));
  const Instant now = tools_.clock();
  store_.write([&](StoreTransaction& tx) {
    sessions(tx).forget_sessions(now - kConsoleLongest, now - kConsoleIdle);
    sessions(tx).put_session({sha256_hex(session), *key_id, now, now});
  });
  return session;
}

bool StoreConsoleDesk::knows_session(std::string_view session) {
  const Instant now = tools_.clock();
  const std::string id = sha256_hex(session);
  const auto found = store_.read<std::optional<ConsoleSession>>(
      [&](StoreTransaction& tx) { return sessions(tx).session(id); });
  if (!found) return false;
  const bool open = found->created_at + kConsoleLongest > now &&
                    found->last_seen_at + kConsoleIdle > now &&
                    tools_.keys.name_of(found->key_id).has_value();
  if (!open) {
    log_out(session);
  } else if (found->last_seen_at + kSeenStep <= now) {
    store_.write([&](StoreTransaction& tx) {
      if (!sessions(tx).session(id)) return;  // somebody logged out meanwhile
      sessions(tx).put_session({id, found->key_id, found->created_at, now});
    });
  }
  return open;
}

void StoreConsoleDesk::log_out(std::string_view session) {
  store_.write([&](StoreTransaction& tx) { sessions(tx).remove_session(sha256_hex(session)); });
}

bool StoreConsoleDesk::is_form_token(std::string_view session, std::string_view token) {
  return equal_in_constant_time(form_token_of(session), token);
}

console::Frame StoreConsoleDesk::frame(std::string_view session) {
  console::Frame frame;
  frame.brand = shop_.config.brand.empty() ? "Enclosure" : shop_.config.brand;
  frame.csrf = form_token_of(session);
  frame.zone = shop_.config.time_zone.name();
  frame.now = moment(tools_.clock());
  frame.shadow = shop_.config.shadow.has_value();
  std::string key_id;
  store_.read([&](StoreTransaction& tx) {
    if (const auto found = sessions(tx).session(sha256_hex(session))) key_id = found->key_id;
    frame.pauses = pauses_told(tx, shop_.config.time_zone);
  });
  frame.user = tools_.keys.name_of(key_id).value_or("");
  return frame;
}

console::ImportView StoreConsoleDesk::import_form() {
  return empty_form();
}

console::ImportView StoreConsoleDesk::import(const std::vector<ConsoleUpload>& uploads,
                                             const std::string& format,
                                             const std::string& form_id) {
  console::ImportView view = empty_form();
  const Instant now = tools_.clock();
  const auto add_fault = [&](Fault fault) {
    view.results.emplace_back();
    view.results.back().name = "nothing";
    view.results.back().faults = {std::move(fault)};
  };
  if (uploads.empty()) {
    add_fault({"CONSOLE-001", "file", "no file was chosen and no text pasted",
               "choose a file, or paste what is in it"});
    return view;
  }
  std::optional<ImportFormat> known_format;
  if (!format.empty() && format != kRatesFormat) {
    const auto parsed = parse_import_format(format);
    if (!parsed) return add_fault(parsed.faults().front()), view;
    known_format = *parsed;
  }
  const bool first = store_.write<bool>(
      [&](StoreTransaction& tx) { return sessions(tx).take_form(sha256_hex(form_id), now); });
  if (!first) {
    add_fault({"CONSOLE-002", "form", "this form had been sent already: it was not taken twice",
               "open the page anew to import more"});
    return view;
  }
  for (const ConsoleUpload& upload : uploads) {
    const bool rates =
        format == kRatesFormat || (!known_format && looks_like_ecb_file(upload.bytes));
    view.results.push_back(
        rates ? take_rates(upload, store_, now)
              : app::line_of(upload.name, import_file(upload.name, upload.bytes, known_format,
                                                      shop_, store_, now)));
  }
  tools_.wake();
  return view;
}

console::Moment StoreConsoleDesk::moment(Instant at) const {
  return moment_in(at, shop_.config.time_zone);
}

console::Moment StoreConsoleDesk::moment(const std::optional<Instant>& at) const {
  return at ? moment(*at) : console::Moment{};
}

std::vector<DoctorFinding> StoreConsoleDesk::checks() {
  constexpr std::chrono::minutes kFresh{5};
  const Instant now = tools_.clock();
  const std::lock_guard lock(mutex_);
  if (checked_at_ && *checked_at_ + kFresh > now && *checked_at_ <= now) return checks_;
  DoctorWorld world;
  world.workspace = shop_.workspace;
  world.now = now;
  world.is_quick = true;
  world.open_store = world.look_at_store = [this](const DoctorWorld::Use& use) { use(store_); };
  checks_ = examine(world);
  checked_at_ = now;
  return checks_;
}

}  // namespace enclosure::app
