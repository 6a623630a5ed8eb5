#pragma once
// What the sources of this folder share about ICU. Not for other folders: it includes ICU.

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <string>

namespace enclosure::locales {

/// Makes ICU's root its default locale, once per process, so that LANG and LC_ALL change no
/// document. The environment itself stays as it is.
void use_root_as_default();

/// ICU fails here only when its data or the memory is missing, so that is an exception:
/// `std::runtime_error` that names `what`.
void expect_success(UErrorCode status, const char* what);

/// `text` in UTF-8.
std::string to_utf8(const icu::UnicodeString& text);

}  // namespace enclosure::locales
