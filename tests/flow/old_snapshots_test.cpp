// Documents of earlier versions of the program are made again byte for byte.

#include <gtest/gtest.h>

#include <algorithm>

#include "app/flow/regenerate.h"
#include "app/flow/sample_data.h"
#include "app/store/archive.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

const std::filesystem::path kGolden =
    std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/golden/snapshots";

class OldSnapshots : public testing::TestWithParam<const char*> {};

TEST_P(OldSnapshots, GiveThePagesThatWereIssued) {
  const auto knowledge = Knowledge::load();
  ASSERT_TRUE(knowledge);
  const support::TemporaryFolder folder;
  const Archive archive(folder / "archive");
  for (const EmbeddedFile& file : sample_data::files()) {
    if (file.path == "logo.png") archive.put(file.bytes);
  }
  StoredInvoice stored;
  const std::string name = GetParam();
  stored.number = *InvoiceNumber::parse(name.substr(name.find("R-")));
  stored.snapshot = support::slurp(kGolden / (name + ".json"));
  stored.pdf_sha256 = support::slurp(kGolden / (name + ".sha256"));
  const auto again = Regenerator(archive, knowledge->document_tools()).make(stored);
  ASSERT_TRUE(again) << again.faults().front().message;
  EXPECT_EQ(again->sha256, stored.pdf_sha256) << name;
  EXPECT_TRUE(again->identical);
}

INSTANTIATE_TEST_SUITE_P(Version1, OldSnapshots,
                         testing::Values("v1-R-2026-000040", "v1-R-2026-000057", "v1-R-2026-000061",
                                         "v1-R-2026-000095"),
                         [](const auto& param) {
                           std::string name(param.param);
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace enclosure::app
