#include "app/flow/link_uses.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace enclosure::app {

void LinkUses::note(std::string_view link, Instant at) {
  Part& part = part_of(link);
  const std::scoped_lock lock(part.mutex);
  add(part.counts, std::string(link), {1, at, at});
}

std::size_t LinkUses::write(Store& store, const TimeZone& zone) {
  Counts all;
  for (Part& part : parts_) {
    const std::scoped_lock lock(part.mutex);
    all.merge(part.counts);
    part.counts.clear();
  }
  if (all.empty()) return 0;
  try {
    store.write([&](StoreTransaction& tx) {
      for (const auto& [link, count] : all)
        tx.add_link_use({link, count.uses, zone.date_of(count.first), zone.date_of(count.last)});
    });
  } catch (...) {
    for (const auto& [link, count] : all) {
      Part& part = part_of(link);
      const std::scoped_lock lock(part.mutex);
      add(part.counts, link, count);
    }
    throw;
  }
  return all.size();
}

void LinkUses::add(Counts& to, const std::string& link, const Count& count) {
  const auto [at, is_new] = to.try_emplace(link, count);
  if (is_new) return;
  Count& known = at->second;
  known.uses += count.uses;
  known.first = std::min(known.first, count.first);
  known.last = std::max(known.last, count.last);
}

LinkUses::Part& LinkUses::part_of(std::string_view link) {
  return parts_[std::hash<std::string_view>()(link) % parts_.size()];
}

LinkUseWriter::LinkUseWriter(LinkUses& uses, Store& store, const TimeZone& zone,
                             std::function<void(const std::string&)> complain,
                             std::chrono::seconds interval)
    : uses_(uses),
      store_(store),
      zone_(zone),
      complain_(std::move(complain)),
      thread_([this, interval](const std::stop_token& stop) { work(stop, interval); }) {}

LinkUseWriter::~LinkUseWriter() {
  thread_.request_stop();
  changed_.notify_all();
  thread_.join();
  write();
}

void LinkUseWriter::work(const std::stop_token& stop, std::chrono::seconds interval) {
  while (!stop.stop_requested()) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, interval, [] { return false; });
    if (!stop.stop_requested()) write();
  }
}

void LinkUseWriter::write() {
  try {
    uses_.write(store_, zone_);
    told_.clear();
  } catch (const std::exception& error) {
    if (told_ != error.what()) complain_(error.what());
    told_ = error.what();
  }
}

}  // namespace enclosure::app
