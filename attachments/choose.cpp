#include "attachments/choose.h"

#include <algorithm>
#include <tuple>

#include "attachments/catalogue_data.h"

namespace enclosure::attachments {
namespace {

struct Rival {
  const Document* document;
  LanguageFit language;
  std::optional<LeftOut> excluded;  ///< whatever the piece
  bool meant_for_a_piece = false;
  bool chosen = false;
  bool serial_assumed = false;

  /// What decides between two that are meant for the same piece; the smaller wins.
  [[nodiscard]] auto claim() const {
    return std::tuple(language.rank, !document->serials.is_set(), document->countries.empty(),
                      document->is_multilingual());
  }
};

std::optional<LeftOut> exclusion(const Document& document, const ChoiceTerms& terms) {
  const auto& countries = document.countries;
  if (!countries.empty() && (!terms.country || std::find(countries.begin(), countries.end(),
                                                         *terms.country) == countries.end()))
    return LeftOut::kOtherCountry;
  if (!document.sold.covers(terms.sold_on)) return LeftOut::kOtherDay;
  return std::nullopt;
}

class Chooser {
 public:
  Chooser(std::span<const Document* const> documents, const Item& item, const ChoiceTerms& terms)
      : item_(item) {
    rivals_.reserve(documents.size());
    for (const Document* document : documents)
      rivals_.push_back(
          {document, terms.chain.best_of(document->languages), exclusion(*document, terms)});
  }

  Choice choose() {
    const bool by_serial = std::any_of(rivals_.begin(), rivals_.end(), [](const Rival& rival) {
      return rival.document->serials.is_set();
    });
    if (by_serial) {
      for (const std::string_view serial : item_.serials) {
        choose_among([&](const Rival& rival) {
          return !rival.document->serials.is_set() || rival.document->serials.covers(serial);
        });
      }
    }
    const auto numbered = static_cast<std::int64_t>(item_.serials.size());
    if (!by_serial || numbered < item_.quantity) choose_without_serial();
    return result();
  }

 private:
  void choose_without_serial() {
    const auto for_all = [](const Rival& rival) { return !rival.document->serials.is_set(); };
    const auto is_open = [&](const Rival& rival) { return !rival.excluded && for_all(rival); };
    if (std::any_of(rivals_.begin(), rivals_.end(), is_open)) return choose_among(for_all);
    choose_among([](const Rival& rival) { return rival.document->serials.until.empty(); }, true);
  }

  /// Marks the best of those that are `meant` for a piece.
  template <typename Meant>
  void choose_among(Meant meant, bool assumed = false) {
    pool_.clear();
    for (Rival& rival : rivals_) {
      if (rival.excluded || !meant(rival)) continue;
      rival.meant_for_a_piece = true;
      if (rival.language.fit != Fit::kNone) pool_.push_back(&rival);
    }
    const Rival* best = nullptr;
    for (const Rival* rival : pool_) {
      if (gives_way(*rival)) continue;
      if (best == nullptr || rival->claim() < best->claim()) best = rival;
    }
    if (best == nullptr) return;
    for (Rival* rival : pool_) {
      if (rival->claim() != best->claim() || gives_way(*rival)) continue;
      rival->chosen = true;
      rival->serial_assumed = assumed;
    }
  }

  /// Whether a replacement of it is in the pool and serves the buyer at least as well.
  [[nodiscard]] bool gives_way(const Rival& rival) const {
    int steps = 0;
    for (const Document* at = rival.document->replaced_by; at != nullptr; at = at->replaced_by) {
      for (const Rival* other : pool_) {
        if (other->document == at && other->language.rank <= rival.language.rank) return true;
      }
      if (++steps == kMostReplacements) break;
    }
    return false;
  }

  Choice result() const {
    Choice choice;
    const Rival* first = nullptr;
    for (const Rival& rival : rivals_) {
      if (!rival.chosen) continue;
      if (first == nullptr) first = &rival;
      choice.chosen.push_back({rival.document,
                               {item_.product},
                               rival.language.language,
                               rival.language.fit,
                               rival.serial_assumed});
    }
    for (const Rival& rival : rivals_) {
      if (!rival.chosen)
        choice.left_out.push_back({rival.document, item_.product, reason_for(rival, first),
                                   first == nullptr ? nullptr : first->document});
    }
    return choice;
  }

  [[nodiscard]] LeftOut reason_for(const Rival& rival, const Rival* instead) const {
    if (rival.excluded) return *rival.excluded;
    if (!rival.meant_for_a_piece)
      return item_.serials.empty() ? LeftOut::kSerialUnknown : LeftOut::kOtherSerial;
    if (rival.language.fit == Fit::kNone && instead == nullptr) return LeftOut::kNoLanguage;
    if (rival.document->replaced_by != nullptr && is_replaced_by_a_chosen(*rival.document))
      return LeftOut::kReplaced;
    const bool better = instead != nullptr && instead->language.rank < rival.language.rank;
    return better ? LeftOut::kOtherLanguage : LeftOut::kWider;
  }

  [[nodiscard]] bool is_replaced_by_a_chosen(const Document& document) const {
    int steps = 0;
    for (const Document* at = document.replaced_by; at != nullptr; at = at->replaced_by) {
      const auto is_it = [&](const Rival& rival) { return rival.chosen && rival.document == at; };
      if (std::any_of(rivals_.begin(), rivals_.end(), is_it)) return true;
      if (++steps == kMostReplacements) break;
    }
    return false;
  }

  const Item& item_;
  std::vector<Rival> rivals_;
  std::vector<Rival*> pool_;
};

}  // namespace

Choice choose(std::span<const Document* const> rivals, const Item& item, const ChoiceTerms& terms) {
  return Chooser(rivals, item, terms).choose();
}

}  // namespace enclosure::attachments
