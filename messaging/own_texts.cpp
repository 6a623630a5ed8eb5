// The seller's own texts over the built-in ones.

#include <algorithm>
#include <array>

#include "core/text.h"
#include "messaging/html_check.h"
#include "messaging/templates_data.h"
#include "messaging/text_forms.h"

namespace enclosure::messaging {
namespace {

constexpr std::string_view kFolder = "messages/";
constexpr std::string_view kSubject = "Subject: ";
constexpr std::string_view kFrame = "frame";
constexpr std::string_view kBlocks = "blocks/";
constexpr std::string_view kText = "text";  // what a frame includes

/// A text in both forms as written; one may be missing.
struct Source {
  std::optional<std::string_view> text;
  std::optional<std::string_view> html;
  std::string path;  ///< "messages/de/review", without its ending
};

/// The files of one language.
struct Folder {
  std::map<std::string, Source, std::less<>> stages;  ///< and the frame
  std::map<std::string, Source, std::less<>> blocks;
};

bool is_block_name(std::string_view name) {
  return !name.empty() && name.size() <= 40 && name != kText &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

Faults in_file(const std::string& path, Faults faults) {
  for (Fault& fault : faults) fault.path = path + ", " + fault.path;
  return faults;
}

/// Reads the texts of one language.
class LanguageReader {
 public:
  LanguageReader(const Folder& folder, Faults& faults) : folder_(folder), faults_(faults) {}

  void read(std::array<MailText, 3>& mails) {
    for (const auto& [name, block] : folder_.blocks) {
      text_parts_[name] = nodes_of(text_of(block), block.path, ".txt", {});
      html_parts_[name] = html_nodes(block, {});
    }
    for (std::size_t i = 0; i < kStageNames.size(); ++i) {
      const auto stage = folder_.stages.find(kStageNames[i]);
      if (stage != folder_.stages.end()) read_stage(stage->second, mails[i]);
    }
  }

 private:
  void read_stage(Source source, MailText& mail) {
    const auto subject = subject_of(source.text);
    const auto html_subject = subject_of(source.html);
    const auto& chosen = subject ? subject : html_subject;
    if (!chosen) {
      faults_.push_back({"TEMPLATE-003", source.path + (source.text ? ".txt" : ".html"),
                         "the first line is no \"Subject: …\"",
                         "begin with the subject and leave a line empty below it"});
      return;
    }
    mail.is_built_in = false;
    mail.subject = parsed(*chosen, source.path + (subject ? ".txt" : ".html"), {});
    mail.text = framed(nodes_of(text_of(source), source.path, ".txt", text_parts_), false);
    mail.html = framed(html_nodes(source, html_parts_), true);
  }

  /// What stands behind "Subject: " at the beginning.
  static std::optional<std::string_view> subject_of(const std::optional<std::string_view>& source) {
    if (!source || !source->starts_with(kSubject)) return std::nullopt;
    const auto end = std::min(source->find('\n'), source->size());
    return trim(source->substr(kSubject.size(), end - kSubject.size()));
  }

  static std::string_view body_of(std::string_view source) {
    if (!source.starts_with(kSubject)) return source;
    return source.substr(std::min(source.find('\n'), source.size()));
  }

  static std::string text_of(const Source& source) {
    return source.text ? std::string(body_of(*source.text))
                       : text_from_html(body_of(source.html.value_or("")));
  }

  std::vector<TemplateNode> html_nodes(const Source& source, const TemplateParts& parts) {
    if (!source.html) return quiet_nodes(html_from_text(body_of(source.text.value_or(""))), parts);
    const std::string_view body = body_of(*source.html);
    append(faults_, in_file(source.path + ".html", check_html(body)));
    return nodes_of(std::string(body), source.path, ".html", parts);
  }

  std::vector<TemplateNode> nodes_of(const std::string& body, const std::string& path,
                                     const std::string& ending, const TemplateParts& parts) {
    return parsed(body, path + ending, parts).nodes();
  }

  /// Of a form that was made from the other: the faults were told there.
  static std::vector<TemplateNode> quiet_nodes(const std::string& body,
                                               const TemplateParts& parts) {
    auto text = TemplateText::parse(body, parts);
    return text ? text->nodes() : std::vector<TemplateNode>{};
  }

  TemplateText parsed(std::string_view body, const std::string& path, const TemplateParts& parts) {
    auto text = TemplateText::parse(body, parts);
    if (text) return *std::move(text);
    append(faults_, in_file(path, std::move(text).faults()));
    return {};
  }

  /// Puts the frame of the language around a text, where there is one.
  TemplateText framed(std::vector<TemplateNode> nodes, bool html) {
    TemplateParts parts = html ? html_parts_ : text_parts_;
    parts.insert_or_assign(std::string(kText), std::move(nodes));
    const auto frame = folder_.stages.find(kFrame);
    if (frame == folder_.stages.end()) return parsed("{{> text}}\n", "", parts);
    const Source& source = frame->second;
    if (!html) return parsed(text_of(source), source.path + ".txt", parts);
    if (source.html) {
      append(faults_, in_file(source.path + ".html", check_html(*source.html)));
      return parsed(*source.html, source.path + ".html", parts);
    }
    return parsed(html_from_text(*source.text), source.path + ".txt", parts);
  }

  const Folder& folder_;
  Faults& faults_;
  TemplateParts text_parts_;
  TemplateParts html_parts_;
};

/// Sorts one file in; what has no place there is a fault.
void sort_in(const EmbeddedFile& file, std::map<std::string, Folder>& folders, Faults& faults) {
  const std::string path = std::string(kFolder) + std::string(file.path);
  const auto misplaced = [&](std::string message) {
    faults.push_back({"TEMPLATE-003", path, std::move(message),
                      "messages/<language>/ holds documents, review, check_up and frame, each as "
                      ".txt or .html, and blocks/<name>.txt"});
  };
  const auto slash = file.path.find('/');
  const auto dot = file.path.rfind('.');
  if (slash == std::string_view::npos || dot == std::string_view::npos || dot < slash)
    return misplaced("the file has no place there");
  const std::string_view ending = file.path.substr(dot);
  std::string_view name = file.path.substr(slash + 1, dot - slash - 1);
  const bool is_block = name.starts_with(kBlocks);
  if (is_block) name.remove_prefix(kBlocks.size());
  const bool is_known =
      is_block ? is_block_name(name)
               : name == kFrame ||
                     std::find(kStageNames.begin(), kStageNames.end(), name) != kStageNames.end();
  if (!is_known || (ending != ".txt" && ending != ".html"))
    return misplaced("there is no such message");
  auto language = LanguageTag::parse(file.path.substr(0, slash));
  if (!language) return append(faults, under(path, std::move(language).faults()));
  if (!is_utf8(file.bytes)) {
    faults.push_back({"TEMPLATE-004", path, "the text is not UTF-8", "save the file as UTF-8"});
    return;
  }
  Folder& folder = folders[language->to_string()];
  Source& source = (is_block ? folder.blocks : folder.stages)[std::string(name)];
  source.path = path.substr(0, path.size() - ending.size());
  (ending == ".txt" ? source.text : source.html) = file.bytes;
}

/// "de" of "messages/de/review.txt".
std::string language_folder_of(std::string_view path) {
  if (path.starts_with(kFolder)) path.remove_prefix(kFolder.size());
  return std::string(path.substr(0, path.find('/')));
}

}  // namespace

Templates Templates::with_own(std::span<const EmbeddedFile> files, const Faults& unreadable) const {
  auto data = std::make_shared<Data>(*data_);
  for (const Fault& fault : unreadable)
    append(data->broken[language_folder_of(fault.path)], {fault});
  std::map<std::string, Folder> folders;
  for (const EmbeddedFile& file : files) {
    Faults faults;
    sort_in(file, folders, faults);
    if (faults.empty()) continue;
    append(data->broken[std::string(file.path.substr(0, file.path.find('/')))], std::move(faults));
  }
  for (const auto& [tag, folder] : folders) {
    const auto language = LanguageTag::parse(tag);
    const auto* known = data_->find(*language);
    Faults faults;
    auto& mails = data->languages[tag];
    if (known != nullptr) mails = *known;
    LanguageReader(folder, faults).read(mails);
    for (const auto stage : kStageNames) {
      if (known != nullptr || folder.stages.contains(stage)) continue;
      faults.push_back({"TEMPLATE-003", "messages/" + tag + "/" + std::string(stage) + ".txt",
                        "the file is missing, and there is no built-in text in that language",
                        "a language of your own has all three messages"});
    }
    if (!faults.empty()) append(data->broken[tag], std::move(faults));
  }
  return Templates(std::move(data));
}

Faults Templates::own_faults() const {
  Faults all;
  for (const auto& [tag, faults] : data_->broken) append(all, faults);
  return all;
}

bool Templates::is_built_in(const LanguageTag& language, Stage stage) const {
  const auto* mails = data_->find(language);
  return mails != nullptr && (*mails)[index_of(stage)].is_built_in;
}

}  // namespace enclosure::messaging
