#pragma once
// TLS on the server's side: the certificate with its reload, and the channel of one client.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/http/channel.h"
#include "app/net/certificate.h"

struct ssl_st;
struct ssl_ctx_st;

namespace enclosure::app::http {

/// A certificate chain and its private key, as PEM files. TLS 1.2 and 1.3, forward secrecy, no
/// compression, no renegotiation.
struct TlsFiles {
  std::filesystem::path certificate;
  std::filesystem::path key;
};

/// What the server proves itself with. Safe for many threads: those that begin while it changes get
/// the old or the new one.
class TlsKeys {
 public:
  /// Throws WorldError (exit 78) when the files cannot be read or do not belong together.
  explicit TlsKeys(TlsFiles files);

  /// Reads the files again. What was there stays when they are no good, or out of date while the
  /// present certificate is not; then tells why.
  std::optional<std::string> reload(Instant now);
  /// Whether the present certificate has neither expired nor is of a time to come.
  [[nodiscard]] bool is_good_at(Instant now) const;
  /// A sentence about a certificate that is not; empty while it is.
  [[nodiscard]] std::string trouble_at(Instant now) const;
  /// Whether the files are others than those read last, and have been so for two looks: a renewal
  /// writes them one after the other.
  bool have_changed();

  /// What new connections use.
  [[nodiscard]] std::shared_ptr<ssl_ctx_st> current() const;

 private:
  struct Stamp {
    std::filesystem::file_time_type certificate{};
    std::filesystem::file_time_type key{};
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  [[nodiscard]] Stamp stamp() const;
  void take(std::shared_ptr<ssl_ctx_st> context, const net::CertificateTimes& times);

  const TlsFiles files_;
  mutable std::mutex mutex_;
  std::shared_ptr<ssl_ctx_st> context_;
  std::atomic<Instant> good_from_{};  // read for every answer
  std::atomic<Instant> good_until_{};
  Stamp read_;  ///< of the files as they were read last, good or not
  Stamp seen_;  ///< at the last look
};

/// One client. `handshake` and the rest may be called by different threads, one after the other.
class TlsChannel : public Channel {
 public:
  TlsChannel(int socket, std::shared_ptr<ssl_ctx_st> context);
  ~TlsChannel() override;

  enum class Handshake { kDone, kLater, kPlainHttp, kBroken };
  /// Goes on with the handshake; costs the time of a signature once.
  Handshake handshake();

  [[nodiscard]] IoResult read(std::span<char> into) override;
  [[nodiscard]] IoResult write(std::span<const iovec> pieces) override;
  void end_sending() override;
  [[nodiscard]] bool short_read_is_all() const override { return false; }

 private:
  [[nodiscard]] IoResult result_of(int result);

  std::shared_ptr<ssl_ctx_st> context_;
  ssl_st* ssl_ = nullptr;
  std::vector<char> record_;  ///< what is encrypted next, while something waits to be
};

}  // namespace enclosure::app::http
