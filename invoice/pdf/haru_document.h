#pragma once
// Document, pages, resources and shapes, as libharu makes them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "invoice/layout/page.h"

namespace enclosure::invoice::pdf {

/// A document in libharu's hands. It keeps pages and resources and draws shapes and pictures; what
/// it has drawn and what it says of its objects is taken out again, its own file is never asked
/// for. Objects have their numbers from it. Every function throws `DrawingError` when libharu has
/// failed, now or before.
class HaruDocument {
 public:
  /// An object whose value is ours to write.
  struct Resource {
    std::uint32_t number = 0;
    std::size_t place = 0;  ///< among the resources
  };

  explicit HaruDocument(layout::Length page_height);
  ~HaruDocument();
  HaruDocument(const HaruDocument&) = delete;
  HaruDocument& operator=(const HaruDocument&) = delete;

  [[nodiscard]] Resource add_font();
  [[nodiscard]] Resource add_image();

  /// Begins a page: the one that is drawn on from now on.
  void add_page();
  /// Puts `font` among the resources of the page; gives its name there, "F1".
  [[nodiscard]] std::string_view name_of_font(const Resource& font);
  /// Appends the operators that draw the fills and rules of `content`.
  void append_areas(std::string& out, const layout::Page& content);
  /// Appends the operators that show `image` in `box`.
  void append_picture(std::string& out, const Resource& image, const layout::Box& box);

  [[nodiscard]] std::uint32_t number_of_objects() const;
  [[nodiscard]] std::uint32_t number_of_page(std::size_t page) const;
  [[nodiscard]] std::uint32_t number_of_contents(std::size_t page) const;
  [[nodiscard]] std::uint32_t number_of_page_tree() const;
  [[nodiscard]] std::uint32_t number_of_catalog() const;

  // Dictionaries as they stand in the file, with `more` entries.

  /// Without /MediaBox.
  [[nodiscard]] std::string page(std::size_t page, std::string_view more);
  [[nodiscard]] std::string page_tree();
  [[nodiscard]] std::string catalog(std::string_view more);

 private:
  struct Haru;
  std::unique_ptr<Haru> haru_;
};

}  // namespace enclosure::invoice::pdf
