#include "locales/labels.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <stdexcept>

#include "locales/labels_json.h"
#include "locales/placeholders.h"

namespace enclosure::locales {

struct Labels::Data {
  LanguageTag language;
  LabelsFile file;
};

Result<Labels> Labels::parse(const LanguageTag& language, std::string_view json) {
  auto file = read_labels_json(language, json);
  if (!file) return std::move(file).faults();
  return Labels(std::make_shared<const Data>(Data{language, *std::move(file)}));
}

const LanguageTag& Labels::language() const {
  return data_->language;
}

const std::string& Labels::endonym() const {
  return data_->file.endonym;
}

const std::string& Labels::as_of() const {
  return data_->file.as_of;
}

const Formats& Labels::formats() const {
  return data_->file.formats;
}

const Labels::Texts& Labels::country_names() const {
  return data_->file.countries;
}

const Labels::Texts& Labels::texts(TextKind kind) const {
  switch (kind) {
    case TextKind::kTitle:
      return data_->file.titles;
    case TextKind::kLabel:
      return data_->file.labels;
    case TextKind::kLegal:
      return data_->file.legal;
  }
  throw std::logic_error("no such kind of text");
}

bool Labels::has(TextKind kind, std::string_view key) const {
  return texts(kind).contains(key);
}

std::string Labels::text(TextKind kind, std::string_view key,
                         std::span<const Argument> arguments) const {
  const auto found = texts(kind).find(key);
  if (found == texts(kind).end()) {
    throw std::logic_error("no text \"" + std::string(key) + "\" in labels.json of " +
                           data_->language.to_string());
  }
  return fill(found->second, arguments);
}

std::string Labels::title(std::string_view key, std::initializer_list<Argument> arguments) const {
  return text(TextKind::kTitle, key, {arguments.begin(), arguments.size()});
}

std::string Labels::label(std::string_view key, std::initializer_list<Argument> arguments) const {
  return text(TextKind::kLabel, key, {arguments.begin(), arguments.size()});
}

std::string Labels::legal(std::string_view key, std::initializer_list<Argument> arguments) const {
  return text(TextKind::kLegal, key, {arguments.begin(), arguments.size()});
}

std::string Labels::legal(std::string_view key, Date day,
                          std::initializer_list<Argument> arguments) const {
  const auto rows = data_->file.dated_legal.find(key);
  if (rows == data_->file.dated_legal.end()) return legal(key, arguments);  // says what is missing
  const auto later = std::find_if(rows->second.begin(), rows->second.end(),
                                  [&](const DatedText& row) { return row.since > day; });
  const DatedText& row = later == rows->second.begin() ? *later : *std::prev(later);
  return fill(row.text, {arguments.begin(), arguments.size()});
}

}  // namespace enclosure::locales
