#include "invoice/layout/notes.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "invoice/layout/codes.h"
#include "invoice/layout/design.h"
#include "invoice/layout/payment.h"
#include "invoice/model/mentions.h"

namespace enclosure::invoice::layout {
namespace {

/// Sets the notes below the totals.
class Notes {
 public:
  explicit Notes(Composer& composer) : composer_(composer), invoice_(composer.invoice()) {}

  std::vector<Band> set() {
    if (Band block = payment_block(composer_); !block.empty()) bands_.push_back(std::move(block));
    payment();
    for (std::size_t i = 0; i < invoice_.mentions.size(); ++i) {
      mention("mentions[" + std::to_string(i) + "]", invoice_.mentions[i]);
    }
    unexplained_codes();
    if (const Band block = link_block(composer_); !block.empty()) {
      bands_.emplace_back(2_mm).append(block);
    }
    return std::move(bands_);
  }

 private:
  void add(const Label& text) {
    const Design& d = composer_.design();
    const Bilingual both = composer_.set(text, d.note, d.width());
    const ElementId element = composer_.paragraph();
    add_lines(both.first, 2_pt, element);
    add_lines(both.second, 0, element);
  }

  void add(const std::string& path, const std::string& text) {
    add(Label{composer_.text(path, text)});
  }

  void add_lines(const Paragraph& paragraph, Length above, ElementId element) {
    for (std::size_t i = 0; i < paragraph.lines.size(); ++i) {
      Band band;
      band.line(paragraph, i, composer_.design().left, i == 0 ? above : 0, element);
      bands_.push_back(std::move(band));
    }
  }

  /// "Paid in full via …"; of money given back, or where there was none, by what way it goes.
  void payment() {
    const std::string& channel = invoice_.sales_channel;
    const bool is_credit = invoice_.type_code == TypeCode::kCreditNote;
    if (channel.empty() || (!is_credit && !invoice_.totals.amount_due.is_zero())) return;
    const Money paid = invoice_.totals.paid + invoice_.totals.paid_by_marketplace;
    if (is_credit || paid.is_zero()) {
      const std::string method = composer_.locale().labels().label("payment_method");
      return add("sales_channel", composer_.labelled(method, channel));
    }
    const Date day =
        invoice_.order_date.value_or(invoice_.supply_date.value_or(invoice_.issue_date));
    const std::string date = composer_.locale().format_date(day);
    add(composer_.in_both("sales_channel", [&](const locales::Labels& labels) {
      return labels.label("paid_notice", {{"marketplace", channel}, {"date", date}});
    }));
  }

  /// "(K) VAT-exempt intra-Community supply of goods (VATEX-EU-IC)" where a group of that category
  /// is there. A second language goes without the code.
  void mention(const std::string& path, const LegalMention& mention) {
    const auto category = category_explained_by(mention.key);
    if (!category || !has_group(*category)) {
      return add(composer_.pair(path, mention.text, mention.second));
    }
    std::string text = mention.text;
    if (explained_.insert(*category).second) {
      for (const std::string& code : codes_of(*category)) text += " (" + code + ")";
    }
    add(composer_.pair(path, mark(*category) + text, mention.second));
  }

  /// The codes of groups that no mention explains.
  void unexplained_codes() {
    for (const VatBreakdown& group : invoice_.breakdown) {
      if (!explained_.insert(group.category).second) continue;
      for (const std::string& code : codes_of(group.category)) {
        add("breakdown.exemption_code", mark(group.category) + code);
      }
    }
  }

  [[nodiscard]] bool has_group(VatCategory category) const {
    return std::any_of(invoice_.breakdown.begin(), invoice_.breakdown.end(),
                       [&](const VatBreakdown& group) { return group.category == category; });
  }

  [[nodiscard]] std::set<std::string> codes_of(VatCategory category) const {
    std::set<std::string> codes;
    for (const VatBreakdown& group : invoice_.breakdown) {
      if (group.category == category && !group.exemption_code.empty())
        codes.insert(group.exemption_code);
    }
    return codes;
  }

  static std::string mark(VatCategory category) {
    return "(" + std::string(to_string(category)) + ") ";
  }

  Composer& composer_;
  const InvoiceContent& invoice_;
  std::vector<Band> bands_;
  std::set<VatCategory> explained_;
};

}  // namespace

std::vector<Band> notes(Composer& composer) {
  return Notes(composer).set();
}

}  // namespace enclosure::invoice::layout
