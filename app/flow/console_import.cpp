// Import at the console.

#include <map>

#include "app/flow/console_desk.h"
#include "app/flow/console_once.h"
#include "app/flow/import_file.h"
#include "app/flow/reference_rates.h"
#include "app/rates/ecb_file.h"

namespace enclosure::app {
namespace {

constexpr const char* kRatesFormat = "ecb-rates";

using Counts = std::vector<std::pair<std::string, std::size_t>>;

/// What was taken in of one file.
struct TakenIn {
  std::string format;
  Counts counts;
  std::vector<std::string> notices;
};

TakenIn told(const ImportReport& report) {
  return {std::string(to_string(report.format)),
          {{"orders read", report.orders},
           {"new orders", report.new_orders},
           {"changed orders", report.changed_orders},
           {"events read", report.events},
           {"new events", report.new_events}},
          report.notices};
}

TakenIn told(const RatesReport& report) {
  return {kRatesFormat, {{"days", report.days}, {"new rates", report.rates.added}}, report.notices};
}

/// What stores the file; reading it keeps nobody from writing.
using Storing = std::function<Result<TakenIn>(Store&)>;

Result<Storing> read_upload(const ConsoleUpload& upload, const std::string& format,
                            const std::optional<ImportFormat>& known, const Shop& shop,
                            Instant now) {
  if (upload.bytes.empty())
    return Fault{"IMPORT-003", upload.name, "the file is empty", "export it again"};
  if (format == kRatesFormat || (!known && looks_like_ecb_file(upload.bytes))) {
    auto rates = read_ecb_file(upload.name, upload.bytes);
    if (!rates) return std::move(rates).faults();
    return Storing([rates = *std::move(rates), now](Store& store) -> Result<TakenIn> {
      const auto report = store_rates(rates, store, now);
      if (!report) return report.faults();
      return told(*report);
    });
  }
  auto imported = read_import(upload.name, upload.bytes, shop.import_context(), known);
  if (!imported) return std::move(imported).faults();
  return Storing(
      [imported = *std::move(imported), name = upload.name, now](Store& store) -> Result<TakenIn> {
        const auto report = store_import(imported, store, now);
        if (!report) return under(name, report.faults());
        return told(*report);
      });
}

Fault sent_before() {
  return {"CONSOLE-002", "form", "this had been sent already: it was not taken twice",
          "open the page anew to import it once more"};
}

/// Takes one file in. A form takes each content once: a file that was mended may come again.
Result<TakenIn> take_in(const ConsoleUpload& upload, const std::string& form,
                        const Result<Storing>& storing, Store& store, Instant now) {
  if (!storing) return storing.faults();
  const auto taken = once<TakenIn>(form + " " + sha256_hex(upload.bytes), store, now, *storing);
  if (!taken) return sent_before();
  return *taken;
}

console::ImportLine line_of(const std::string& name, const Result<TakenIn>& taken) {
  console::ImportLine line;
  line.name = name;
  if (!taken) {
    line.faults = taken.faults();
    return line;
  }
  line.format = taken->format;
  line.counts = taken->counts;
  line.notices = taken->notices;
  return line;
}

/// A file that was sent twice in one go.
console::ImportLine copy_line(const std::string& name, const std::string& first) {
  console::ImportLine line;
  line.name = name;
  line.same_as = first;
  return line;
}

}  // namespace

console::ImportView StoreConsoleDesk::import_form() {
  console::ImportView view;
  view.formats = {{"amazon-vidr", "Amazon: VAT invoice data report"},
                  {"amazon-orders", "Amazon: orders (SP-API)"},
                  {"woocommerce", "WooCommerce: orders"},
                  {"enclosure", "our own orders"},
                  {"events", "our own events"},
                  {kRatesFormat, "reference rates of the ECB"}};
  view.form_id = base64url(random_bytes(32));
  return view;
}

console::ImportView StoreConsoleDesk::import(const std::vector<ConsoleUpload>& uploads,
                                             const std::string& format,
                                             const std::string& form_id) {
  console::ImportView view = import_form();
  const Instant now = tools_.clock();
  Faults faults;
  if (uploads.empty())
    faults.push_back({"CONSOLE-001", "file", "no file was chosen and no text pasted",
                      "choose a file, or paste what is in it"});
  if (form_id.empty()) faults.push_back(unmarked_form());
  std::optional<ImportFormat> known;
  if (!format.empty() && format != kRatesFormat)
    known = take(parse_import_format(format), "format", faults, ImportFormat::kEnclosureOrders);
  if (!faults.empty()) {
    view.results.push_back(app::line_of("nothing", faults));
    return view;
  }
  bool any = false;
  std::map<std::string, const ConsoleUpload*> seen;
  for (const ConsoleUpload& upload : uploads) {
    const auto [first, is_new] = seen.emplace(sha256_hex(upload.bytes), &upload);
    if (!is_new && !upload.bytes.empty()) {
      view.results.push_back(copy_line(upload.name, first->second->name));
      continue;
    }
    const auto storing = read_upload(upload, format, known, shop_, now);
    const auto taken = take_in(upload, form_id, storing, store_, now);
    any = any || taken.has_value();
    view.results.push_back(app::line_of(upload.name, taken));
  }
  if (any) tools_.wake();
  return view;
}

}  // namespace enclosure::app
