#include "app/store/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <thread>

#include "app/store/files.h"
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

/// Several processes issue documents with one logo: a file is there whole from the first moment on.
TEST(Archive, ManyPutTheSameBytesAtOnceAndNobodySeesAPart) {
  const support::TemporaryFolder folder;
  const Archive archive(folder.path());
  for (int round = 0; round < 10; ++round) {
    const std::string bytes = std::to_string(round) + std::string(200'000, 'x');
    const std::string name = sha256_hex(bytes);
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        EXPECT_EQ(i % 2 == 0 ? archive.put(bytes) : archive.put_unsynced(bytes), name);
        EXPECT_EQ(archive.get(name), bytes) << "whoever has put it finds it, whatever others do";
      });
    }
  }
  EXPECT_EQ(archive.names().size(), 10U);
}

/// Written again, it would be gone for whoever dies in the middle of it.
TEST(Archive, AWholeFileIsNeverWrittenAgain) {
  const support::TemporaryFolder folder;
  const Archive archive(folder.path());
  const auto file = archive.path_of(archive.put("abc"));
  struct stat before {};
  ASSERT_EQ(::stat(file.c_str(), &before), 0);
  archive.put("abc");
  archive.put_unsynced("abc");
  struct stat after {};
  ASSERT_EQ(::stat(file.c_str(), &after), 0);
  EXPECT_EQ(after.st_ino, before.st_ino);
  EXPECT_EQ(after.st_mtim.tv_nsec, before.st_mtim.tv_nsec);
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
