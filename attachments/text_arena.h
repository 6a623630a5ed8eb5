#pragma once
// Where the texts of a catalogue lie: one behind the other, freed together.

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace enclosure::attachments {

/// Keeps copies of texts. The views that it gives live as long as the arena, also when it is moved.
class TextArena {
 public:
  [[nodiscard]] std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    if (text.size() > room_) add_block(text.size());
    char* const begin = next_;
    std::memcpy(begin, text.data(), text.size());
    next_ += text.size();
    room_ -= text.size();
    return {begin, text.size()};
  }

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  void add_block(std::size_t needed) {
    constexpr std::size_t kBlock = 256 * 1024;
    room_ = std::max(needed, std::min(kBlock, std::max<std::size_t>(bytes_, 1024)));
    blocks_.push_back(std::make_unique<char[]>(room_));
    next_ = blocks_.back().get();
    bytes_ += room_;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t room_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace enclosure::attachments
