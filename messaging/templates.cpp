#include "messaging/templates.h"

#include <algorithm>

#include "core/text.h"
#include "messaging/html_check.h"
#include "messaging/templates_data.h"

namespace enclosure::messaging {
namespace {

constexpr std::string_view kFolder = "/mail/";

/// "de/mail/review.txt" taken apart.
struct Place {
  std::string_view language;
  std::string_view stage;
  std::string_view ending;  // ".txt" or ".html"
};

/// The place of a mail text; no language when `path` is something else.
Place place_of(std::string_view path) {
  const auto folder = path.find(kFolder);
  const auto dot = path.rfind('.');
  if (folder == std::string_view::npos || dot == std::string_view::npos) return {};
  const auto name = folder + kFolder.size();
  if (dot < name || (path.substr(dot) != ".txt" && path.substr(dot) != ".html")) return {};
  return {path.substr(0, folder), path.substr(name, dot - name), path.substr(dot)};
}

Fault incomplete(std::string_view path, std::string message) {
  return {
      "TEMPLATE-003", std::string(path), std::move(message),
      "a language has documents, review and check_up, each as .txt with a subject and as .html"};
}

/// Puts the file in front of "line 3".
Faults in_file(std::string_view path, Faults faults) {
  for (Fault& fault : faults) fault.path = std::string(path) + " " + fault.path;
  return faults;
}

TemplateText parse_part(std::string_view source, std::string_view path, Faults& faults) {
  auto text = TemplateText::parse(source);
  if (text) return *std::move(text);
  append(faults, in_file(path, std::move(text).faults()));
  return {};
}

/// Puts one file where it belongs.
void read_file(const EmbeddedFile& file, std::string_view ending, MailText& mail, Faults& faults) {
  if (!is_utf8(file.bytes)) {
    faults.push_back({"TEMPLATE-004", std::string(file.path), "the text is not UTF-8",
                      "save the file as UTF-8"});
    return;
  }
  if (ending == ".html") {
    mail.html = parse_part(file.bytes, file.path, faults);
    append(faults, in_file(file.path, check_html(file.bytes)));
    return;
  }
  constexpr std::string_view kSubject = "Subject: ";
  const auto end = std::min(file.bytes.find('\n'), file.bytes.size());
  const std::string_view first_line = file.bytes.substr(0, end);
  if (!first_line.starts_with(kSubject)) {
    faults.push_back(incomplete(file.path, "the first line is no \"Subject: …\""));
    return;
  }
  mail.subject = parse_part(trim(first_line.substr(kSubject.size())), file.path, faults);
  mail.text = parse_part(file.bytes.substr(end), file.path, faults);
}

}  // namespace

Result<Templates> Templates::load(std::span<const EmbeddedFile> files) {
  auto data = std::make_shared<Data>();
  std::set<std::string> seen;
  Faults faults;
  for (const EmbeddedFile& file : files) {
    const Place place = place_of(file.path);
    if (place.language.empty()) continue;
    const auto* stage = std::find(kStageNames.begin(), kStageNames.end(), place.stage);
    if (stage == kStageNames.end()) {
      faults.push_back(incomplete(file.path, "there is no such message"));
      continue;
    }
    auto language = LanguageTag::parse(place.language);
    if (!language) {
      append(faults, under(file.path, std::move(language).faults()));
      continue;
    }
    auto& mails = data->languages[language->to_string()];
    read_file(file, place.ending, mails[static_cast<std::size_t>(stage - kStageNames.begin())],
              faults);
    seen.emplace(file.path);
  }
  for (const auto& [language, mails] : data->languages) {
    for (const auto stage : kStageNames) {
      for (const auto* ending : {".txt", ".html"}) {
        const auto path = language + std::string(kFolder) + std::string(stage) + ending;
        if (!seen.contains(path)) faults.push_back(incomplete(path, "the file is missing"));
      }
    }
  }
  if (!faults.empty()) return faults;
  return Templates(std::move(data));
}

bool Templates::has(const LanguageTag& language) const {
  return data_->find(language) != nullptr;
}

std::vector<std::string> Templates::languages() const {
  std::vector<std::string> tags;
  for (const auto& [tag, mails] : data_->languages) tags.push_back(tag);
  return tags;
}

LanguageTag Templates::resolve(const std::optional<LanguageTag>& buyer,
                               const LanguageTag& marketplace) const {
  if (buyer && has(*buyer)) return *buyer;
  return has(marketplace) ? marketplace : LanguageTag{};
}

}  // namespace enclosure::messaging
