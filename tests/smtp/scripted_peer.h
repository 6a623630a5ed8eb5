#pragma once
// A mail server that plays a script for each connection and records what it was told.

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "tests/smtp/tls_identity.h"

struct ssl_st;

namespace enclosure::app::smtp::test {

/// One step of the script.
struct Step {
  enum class Act {
    kSay,       ///< sends `reply`
    kCommand,   ///< reads one line, which must begin with `expected`, and sends `reply`
    kMessage,   ///< reads up to the lone dot, and sends `reply`
    kStartTls,  ///< shakes hands
    kCut,       ///< closes
    kHang,      ///< says nothing until the other side closes
  };
  Act act = Act::kSay;
  std::string expected;
  std::string reply;
};
using Script = std::vector<Step>;

Step say(std::string reply);
Step on(std::string expected, std::string reply);
Step message(std::string reply);
Step shake_hands();
Step cut();
Step hang();

/// Listens on 127.0.0.1 in a thread of its own until its last connection is over. What it was told
/// may be read after `wait()`.
class ScriptedPeer {
 public:
  /// `identity` must outlive the peer; it is needed for kStartTls alone.
  explicit ScriptedPeer(Script script, const TlsIdentity* identity = nullptr);
  /// A script for each connection, one after the other.
  explicit ScriptedPeer(std::vector<Script> scripts, const TlsIdentity* identity = nullptr);
  ~ScriptedPeer();
  ScriptedPeer(const ScriptedPeer&) = delete;
  ScriptedPeer& operator=(const ScriptedPeer&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// Waits for the end of the connection.
  void wait();

  /// Every line that was a command; "(tls) " stands before those that came under TLS.
  [[nodiscard]] const std::vector<std::string>& commands() const { return commands_; }
  /// How many connections came.
  [[nodiscard]] int connections() const { return connections_; }
  /// The last message as it came over the wire, with the final dot.
  [[nodiscard]] const std::string& message_bytes() const { return message_; }
  /// The first line that the script did not foresee, or empty.
  [[nodiscard]] const std::string& surprise() const { return surprise_; }

 private:
  void run();
  void play(const Script& script);
  bool read_byte(char& byte);
  bool read_line(std::string& line);
  bool read_message();
  void write(std::string_view text);
  void shake();
  void drain();

  std::vector<Script> scripts_;
  const TlsIdentity* identity_;
  int listener_ = -1;
  int port_ = 0;
  int connection_ = -1;
  int connections_ = 0;
  ssl_st* ssl_ = nullptr;
  std::vector<std::string> commands_;
  std::string message_;
  std::string surprise_;
  std::thread thread_;
};

}  // namespace enclosure::app::smtp::test
