#pragma once
// The port to makers' servers over HTTPS.

#include <chrono>
#include <string>

#include "app/ports/link_probe.h"

namespace enclosure::app {

class LinkClient : public LinkProbe {
 public:
  /// `user_agent` says who asks and where to complain. `ca_file`: PEM of authorities besides the
  /// system's, or empty.
  LinkClient(std::string user_agent, std::string ca_file, std::chrono::seconds timeout);

  LinkAnswer ask(const LinkQuestion& question) override;
  void pause(std::chrono::milliseconds duration) override;

 private:
  std::string user_agent_;
  std::string ca_file_;
  std::chrono::seconds timeout_;
};

}  // namespace enclosure::app
