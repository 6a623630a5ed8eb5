#include "app/products/link_client.h"

#include <charconv>
#include <thread>
#include <utility>

#include "app/fetch/https_client.h"
#include "app/store/sha256.h"

namespace enclosure::app {
namespace {

/// A whole file may take longer than a head.
constexpr std::chrono::seconds kWholeTimeout{120};

struct SplitUrl {
  std::string service;  ///< "https://drivers.example:8443"
  std::string path;     ///< "/hub/win11?x=1"
};

SplitUrl split(const std::string& url) {
  const auto scheme = url.find("://");
  const auto path = url.find_first_of("/?", scheme == std::string::npos ? 0 : scheme + 3);
  if (path == std::string::npos) return {url, "/"};
  return {url.substr(0, path), (url[path] == '?' ? "/" : "") + url.substr(path)};
}

/// 1234 of "bytes 0-0/1234".
std::optional<std::uint64_t> size_in_range(const std::string& range) {
  const auto slash = range.rfind('/');
  std::uint64_t size = 0;
  if (slash == std::string::npos) return std::nullopt;
  const char* const end = range.data() + range.size();
  const auto read = std::from_chars(range.data() + slash + 1, end, size);
  return read.ec == std::errc() && read.ptr == end ? std::optional(size) : std::nullopt;
}

}  // namespace

LinkClient::LinkClient(std::string user_agent, std::string ca_file, std::chrono::seconds timeout)
    : user_agent_(std::move(user_agent)), ca_file_(std::move(ca_file)), timeout_(timeout) {}

LinkAnswer LinkClient::ask(const LinkQuestion& question) {
  LinkAnswer told;
  const SplitUrl url = split(question.url);
  const auto service = ServiceUrl::parse(url.service);
  if (!service) {
    told.trouble = "BROKEN";
    told.told = service.faults().front().message;
    return told;
  }
  const bool is_whole = question.kind == LinkQuestion::Kind::kWhole;
  HttpLimits limits;
  limits.timeout = is_whole ? kWholeTimeout : timeout_;
  limits.ca_file = ca_file_;
  if (is_whole) limits.max_bytes = question.most_bytes;
  HttpQuestion http;
  http.method = question.kind == LinkQuestion::Kind::kHead ? "HEAD" : "GET";
  http.path = url.path;
  http.user_agent = user_agent_;
  if (question.kind == LinkQuestion::Kind::kFirstByte) http.range = "bytes=0-0";
  Sha256 hash;
  http.on_body = [&](std::string_view piece) {
    told.bytes += piece.size();
    hash.add(piece);
  };
  const auto began = std::chrono::steady_clock::now();
  try {
    const HttpAnswer answer = enclosure::app::ask(*service, http, limits);
    told.status = answer.status;
    told.location = answer.location;
    told.size = answer.status == 206 ? size_in_range(answer.content_range) : answer.content_length;
    if (is_whole && answer.status == 200) {
      told.size = told.bytes;
      told.sha256 = hash.hex();
    }
  } catch (const NoAnswer& error) {
    // A server that knows no ranges sends all of the file: it is there.
    const bool is_there =
        question.kind == LinkQuestion::Kind::kFirstByte && error.code() == "TOO_LARGE";
    if (is_there) told.status = 200;
    if (!is_there) told.trouble = error.distrust().empty() ? error.code() : error.distrust();
    if (!is_there) told.told = error.what();
  }
  told.took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - began);
  return told;
}

void LinkClient::pause(std::chrono::milliseconds duration) {
  std::this_thread::sleep_for(duration);
}

}  // namespace enclosure::app
