// R09: where links may lead.

#include <algorithm>
#include <array>

#include "core/text.h"
#include "messaging/policy/rules.h"
#include "messaging/policy/scan.h"

namespace enclosure::messaging::policy {
namespace {

struct Address {
  std::string scheme;
  std::string authority;
  std::string host;
  std::string path;
  std::string query;
};

Address parts_of(std::string_view url) {
  Address address;
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos) {
    address.scheme = to_lower_ascii(url.substr(0, scheme));
    url.remove_prefix(scheme + 3);
  }
  const auto path = url.find_first_of("/?#");
  address.authority = std::string(url.substr(0, path));
  const auto user = address.authority.rfind('@');
  address.host = to_lower_ascii(user == std::string::npos ? address.authority
                                                          : address.authority.substr(user + 1));
  if (path == std::string_view::npos) return address;
  url.remove_prefix(path);
  const auto query = url.find_first_of("?#");
  address.path = std::string(url.substr(0, query));
  if (query != std::string_view::npos) address.query = std::string(url.substr(query + 1));
  return address;
}

bool is_tracking(std::string_view key) {
  constexpr std::array<std::string_view, 22> kKeys = {
      "ref",     "ref_",   "tag",   "aff",      "affid",  "affiliate", "campaign", "cid",
      "cmp",     "fbclid", "gclid", "linkcode", "linkid", "mc_cid",    "mc_eid",   "msclkid",
      "partner", "source", "src",   "subid",    "track",  "tracking"};
  return key.starts_with("utm") || key.starts_with("pd_rd") || key.starts_with("pf_rd") ||
         std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

bool is_tracked(const Address& address) {
  std::string_view rest = address.query;
  while (!rest.empty()) {
    const auto end = rest.find_first_of("&;#");
    const std::string_view pair = rest.substr(0, end);
    if (is_tracking(to_lower_ascii(pair.substr(0, pair.find('='))))) return true;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return address.path.find("/ref=") != std::string::npos;
}

bool is_one_of(const std::vector<std::string>& hosts, const std::string& host) {
  return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
}

bool is_order_page(const Address& address) {
  return address.path.starts_with("/gp/your-account/order") ||
         address.path.starts_with("/gp/css/order") || address.path.starts_with("/your-orders");
}

/// What is wrong with `url`, or nothing.
std::string fault_of(std::string_view url, const PolicyContext& context) {
  const Address address = parts_of(url);
  if (address.scheme != "https") return "It is not https.";
  if (address.authority.find('@') != std::string::npos) return "It carries credentials.";
  if (address.host.find("xn--") != std::string::npos || !is_visible_ascii(address.host))
    return "Its host looks like another one.";
  if (is_tracked(address)) return "It carries a tracking parameter.";
  if (is_one_of(context.invoice_hosts, address.host) ||
      is_one_of(context.driver_hosts, address.host))
    return address.path.size() > 1 ? "" : "It is a bare home page.";
  for (const std::string& prefix : context.review_link_prefixes) {
    if (url.starts_with(prefix))
      return is_one_of(context.order_items, std::string(url.substr(prefix.size())))
                 ? ""
                 : "It is not the review page of an ordered item.";
    if (parts_of(prefix).host == address.host && is_order_page(address)) return "";
  }
  return "Its host is not registered for this order.";
}

bool is_url_code(char32_t code) {
  return code > ' ' && code != '<' && code != '>' && code != '"' && code != U'\u201C' &&
         code != U'\u201D' && code != U'«' && code != U'»' && !is_blank(code) && !is_break(code);
}

/// Without the punctuation of the sentence around it.
std::size_t trimmed(std::u32string_view codes, std::size_t from, std::size_t to) {
  constexpr std::u32string_view kMarks = U".,;:!?)]}'*";
  while (to > from && kMarks.find(codes[to - 1]) != std::u32string_view::npos) --to;
  return to;
}

bool is_host_code(char32_t code) {
  return is_letter(code) || is_digit(code) || code == '-' || code == '.';
}

/// Ends of host names that are no words, and those that are.
bool is_domain_end(std::string_view end, bool sure) {
  constexpr std::array<std::string_view, 36> kSure = {
      "com",  "net",   "org",     "eu",   "uk",   "de",      "fr",   "ly",  "io",
      "shop", "store", "example", "info", "biz",  "link",    "gl",   "gd",  "cc",
      "tv",   "ch",    "nl",      "pl",   "se",   "online",  "site", "app", "dev",
      "page", "club",  "xyz",     "co",   "test", "invalid", "cz",   "dk",  "goo"};
  constexpr std::array<std::string_view, 10> kWords = {"it", "es", "at", "be", "me",
                                                       "to", "no", "is", "do", "la"};
  return std::find(kSure.begin(), kSure.end(), end) != kSure.end() ||
         (sure && std::find(kWords.begin(), kWords.end(), end) != kWords.end());
}

/// Whether codes [from, to) name a host without a scheme: "bit.ly", "www.shop.example".
bool is_bare_host(std::u32string_view codes, std::size_t from, std::size_t to) {
  const auto text = codes.substr(from, to - from);
  const auto dot = text.rfind(U'.');
  if (dot == std::u32string_view::npos || dot == 0 || dot + 1 == text.size()) return false;
  for (const char32_t code : text.substr(dot + 1))
    if (!is_lower(code)) return false;
  const bool sure =
      text.starts_with(U"www.") || at_or_blank(codes, to) == '/' || text.find(U'.') != dot;
  return is_domain_end(ascii_of(text.substr(dot + 1)), sure);
}

class LinkFinder {
 public:
  LinkFinder(const Speech& speech, Breaches& breaches)
      : speech_(speech), breaches_(breaches), codes_(codes_of(speech.plain)) {}

  void run() {
    for (const Tag& tag : speech_.plain.tags) {
      if (tag.name == "a" && !tag.closes) look_at_anchor(tag);
    }
    std::size_t at = 0;
    while (at < codes_.size()) {
      if (is_blank(codes_[at]) || is_break(codes_[at]) || !is_url_code(codes_[at])) {
        ++at;
        continue;
      }
      const std::size_t end = run_end(codes_, at, is_url_code);
      look_at_run(at, end);
      at = end;
    }
  }

 private:
  void look_at_anchor(const Tag& tag) {
    const std::string url = attribute(tag.attributes, "href");
    if (to_lower_ascii(url).starts_with("mailto:")) return;  // R10
    const std::string fault = fault_of(trim(url), speech_.context);
    if (fault.empty()) return;
    const std::size_t from = speech_.plain.letter_at(tag.end);
    breaches_.push_back(
        {"R09", from, std::min(from + 1, speech_.plain.letters.size()), fault, true});
  }

  /// A run of letters without blanks: a link may begin anywhere in it.
  void look_at_run(std::size_t from, std::size_t to) {
    const auto run = std::u32string_view(codes_).substr(from, to - from);
    const auto scheme = run.find(U"://");
    if (scheme != std::u32string_view::npos && scheme > 0) {
      std::size_t begin = from + scheme;
      while (begin > from && is_word_letter(codes_[begin - 1])) --begin;
      return report(begin, trimmed(codes_, begin, to), true);
    }
    if (ascii_of(run.substr(0, 11)) == "javascript:") return report(from, to, true);
    for (std::size_t at = from; at < to;) {
      const std::size_t end = run_end(codes_, at, is_host_code);
      const std::size_t host_end = trimmed(codes_, at, std::min(end, to));
      const bool mail = (at > from && codes_[at - 1] == '@') || at_or_blank(codes_, end) == '@';
      if (!mail && host_end > at && is_bare_host(codes_, at, host_end))
        return report(at, trimmed(codes_, at, to), is_surely_link(at, host_end));
      at = std::max(end, at + 1);
    }
  }

  /// Names may look like hosts ("node.io", "ASP.net/C#"), but not like pages: "bit.ly/3xyz".
  [[nodiscard]] bool is_surely_link(std::size_t from, std::size_t to) const {
    const auto host = std::u32string_view(codes_).substr(from, to - from);
    if (ascii_of(host.substr(0, 4)) == "www.") return true;
    const bool has_page =
        at_or_blank(codes_, to) == '/' && is_word_letter(at_or_blank(codes_, to + 1));
    return has_page && std::all_of(host.begin(), host.end(), [](char32_t code) {
             return !is_letter(code) || is_lower(code);
           });
  }

  void report(std::size_t from, std::size_t to, bool holds_in_names) {
    const std::string fault = fault_of(speech_.plain.utf8(from, to), speech_.context);
    if (!fault.empty()) breaches_.push_back({"R09", from, to, fault, holds_in_names});
  }

  const Speech& speech_;
  Breaches& breaches_;
  std::u32string codes_;
};

}  // namespace

void find_links(const Speech& speech, Breaches& breaches) {
  LinkFinder(speech, breaches).run();
}

}  // namespace enclosure::messaging::policy
