// The certificate of `serve`.

#include <fmt/format.h>

#include <Poco/Exception.h>
#include <Poco/URI.h>

#include "app/flow/doctor_parts.h"
#include "app/net/certificate.h"

namespace enclosure::app {
namespace {

/// Renewals that go by themselves come thirty days before the end.
constexpr std::chrono::days kSoon{21};

std::string host_of_links(const std::string& base_url) {
  try {
    return base_url.empty() ? "" : Poco::URI(base_url).getHost();
  } catch (const Poco::SyntaxException&) {
    return "";  // told where the configuration is read
  }
}

}  // namespace

std::vector<DoctorFinding> examine_tls(const Shop& shop, Instant now) {
  const auto& tls = shop.config.http.tls;
  if (!tls) return {};
  const std::string host = host_of_links(shop.config.link_base_url);
  const auto look = net::look_at_certificate(tls->certificate, tls->key, host);
  DoctorFinding finding{"certificate", tls->certificate.string(), {}, {}};
  if (!look.complaint.empty()) {
    finding.defects.push_back({"DOCTOR-008", "enclosure.json http.tls", look.complaint,
                               "name the certificate with its chain and its key, both as PEM; "
                               "`serve` does not start without"});
    return {std::move(finding)};
  }
  finding.found += ", good until " + to_string(look.times.until);
  if (const std::string old = net::out_of_date(look.times, now); !old.empty()) {
    finding.defects.push_back({"DOCTOR-008", "enclosure.json http.tls", "the certificate " + old,
                               "renew it: browsers warn of it, and buyers do not get to their "
                               "invoices"});
  } else if (look.times.until - now < kSoon) {
    finding.hints.push_back(
        {"DOCTOR-009", "enclosure.json http.tls",
         fmt::format("the certificate expires in {} days",
                     std::chrono::floor<std::chrono::days>(look.times.until - now).count()),
         "renew it; `serve` takes the new one within seconds"});
  }
  if (!look.is_for_host) {
    finding.hints.push_back({"DOCTOR-010", "enclosure.json links.base_url",
                             "the certificate of http.tls does not name " + host,
                             "buyers who open a link would be warned, unless a proxy with another "
                             "certificate stands before `serve`"});
  }
  return {std::move(finding)};
}

}  // namespace enclosure::app
