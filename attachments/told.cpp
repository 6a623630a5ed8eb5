// The grounds of a selection, in words.

#include <algorithm>

#include "attachments/select.h"

namespace enclosure::attachments {
namespace {

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// The kind as a word in a sentence: "manual", "safety information", "document" for any other.
std::string word_for(Kind kind) {
  if (kind == Kind::kSafety) return "safety information";
  if (kind == Kind::kOther) return "document";
  std::string word(to_string(kind));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

/// "The manual "hub-de" of USB-C hub".
std::string subject(const Document& document, const Product& product) {
  std::string kind = word_for(document.kind);
  if (!document.topic.empty()) kind += " (" + std::string(document.topic) + ")";
  return "The " + kind + " " + quoted(document.name()) + " of " + std::string(product.name);
}

std::string told(Fit fit, const std::string& language, const std::string& wanted) {
  switch (fit) {
    case Fit::kExact:
      return "is in the buyer's language, " + language;
    case Fit::kLanguage:
      return "is in " + language + ", the buyer's language " + wanted + " without its region";
    case Fit::kOtherRegion:
      return "is in " + language + ": the buyer's language " + wanted + " of another region";
    case Fit::kWithoutWords:
      return "needs no language";
    case Fit::kOfficialLanguage:
      return "is in " + language +
             ", an official language of the country of delivery; there is "
             "none in " +
             wanted;
    case Fit::kEnglish:
      return "is in " + language + ": there is none in " + wanted +
             " or an official language of the country of delivery";
    case Fit::kManyLanguages:
      return "is in several languages: there is none in " + wanted +
             ", an official language of the country of delivery, or English";
    case Fit::kNone:
      break;
  }
  return "is in no language that serves the buyer";
}

}  // namespace

std::string told(const Enclosure& enclosure, const LanguageTag& wanted) {
  std::string text = subject(*enclosure.document, *enclosure.products.front());
  if (enclosure.products.size() > 1)
    text += " and " + std::to_string(enclosure.products.size() - 1) + " more";
  text += " " + told(enclosure.fit, enclosure.language.to_string(), wanted.to_string());
  if (enclosure.serial_assumed)
    text += "; no serial number is known, so it is the one of what is made today";
  return text + ".";
}

std::string told(const Omission& omission) {
  std::string text = subject(*omission.document, *omission.product) + " stays behind: ";
  const std::string instead =
      omission.instead == nullptr ? "" : quoted(omission.instead->name()) + " goes along";
  switch (omission.reason) {
    case LeftOut::kOtherCountry:
      return text + "it is not meant for the country of delivery.";
    case LeftOut::kOtherDay:
      return text + "it is not meant for sales of that day.";
    case LeftOut::kOtherSerial:
      return text + "it is not meant for these serial numbers.";
    case LeftOut::kSerialUnknown:
      return text + "it is meant for certain serial numbers, and none is known.";
    case LeftOut::kReplaced:
      return text + "it is replaced, " + instead + ".";
    case LeftOut::kNoLanguage:
      return text + "it is in no language that serves the buyer.";
    case LeftOut::kOtherLanguage:
      return text + instead + " in a better language.";
    case LeftOut::kWider:
      return text + instead + ", which is meant for just this case.";
  }
  return text;
}

}  // namespace enclosure::attachments
