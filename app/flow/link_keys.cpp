#include "app/flow/link_keys.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "app/errors.h"
#include "app/store/files.h"
#include "core/hex.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kSecretBytes = 32;
constexpr std::string_view kFirstLine = "enclosure-link-keys 1";

/// Takes `text` up to `end`, and the mark behind it.
std::string_view cut(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

std::optional<LinkKey> read_line(std::string_view line) {
  LinkKey key;
  const std::string_view epoch = cut(line, ' ');
  const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), key.epoch);
  const auto secret = from_hex(cut(line, ' '));
  const std::string_view made_at = cut(line, ' ');
  const auto at = parse_instant(made_at);
  if (error != std::errc() || end != epoch.data() + epoch.size() || !secret ||
      secret->size() != kSecretBytes || (!at && made_at != "-") ||
      (line != "in-use" && line != "retired"))
    return std::nullopt;
  key.secret = *secret;
  if (at) key.made_at = *at;
  key.retired = line == "retired";
  return key;
}

WorldError damaged(const std::filesystem::path& file) {
  return {kExitConfiguration, "the link key " + file.string() + " is damaged",
          "restore it from a backup; without it the links that were sent no longer work"};
}

}  // namespace

LinkKeys LinkKeys::of(std::string secret) {
  LinkKeys keys;
  keys.keys_.push_back({1, std::move(secret), std::nullopt, false});
  return keys;
}

std::optional<LinkKeys> LinkKeys::parse(std::string_view bytes) {
  if (bytes.size() == kSecretBytes) return of(std::string(bytes));
  if (cut(bytes, '\n') != kFirstLine) return std::nullopt;
  LinkKeys keys;
  while (!bytes.empty()) {
    auto key = read_line(cut(bytes, '\n'));
    if (!key || key->epoch != static_cast<int>(keys.keys_.size()) + 1) return std::nullopt;
    keys.keys_.push_back(*std::move(key));
  }
  if (keys.keys_.empty() || keys.newest().retired) return std::nullopt;
  return keys;
}

std::string LinkKeys::to_text() const {
  std::string text(kFirstLine);
  text += '\n';
  for (const LinkKey& key : keys_) {
    text += std::to_string(key.epoch) + ' ' + to_hex(key.secret) + ' ' +
            (key.made_at ? enclosure::to_string(*key.made_at) : "-") + ' ' +
            (key.retired ? "retired" : "in-use") + '\n';
  }
  return text;
}

LinkKeys LinkKeys::rotated(std::string secret, Instant now, bool retire_others) const {
  LinkKeys keys = *this;
  if (retire_others) {
    for (LinkKey& key : keys.keys_) key.retired = true;
  }
  keys.keys_.push_back({newest().epoch + 1, std::move(secret), now, false});
  return keys;
}

const LinkKey& LinkKeys::signer_of(int epoch) const {
  for (const LinkKey& key : keys_) {
    if (key.epoch == epoch && !key.retired) return key;
  }
  return newest();
}

std::size_t LinkKeys::in_use() const {
  return static_cast<std::size_t>(
      std::count_if(keys_.begin(), keys_.end(), [](const LinkKey& key) { return !key.retired; }));
}

LinkKeyring::LinkKeyring(std::filesystem::path file) : file_(std::move(file)) {
  std::error_code error;
  // Of two processes that start at once one makes it, and both use that one.
  if (!std::filesystem::exists(file_, error))
    (void)write_new_file(file_, random_bytes(kSecretBytes), NewFile::kSecret);
  read();
  if (!keys_) throw damaged(file_);
}

/// Leaves the keys as they were when the file is not what it should be.
void LinkKeyring::read() {
  std::error_code error;
  const auto changed_at = std::filesystem::last_write_time(file_, error);
  const auto size = std::filesystem::file_size(file_, error);
  if (error) return;
  auto keys = LinkKeys::parse(read_file(file_));
  if (!keys) return;
  keys_ = std::make_shared<LinkKeys>(*std::move(keys));
  changed_at_ = changed_at;
  size_ = size;
}

bool LinkKeyring::has_changed() const {
  std::error_code error;
  const auto changed_at = std::filesystem::last_write_time(file_, error);
  const auto size = std::filesystem::file_size(file_, error);
  return !error && (changed_at != changed_at_ || size != size_);
}

std::shared_ptr<const LinkKeys> LinkKeyring::current() {
  const std::scoped_lock lock(mutex_);
  if (file_.empty() || !has_changed()) return keys_;
  try {
    read();
  } catch (const WorldError&) {  // being replaced: at the next question
    return keys_;
  }
  return keys_;
}

LinkKeys LinkKeyring::rotate(Instant now, bool retire_others) {
  const LinkKeys before = *current();
  if (!retire_others && before.in_use() >= LinkKeys::kMostInUse) {
    throw WorldError(kExitConfiguration,
                     std::to_string(LinkKeys::kMostInUse) + " link keys are in use already",
                     "retire them: `enclosure links rotate --retire`; links that were signed by "
                     "them then open no longer");
  }
  LinkKeys keys = before.rotated(random_bytes(kSecretBytes), now, retire_others);
  const std::scoped_lock lock(mutex_);
  if (!file_.empty()) {
    write_file(file_, keys.to_text(), true);
    read();
  } else {
    keys_ = std::make_shared<LinkKeys>(keys);
  }
  return keys;
}

}  // namespace enclosure::app
