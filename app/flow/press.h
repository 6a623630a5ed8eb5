#pragma once
// From a document to its bytes in the archive: one by one, or a group that shares threads and
// syncs.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/flow/crew.h"
#include "app/flow/shop.h"
#include "core/result.h"
#include "invoice/model/invoice.h"

namespace enclosure::app {

/// What the archive holds of a document.
struct Printed {
  std::string pdf_sha256;
  std::string logo_sha256;  ///< or empty
};

/// Makes the PDFs of documents and archives them.
class Press {
 public:
  explicit Press(const Shop& shop) : shop_(shop) {}
  Press(const Press&) = delete;
  Press& operator=(const Press&) = delete;
  virtual ~Press() = default;

  /// Archives `document`, whose snapshot is given; when it returns, all is on the disk. Faults of
  /// `make_files`. Throws WorldError.
  virtual Result<Printed> print(const invoice::Invoice& document, std::string_view snapshot);

 protected:
  [[nodiscard]] Result<invoice::DocumentFiles> make(const invoice::Invoice& document) const;

  const Shop& shop_;
};

/// Makes and archives nothing: it notes what would be printed, for a transaction that is rolled
/// back.
class Rehearsal final : public Press {
 public:
  using Press::Press;
  Result<Printed> print(const invoice::Invoice& document, std::string_view snapshot) override;

  struct Noted {
    invoice::Invoice document;
    std::string snapshot;
  };
  [[nodiscard]] const std::vector<Noted>& noted() const { return noted_; }

 private:
  std::vector<Noted> noted_;
};

/// Prints a group of documents. What was rendered ahead is taken as it is: a document's bytes
/// follow from its snapshot. Nothing is sure to be on the disk before `sync`.
class GroupPress final : public Press {
 public:
  using Press::Press;

  /// Renders in all threads what is expected to be printed. One that cannot be rendered is left
  /// out: `print` will say why.
  void render_ahead(const std::vector<Rehearsal::Noted>& expected, Crew& crew);

  Result<Printed> print(const invoice::Invoice& document, std::string_view snapshot) override;

  /// Waits until all that was printed is on the disk. Throws WorldError.
  void sync();

 private:
  std::map<std::string, std::string, std::less<>> pdfs_;  ///< by snapshot
  std::string logo_sha256_;                               ///< once it is in the archive
  bool is_synced_ = true;
};

}  // namespace enclosure::app
