#include "messaging/policy/policy.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "messaging/policy/policy_data.h"

namespace enclosure::messaging::policy {
namespace {

using nlohmann::json;

std::string_view bytes_of(std::span<const EmbeddedFile> files, std::string_view path) {
  for (const EmbeddedFile& file : files)
    if (file.path == path) return file.bytes;
  return {};
}

Severity severity(const json& rule, const char* mode) {
  const std::string word = rule.value(mode, "refuse");
  if (word == "off") return Severity::kOff;
  return word == "warn" ? Severity::kWarn : Severity::kRefuse;
}

std::vector<std::string> texts(const json& parent, const char* member) {
  if (!parent.contains(member)) return {};
  return parent.at(member).get<std::vector<std::string>>();
}

class Loader {
 public:
  explicit Loader(std::span<const EmbeddedFile> files) : files_(files) {}

  Result<std::shared_ptr<const Policy::Data>> load() && {
    data_->folding = take(Folding::parse(bytes_of(files_, "letters.json")), "", faults_);
    guarded("rules.json", [&](const json& document) { read_rules(document); });
    guarded("languages.json", [&](const json& document) { read_languages(document); });
    for (const EmbeddedFile& file : files_) read_language_file(file);
    check_whole();
    if (!faults_.empty()) return std::move(faults_);
    return std::shared_ptr<const Policy::Data>(std::move(data_));
  }

 private:
  template <typename Read>
  void guarded(const std::string& path, Read read) {
    try {
      read(json::parse(bytes_of(files_, path)));
    } catch (const json::exception& error) {
      faults_.push_back({"POLICY-001", path, error.what(), "see docs/policy.md"});
    }
  }

  void read_rules(const json& document) {
    for (const json& one : document.at("rules")) {
      Rule rule;
      rule.id = one.at("id").get<std::string>();
      rule.name = one.at("name").get<std::string>();
      rule.reason = one.at("reason").get<std::string>();
      rule.since = one.at("since").get<std::string>();
      rule.sources = texts(one, "sources");
      rule.strict = severity(one, "strict");
      rule.relaxed = severity(one, "relaxed");
      rule.shop = severity(one, "shop");
      data_->rules.push_back(std::move(rule));
    }
    for (const json& one : document.at("detectors")) {
      data_->detectors.push_back({one.at("rule").get<std::string>(), texts(one, "all"),
                                  texts(one, "first"), texts(one, "second"), texts(one, "none"),
                                  one.value("subject", false),
                                  std::max<std::size_t>(1, one.value("within", 1U))});
    }
  }

  /// A word of another script is known as well with its look-alikes replaced, as texts are read for
  /// the rules of words; what is Latin throughout then ("са") could be any language's.
  void add_common_word(const std::string& language, const std::string& text) {
    std::string folded;
    std::string latin;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t code = next_code_point(text, at);
      data_->folding.append(folded, code, false);
      data_->folding.append(latin, code, true);
    }
    const bool ascii = std::all_of(latin.begin(), latin.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) data_->common_words[language].insert(std::move(latin));
    data_->common_words[language].insert(std::move(folded));
  }

  void read_languages(const json& document) {
    for (const json& word : document.at("abbreviations"))
      data_->abbreviations.insert(word.get<std::string>());
    for (const json& word : document.at("firms")) data_->firms.insert(word.get<std::string>());
    for (const auto& [language, words] : document.at("signals").items()) {
      for (const json& word : words) data_->signals[language].insert(word.get<std::string>());
    }
    for (const auto& [language, words] : document.at("common").items()) {
      for (const json& word : words) add_common_word(language, word.get<std::string>());
    }
  }

  void read_language_file(const EmbeddedFile& file) {
    const std::string path(file.path);
    if (!path.ends_with(".json")) return;
    const auto stem = path.substr(path.find('/') + 1, path.size() - path.find('/') - 6);
    if (path.starts_with("words/")) {
      auto lexicon = Lexicon::parse(file.bytes, path, data_->folding, Spelling::of(stem));
      if (lexicon)
        data_->lexicons.emplace(stem, *std::move(lexicon));
      else
        append(faults_, std::move(lexicon).faults());
    } else if (path.starts_with("advice/")) {
      guarded(path, [&](const json& document) {
        data_->advice[stem] = document.get<std::map<std::string, std::string, std::less<>>>();
      });
    }
  }

  /// Every detector's rule and words are there, in every language.
  void check_whole() {
    if (data_->lexicons.empty())
      faults_.push_back({"POLICY-003", "words/", "no words of any language", "add words/en.json"});
    for (const Detector& detector : data_->detectors) {
      const bool known = std::any_of(data_->rules.begin(), data_->rules.end(),
                                     [&](const Rule& rule) { return rule.id == detector.rule; });
      if (!known)
        faults_.push_back({"POLICY-003", "rules.json",
                           "a detector for the unknown rule " + detector.rule, "add the rule"});
      for (const auto* names : {&detector.all, &detector.first, &detector.second, &detector.none})
        for (const std::string& name : *names) need_concept(name);
    }
  }

  void need_concept(const std::string& name) {
    for (const auto& [language, lexicon] : data_->lexicons) {
      if (lexicon.find(name) == 0)
        faults_.push_back({"POLICY-002", "words/" + language + ".json",
                           "the concept " + name + " is missing",
                           "add it, as an empty list at least"});
    }
  }

  std::span<const EmbeddedFile> files_;
  std::shared_ptr<Policy::Data> data_ = std::make_shared<Policy::Data>();
  Faults faults_;
};

}  // namespace

Result<Policy> Policy::load(std::span<const EmbeddedFile> files) {
  auto data = Loader(files).load();
  if (!data) return std::move(data).faults();
  return Policy(*std::move(data));
}

const std::vector<Rule>& Policy::rules() const {
  return data_->rules;
}

const Rule* Policy::find(std::string_view id) const {
  for (const Rule& rule : data_->rules)
    if (rule.id == id) return &rule;
  return nullptr;
}

std::vector<std::string> Policy::languages() const {
  std::vector<std::string> all;
  for (const auto& [language, lexicon] : data_->lexicons) all.push_back(language);
  return all;
}

Severity severity_of(const Rule& rule, Channel channel, Fulfilment fulfilment, Mode mode) {
  if (channel == Channel::kShop) return rule.shop;
  const bool relaxed = mode == Mode::kRelaxed && fulfilment == Fulfilment::kFbm;
  return relaxed ? rule.relaxed : rule.strict;
}

std::optional<Fault> mode_fault(Mode mode, Fulfilment fulfilment) {
  if (mode != Mode::kRelaxed || fulfilment != Fulfilment::kFba) return std::nullopt;
  return Fault{"POLICY-010", "mode", "the relaxed mode is not to be had for orders of FBA",
               "choose strict, or relaxed for FBM alone"};
}

}  // namespace enclosure::messaging::policy
