// enclosure messages sheet --out FILE.html

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/flow/policy_gate.h"
#include "messaging/rehearsal/sample.h"

namespace enclosure::app {
namespace {

using messaging::SampleChannel;
using messaging::SampleShape;
using messaging::Stage;
using messaging::policy::Outcome;

constexpr Stage kStages[] = {Stage::kDocuments, Stage::kReview, Stage::kCheckUp};
constexpr std::string_view kStageTitles[] = {"1 · documents", "2 · review request", "3 · check-up"};

/// Whose texts are shown: those of a workspace, or what is compiled in where there is none.
struct Texts {
  Knowledge knowledge;
  std::string brand;
};

Texts open_texts(const Context& context) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(context.workspace / "enclosure.json", error))
    return {need(Knowledge::load(), kExitOurBug), "Nordlicht"};
  Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  std::string brand = shop.config.brand.empty() ? "Nordlicht" : shop.config.brand;
  return {std::move(shop.knowledge), std::move(brand)};
}

class SheetMaker {
 public:
  explicit SheetMaker(const Texts& texts) : texts_(texts) {}

  web::MailSheet make() {
    web::MailSheet sheet;
    sheet.brand = texts_.brand;
    sheet.made =
        "Each is filled with a made-up order and judged by the rules for messages as each channel "
        "would send it, with much to say and with little; what is shown is the fuller one.";
    for (const LanguageTag& tag : texts_.knowledge.languages.languages())
      sheet.languages.push_back(language(tag));
    return sheet;
  }

 private:
  web::SheetLanguage language(const LanguageTag& tag) {
    const auto& locales = texts_.knowledge.languages;
    web::SheetLanguage one{tag.to_string(),
                           locales.best_for(tag).language_name(tag),
                           locales.best_for(LanguageTag{}).language_name(tag),
                           "",
                           {}};
    words_checked_ = false;
    for (const Stage stage : kStages) one.stages.push_back(this->stage(stage, tag));
    if (!words_checked_ && texts_.knowledge.templates.has(tag))
      one.note = "Judged by links, signs and numbers alone: the checker knows no words of it.";
    return one;
  }

  web::SheetStage stage(Stage stage, const LanguageTag& tag) {
    web::SheetStage one{std::string(kStageTitles[static_cast<std::size_t>(stage) - 1]), {}};
    if (!texts_.knowledge.templates.has(tag)) return one;
    if (stage == Stage::kCheckUp) {
      one.texts.push_back(text("on Amazon, where the request stands here instead of stage 2", stage,
                               {SampleChannel::kFba, SampleChannel::kFbm}, tag));
      one.texts.push_back(text("in the own shop", stage, {SampleChannel::kShop}, tag));
    } else {
      one.texts.push_back(
          text("", stage, {SampleChannel::kFba, SampleChannel::kFbm, SampleChannel::kShop}, tag));
    }
    return one;
  }

  web::SheetText text(std::string label, Stage stage, const std::vector<SampleChannel>& channels,
                      const LanguageTag& tag) {
    web::SheetText text{std::move(label), "", "", {}};
    for (const SampleChannel channel : channels) {
      std::vector<messaging::policy::Finding> findings;
      Outcome worst = Outcome::kAllow;
      for (const SampleShape shape : {SampleShape::kRich, SampleShape::kSpare}) {
        const auto sample = sample_message(stage, channel, shape, tag, texts_.brand);
        const auto shown =
            need(rehearse(sample, texts_.knowledge.templates, built_in_policy()), kExitBadData);
        if (text.subject.empty()) {
          text.subject = shown.message.subject;
          text.text = shown.message.text;
        }
        words_checked_ = words_checked_ || shown.verdict.words_checked;
        worst = std::max(worst, shown.verdict.outcome);
        findings.insert(findings.end(), shown.verdict.findings.begin(),
                        shown.verdict.findings.end());
      }
      text.rulings.push_back(ruling_of(std::string(to_string(channel)), worst, findings));
    }
    return text;
  }

  const Texts& texts_;
  bool words_checked_ = false;
};

struct Sum {
  std::size_t texts = 0;
  std::size_t missing = 0;
  std::size_t verdicts = 0;
  nlohmann::ordered_json refused = nlohmann::ordered_json::array();
};

Sum sum_of(const web::MailSheet& sheet) {
  Sum sum;
  for (const auto& language : sheet.languages) {
    for (const auto& stage : language.stages) {
      ++(stage.texts.empty() ? sum.missing : sum.texts);
      for (const auto& text : stage.texts) {
        for (const auto& ruling : text.rulings) {
          ++sum.verdicts;
          if (ruling.outcome != "refuse") continue;
          auto json = ruling_json(ruling);
          json["language"] = language.tag;
          json["stage"] = stage.name;
          sum.refused.push_back(std::move(json));
        }
      }
    }
  }
  return sum;
}

struct SheetOptions {
  std::string out;
  bool force = false;
};

void make_sheet(const SheetOptions& options, Context& context) {
  const std::string& out = options.out;
  check_out(out, options.force, context);
  const Texts texts = open_texts(context);
  const web::MailSheet sheet = SheetMaker(texts).make();
  const std::string html = mail_sheet(sheet);
  write_out(out, html, OutKind::kPage, options.force, context);
  const Sum sum = sum_of(sheet);
  if (context.json) {
    print_json({{"file", out},
                {"bytes", html.size()},
                {"texts", sum.texts},
                {"missing", sum.missing},
                {"verdicts", sum.verdicts},
                {"refused", sum.refused}});
    return;
  }
  say(fmt::format("{}: {} in {}, {}; {} refused", out, counted(sum.texts, "text"),
                  counted(sheet.languages.size(), "language"), counted(sum.verdicts, "verdict"),
                  sum.refused.size()));
  if (sum.missing > 0) say(fmt::format("{} not written yet", counted(sum.missing, "text")));
}

}  // namespace

void add_messages_sheet(Command& messages, Context& context) {
  auto options = std::make_shared<SheetOptions>();
  Command* command = messages.add_subcommand(
      "sheet", "all texts in all languages on one page, with what the rules say to each");
  command->add_option("--out", options->out, "where the page goes")->required()->type_name("FILE");
  command->add_flag("--force", options->force,
                    "write over what is there, whatever it is, and make missing folders");
  command->callback([options, &context] { make_sheet(*options, context); });
}

}  // namespace enclosure::app
