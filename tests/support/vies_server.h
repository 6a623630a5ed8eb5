#pragma once
// A server on this machine that answers as VIES does, its test numbers and its faults included; and
// one that does what no server should.

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace enclosure::support {

/// What goes back over the wire.
struct WireAnswer {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::string location;       ///< of a redirect
  std::size_t cut_after = 0;  ///< bytes of the body that are really sent; 0: all of them
  bool silent = false;        ///< nothing is sent until the client has gone
  bool drips = false;         ///< a blank at a time, for ever
};

/// The official answer about `number` by the table of the test service: "100" is valid, "200" is
/// not, "301" is MS_UNAVAILABLE, … any other SERVICE_UNAVAILABLE.
std::string official_test_outcome(const std::string& number);

/// The body of VIES for an outcome: "VALID", "INVALID" or an error code.
WireAnswer vies_answer(const std::string& outcome, const std::string& prefix,
                       const std::string& number, bool has_requester);

/// Listens on 127.0.0.1. Thread-safe.
class ViesServer {
 public:
  /// What to say to the request with this path and body.
  using Script = std::function<WireAnswer(const std::string& path, const std::string& body)>;

  /// Answers by the table of the test service until `say` tells otherwise.
  ViesServer();
  ViesServer(const ViesServer&) = delete;
  ViesServer& operator=(const ViesServer&) = delete;
  ~ViesServer();

  [[nodiscard]] std::string url() const;
  [[nodiscard]] int port() const;
  /// Every number gets this outcome from now on.
  void say(const std::string& outcome);
  void run(Script script);
  /// The bodies that came in so far.
  [[nodiscard]] std::vector<std::string> asked() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace enclosure::support
