#include "app/http/tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <system_error>
#include <utility>

#include "app/errors.h"

namespace enclosure::app::http {
namespace {

constexpr std::size_t kRecordBytes = 16 * 1024;  // the most that a TLS record holds

/// Mozilla's "intermediate" list of 2024: forward secrecy and authenticated encryption alone.
constexpr const char* kCiphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";

/// The one protocol that is spoken here (RFC 7301); a client that offers others alone goes on
/// without.
int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_length,
                    const unsigned char* in, unsigned int in_length, void*) {
  static constexpr std::array<unsigned char, 9> kHttp11{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_length, kHttp11.data(), kHttp11.size(), in, in_length) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

void set_up(SSL_CTX* context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION |
                                   SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_cipher_list(context, kCiphers);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);  // clients keep tickets
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

struct Loaded {
  std::shared_ptr<SSL_CTX> context;
  std::string complaint;
  net::CertificateTimes times;
};

Loaded load(const TlsFiles& files) {
  std::shared_ptr<SSL_CTX> context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  if (!context) throw std::bad_alloc();
  set_up(context.get());
  std::string complaint = net::load_certificate(context.get(), files.certificate, files.key);
  if (!complaint.empty()) return {nullptr, std::move(complaint), {}};
  const net::CertificateTimes times = net::times_of(context.get());
  return {std::move(context), "", times};
}

}  // namespace

TlsKeys::TlsKeys(TlsFiles files) : files_(std::move(files)), read_(stamp()), seen_(read_) {
  Loaded loaded = load(files_);
  if (!loaded.context)
    throw WorldError(kExitConfiguration, loaded.complaint,
                     "http.tls names the certificate chain and its key, both as PEM");
  take(std::move(loaded.context), loaded.times);
}

std::optional<std::string> TlsKeys::reload(Instant now) {
  const Stamp at = stamp();
  Loaded loaded = load(files_);
  const std::lock_guard lock(mutex_);
  read_ = seen_ = at;
  if (!loaded.context) return loaded.complaint;
  const std::string old = net::out_of_date(loaded.times, now);
  if (!old.empty() && is_good_at(now))
    return "the certificate " + files_.certificate.string() + " " + old;
  take(std::move(loaded.context), loaded.times);
  return std::nullopt;
}

void TlsKeys::take(std::shared_ptr<SSL_CTX> context, const net::CertificateTimes& times) {
  context_ = std::move(context);
  good_from_ = times.from;
  good_until_ = times.until;
}

bool TlsKeys::is_good_at(Instant now) const {
  return good_from_.load() <= now && now <= good_until_.load();
}

std::string TlsKeys::trouble_at(Instant now) const {
  const std::string old = net::out_of_date({good_from_, good_until_}, now);
  if (old.empty()) return "";
  return "the certificate " + files_.certificate.string() + " " + old +
         ": browsers warn of it, and buyers do not get to their invoices. Put a good one in its "
         "place; it is taken within seconds";
}

bool TlsKeys::have_changed() {
  const Stamp now = stamp();
  const std::lock_guard lock(mutex_);
  const bool settled = now == seen_;
  seen_ = now;
  return settled && !(now == read_);
}

std::shared_ptr<SSL_CTX> TlsKeys::current() const {
  const std::lock_guard lock(mutex_);
  return context_;
}

/// Follows links, as those of certbot are.
TlsKeys::Stamp TlsKeys::stamp() const {
  std::error_code error;
  return {std::filesystem::last_write_time(files_.certificate, error),
          std::filesystem::last_write_time(files_.key, error)};
}

TlsChannel::TlsChannel(int socket, std::shared_ptr<SSL_CTX> context)
    : Channel(socket), context_(std::move(context)), ssl_(SSL_new(context_.get())) {
  if (ssl_ == nullptr) throw std::bad_alloc();
  SSL_set_fd(ssl_, socket);
  SSL_set_accept_state(ssl_);
}

TlsChannel::~TlsChannel() {
  SSL_free(ssl_);
}

TlsChannel::Handshake TlsChannel::handshake() {
  ERR_clear_error();
  const int result = SSL_do_handshake(ssl_);
  if (result == 1) return Handshake::kDone;
  const int error = SSL_get_error(ssl_, result);
  if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE) return Handshake::kLater;
  const bool plain = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  ERR_clear_error();
  return plain ? Handshake::kPlainHttp : Handshake::kBroken;
}

IoResult TlsChannel::read(std::span<char> into) {
  ERR_clear_error();
  return result_of(SSL_read(ssl_, into.data(), static_cast<int>(into.size())));
}

/// Puts the pieces into one record, so that a head does not travel in one of its own. A record that
/// could not be sent is offered again with the same bytes, as SSL_write demands.
IoResult TlsChannel::write(std::span<const iovec> pieces) {
  record_.clear();
  for (const iovec& piece : pieces) {
    const char* from = static_cast<const char*>(piece.iov_base);
    record_.insert(record_.end(), from,
                   from + std::min(piece.iov_len, kRecordBytes - record_.size()));
  }
  ERR_clear_error();
  const auto result = result_of(SSL_write(ssl_, record_.data(), static_cast<int>(record_.size())));
  if (result.what == Io::kSome && result.count == record_.size()) record_ = {};
  return result;
}

void TlsChannel::end_sending() {
  ERR_clear_error();
  if (SSL_is_init_finished(ssl_) == 1) SSL_shutdown(ssl_);
  Channel::end_sending();
}

IoResult TlsChannel::result_of(int result) {
  if (result > 0) return {Io::kSome, static_cast<std::size_t>(result)};
  switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
      return {Io::kLater, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {Io::kEnd, 0};
    default:
      ERR_clear_error();
      return {Io::kBroken, 0};
  }
}

}  // namespace enclosure::app::http
