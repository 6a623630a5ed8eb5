#pragma once
// XML as text: elements appended to one string, nothing kept. For writers whose documents have a
// fixed shape.

#include <optional>
#include <string>
#include <string_view>

#include "core/date.h"
#include "core/decimal.h"
#include "core/result.h"

namespace enclosure::invoice::xml {

/// One attribute with its value; without a value it is left out.
struct Attr {
  std::string_view name;
  std::string_view value;
};

/// Appends elements. Names are the caller's constants; values are escaped. A value that XML 1.0
/// cannot hold (control characters, U+FFFE, bytes that are no UTF-8) is a fault, told at the end.
/// An empty value gives no element: EN 16931 knows no empty ones.
class XmlText {
 public:
  XmlText() { text_.reserve(std::size_t{16} * 1024); }

  void raw(std::string_view text) { text_ += text; }
  void open(std::string_view name, Attr attr = {});
  void close(std::string_view name);

  void leaf(std::string_view name, std::string_view value, Attr attr = {}, Attr second = {});
  void leaf(std::string_view name, const std::optional<Decimal>& value, Attr attr = {});
  /// "2026-11-21"; nothing when there is no date.
  void leaf(std::string_view name, const std::optional<Date>& value);

  /// `name` around one leaf; nothing when the value is empty.
  void wrapped(std::string_view name, std::string_view leaf_name, std::string_view value,
               Attr attr = {});

  /// The XML, or XML-001 for each value that it cannot hold.
  Result<std::string> take() &&;

 private:
  void attribute(const Attr& attr);
  void escaped(std::string_view value, std::string_view name);

  std::string text_;
  Faults faults_;
};

/// Opens an element now and closes it at the end of the block.
class Element {
 public:
  Element(XmlText& xml, std::string_view name, Attr attr = {}) : xml_(xml), name_(name) {
    xml_.open(name_, attr);
  }
  Element(const Element&) = delete;
  Element& operator=(const Element&) = delete;
  ~Element() { xml_.close(name_); }

 private:
  XmlText& xml_;
  std::string_view name_;
};

}  // namespace enclosure::invoice::xml
