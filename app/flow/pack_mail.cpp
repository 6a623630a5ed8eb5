#include "app/flow/pack_mail.h"

#include <algorithm>

#include "app/flow/cover_sheet.h"

namespace enclosure::app {
namespace {

using messaging::MessageContent;

/// Puts the enclosures into the content as `attached` says, with their bytes or, for weighing,
/// without.
void put(MessageContent& content, const std::vector<LoadedEnclosure>& enclosures,
         const std::vector<bool>& attached, bool with_bytes) {
  for (std::size_t i = 0; i < enclosures.size(); ++i) {
    const KeptEnclosure& kept = enclosures[i].kept;
    if (attached[i]) {
      content.manual_titles.push_back(kept.title);
      content.attachments.push_back({kept.file_name, kept.media_type,
                                     with_bytes ? enclosures[i].bytes : std::string(),
                                     kept.kind + "-" + kept.language.to_string() +
                                         kept.file_name.substr(kept.file_name.rfind('.'))});
    } else if (kept.linked && !content.invoice_url.empty()) {
      content.manuals_as_links.push_back({kept.title, manual_url(content.invoice_url, i), ""});
    }
  }
}

/// Weighs a mail with such and such enclosures. It is composed for each trial without the bytes of
/// its files; what these take is known exactly.
class Scale {
 public:
  Scale(const MessageContent& content, const Shop& shop) : light_(content), shop_(shop) {
    for (messaging::Attachment& file : light_.attachments) {
      invoice_bytes_ += messaging::encoded_size(file.bytes.size());
      file.bytes.clear();
    }
  }

  std::uint64_t size_of_mail(const std::vector<LoadedEnclosure>& enclosures,
                             const std::vector<bool>& attached) {
    MessageContent trial = light_;
    put(trial, enclosures, attached, false);
    const auto composed = messaging::compose(trial, shop_.knowledge.templates);
    if (!composed) {
      faults_ = composed.faults();
      return 0;
    }
    std::uint64_t size = composed->bytes.size() + invoice_bytes_;
    for (std::size_t i = 0; i < enclosures.size(); ++i) {
      if (attached[i]) size += messaging::encoded_size(enclosures[i].bytes.size());
    }
    return size;
  }

  /// Why a mail could not be composed.
  [[nodiscard]] const Faults& faults() const { return faults_; }

 private:
  MessageContent light_;
  const Shop& shop_;
  std::uint64_t invoice_bytes_ = 0;
  Faults faults_;
};

bool is_attached(const LoadedEnclosure& enclosure) {
  return enclosure.kept.carriage == to_string(attachments::Carriage::kAttached);
}

std::vector<bool> attached_ones(const std::vector<LoadedEnclosure>& enclosures) {
  std::vector<bool> attached;
  for (const LoadedEnclosure& one : enclosures) attached.push_back(is_attached(one));
  return attached;
}

/// Whether the last enclosure can be attached beside the others as they are.
bool last_one_fits(const MessageContent& content, const std::vector<LoadedEnclosure>& enclosures,
                   Channel channel, const Shop& shop) {
  std::vector<bool> attached = attached_ones(enclosures);
  const auto files = content.attachments.size() +
                     static_cast<std::size_t>(std::count(attached.begin(), attached.end(), true));
  Scale scale(content, shop);
  const auto carriages = attachments::pack({true}, files, mail_budget(channel, shop),
                                           [&](const std::vector<bool>& last) {
                                             attached.back() = last.front();
                                             return scale.size_of_mail(enclosures, attached);
                                           });
  return carriages.front() == attachments::Carriage::kAttached && scale.faults().empty();
}

}  // namespace

Faults pack_enclosures(const MessageContent& content, std::vector<LoadedEnclosure>& enclosures,
                       Channel channel, const Shop& shop) {
  std::vector<bool> is_taken;
  for (LoadedEnclosure& one : enclosures) {
    is_taken.push_back(check_channel(channel, one.type).empty());
    one.kept.linked = !content.invoice_url.empty();  // unless it is attached in the end
  }
  Scale scale(content, shop);
  const auto carriages = attachments::pack(
      is_taken, content.attachments.size(), mail_budget(channel, shop),
      [&](const std::vector<bool>& attached) { return scale.size_of_mail(enclosures, attached); });
  for (std::size_t i = 0; i < enclosures.size(); ++i) {
    enclosures[i].kept.carriage = to_string(carriages[i]);
    if (carriages[i] == attachments::Carriage::kAttached) enclosures[i].kept.linked = false;
  }
  return scale.faults();
}

void add_cover_sheet(const MessageContent& content, const MailCase& known,
                     const attachments::Selection& selection,
                     std::vector<LoadedEnclosure>& enclosures, const Shop& shop, Instant now) {
  const Order& order = known.order;
  if (!takes_cover_sheet(order, content.invoice_numbers.size(), shop)) return;
  const std::size_t documents = enclosures.size();
  for (const bool with_pictures : {true, false}) {
    auto sheet = make_cover_sheet(
        {order, selection, {enclosures.data(), documents}, content.invoice_url, with_pictures},
        shop, now);
    if (!sheet || !*sheet) return;
    enclosures.push_back(std::move((*sheet)->enclosure));
    if (last_one_fits(content, enclosures, order.channel, shop)) {
      enclosures.back().kept.carriage = to_string(attachments::Carriage::kAttached);
      return;
    }
    enclosures.pop_back();
    if (!(*sheet)->has_pictures) return;
  }
}

void place(MessageContent& content, const std::vector<LoadedEnclosure>& enclosures) {
  put(content, enclosures, attached_ones(enclosures), true);
}

}  // namespace enclosure::app
