// enclosure messages sheet --out FILE.html

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/out_file.h"
#include "app/cli/output.h"
#include "app/flow/mail_sheet.h"

namespace enclosure::app {
namespace {

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
  const web::MailSheet sheet = need(mail_sheet_of(texts.knowledge, texts.brand), kExitBadData);
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
