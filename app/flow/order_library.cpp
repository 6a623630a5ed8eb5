#include "app/flow/order_library.h"

#include <algorithm>
#include <set>

#include "app/flow/cover_sheet.h"
#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kFirstOfOthers = 1000;
constexpr std::size_t kNumbersOfOthers = 9000;

/// Whether every driver link that a mail told is one of today.
bool all_of_today(const std::optional<KeptNotes>& notes, const attachments::Selection& selection) {
  if (!notes) return false;
  return std::all_of(notes->drivers.begin(), notes->drivers.end(), [&](const KeptDriver& kept) {
    return std::any_of(
        selection.drivers.begin(), selection.drivers.end(),
        [&](const attachments::ChosenDriver& one) { return one.driver->url == kept.url; });
  });
}

const attachments::Product* product_named(const attachments::Selection& selection,
                                          std::string_view name) {
  const auto found =
      std::find_if(selection.items.begin(), selection.items.end(),
                   [&](const attachments::Item& item) { return item.product->name == name; });
  return found == selection.items.end() ? nullptr : found->product;
}

/// What the file itself tells; false where it may not be sent.
bool complete(KeptEnclosure& about, const attachments::Document& document, const Shop& shop,
              ProductFiles& files) {
  const auto facts = files.facts(document.file, shop);
  if (!facts) return false;
  about.sha256 = facts->sha256;
  about.media_type = media_type(facts->type);
  about.bytes = facts->bytes;
  about.file_name.resize(about.file_name.rfind('.'));
  about.file_name += file_ending(facts->type);
  return true;
}

LanguageTag language_for(const attachments::Document& document, const LanguageTag& wanted) {
  return document.speaks(wanted) || document.languages.empty() ? wanted
                                                               : document.languages.front();
}

/// The documents of the products bought that stay behind because of their language alone.
attachments::Selection in_other_languages(const attachments::Selection& selection) {
  attachments::Selection others;
  others.language = selection.language;
  std::set<const attachments::Document*> seen;
  for (const attachments::Enclosure& one : selection.enclosures) seen.insert(one.document);
  for (const attachments::Omission& one : selection.left_out) {
    const bool by_language = one.reason == attachments::LeftOut::kOtherLanguage ||
                             one.reason == attachments::LeftOut::kNoLanguage;
    if (!by_language || !seen.insert(one.document).second) continue;
    attachments::Enclosure other;
    other.document = one.document;
    other.products = {one.product};
    other.language = language_for(*one.document, selection.language);
    others.enclosures.push_back(std::move(other));
  }
  return others;
}

/// Made of the name; the next free one where two meet.
std::size_t number_of(std::string_view name, std::set<std::size_t>& taken) {
  const std::string hash = sha256_hex(name);
  std::size_t place = std::stoul(hash.substr(0, 8), nullptr, 16) % kNumbersOfOthers;
  while (!taken.insert(place).second) place = (place + 1) % kNumbersOfOthers;
  return kFirstOfOthers + place;
}

}  // namespace

std::vector<OfferedDocument> library_of(const KeptWithMail& kept,
                                        const attachments::Selection& selection, const Shop& shop,
                                        ProductFiles& files) {
  std::vector<OfferedDocument> library;
  std::set<std::string> names;
  std::vector<KeptEnclosure> with_mail =
      kept.documents.empty() ? described(selection) : kept.documents;
  for (std::size_t i = 0; i < with_mail.size(); ++i) {
    OfferedDocument one{i, std::move(with_mail[i]), nullptr, nullptr};
    names.insert(one.about.document);
    one.product = product_named(selection, one.about.product);
    if (kept.documents.empty()) {
      one.in_folder = selection.enclosures[i].document;
      if (!complete(one.about, *one.in_folder, shop, files)) continue;
    } else if (one.about.kind == kCoverSheetKind && !all_of_today(kept.notes, selection)) {
      continue;
    }
    library.push_back(std::move(one));
  }
  const attachments::Selection others = in_other_languages(selection);
  std::vector<KeptEnclosure> about = described(others);
  std::vector<std::size_t> by_name(about.size());
  for (std::size_t i = 0; i < by_name.size(); ++i) by_name[i] = i;
  std::sort(by_name.begin(), by_name.end(),
            [&](std::size_t a, std::size_t b) { return about[a].document < about[b].document; });
  std::set<std::size_t> taken;
  for (const std::size_t i : by_name) {
    const attachments::Enclosure& enclosure = others.enclosures[i];
    OfferedDocument one{number_of(about[i].document, taken), std::move(about[i]),
                        enclosure.document, enclosure.products.front()};
    if (names.contains(one.about.document) || !complete(one.about, *one.in_folder, shop, files))
      continue;
    library.push_back(std::move(one));
  }
  return library;
}

}  // namespace enclosure::app
