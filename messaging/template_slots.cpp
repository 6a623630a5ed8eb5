#include "messaging/template_slots.h"

#include <algorithm>
#include <array>

namespace enclosure::messaging {
namespace {

constexpr std::array kSlots = {
    Slot{"order_id"},
    Slot{"brand"},
    Slot{"buyer_name"},
    Slot{"product_names"},
    Slot{"invoice_numbers"},
    Slot{"invoice_url", SlotType::kUrl},
    Slot{"invoice_link_text"},
    Slot{"invoice_attached", SlotType::kFlag},
    Slot{"one_invoice", SlotType::kFlag},
    Slot{"several_invoices", SlotType::kFlag},
    Slot{"any_documents", SlotType::kFlag},
    Slot{"any_manuals", SlotType::kFlag},
    Slot{"one_manual", SlotType::kFlag},
    Slot{"any_file_links", SlotType::kFlag},
    Slot{"any_drivers", SlotType::kFlag},
    Slot{"any_quick_start", SlotType::kFlag},
    Slot{"asks_for_review", SlotType::kFlag},
    Slot{"any_review_links", SlotType::kFlag},
    Slot{"one_product", SlotType::kFlag},
    Slot{"several_products", SlotType::kFlag},
    Slot{"manuals", SlotType::kList},
    Slot{"manual_links", SlotType::kList},
    Slot{"drivers", SlotType::kList},
    Slot{"quick_start", SlotType::kList},
    Slot{"review_links", SlotType::kList},
    Slot{"product_texts", SlotType::kList},
    Slot{"title", SlotType::kText, true},
    Slot{"url", SlotType::kUrl, true},
    Slot{"note", SlotType::kText, true},
    Slot{"step", SlotType::kText, true},
    Slot{"words", SlotType::kText, true},
};

}  // namespace

std::string_view to_string(SlotType type) {
  constexpr std::string_view kNames[] = {"text", "url", "flag", "list"};
  return kNames[static_cast<std::size_t>(type)];
}

std::span<const Slot> all_slots() {
  return kSlots;
}

const Slot* find_slot(std::string_view name, bool in_list) {
  const auto* slot =
      std::find_if(kSlots.begin(), kSlots.end(), [&](const Slot& one) { return one.name == name; });
  return slot == kSlots.end() || (slot->in_lists && !in_list) ? nullptr : slot;
}

}  // namespace enclosure::messaging
