// Coverage, audit, bounces, keys and checks for the console.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "app/flow/console_desk.h"
#include "app/flow/console_words.h"
#include "app/flow/mail_sheet.h"
#include "app/flow/verify.h"
#include "app/products/coverage.h"
#include "app/products/markets.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kMostProducts = 200;
constexpr std::size_t kMostBounces = 200;

/// 0 nothing expected, 1 there, 2 in another language, 3 missing: the worst of the kinds.
int worst_of(const std::vector<CoverageCell>& cells) {
  int worst = 0;
  for (const CoverageCell& cell : cells) {
    worst = std::max(worst, cell.cover == Cover::kMissing    ? 3
                            : cell.cover == Cover::kFallback ? 2
                                                             : 1);
  }
  return worst;
}

/// The series with what the audit says about each; every defect of a gap names its series.
std::vector<console::AuditView::Series> series_of(
    const std::vector<std::pair<std::string, std::int64_t>>& known, const Faults& defects,
    bool done) {
  std::vector<console::AuditView::Series> series;
  for (const auto& [name, last] : known) {
    console::AuditView::Series one{name, last, done ? "none" : "not looked at",
                                   done ? console::Tone::kGood : console::Tone::kPlain};
    for (const Fault& defect : defects) {
      const bool concerns = defect.path == name || defect.path.starts_with(name + " number ");
      if (defect.code != "VERIFY-002" || !concerns) continue;
      one.tone = console::Tone::kBad;
      one.gaps = defect.path == name ? defect.message
                                     : defect.path.substr(name.size() + 1) + " is missing";
    }
    series.push_back(std::move(one));
  }
  return series;
}

}  // namespace

console::CoverageView StoreConsoleDesk::coverage() {
  const LanguagesOf languages_of = [&](CountryCode country) {
    return shop_.official_languages(country);
  };
  const Date today = shop_.config.time_zone.date_of(tools_.clock());
  const Coverage coverage = coverage_of(shop_.catalogue, member_states(languages_of), today);
  console::CoverageView view;
  for (const CoverageColumn& column : coverage.columns)
    view.columns.push_back(column.country.to_string() + "-" + column.language.language());
  for (const CoverageRow& row : coverage.rows) {
    if (view.rows.size() == kMostProducts) break;
    console::CoverageView::Row shown{
        std::string(row.product->name), {}, row.count.have, row.count.fallback, row.count.missing};
    for (const auto& cells : row.cells) shown.cells.push_back(worst_of(cells));
    view.rows.push_back(std::move(shown));
  }
  view.rows_left_out = coverage.rows.size() - view.rows.size();
  view.have = coverage.total.have;
  view.fallback = coverage.total.fallback;
  view.missing = coverage.total.missing;
  for (const auto* product : coverage.expects_nothing)
    view.expects_nothing.emplace_back(product->name);
  return view;
}

console::AuditView StoreConsoleDesk::audit(bool run) {
  console::AuditView view;
  const auto known = store_.read<std::vector<std::pair<std::string, std::int64_t>>>(
      [](StoreTransaction& tx) { return tx.series(); });
  if (run) {
    VerifyReport report = verify(shop_, store_);
    view.done = true;
    view.orders = report.orders;
    view.documents = report.invoices;
    view.messages = report.messages;
    view.files = report.archived;
    view.unused = report.unused_files.size();
    view.defects = std::move(report.defects);
    view.at = moment(tools_.clock());
  }
  view.series = series_of(known, view.defects, run);
  return view;
}

console::BouncesView StoreConsoleDesk::bounces() {
  const Instant since = tools_.clock() - std::chrono::days{30};
  std::vector<StoredBounce> bounces;
  std::vector<messaging::Block> blocks;
  store_.read([&](StoreTransaction& tx) {
    bounces = tx.bounces_since(since);
    blocks = tx.blocks();
  });
  console::BouncesView view;
  std::map<std::string, std::size_t> counts;
  for (const StoredBounce& one : bounces) ++counts[one.bounce_class];
  for (const auto& [name, count] : counts)
    view.classes.push_back({name, std::string(bounce_told(name)), count});
  for (auto one = bounces.rbegin(); one != bounces.rend(); ++one) {
    if (view.bounces.size() == kMostBounces) break;
    view.bounces.push_back({moment(one->read_at), std::string(bounce_told(one->bounce_class)),
                            one->rule, one->status, one->detail, one->order.to_string(),
                            one->stage ? std::string(stage_name(*one->stage)) : ""});
  }
  for (const messaging::Block& block : blocks)
    view.blocks.push_back(
        {std::string(messaging::to_string(block.kind)), block.value,
         block.reach == messaging::Blocked::kAll ? "all messages" : "review requests",
         block.because, moment(block.added_at)});
  return view;
}

console::SettingsView StoreConsoleDesk::settings() {
  console::SettingsView view;
  view.keys = tools_.keys.list();
  for (const DoctorFinding& finding : checks())
    view.checks.push_back({finding.what, finding.found, finding.defects, finding.hints});
  return view;
}

}  // namespace enclosure::app
