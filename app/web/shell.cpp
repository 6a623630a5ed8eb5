#include "app/web/shell.h"

#include "app/web/html.h"

namespace enclosure::app::web {

std::string page_head(const LanguageTag& language, const std::string& title,
                      const std::string& stylesheet) {
  return "<!doctype html>\n<html lang=\"" + escape_html(language.to_string()) +
         "\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"robots\" content=\"noindex, nofollow\">\n"
         "<meta name=\"referrer\" content=\"no-referrer\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta name=\"format-detection\" content=\"telephone=no\">\n<title>" +
         title + "</title>\n<link rel=\"stylesheet\" href=\"" + stylesheet + "\">\n</head>\n";
}

}  // namespace enclosure::app::web
