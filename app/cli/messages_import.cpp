// enclosure messages import FILE --from SYSTEM|auto --lang TAG --stage N

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/messages.h"
#include "app/cli/output.h"
#include "app/flow/own_texts.h"
#include "app/store/files.h"
#include "messaging/foreign/data.h"
#include "messaging/foreign/foreign_template.h"

namespace enclosure::app {
namespace {

using messaging::ImportedText;
using messaging::PlaceholderTable;
using messaging::policy::Outcome;

constexpr std::size_t kLargest = 100'000;
constexpr std::string_view kStageFiles[] = {"documents", "review", "check_up"};

struct Options {
  std::string file;
  std::string from = "auto";
  std::string language;
  int stage = 2;
  std::string subject;
  bool replace = false;
};

/// The subject that was given takes the place of the one in the text.
void take_subject(const std::string& given, const PlaceholderTable& table, ImportedText& text) {
  if (given.empty()) return;
  ImportedText read = need(import_subject(given, text.system, table), kExitBadData);
  text.subject = std::move(read.subject);
  text.filled += read.filled;
  for (Fault& notice : read.notices) {
    notice.path = "--subject, " + notice.path;
    text.notices.push_back(std::move(notice));
  }
}

void write_text(const Options& options, const ImportedText& text,
                const std::filesystem::path& place) {
  const std::string& subject = text.subject;
  if (subject.empty() || subject.find_first_of("\r\n") != std::string::npos) {
    throw CommandFaults(kExitBadData,
                        {{"FOREIGN-007", options.file, "the mail has no subject",
                          "give one with --subject, or as first line \"Subject: …\""}});
  }
  std::error_code error;
  auto html = place;
  html.replace_extension(".html");
  const bool is_taken =
      std::filesystem::exists(place, error) || std::filesystem::exists(html, error);
  if (is_taken && !options.replace) {
    throw CommandFaults(kExitBadData,
                        {{"FOREIGN-008", place.string(), "there is a text of your own already",
                          "look at it, then use --replace; nothing was changed"}});
  }
  write_file(place, "Subject: " + subject + "\n\n" + text.text);
  if (!text.html.empty()) {
    write_file(html, text.html);
  } else {
    std::filesystem::remove(html, error);  // the form of the text before
  }
}

void import(const Options& options, Context& context) {
  const LanguageTag language = need(LanguageTag::parse(options.language), kExitUsage);
  const auto table = need(PlaceholderTable::load(foreign_template_data::files()), kExitOurBug);
  const std::string bytes = need(read_input(options.file, kLargest), kExitBadData);
  const std::string system =
      options.from == "auto" ? need(recognise_system(bytes, table), kExitBadData) : options.from;
  ImportedText text = need(import_template(bytes, system, table), kExitBadData);
  for (Fault& notice : text.notices) notice.path = options.file + ", " + notice.path;
  take_subject(options.subject, table, text);
  static_cast<void>(need(Shop::open(context.workspace), kExitConfiguration));
  const auto name = kStageFiles[static_cast<std::size_t>(options.stage) - 1];
  const auto place =
      std::filesystem::path("messages") / language.to_string() / (std::string(name) + ".txt");
  write_text(options, text, context.workspace / place);

  const Shop shop = need(Shop::open(context.workspace), kExitConfiguration);
  const Faults faults = shop.knowledge.templates.own_faults();
  bool refused = !faults.empty();
  auto rulings = nlohmann::ordered_json::array();
  if (!context.json) {
    say(fmt::format("{}: {} with {} filled by slots, read as {}", place.string(),
                    language.to_string(), counted(text.filled, "placeholder"),
                    table.find(system)->name));
    print_faults(text.notices);
    print_faults(faults);
  }
  for (const CheckedText& checked : check_texts(shop, false, language)) {
    if (static_cast<int>(checked.stage) != options.stage) continue;
    refused = refused || checked.outcome == Outcome::kRefuse;
    const web::MailRuling ruling =
        ruling_of(std::string(to_string(checked.channel)), checked.outcome, checked.findings);
    rulings.push_back(ruling_json(ruling));
    if (context.json) continue;
    tell_ruling(ruling);
    if (faults.empty()) print_faults(checked.faults);
  }
  if (refused) context.exit_code = kExitCheckSaidNo;
  if (context.json)
    print_json({{"file", place.string()},
                {"system", system},
                {"placeholders", text.filled},
                {"notices", to_json(text.notices)},
                {"faults", to_json(faults)},
                {"verdicts", rulings}});
}

std::vector<std::string> systems() {
  std::vector<std::string> names{"auto"};
  if (const auto table = PlaceholderTable::load(foreign_template_data::files()))
    for (const auto& system : table->systems()) names.push_back(system.id);
  return names;
}

}  // namespace

void add_messages_import(Command& messages, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command = messages.add_subcommand(
      "import", "take over a text of another tool: its placeholders become slots");
  command->add_option("FILE", options->file, "the text, plain or HTML")->required();
  command->add_option("--from", options->from, "the tool that it is of")
      ->one_of(systems())
      ->capture_default_str();
  command->add_option("--lang", options->language, "the language that it is in")
      ->required()
      ->type_name("TAG");
  command->add_option("--stage", options->stage, "1 documents, 2 review request, 3 check-up")
      ->between(1, 3)
      ->capture_default_str();
  command->add_option("--subject", options->subject,
                      "the subject, with slots of ours or the tool's placeholders");
  command->add_flag("--replace", options->replace, "write over a text of your own that is there");
  command->callback([options, &context] { import(*options, context); });
}

}  // namespace enclosure::app
