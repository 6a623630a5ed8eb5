#include "app/import/policy_cases.h"

#include <nlohmann/json.hpp>

namespace enclosure::app {
namespace {

using messaging::policy::Mode;
using messaging::policy::PolicyContext;
using messaging::policy::Scope;
using nlohmann::json;

Fault wrong(const std::string& path, const std::string& what) {
  return {"IMPORT-005", path, what, "see docs/policy.md, Cases"};
}

std::vector<std::string> texts(const json& parent, const char* member) {
  std::vector<std::string> all;
  if (!parent.contains(member) || !parent[member].is_array()) return all;
  for (const json& one : parent[member])
    if (one.is_string()) all.push_back(one.get<std::string>());
  return all;
}

std::string text(const json& parent, const char* member, std::string otherwise = "") {
  const auto found = parent.find(member);
  return found != parent.end() && found->is_string() ? found->get<std::string>()
                                                     : std::move(otherwise);
}

PolicyContext common_context(const json& config) {
  PolicyContext context;
  if (config.contains("allowed_link_hosts") && config["allowed_link_hosts"].is_object()) {
    context.invoice_hosts = texts(config["allowed_link_hosts"], "invoice");
    context.driver_hosts = texts(config["allowed_link_hosts"], "driver");
  }
  context.review_link_prefixes = texts(config, "review_link_prefixes");
  context.order_items = texts(config, "order_items");
  context.product_titles = texts(config, "product_titles");
  context.seller_name = text(config, "seller_name");
  if (text(config, "mode") == "relaxed") context.mode = Mode::kRelaxed;
  return context;
}

/// The marketplace of the order alone has its review pages.
void keep_marketplace(const std::string& country, PolicyContext& context) {
  if (country.empty()) return;
  std::string host =
      "amazon." + std::string(country == "GB" || country == "UK" ? "co.uk" : country);
  for (char& c : host) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  std::erase_if(context.review_link_prefixes, [&](const std::string& prefix) {
    return prefix.find("." + host + "/") == std::string::npos &&
           prefix.find("/" + host + "/") == std::string::npos;
  });
}

class Reader {
 public:
  Result<std::vector<PolicyCase>> read(std::string_view bytes) && {
    const json document = json::parse(bytes, nullptr, false);
    if (document.is_discarded())
      return Fault{"IMPORT-003", "", "the file is no JSON", "see docs/policy.md, Cases"};
    if (!document.is_object() || !document.contains("examples") || !document["examples"].is_array())
      return Fault{"IMPORT-004", "examples", "the list of texts is missing",
                   "see docs/policy.md, Cases"};
    const json config = document.value("test_config", json::object());
    common_ = common_context(config.is_object() ? config : json::object());
    std::size_t index = 0;
    for (const json& example : document["examples"])
      read_case(example, "examples[" + std::to_string(index++) + "]");
    if (!faults_.empty()) return std::move(faults_);
    return std::move(cases_);
  }

 private:
  void read_case(const json& example, const std::string& path) {
    if (!example.is_object()) return faults_.push_back(wrong(path, "not an object"));
    PolicyCase one;
    one.id = text(example, "id");
    one.context = common_;
    for (const char* member : {"id", "text", "locale"}) {
      if (text(example, member, "\n") == "\n" && !example.contains(member))
        faults_.push_back({"IMPORT-004", path + "." + member, "a member is missing",
                           "see docs/policy.md, Cases"});
    }
    one.draft.text = text(example, "text");
    const json context = example.value("context", json::object());
    if (!context.is_object()) return faults_.push_back(wrong(path + ".context", "not an object"));
    read_scope(text(example, "scope", "message"), path, one);
    read_context(context, path, one);
    const std::string tag = text(context, "buyer_language", text(example, "locale", "en"));
    one.draft.language = take(LanguageTag::parse(tag), path + ".locale", faults_);
    cases_.push_back(std::move(one));
  }

  void read_scope(const std::string& scope, const std::string& path, PolicyCase& one) {
    if (scope == "sentence")
      one.draft.scope = Scope::kSentence;
    else if (scope == "message")
      one.draft.scope = Scope::kMessage;
    else if (scope == "subject")
      one.draft.scope = Scope::kSubject;
    else
      faults_.push_back(wrong(path + ".scope", "\"" + scope + "\" is no scope"));
  }

  void read_context(const json& context, const std::string& path, PolicyCase& one) {
    const std::string channel = text(context, "channel", "amazon");
    const std::string fulfilment = text(context, "fulfilment", "FBA");
    if (channel != "amazon" && channel != "shop")
      faults_.push_back(wrong(path + ".context.channel", "\"" + channel + "\" is no channel"));
    if (fulfilment != "FBA" && fulfilment != "FBM" && fulfilment != "shop")
      faults_.push_back(wrong(path + ".context.fulfilment", "no such fulfilment"));
    one.context.channel = channel == "shop" ? Channel::kShop : Channel::kAmazon;
    one.context.fulfilment = fulfilment == "FBA"   ? Fulfilment::kFba
                             : fulfilment == "FBM" ? Fulfilment::kFbm
                                                   : Fulfilment::kShop;
    if (const std::string mode = text(context, "mode"); !mode.empty())
      one.context.mode = mode == "relaxed" ? Mode::kRelaxed : Mode::kStrict;
    one.context.order_id = text(context, "order_id");
    one.draft.attachments = texts(context, "attachments");
    if (context.contains("stage") && context["stage"].is_number_integer())
      one.draft.stage = context["stage"].get<int>();
    keep_marketplace(text(context, "marketplace_country"), one.context);
  }

  PolicyContext common_;
  std::vector<PolicyCase> cases_;
  Faults faults_;
};

}  // namespace

Result<std::vector<PolicyCase>> policy_cases_from_json(std::string_view json) {
  return Reader().read(json);
}

}  // namespace enclosure::app
