#include "locales/icu_support.h"

#include <stdexcept>

namespace enclosure::locales {

void use_root_as_default() {
  static const bool done = [] {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale::setDefault(icu::Locale::getRoot(), status);
    expect_success(status, "default locale");
    return true;
  }();
  static_cast<void>(done);
}

void expect_success(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) {
    throw std::runtime_error(std::string("ICU cannot serve: ") + what + " (" + u_errorName(status) +
                             ")");
  }
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  return text.toUTF8String(utf8);
}

}  // namespace enclosure::locales
