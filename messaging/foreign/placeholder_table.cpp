#include "messaging/foreign/placeholder_table.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/text.h"
#include "messaging/template_slots.h"

namespace enclosure::messaging {
namespace {

using Json = nlohmann::json;

std::string text(const Json& object, const char* member) {
  const auto found = object.find(member);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Fault damaged(std::string path, std::string what) {
  return {"FOREIGN-001", std::move(path), std::move(what), "a defect of the build: report it"};
}

ForeignSystem system_of(const Json& json, const std::string& path, Faults& faults) {
  ForeignSystem system{text(json, "id"),   text(json, "name"),  text(json, "source"),
                       text(json, "open"), text(json, "close"), {}};
  if (system.id.empty() || system.open.empty() || system.source.empty())
    faults.push_back(damaged(path, "id, open or source is missing"));
  const Json placeholders = json.value("placeholders", Json::array());
  for (const Json& one : placeholders) {
    ForeignPlaceholder placeholder{text(one, "name"), text(one, "slot"), text(one, "why_not")};
    const bool has_slot = find_slot(placeholder.slot, false) != nullptr;
    if (placeholder.name.empty() || has_slot == !placeholder.why_not.empty())
      faults.push_back(damaged(path + "." + placeholder.name, "a name with a slot or a reason"));
    system.placeholders.push_back(std::move(placeholder));
  }
  return system;
}

}  // namespace

const ForeignPlaceholder* ForeignSystem::find(std::string_view placeholder) const {
  const std::string lower = to_lower_ascii(placeholder);
  const auto found = std::find_if(
      placeholders.begin(), placeholders.end(),
      [&](const ForeignPlaceholder& one) { return to_lower_ascii(one.name) == lower; });
  return found == placeholders.end() ? nullptr : &*found;
}

Result<PlaceholderTable> PlaceholderTable::load(std::span<const EmbeddedFile> files) {
  PlaceholderTable table;
  Faults faults;
  for (const EmbeddedFile& file : files) {
    const Json json = Json::parse(file.bytes, nullptr, false);
    if (!json.is_object() || !json.contains("systems") || !json["systems"].is_array())
      return damaged(std::string(file.path), "no list of systems");
    for (std::size_t i = 0; i < json["systems"].size(); ++i) {
      const std::string path = std::string(file.path) + " systems[" + std::to_string(i) + "]";
      table.systems_.push_back(system_of(json["systems"][i], path, faults));
    }
  }
  if (table.systems_.empty()) faults.push_back(damaged("placeholders.json", "it is missing"));
  if (!faults.empty()) return faults;
  return table;
}

const ForeignSystem* PlaceholderTable::find(std::string_view id) const {
  const auto found = std::find_if(systems_.begin(), systems_.end(),
                                  [&](const ForeignSystem& one) { return one.id == id; });
  return found == systems_.end() ? nullptr : &*found;
}

}  // namespace enclosure::messaging
