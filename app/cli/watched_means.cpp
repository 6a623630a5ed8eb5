#include "app/cli/watched_means.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

#include "app/errors.h"
#include "app/flow/own_texts.h"

namespace enclosure::app {
namespace {

namespace fs = std::filesystem;

/// Size and time of last change; what is missing has its own.
std::string stamp_of(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return file.string() + " is not there\n";
  const auto changed = fs::last_write_time(file, error);
  return fmt::format("{} {} {}\n", file.string(), size, changed.time_since_epoch().count());
}

}  // namespace

struct WatchedMeans::Opened {
  Opened(Shop opened, const Context& context)
      : shop(std::move(opened)),
        transport(open_transport(shop)),
        registry(open_registry(shop)),
        rates(shop.config.rates.fetch ? open_rates(shop) : nullptr),
        mailbox(open_mailbox(shop)),
        webhooks(open_webhooks(shop, context)),
        means{shop, *transport, {registry.get(), rates.get(), mailbox.get(), webhooks.get()}} {}

  Shop shop;
  std::unique_ptr<MailTransport> transport;
  std::unique_ptr<VatRegistry> registry;
  std::unique_ptr<ReferenceRates> rates;
  std::unique_ptr<Mailbox> mailbox;
  std::unique_ptr<WebhookSender> webhooks;
  Means means;
};

WatchedMeans::WatchedMeans(const Context& context, std::string beside,
                           std::function<void(const std::string&)> complain)
    : context_(context), beside_(std::move(beside)), complain_(std::move(complain)) {}

WatchedMeans::~WatchedMeans() = default;

std::string WatchedMeans::stamp() const {
  const fs::path& workspace = context_.workspace;
  std::string all =
      stamp_of(workspace / "enclosure.json") + stamp_of(workspace / "products/catalogue.json");
  if (!logo_.empty()) all += stamp_of(workspace / logo_);
  for (const fs::path& file : own_text_files(workspace)) all += stamp_of(file);
  return all;
}

void WatchedMeans::open() {
  opened_.reset();
  try {
    Shop shop = need(Shop::open(context_.workspace), kExitConfiguration);
    logo_ = shop.config.logo;
    opened_ = std::make_unique<Opened>(std::move(shop), context_);
  } catch (const CommandFaults& faulty) {
    complain_("Nothing is issued or sent until this is mended:");
    for (const Fault& fault : faulty.faults())
      complain_(fault.code + " " + fault.path + " " + fault.message);
  } catch (const WorldError& error) {
    complain_(fmt::format("Nothing is issued or sent until this is mended: {}", error.what()));
  }
}

const Means* WatchedMeans::current() {
  std::string now = stamp();
  if (now == stamp_) return opened_ ? &opened_->means : nullptr;
  const bool is_first = stamp_.empty();
  const std::string logo = logo_;
  open();
  // Stamped before it was read: what changed meanwhile is seen the next time.
  stamp_ = logo == logo_ ? std::move(now) : stamp();
  if (!is_first && opened_)
    complain_("What you configured has changed: the dispatcher goes by it from now on" + beside_ +
              ".");
  return opened_ ? &opened_->means : nullptr;
}

}  // namespace enclosure::app
