#pragma once
// In which languages a country reads, where the law's data do not tell it.

#include <map>
#include <span>
#include <vector>

#include "core/country.h"
#include "core/embedded.h"
#include "core/language.h"
#include "core/result.h"

namespace enclosure::attachments {

/// The official languages of countries outside the Union (attachments/data, dated and with source).
class OfficialLanguages {
 public:
  /// Fault CATALOGUE-002 and those of the types of core; a fault here is a defect of the build.
  static Result<OfficialLanguages> load(std::span<const EmbeddedFile> files);

  /// The most spoken first; empty where the data know nothing.
  [[nodiscard]] std::vector<LanguageTag> of(CountryCode country) const;
  [[nodiscard]] const std::map<CountryCode, std::vector<LanguageTag>>& all() const {
    return languages_;
  }

 private:
  std::map<CountryCode, std::vector<LanguageTag>> languages_;
};

}  // namespace enclosure::attachments
