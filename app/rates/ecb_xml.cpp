// <gesmes:Envelope> <Cube> <Cube time="2026-11-20"> <Cube currency="USD" rate="1.0568"/> …

#include <pugixml.hpp>
#include <string>

#include "app/rates/rate_collector.h"

namespace enclosure::app {
namespace {

/// No entities beyond those of XML itself exist without a document type, and none is taken.
constexpr unsigned kParsing = pugi::parse_doctype | pugi::parse_escapes | pugi::parse_eol;

bool is_cube(const pugi::xml_node& node) {
  return std::string_view(node.name()) == "Cube";
}

void read_day(const pugi::xml_node& day, const std::string& path, RateCollector& rates) {
  if (!rates.begin_day(day.attribute("time").value(), path)) return;
  for (const pugi::xml_node& rate : day.children()) {
    if (!is_cube(rate)) continue;
    rates.add(rate.attribute("currency").value(), rate.attribute("rate").value(), path);
  }
}

}  // namespace

void read_ecb_xml(std::string_view name, std::string_view bytes, RateCollector& rates) {
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(bytes.data(), bytes.size(), kParsing, pugi::encoding_utf8);
  if (!parsed) {
    rates.fault("RATES-001", name,
                std::string("the file is no XML: ") + parsed.description() + " at byte " +
                    std::to_string(parsed.offset),
                "fetch it again from the European Central Bank");
    return;
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() != pugi::node_doctype) continue;
    rates.fault("RATES-001", name, "the file declares a document type, as the ECB's files do not",
                "fetch it again from the European Central Bank");
    return;
  }
  const pugi::xml_node root = document.document_element();
  for (const pugi::xml_node& outer : root.children()) {
    if (!is_cube(outer)) continue;
    for (const pugi::xml_node& day : outer.children()) {
      if (!is_cube(day)) continue;
      read_day(day, std::string(name) + " " + printable(day.attribute("time").value(), 20), rates);
    }
  }
}

}  // namespace enclosure::app
