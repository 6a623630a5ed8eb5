#pragma once
// A document laid out, and what stands on its pages.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "invoice/layout/design.h"
#include "invoice/layout/lay_out.h"
#include "sample_invoice.h"

namespace enclosure::invoice::layout::test {

inline Layout laid_out(const InvoiceContent& content, std::optional<LogoSize> logo = std::nullopt) {
  auto layout = lay_out(content, logo, sample::typesetting().data());
  if (!layout) {
    ADD_FAILURE() << layout.faults().front().path << ": " << layout.faults().front().message;
    return {};
  }
  return *std::move(layout);
}

inline const Design& modern() {
  return sample::typesetting().data().themes.at("modern");
}

inline Faults faults_of(const InvoiceContent& content) {
  return lay_out(content, std::nullopt, sample::typesetting().data()).faults();
}

inline std::vector<std::string> texts_of(const Page& page) {
  std::vector<std::string> texts;
  for (const TextRun& run : page.runs) texts.push_back(run.text);
  return texts;
}

inline const TextRun* find(const Page& page, const std::string& text) {
  const auto found = std::find_if(page.runs.begin(), page.runs.end(),
                                  [&](const TextRun& run) { return run.text == text; });
  return found == page.runs.end() ? nullptr : &*found;
}

/// The texts under a path, in order.
inline std::vector<std::string> under_path(const Layout& layout, const std::string& path) {
  std::vector<std::string> texts;
  for (const Text& text : layout.texts) {
    if (text.path == path) texts.push_back(text.content);
  }
  return texts;
}

}  // namespace enclosure::invoice::layout::test
