#include "app/products/check_links.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "core/text.h"

namespace enclosure::app {
namespace {

using attachments::Catalogue;
using attachments::DriverLink;

/// What the catalogue says about the file behind one address.
struct Published {
  std::string_view sha256;
  std::uint64_t size = 0;
};
using Links = std::map<std::string_view, Published>;

Links links_of(const Catalogue& catalogue) {
  Links links;
  for (const attachments::Product& product : catalogue.products()) {
    for (const DriverLink& driver : product.drivers) {
      Published& published = links[driver.url];
      if (published.sha256.empty()) published.sha256 = driver.sha256;
      if (published.size == 0) published.size = driver.size;
    }
  }
  return links;
}

/// "drivers.example" of an https address, in small letters.
std::string host_of(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  const std::string_view rest = url.substr(begin + 3);
  return to_lower_ascii(rest.substr(0, rest.find_first_of(":/?#")));
}

/// Where a redirect from `url` leads, as a whole address; empty: nowhere that may be followed.
std::string target_of(const std::string& url, const std::string& location) {
  const auto host_begin = url.find("://") + 3;
  const auto host_end = std::min(url.find('/', host_begin), url.size());
  const std::string target = location.substr(0, location.find('#'));
  if (target.starts_with("https://") || target.starts_with("http://")) return target;
  if (target.starts_with("//")) return "https:" + target;
  if (target.starts_with("/")) return url.substr(0, host_end) + target;
  if (target.empty() || target.find(':') != std::string::npos) return {};
  const auto query = std::min(url.find('?', host_end), url.size());
  const auto folder = url.rfind('/', query);
  return url.substr(0, folder > host_begin ? folder + 1 : host_end) + target;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool knows_no_head(int status) {
  return status == 400 || status == 403 || status == 405 || status == 501;
}

/// One run.
class Run {
 public:
  Run(LinkProbe& probe, LinkMemory& memory, Instant now, const LinkLimits& limits)
      : probe_(probe), memory_(memory), now_(now), limits_(limits) {}

  void look_at(const std::string& url, const Published& published) {
    ++done_.links;
    const bool wants_whole = !published.sha256.empty() && published.size <= limits_.file_bytes;
    std::optional<LinkCheck> check = remembered(url, wants_whole);
    if (check) {
      ++done_.remembered;
    } else if (is_spent()) {
      ++done_.not_asked;
      return;
    } else {
      ++done_.asked;
      check = ask(url, wants_whole);
      memory_.keep(*check);
    }
    judge(*check, published);
  }

  LinkCheckup take() { return std::move(done_); }

 private:
  std::optional<LinkCheck> remembered(const std::string& url, bool wants_whole) {
    const auto check = memory_.of(url);
    if (!check || (wants_whole && !check->whole)) return std::nullopt;
    return now_ - check->asked_at < limits_.fresh && check->asked_at <= now_ ? check : std::nullopt;
  }

  [[nodiscard]] bool is_spent() const {
    return done_.asked >= limits_.links || bytes_ >= limits_.all_bytes || time_ >= limits_.time;
  }

  /// Follows redirects on the same host up to the file.
  LinkCheck ask(const std::string& url, bool wants_whole) {
    LinkCheck check{url, wants_whole, now_, url, {}};
    for (int hops = 0;; ++hops) {
      check.answer = ask_once(check.final_url, LinkQuestion::Kind::kHead);
      if (knows_no_head(check.answer.status))
        check.answer = ask_once(check.final_url, LinkQuestion::Kind::kFirstByte);
      if (!is_redirect(check.answer.status)) break;
      const std::string target = target_of(check.final_url, check.answer.location);
      const bool stays = target.starts_with("https://") && host_of(target) == host_of(url);
      if (!stays || hops == limits_.redirects) break;
      check.final_url = target;
    }
    if (wants_whole && check.answer.status >= 200 && check.answer.status < 300)
      check.answer = ask_once(check.final_url, LinkQuestion::Kind::kWhole);
    return check;
  }

  LinkAnswer ask_once(const std::string& url, LinkQuestion::Kind kind) {
    const bool is_first = hosts_.insert(host_of(url)).second;
    if (!is_first) {
      probe_.pause(limits_.rest);
      time_ += limits_.rest;
    }
    LinkAnswer answer = probe_.ask({url, kind, limits_.file_bytes});
    bytes_ += answer.bytes;
    time_ += answer.took;
    return answer;
  }

  void judge(const LinkCheck& check, const Published& published) {
    const LinkAnswer& answer = check.answer;
    if (answer.status == 0) return judge_trouble(check);
    if (is_redirect(answer.status)) return judge_redirect(check);
    if (answer.status < 200 || answer.status >= 300) {
      const bool is_gone = answer.status == 404 || answer.status == 410;
      return found("LINK-002", check.url,
                   "the server answers " + std::to_string(answer.status) +
                       (is_gone ? ": the page is gone" : ""),
                   "ask the maker for the new address");
    }
    if (published.size != 0 && answer.size && *answer.size != published.size) {
      found(
          "LINK-007", check.url,
          "the file has " + std::to_string(*answer.size) + " bytes, not " +
              std::to_string(published.size),
          "a new version, or another file: compare with the maker's page, then mend the catalogue");
    }
    if (!published.sha256.empty() && !answer.sha256.empty() && answer.sha256 != published.sha256) {
      found(
          "LINK-008", check.url, "the file's SHA-256 is " + answer.sha256,
          "a new version, or another file: compare with the maker's page, then mend the catalogue");
    }
  }

  void judge_trouble(const LinkCheck& check) {
    const std::string& trouble = check.answer.trouble;
    if (trouble == "EXPIRED") {
      found("LINK-004", check.url,
            "the certificate of " + host_of(check.final_url) + " has expired",
            "buyers are warned off: tell the maker, and take the link out meanwhile");
    } else if (trouble == "UNKNOWN_ISSUER") {
      found("LINK-005", check.url,
            "nobody knows who issued the certificate of " + host_of(check.final_url),
            "buyers are warned off: tell the maker, and take the link out meanwhile");
    } else if (trouble == "NOT_TRUSTED") {
      found("LINK-006", check.url, check.answer.told,
            "buyers are warned off: tell the maker, and take the link out meanwhile");
    } else {
      found("LINK-001", check.url, check.answer.told, "try again tomorrow; then ask the maker");
    }
  }

  void judge_redirect(const LinkCheck& check) {
    const std::string target = target_of(check.final_url, check.answer.location);
    if (target.starts_with("https://") && host_of(target) == host_of(check.url)) {
      return found("LINK-009", check.url, "the server redirects without end",
                   "ask the maker for the new address");
    }
    const std::string host = host_of(target);
    found("LINK-003", check.url,
          host.empty() || !target.starts_with("https://")
              ? "the server redirects to no https address"
              : "the server redirects to another host, " + host,
          "if it is the maker's own, write the new address into the catalogue");
  }

  void found(const char* code, const std::string& url, const std::string& message,
             const char* hint) {
    done_.findings.push_back({code, url, message, hint});
  }

  LinkProbe& probe_;
  LinkMemory& memory_;
  Instant now_;
  const LinkLimits& limits_;
  std::set<std::string> hosts_;
  std::uint64_t bytes_ = 0;
  std::chrono::milliseconds time_{};
  LinkCheckup done_;
};

}  // namespace

std::size_t count_links(const Catalogue& catalogue) {
  return links_of(catalogue).size();
}

LinkCheckup check_links(const Catalogue& catalogue, LinkProbe& probe, LinkMemory& memory,
                        Instant now, const LinkLimits& limits,
                        const std::function<void()>& on_link) {
  Run run(probe, memory, now, limits);
  for (const auto& [url, published] : links_of(catalogue)) {
    run.look_at(std::string(url), published);
    if (on_link) on_link();
  }
  return run.take();
}

}  // namespace enclosure::app
