// Another process on the same store, for the tests: second_process FILE WHAT [COUNT].
//
//   open     opens the store for writing, and with it brings it up to date
//   numbers  takes COUNT numbers of the series R-2026, each in a transaction of its own
//   hold     writes a setting, says so, and stays in its transaction until it is killed
//   dispatch takes the dispatcher of the folder, says so, and keeps it until it is killed

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>

#include "app/store/lock.h"
#include "app/store/patience.h"
#include "app/store/sqlite_store.h"

namespace {

using namespace enclosure::app;

[[noreturn]] void stay() {
  std::puts("ready");
  std::fflush(stdout);
  for (;;) ::pause();
}

void take_numbers(Store& store, int count) {
  for (int i = 0; i < count; ++i) {
    store.write([](StoreTransaction& tx) {
      const auto number = std::to_string(tx.take_next_number("R-2026"));
      const std::string times = tx.setting("times " + number);
      tx.put_setting("times " + number, times + "x");
    });
  }
}

int work(const std::string& file, const std::string& what, int count) {
  if (what == "dispatch") {
    const auto folder = std::filesystem::path(file).parent_path();
    const JobLock mine = JobLock::take(folder, Job::kDispatch, kPatience);
    stay();
  }
  // On a busy machine a turn may take its time; how long is waited is not what is tested here.
  SqliteStore store(file, SqliteStore::Mode::kReadWrite, 10 * kPatience);
  if (what == "numbers") take_numbers(store, count);
  if (what == "hold") {
    store.write([](StoreTransaction& tx) {
      tx.put_setting("half", "done");
      stay();
    });
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 64;
  try {
    return work(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
