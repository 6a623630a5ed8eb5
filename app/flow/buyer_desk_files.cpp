// What buyers fetch by their link: invoices, e-invoices, manuals, everything.

#include <algorithm>
#include <utility>

#include "app/errors.h"
#include "app/flow/buyer_known.h"
#include "app/flow/einvoice_file.h"
#include "app/flow/enclosures.h"
#include "app/flow/filing.h"
#include "app/flow/links.h"
#include "app/flow/order_bundle.h"
#include "app/store/files.h"

namespace enclosure::app {
namespace {

using Kind = FileAnswer::Kind;

constexpr std::string_view kPdf = "application/pdf";
constexpr std::string_view kXml = "application/xml";

[[noreturn]] void lacks(const std::string& sha256) {
  throw WorldError(kExitUnavailable, "the archive lacks " + sha256 + ", or it is damaged",
                   "restore archive/ from a backup; `enclosure verify` tells what is missing");
}

}  // namespace

BuyerFile StoreBuyerDesk::file_of(const StoredInvoice& invoice) {
  auto bytes = services_.archive.get(invoice.pdf_sha256);
  if (!bytes) lacks(invoice.pdf_sha256);
  return {file_stem(invoice.number) + ".pdf", std::string(kPdf), invoice.pdf_sha256,
          std::move(bytes)};
}

std::string StoreBuyerDesk::bytes_of(const std::string& sha256) {
  const auto bytes = services_.archive.get(sha256);
  if (!bytes) lacks(sha256);
  return *bytes;
}

FileAnswer StoreBuyerDesk::file_behind(const CachedLink& link) {
  auto bytes = services_.archive.get(link.sha256);
  if (!bytes) lacks(link.sha256);
  return {Kind::kFile, {link.file_name, std::string(kPdf), link.sha256, std::move(bytes)}};
}

std::optional<FileAnswer> StoreBuyerDesk::invoice_at_once(const BuyerVisit& visit) {
  if (shop_.config.links.locks_documents) return std::nullopt;
  const Instant now = clock_();
  const auto link = cache_.find(visit.token, store_.data_version(), now);
  if (!link) return std::nullopt;
  auto bytes = services_.archive.find(link->sha256);
  if (!bytes) return std::nullopt;
  if (visit.counts) services_.uses.note(link->link, now);
  return FileAnswer{Kind::kFile,
                    {link->file_name, std::string(kPdf), link->sha256, std::move(bytes)}};
}

FileAnswer StoreBuyerDesk::invoice(const BuyerVisit& visit, std::optional<std::size_t> index) {
  const Instant now = clock_();
  const std::uint64_t version = store_.data_version();  // asked before anything is read
  if (!index && !shop_.config.links.locks_documents) {
    if (const auto link = cache_.find(visit.token, version, now)) {
      if (visit.counts) services_.uses.note(link->link, now);
      return file_behind(*link);
    }
  }
  const auto keys = shop_.link_keys->current();
  struct Documents {
    StoredLink link;
    std::vector<StoredInvoice> all;
  };
  const auto found =
      store_.read<std::optional<Documents>>([&](StoreTransaction& tx) -> std::optional<Documents> {
        auto link = link_behind(visit.token, *keys, tx, now);
        if (!link) return std::nullopt;
        auto all = tx.invoices_of(link->order);
        return Documents{*std::move(link), std::move(all)};
      });
  if (!found || found->all.empty() || (index && *index >= found->all.size())) return {};
  if (shop_.config.links.locks_documents && !is_pass_for(visit.pass, found->link, *keys, now))
    return {Kind::kLocked, {}};
  if (visit.counts) services_.uses.note(found->link.id, now);
  const StoredInvoice& invoice = index ? found->all[*index] : *newest_standing(found->all);
  FileAnswer answer{Kind::kFile, file_of(invoice)};
  if (!index) {
    cache_.put(visit.token, {version, found->link.id, found->link.expires_at, answer.file.file_name,
                             invoice.pdf_sha256});
  }
  return answer;
}

FileAnswer StoreBuyerDesk::einvoice(const BuyerVisit& visit, std::optional<std::size_t> index) {
  const auto found = known(visit, clock_());
  if (!found || found->documents.empty() || (index && *index >= found->documents.size())) return {};
  if (locks(*found)) return {Kind::kLocked, {}};
  const StoredInvoice& invoice =
      index ? found->documents[*index] : *newest_standing(found->documents);
  auto xml = einvoice_of(invoice, *file_of(invoice).bytes, shop_);
  if (!xml) return {};
  const std::string sha256 = sha256_hex(*xml);
  return {Kind::kFile,
          {file_stem(invoice.number) + ".xml", std::string(kXml), sha256,
           std::make_shared<const std::string>(*std::move(xml))}};
}

FileAnswer StoreBuyerDesk::manual(const BuyerVisit& visit, std::size_t index) {
  const Instant now = clock_();
  const auto found = known(visit, now);
  if (!found) return {};
  const Offered all = offered(*found, now);
  const auto one = std::find_if(all.library.begin(), all.library.end(),
                                [&](const OfferedDocument& each) { return each.number == index; });
  if (one == all.library.end()) return {};
  const KeptEnclosure& about = one->about;
  if (one->in_folder == nullptr) {
    auto bytes = services_.archive.get(about.sha256);
    if (!bytes) lacks(about.sha256);
    return {Kind::kFile, {about.file_name, about.media_type, about.sha256, std::move(bytes)}};
  }
  auto read = read_product_file(one->in_folder->file, shop_);
  if (!read) return {};
  return {Kind::kFile,
          {about.file_name, about.media_type, read->sha256,
           std::make_shared<const std::string>(std::move(read->bytes))}};
}

BundleAnswer StoreBuyerDesk::everything(const BuyerVisit& visit) {
  const Instant now = clock_();
  const auto found = known(visit, now);
  if (!found) return {};
  if (locks(*found)) return {Kind::kLocked, "", nullptr};
  std::vector<BundleFile> files;
  for (const StoredInvoice& invoice : found->documents) {
    const std::string stem = file_stem(invoice.number);
    files.push_back({"invoices", stem + ".pdf", invoice.issued_at,
                     [this, sha256 = invoice.pdf_sha256] { return bytes_of(sha256); }});
    if (!has_einvoice(invoice)) continue;
    files.push_back({"invoices", stem + ".xml", invoice.issued_at, [this, invoice] {
                       auto xml = einvoice_of(invoice, bytes_of(invoice.pdf_sha256), shop_);
                       if (!xml) lacks(invoice.pdf_sha256);
                       return *std::move(xml);
                     }});
  }
  const Offered all = offered(*found, now);
  for (const OfferedDocument& one : all.library) {
    const std::string folder = "documents-" + one.about.language.to_string();
    std::function<std::string()> bytes = [this, sha256 = one.about.sha256] {
      return bytes_of(sha256);
    };
    if (one.in_folder != nullptr) {
      bytes = [this, file = std::string(one.in_folder->file)] {
        auto read = read_product_file(file, shop_);
        if (!read) throw WorldError(kExitUnavailable, read.faults().front().message, "");
        return std::move(read->bytes);
      };
    }
    files.push_back({folder, one.about.file_name, found->link.created_at, std::move(bytes)});
  }
  if (files.empty()) return {};
  return {Kind::kFile, found->order.id.to_string() + ".zip", bundle_of(std::move(files))};
}

}  // namespace enclosure::app
