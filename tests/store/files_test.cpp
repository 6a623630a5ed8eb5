#include "app/store/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <atomic>
#include <csignal>
#include <iterator>
#include <thread>
#include <vector>

#include "app/errors.h"
#include "tests/support/process.h"

namespace enclosure::app {
namespace {

TEST(WriteFile, ReplacesTheWholeFile) {
  const support::TemporaryFolder folder;
  write_file(folder / "a" / "b.txt", "first and longer");
  write_file(folder / "a" / "b.txt", "second");
  EXPECT_EQ(read_file(folder / "a" / "b.txt"), "second");
}

TEST(WriteFile, KeepsSecretsToTheOwner) {
  const support::TemporaryFolder folder;
  write_file(folder / "key", "k", true);
  struct stat status {};
  ASSERT_EQ(::stat((folder / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(WriteNewFile, TheFirstOneStays) {
  const support::TemporaryFolder folder;
  EXPECT_TRUE(write_new_file(folder / "a" / "key", "first", NewFile::kSecret));
  EXPECT_FALSE(write_new_file(folder / "a" / "key", "second", NewFile::kSecret));
  EXPECT_EQ(read_file(folder / "a" / "key"), "first");
  struct stat status {};
  ASSERT_EQ(::stat((folder / "a" / "key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST(WriteNewFile, OfManyAtOnceOneMakesIt) {
  const support::TemporaryFolder folder;
  for (int round = 0; round < 20; ++round) {
    const auto file = folder / std::to_string(round);
    std::atomic<int> made = 0;
    std::array<std::string, 6> seen;
    {
      std::vector<std::jthread> threads;
      for (std::size_t i = 0; i < seen.size(); ++i) {
        threads.emplace_back([&, i] {
          made += write_new_file(file, std::string(5000, static_cast<char>('a' + i)));
          seen[i] = read_file(file);
        });
      }
    }
    EXPECT_EQ(made, 1);
    for (const std::string& one : seen) EXPECT_EQ(one, seen[0]);
    EXPECT_EQ(seen[0].size(), 5000U);
  }
  const auto files = std::distance(std::filesystem::directory_iterator(folder.path()),
                                   std::filesystem::directory_iterator{});
  EXPECT_EQ(files, 20) << "drafts were left behind";
}

TEST(WriteFile, OfManyAtOnceOneContentIsWhole) {
  const support::TemporaryFolder folder;
  const auto file = folder / "a.json";
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round) {
        write_file(file, std::string(20'000, static_cast<char>('a' + i)));
        const std::string now = read_file(file);
        EXPECT_EQ(now, std::string(20'000, now.at(0)));
      }
    });
  }
}

/// A limit on the size of files stands for a full disk: write() fails in the middle of the file.
class SmallDisk {
 public:
  explicit SmallDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

TEST(WriteFile, LeavesTheOldFileAndNoHalfOneWhenTheDiskGivesNoMore) {
  const support::TemporaryFolder folder;
  write_file(folder / "a.pdf", "old");
  {
    const SmallDisk disk(1000);
    EXPECT_THROW(write_file(folder / "a.pdf", std::string(5000, 'x')), WorldError);
  }
  EXPECT_EQ(read_file(folder / "a.pdf"), "old");
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
    ++files;
  EXPECT_EQ(files, 1U);
}

TEST(ReadFile, SaysWhichFileIsMissing) {
  try {
    (void)read_file("/nowhere/at/all.json");
    FAIL();
  } catch (const WorldError& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at/all.json"), std::string::npos);
  }
}

TEST(Base64Url, FollowsRfc4648) {
  EXPECT_EQ(base64url(""), "");
  EXPECT_EQ(base64url("f"), "Zg");
  EXPECT_EQ(base64url("fo"), "Zm8");
  EXPECT_EQ(base64url("foo"), "Zm9v");
  EXPECT_EQ(base64url("\xfb\xff"), "-_8");
}

TEST(Base64Url, IsReadInItsOneSpelling) {
  for (const char* bytes : {"", "f", "fo", "foo", "\xfb\xff"})
    EXPECT_EQ(decode_base64url(base64url(bytes)), bytes);
  for (const char* text : {"Zg==", "Zh", "Z", "-_9", "Zm9v ", "+/8"})
    EXPECT_EQ(decode_base64url(text), std::nullopt) << text;
}

TEST(HmacSha256, FollowsRfc4231) {
  const std::string digest = hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(sha256_hex(digest), sha256_hex(hmac_sha256("Jefe", "what do ya want for nothing?")));
  EXPECT_EQ(static_cast<unsigned char>(digest[0]), 0x5bU);
  EXPECT_EQ(static_cast<unsigned char>(digest[31]), 0x43U);
}

}  // namespace
}  // namespace enclosure::app
