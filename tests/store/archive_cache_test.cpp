#include "app/store/archive_cache.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "tests/support/process.h"

namespace enclosure::app {
namespace {

/// A cache of 1000 bytes over an archive; a file of its counts as large from 251 bytes on.
class ArchiveCacheOf1000 : public testing::Test {
 protected:
  std::string put(char letter, std::size_t length) {
    return archive_.put(std::string(length, letter));
  }

  const support::TemporaryFolder folder_;
  const Archive archive_{folder_.path()};
  ArchiveCache cache_{archive_, 1000};
};

TEST_F(ArchiveCacheOf1000, SharesWhatItHasRead) {
  const std::string name = put('a', 100);
  EXPECT_EQ(cache_.find(name), nullptr) << "nobody has read it";
  const auto first = cache_.get(name);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(*first, std::string(100, 'a'));
  std::filesystem::remove(archive_.path_of(name));
  EXPECT_EQ(cache_.get(name), first) << "the disk is not asked again";
  EXPECT_EQ(cache_.find(name), first);
  EXPECT_EQ(cache_.bytes(), 100U);
}

TEST_F(ArchiveCacheOf1000, LetsTheOneAskedForLongestAgoGo) {
  std::vector<std::string> names;
  for (const char letter : {'a', 'b', 'c', 'd'}) names.push_back(put(letter, 250));
  for (const std::string& name : names) EXPECT_NE(cache_.get(name), nullptr);
  EXPECT_NE(cache_.find(names[0]), nullptr);  // now b is the oldest
  EXPECT_NE(cache_.get(put('e', 10)), nullptr);
  EXPECT_NE(cache_.find(names[0]), nullptr);
  EXPECT_EQ(cache_.find(names[1]), nullptr);
  EXPECT_EQ(cache_.bytes(), 760U);
}

TEST_F(ArchiveCacheOf1000, WhoStillSendsAFileKeepsIt) {
  const auto held = cache_.get(put('a', 250));
  for (const char letter : {'b', 'c', 'd', 'e'}) EXPECT_NE(cache_.get(put(letter, 250)), nullptr);
  EXPECT_EQ(*held, std::string(250, 'a'));
}

TEST_F(ArchiveCacheOf1000, ALargeFileDrivesNothingOut) {
  const std::string small = put('a', 100);
  EXPECT_NE(cache_.get(small), nullptr);
  const std::string large = put('b', 251);
  EXPECT_EQ(cache_.get(large)->size(), 251U);
  EXPECT_EQ(cache_.find(large), nullptr);
  EXPECT_NE(cache_.find(small), nullptr);
}

TEST_F(ArchiveCacheOf1000, WhatIsMissingOrDamagedIsAskedForAgain) {
  const std::string name = put('a', 10);
  support::spit(archive_.path_of(name), "damaged");
  EXPECT_EQ(cache_.get(name), nullptr);
  EXPECT_EQ(cache_.get("no name"), nullptr);
  put('a', 10);
  EXPECT_NE(cache_.get(name), nullptr);
}

TEST_F(ArchiveCacheOf1000, ManyMayAskAtOnce) {
  std::vector<std::string> names;
  for (char letter = 'a'; letter < 'k'; ++letter) names.push_back(put(letter, 200));
  std::vector<std::thread> readers;
  for (std::size_t reader = 0; reader < 4; ++reader) {
    readers.emplace_back([&, reader] {
      for (std::size_t i = 0; i < 200; ++i) {
        const std::size_t at = (i * 7 + reader) % names.size();
        const auto bytes = cache_.get(names[at]);
        ASSERT_NE(bytes, nullptr);
        EXPECT_EQ(bytes->front(), static_cast<char>('a' + at));
      }
    });
  }
  for (auto& reader : readers) reader.join();
  EXPECT_LE(cache_.bytes(), 1000U);
}

}  // namespace
}  // namespace enclosure::app
