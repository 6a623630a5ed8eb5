#include "app/cli/render_arguments.h"

#include <filesystem>
#include <optional>

#include "app/cli/context.h"
#include "attachments/checks.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHttps = "https://";

/// A language that has labels; nothing where none is named.
std::optional<LanguageTag> language_named(const std::string& name, const std::string& option,
                                          const Knowledge& knowledge, Faults& faults) {
  if (name.empty()) return std::nullopt;
  auto language = LanguageTag::parse(name);
  if (!language) {
    append(faults, under(option, std::move(language).faults()));
    return std::nullopt;
  }
  if (knowledge.languages.find(*language) == nullptr) {
    faults.push_back({"DOCUMENT-003", option, "there are no labels in " + name,
                      "use one of the 24 official languages of the EU, like de"});
  }
  return *language;
}

/// The address that every code leads to, for any order.
Faults check_link(const std::string& link) {
  const auto bad = [](std::string message) {
    return Faults{{"CONFIG-004", "--link", std::move(message),
                   "write it like https://invoices.shop.example/{order}"}};
  };
  constexpr std::string_view kPlace = "{order}";
  std::string one = link;
  for (auto at = one.find(kPlace); at != std::string::npos; at = one.find(kPlace))
    one.replace(at, kPlace.size(), "1");
  if (one.find_first_of("{}") != std::string::npos)
    return bad("the link has a place that is not {order}");
  const auto host = std::string_view(link).substr(0, link.find('/', kHttps.size()));
  if (host.find('{') != std::string_view::npos) return bad("{order} may not stand in the host");
  const auto checked = attachments::check_link(one);
  return checked ? Faults{} : bad(checked.faults().front().message);
}

/// Where the documents go; nothing is made yet.
Faults check_out(const std::string& out) {
  std::error_code error;
  if (out.empty()) return {{"USAGE", "--out", "no folder is named", "write `--out DIR`"}};
  if (!fs::exists(out, error) || fs::is_directory(out, error)) return {};
  return {{"USAGE", "--out", out + " is a file, no folder", "name a folder; it is made if needed"}};
}

}  // namespace

RenderWishes wishes_of(const RenderArguments& options, const Knowledge& knowledge) {
  Faults faults;
  RenderWishes wishes;
  invoice::Look& look = wishes.look;
  wishes.language = language_named(options.language, "--language", knowledge, faults);
  look.second_language =
      language_named(options.second_language, "--second-language", knowledge, faults);
  look.theme = take(invoice::parse_theme(options.theme), "--theme", faults);
  look.paper = take(invoice::parse_paper(options.paper), "--paper", faults);
  if (!options.accent.empty())
    look.accent = take(invoice::Accent::parse(options.accent), "--accent", faults);
  look.payment_code = true;
  wishes.paid = !options.unpaid;
  wishes.link = options.link;
  if (!wishes.link.empty()) append(faults, check_link(wishes.link));
  append(faults, check_out(options.out));
  if (!faults.empty()) throw CommandFaults(kExitUsage, std::move(faults));
  return wishes;
}

}  // namespace enclosure::app
