#include "app/store/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace enclosure::app {
namespace {

TEST(Archive, GivesBackWhatWasPutUnderItsHash) {
  const support::TemporaryFolder folder;
  const Archive archive(folder.path());
  const std::string name = archive.put("abc");
  EXPECT_EQ(name,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-2, B.1
  EXPECT_EQ(archive.get(name), "abc");
}

TEST(Archive, TwiceIsOnce) {
  const support::TemporaryFolder folder;
  const Archive archive(folder.path());
  EXPECT_EQ(archive.put("abc"), archive.put("abc"));
  EXPECT_EQ(archive.names().size(), 1U);
}

TEST(Archive, DamagedBytesAreNotServedAndAreMended) {
  const support::TemporaryFolder folder;
  const Archive archive(folder.path());
  const std::string name = archive.put("abc");
  support::spit(archive.path_of(name), "abd");
  EXPECT_EQ(archive.get(name), std::nullopt);
  archive.put("abc");
  EXPECT_EQ(archive.get(name), "abc");
}

TEST(Archive, UnknownAndForgedNamesGiveNothing) {
  const support::TemporaryFolder folder;
  const Archive archive(folder / "archive");
  support::spit(folder / "secret", "x");
  EXPECT_EQ(archive.get(std::string(64, '0')), std::nullopt);
  EXPECT_EQ(archive.get("../secret"), std::nullopt);
  EXPECT_EQ(archive.get(""), std::nullopt);
  EXPECT_TRUE(archive.names().empty());
}

}  // namespace
}  // namespace enclosure::app
