#include "app/store/files.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>

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

TEST(HmacSha256, FollowsRfc4231) {
  const std::string digest = hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(sha256_hex(digest), sha256_hex(hmac_sha256("Jefe", "what do ya want for nothing?")));
  EXPECT_EQ(static_cast<unsigned char>(digest[0]), 0x5bU);
  EXPECT_EQ(static_cast<unsigned char>(digest[31]), 0x43U);
}

}  // namespace
}  // namespace enclosure::app
