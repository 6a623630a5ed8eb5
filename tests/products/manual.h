#pragma once
// The smallest manual that is one: a page, and a language said.

#include <string>

#include "tests/check/raw_pdf.h"

namespace enclosure::test {

/// A PDF of one page in `language`; `more` goes into its catalogue dictionary.
inline std::string manual(const std::string& more = "", const std::string& language = "de") {
  return test::pdf_of({{1, "<</Type/Catalog/Pages 2 0 R/Lang(" + language + ")" + more + ">>"},
                       {2, "<</Type/Pages/Count 1/Kids[3 0 R]>>"},
                       {3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"}});
}

}  // namespace enclosure::test
