#pragma once
// How the program says that a national system makes a PDF insufficient.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>

#include "invoice/tax/ownership.h"
#include "invoice/tax/pdf_notice.h"

namespace enclosure::app {

/// "Take care, PL b2b_domestic since 2026-04-01 (KSeF): …".
[[nodiscard]] std::string notice_line(const invoice::PdfNotice& notice);

/// {"state", "kind", "verdict", "system", "since", "until", "text"}.
[[nodiscard]] nlohmann::ordered_json notice_json(const invoice::PdfNotice& notice);

/// {"who", "reason", "evidence": [{"statement", "source"}]}.
[[nodiscard]] nlohmann::ordered_json ownership_json(const invoice::Ownership& ownership);
/// "The seller issues (own_shop): …" with where each fact came from.
[[nodiscard]] std::string ownership_text(const invoice::Ownership& ownership);

/// The notices of a run, one for each state and kind however many orders there are.
class NoticeBoard {
 public:
  void add(const invoice::PdfNotice& notice);
  /// One line each, with the number of documents it concerns.
  void say_all() const;

 private:
  struct Entry {
    invoice::PdfNotice notice;
    std::size_t documents = 0;
  };
  std::map<std::pair<std::string, invoice::SupplyKind>, Entry> entries_;
};

}  // namespace enclosure::app
