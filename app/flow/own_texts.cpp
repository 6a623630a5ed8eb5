#include "app/flow/own_texts.h"

#include <algorithm>
#include <list>
#include <set>

#include "app/flow/policy_gate.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;
using messaging::SampleChannel;
using messaging::SampleShape;
using messaging::Stage;
using messaging::policy::Finding;
using messaging::policy::Outcome;

constexpr std::size_t kLargest = 100UL * 1024;
constexpr std::size_t kMost = 500;
constexpr Stage kStages[] = {Stage::kDocuments, Stage::kReview, Stage::kCheckUp};
constexpr std::string_view kStageFiles[] = {"documents", "review", "check_up"};

/// The files below `folder` that are no hidden ones, sorted by name.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  auto at = fs::recursive_directory_iterator(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const bool hidden = at->path().filename().string().starts_with('.');
    if (hidden && at->is_directory(error)) at.disable_recursion_pending();
    if (hidden || at->is_directory(error)) continue;
    files.push_back(at->path());
    if (files.size() >= kMost) break;
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool same(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.quote == b.quote && a.reason == b.reason;
}

void add(const Finding& finding, std::vector<Finding>& findings) {
  const bool known = std::any_of(findings.begin(), findings.end(),
                                 [&](const Finding& one) { return same(one, finding); });
  if (!known) findings.push_back(finding);
}

CheckedText check_text(const Shop& shop, const LanguageTag& language, Stage stage,
                       SampleChannel channel) {
  const messaging::Templates& templates = shop.knowledge.templates;
  CheckedText checked{language, stage, channel, templates.is_built_in(language, stage), {}, {}, {}};
  for (const SampleShape shape : {SampleShape::kRich, SampleShape::kSpare}) {
    const auto& policy = shop.config.messages;
    const auto sample = sample_message(stage, channel, shape, language, shop.config.brand,
                                       policy.shop_asks_again || !policy.review_enabled);
    const auto rehearsal = rehearse(sample, templates, built_in_policy());
    if (!rehearsal) {
      append(checked.faults, rehearsal.faults());
      checked.outcome = Outcome::kRefuse;
      return checked;
    }
    checked.outcome = std::max(checked.outcome, rehearsal->verdict.outcome);
    for (const Finding& finding : rehearsal->verdict.findings) add(finding, checked.findings);
  }
  return checked;
}

std::string path_of(const CheckedText& text) {
  return "messages/" + text.language.to_string() + "/" +
         std::string(kStageFiles[static_cast<std::size_t>(text.stage) - 1]);
}

}  // namespace

std::vector<fs::path> own_text_files(const fs::path& workspace) {
  return files_below(workspace / "messages");
}

messaging::Templates own_texts_over(const messaging::Templates& built_in,
                                    const fs::path& workspace) {
  const fs::path folder = workspace / "messages";
  std::list<std::string> kept;  // what the views point into
  std::vector<EmbeddedFile> files;
  Faults unreadable;
  for (const fs::path& file : own_text_files(workspace)) {
    const std::string name = file.lexically_relative(folder).generic_string();
    const auto bytes = read_file(file, kLargest);
    if (!bytes) {
      const Fault& why = bytes.faults().front();
      unreadable.push_back({"TEMPLATE-009", "messages/" + name, why.message, why.hint});
      continue;
    }
    kept.push_back(name);
    const std::string& path = kept.back();
    kept.push_back(*bytes);
    files.push_back({path, kept.back()});
  }
  return files.empty() && unreadable.empty() ? built_in : built_in.with_own(files, unreadable);
}

std::vector<CheckedText> check_texts(const Shop& shop, bool built_in,
                                     const std::optional<LanguageTag>& language) {
  std::vector<CheckedText> all;
  const messaging::Templates& templates = shop.knowledge.templates;
  for (const std::string& tag : templates.languages()) {
    const LanguageTag one = *LanguageTag::parse(tag);
    if (language && !(one == *language)) continue;
    for (const Stage stage : kStages) {
      if (!built_in && templates.is_built_in(one, stage)) continue;
      for (const SampleChannel channel : messaging::kSampleChannels)
        all.push_back(check_text(shop, one, stage, channel));
    }
  }
  return all;
}

Faults faults_of_own_texts(const Shop& shop) {
  Faults faults = shop.knowledge.templates.own_faults();
  std::set<std::string> broken;
  for (const CheckedText& text : check_texts(shop, false, std::nullopt)) {
    if (text.outcome != Outcome::kRefuse) continue;
    if (!text.faults.empty()) {
      const bool told = !shop.knowledge.templates.own_faults().empty();
      if (!told && broken.insert(path_of(text)).second)
        append(faults, under(path_of(text), text.faults));
      continue;
    }
    std::set<std::string> rules;
    for (const Finding& finding : text.findings) rules.insert(finding.rule);
    std::string list;
    for (const std::string& rule : rules) list += (list.empty() ? "" : ", ") + rule;
    faults.push_back({"TEMPLATE-008", path_of(text),
                      "the rules for messages refuse it on " +
                          std::string(to_string(text.channel)) + ": " + list,
                      "`enclosure messages check` quotes the words and tells what may be said"});
  }
  return faults;
}

}  // namespace enclosure::app
