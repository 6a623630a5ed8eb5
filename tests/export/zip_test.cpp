// ZIP archives, read by Python.

#include "app/export/zip.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "tests/support/process.h"

namespace enclosure::app {
namespace {

const Instant kDay = *parse_instant("2026-09-01T08:00:02Z");

/// Name, size, time and text of each file, as Python reads them; it checks every CRC.
std::string read_by_python(const std::string& zip) {
  const support::TemporaryFolder folder;
  support::spit(folder / "a.zip", zip);
  const auto finished = support::run(
      {PYTHON, "-c",
       "import sys, zipfile\n"
       "z = zipfile.ZipFile(sys.argv[1])\n"
       "assert z.testzip() is None\n"
       "for i in z.infolist(): print(i.filename, i.file_size, i.date_time, z.read(i)[:5])\n",
       folder / "a.zip"});
  EXPECT_EQ(finished.exit_code, 0) << finished.err;
  return finished.out;
}

TEST(Zip, IsReadByOthers) {
  const std::string zip = zip_of({{"manifest.json", "{}", kDay},
                                  {"mails/1-ä.eml", std::string(5000, 'x'), kDay},
                                  {"empty", "", Instant{}}});
  EXPECT_LT(zip.size(), 1000U);
  EXPECT_EQ(read_by_python(zip),
            "manifest.json 2 (2026, 9, 1, 8, 0, 2) b'{}'\n"
            "mails/1-ä.eml 5000 (2026, 9, 1, 8, 0, 2) b'xxxxx'\n"
            "empty 0 (1980, 1, 1, 0, 0, 0) b''\n");
}

TEST(Zip, TheSameEntriesGiveTheSameBytes) {
  const std::vector<ZipEntry> entries{{"a", "1", kDay}, {"b", "2", kDay}};
  EXPECT_EQ(zip_of(entries), zip_of(entries));
  EXPECT_EQ(read_by_python(zip_of({})), "");
}

TEST(Zip, NoPathLeadsOut) {
  for (const char* path : {"", "/etc/passwd", "../x", "a/../../x", "a\\b", "a/", "\xFF"})
    EXPECT_THROW(static_cast<void>(zip_of({{path, "x", kDay}})), std::invalid_argument) << path;
  EXPECT_THROW(static_cast<void>(zip_of({{"a", "x", kDay}, {"a", "y", kDay}})),
               std::invalid_argument);
}

TEST(Zip, NamesFromOutsideAreMadeSafe) {
  EXPECT_EQ(zip_path("R-2026-000017.pdf"), "R-2026-000017.pdf");
  EXPECT_EQ(zip_path("../../etc/passwd"), "_._._etc_passwd");
  EXPECT_EQ(zip_path("Anleitung für Größe 7.pdf"), "Anleitung_f_r_Gr_e_7.pdf");
  EXPECT_EQ(zip_path(".bashrc"), "_bashrc");
  EXPECT_EQ(zip_path("con.pdf"), "_con.pdf");
  EXPECT_EQ(zip_path("LPT1"), "_LPT1");
  EXPECT_EQ(zip_path(""), "file");
  EXPECT_EQ(zip_path("a."), "a");
  EXPECT_EQ(zip_path(std::string(300, 'x')).size(), 100U);
}

}  // namespace
}  // namespace enclosure::app
