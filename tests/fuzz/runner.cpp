// Replays seeds through a fuzz target: every file named, and every file of every folder named. Each
// seed is also cut short and bent at a few places, so that even this run sees damaged input.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::size_t replay(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  run(bytes);
  constexpr std::size_t kCuts = 24;
  for (std::size_t i = 1; i < kCuts && !bytes.empty(); ++i) {
    const std::size_t at = bytes.size() * i / kCuts;
    run(bytes.substr(0, at));
    std::string bent = bytes;
    bent[at] = static_cast<char>(static_cast<unsigned char>(bent[at]) ^ (1U << (i % 8)));
    run(bent);
  }
  return 2 * kCuts - 1;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t runs = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::filesystem::is_directory(argv[i])) {
      for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
        if (entry.is_regular_file()) runs += replay(entry.path());
      }
    } else if (std::filesystem::exists(argv[i])) {
      runs += replay(argv[i]);
    }
  }
  std::printf("%zu runs\n", runs);
  return runs == 0 ? 1 : 0;
}
