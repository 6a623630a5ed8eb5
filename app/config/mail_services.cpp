#include "app/config/mail_services.h"

#include <algorithm>
#include <array>

#include "app/config/members.h"

namespace enclosure::app {
namespace {

Pop3Config read_pop3(const Reader& section, const SecretReader& secret) {
  static constexpr std::array<std::string_view, 7> kKnown{
      "host", "port", "security", "username", "password", "ca_file", "timeout_seconds"};
  allow_only(section, kKnown);
  Pop3Config config;
  config.host = section.text("host", Need::kRequired, 253);
  if (section.has("security")) config.security = section.text("security");
  if (config.security != "tls" && config.security != "starttls" && config.security != "none") {
    section.fault("CONFIG-004", "security", "unknown: \"" + config.security + "\"",
                  "use tls, starttls, or none on this machine alone");
  } else if (config.security == "none" && !is_this_machine(config.host)) {
    section.fault("CONFIG-004", "security", "a password does not travel in the clear",
                  "use tls or starttls");
  }
  if (config.security != "tls") config.port = 110;
  read_whole(section, "port", 1, 65535, config.port);
  config.username = section.text("username", Need::kRequired);
  if (section.has("password")) config.password = secret(section, "password");
  config.ca_file = section.text("ca_file");
  read_whole(section, "timeout_seconds", 1, 600, config.timeout_seconds);
  return config;
}

}  // namespace

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

BouncesConfig read_bounces_config(const Reader& section, const SecretReader& secret) {
  static constexpr std::array<std::string_view, 3> kKnown{"maildir", "pop3", "keep"};
  allow_only(section, kKnown);
  BouncesConfig config;
  config.maildir = section.text("maildir");
  if (const auto pop3 = section.object("pop3")) config.pop3 = read_pop3(*pop3, secret);
  config.keep = section.flag("keep").value_or(false);
  if (!config.maildir.empty() && config.pop3)
    section.fault("CONFIG-004", "maildir", "there is pop3, too", "name one of them");
  return config;
}

messaging::Throttle read_throttle_config(const Reader& section) {
  static constexpr std::array<std::string_view, 4> kKnown{"per_second", "per_hour", "per_day",
                                                          "warm_up"};
  static constexpr std::array<std::string_view, 2> kWarmUp{"first_day", "double_every_days"};
  constexpr int kMost = 10'000'000;
  allow_only(section, kKnown);
  messaging::Throttle throttle;
  read_whole(section, "per_second", 1, kMost, throttle.per_second);
  read_whole(section, "per_hour", 1, kMost, throttle.per_hour);
  read_whole(section, "per_day", 1, kMost, throttle.per_day);
  if (const auto warm_up = section.object("warm_up")) {
    allow_only(*warm_up, kWarmUp);
    throttle.warm_up_first_day = 50;
    read_whole(*warm_up, "first_day", 1, kMost, throttle.warm_up_first_day);
    read_whole(*warm_up, "double_every_days", 1, 365, throttle.warm_up_days);
  }
  return throttle;
}

}  // namespace enclosure::app
