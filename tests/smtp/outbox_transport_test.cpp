#include "app/smtp/outbox_transport.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <vector>

#include "app/errors.h"

namespace enclosure::app {
namespace {

using std::filesystem::path;

std::string read(const path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A fresh folder that is gone after the test, and an outbox in it.
class Outbox : public testing::Test {
 protected:
  Outbox() {
    std::string name = testing::TempDir() + "outbox-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root_ = name;
  }
  ~Outbox() override { std::filesystem::remove_all(root_); }

  [[nodiscard]] path folder() const { return root_ / "outbox"; }
  [[nodiscard]] std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder()))
      names.push_back(entry.path().filename().string());
    return names;
  }

  path root_;
  Envelope envelope_;
};

TEST_F(Outbox, WritesTheMessageForItsOwnerAlone) {
  OutboxTransport outbox(folder());
  const std::string bytes =
      "Subject: x\r\n\r\n.dot\r\n\xC3\xA4 and \0 stay"
      "\r\n";

  const auto outcome = outbox.send(envelope_, "A-1.stage-1", bytes);

  EXPECT_EQ(outcome.kind, DispatchOutcome::Kind::kSent);
  EXPECT_EQ(read(folder() / "A-1.stage-1.eml"), bytes);
  EXPECT_EQ(files(), std::vector<std::string>{"A-1.stage-1.eml"});
  struct stat status {};
  ASSERT_EQ(::stat((folder() / "A-1.stage-1.eml").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  ASSERT_EQ(::stat(folder().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0700U);
}

TEST_F(Outbox, WritesTheSameNameOverItself) {
  OutboxTransport outbox(folder());
  EXPECT_TRUE(outbox.is_idempotent());
  outbox.send(envelope_, "a", std::string(5000, 'x'));
  outbox.send(envelope_, "a", "short");
  EXPECT_EQ(read(folder() / "a.eml"), "short");
  EXPECT_EQ(files().size(), 1U);
}

TEST_F(Outbox, ClearsAwayWhatACrashLeft) {
  std::filesystem::create_directories(folder());
  std::ofstream(folder() / ".a.eml.tmp") << "half a mess";
  OutboxTransport(folder()).send(envelope_, "a", "whole");
  EXPECT_EQ(read(folder() / "a.eml"), "whole");
  EXPECT_EQ(files().size(), 1U);
}

TEST_F(Outbox, TakesNoNameThatLeavesTheFolder) {
  OutboxTransport outbox(folder());
  for (const char* name : {"", "../a", "a/b", ".hidden", "a\nb", "-rf"})
    EXPECT_THROW(outbox.send(envelope_, name, "x"), std::invalid_argument) << name;
  EXPECT_FALSE(std::filesystem::exists(root_ / "a.eml"));
}

TEST_F(Outbox, SaysWhenTheFolderIsNone) {
  std::ofstream(folder()) << "a file";
  try {
    OutboxTransport(folder()).send(envelope_, "a", "x");
    FAIL() << "sent into a file";
  } catch (const WorldError& error) {
    EXPECT_EQ(error.exit_code(), kExitUnavailable);
    EXPECT_NE(std::string(error.what()).find("outbox"), std::string::npos) << error.what();
  }
}

/// Lets no file of this process grow beyond `bytes`: what a full disk does, without one.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &now);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST_F(Outbox, LeavesNothingHalfWrittenWhenTheDiskIsFull) {
  OutboxTransport outbox(folder());
  outbox.send(envelope_, "a", "the first");
  std::string what;
  int exit_code = 0;
  {
    const FileSizeLimit limit(4096);
    try {
      outbox.send(envelope_, "a", std::string(100'000, 'x'));
    } catch (const WorldError& error) {
      what = error.what();
      exit_code = error.exit_code();
    }
  }
  EXPECT_EQ(exit_code, kExitTryLater);
  EXPECT_NE(what.find("too large"), std::string::npos) << what;
  EXPECT_EQ(read(folder() / "a.eml"), "the first");
  EXPECT_EQ(files().size(), 1U);
}

}  // namespace
}  // namespace enclosure::app
