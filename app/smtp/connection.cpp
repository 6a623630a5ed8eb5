#include "app/smtp/connection.h"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>

#include <Poco/Exception.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/Socket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Timespan.h>

#include "app/errors.h"

namespace enclosure::app::smtp {
namespace {

using Clock = std::chrono::steady_clock;

Poco::Timespan to_timespan(Clock::duration duration) {
  return Poco::Timespan(static_cast<Poco::Timespan::TimeDiff>(
      std::chrono::duration_cast<std::chrono::microseconds>(duration).count()));
}

/// What OpenSSL found wrong with the certificate of the handshake that this thread runs.
thread_local std::string verification_error;

/// OpenSSL asks after each step of the verification; we agree with it and note the reason.
int note_verification(int ok, X509_STORE_CTX* store) {
  if (ok != 1) verification_error = X509_verify_cert_error_string(X509_STORE_CTX_get_error(store));
  return ok;
}

/// Whether the other side left, rather than said something that we do not accept.
bool was_cut(const Poco::Net::SSLException& error) {
  return dynamic_cast<const Poco::Net::SSLConnectionUnexpectedlyClosedException*>(&error) !=
             nullptr ||
         error.message().find("unexpected eof") != std::string::npos;
}

std::vector<Poco::Net::IPAddress> addresses_of(const std::string& host) {
  Poco::Net::IPAddress literal;
  if (Poco::Net::IPAddress::tryParse(host, literal)) return {literal};
  const auto entry = Poco::Net::DNS::hostByName(host);
  return entry.addresses();
}

Poco::Net::StreamSocket connect(const std::string& host, int port, std::chrono::seconds timeout,
                                bool loopback_only) {
  std::string reason = "no address";
  for (const auto& address : addresses_of(host)) {
    if (loopback_only && !address.isLoopback()) {
      reason = "without TLS only this machine is reached";
      continue;
    }
    try {
      Poco::Net::StreamSocket socket;
      socket.connect(Poco::Net::SocketAddress(address, static_cast<Poco::UInt16>(port)),
                     to_timespan(timeout));
      socket.setNoDelay(true);
      return socket;
    } catch (const Poco::Exception& error) {
      reason = error.displayText();
    }
  }
  throw Interrupted(reason);
}

}  // namespace

Poco::Net::Context::Ptr client_context(const std::string& host, const std::string& ca_file) {
  Poco::Net::Context::Params params;
  params.caLocation = ca_file;
  params.loadDefaultCAs = true;
  params.verificationMode = Poco::Net::Context::VERIFY_STRICT;
  Poco::Net::Context::Ptr context;
  try {
    context = new Poco::Net::Context(Poco::Net::Context::TLS_CLIENT_USE, params);
  } catch (const Poco::Exception& error) {
    throw WorldError(kExitConfiguration, "the certificates cannot be loaded: " + error.message(),
                     "check ca_file of the mail settings");
  }
  context->requireMinimumProtocol(Poco::Net::Context::PROTO_TLSV1_2);
  SSL_CTX* ssl = context->sslContext();
  SSL_CTX_set_verify(ssl, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, note_verification);
  X509_VERIFY_PARAM* verify = SSL_CTX_get0_param(ssl);
  X509_VERIFY_PARAM_set_hostflags(verify, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (X509_VERIFY_PARAM_set1_ip_asc(verify, host.c_str()) != 1 &&
      X509_VERIFY_PARAM_set1_host(verify, host.c_str(), host.size()) != 1)
    throw WorldError(kExitConfiguration, "\"" + host + "\" is no host name",
                     "check host of the mail settings");
  ERR_clear_error();
  return context;
}

Connection::Connection(const std::string& host, int port, std::chrono::seconds timeout,
                       bool loopback_only)
    : timeout_(timeout) {
  try {
    socket_ = connect(host, port, timeout, loopback_only);
    socket_.setSendTimeout(to_timespan(timeout));
    socket_.setReceiveTimeout(to_timespan(timeout));
  } catch (const Poco::Exception& error) {
    throw Interrupted(error.displayText());
  }
}

Connection::~Connection() {
  try {
    socket_.close();
  } catch (const std::exception&) {  // it is gone already
    return;
  }
}

void Connection::start_tls(const std::string& host, const Poco::Net::Context::Ptr& context) {
  if (!received_.empty()) throw Interrupted("bytes in the clear after STARTTLS");
  verification_error.clear();
  try {
    socket_.setReceiveTimeout(to_timespan(timeout_));
    auto secure = Poco::Net::SecureStreamSocket::attach(socket_, host, context);
    // A handshake that timed out inside attach() is not yet done, and Poco does not say so.
    if (secure.completeHandshake() != 1) throw Interrupted("the TLS handshake was cut short");
    socket_ = secure;
    is_secure_ = true;
  } catch (const Poco::Net::SSLException& error) {
    if (!verification_error.empty()) throw NotTrusted(verification_error);
    if (was_cut(error)) throw Interrupted("the connection was closed during the TLS handshake");
    throw NotTrusted(error.displayText());
  } catch (const Poco::Exception& error) {
    throw Interrupted(error.displayText());
  }
}

void Connection::send(std::string_view bytes) {
  constexpr std::size_t kSlice = 64 * 1024;
  try {
    while (!bytes.empty()) {
      const int length = static_cast<int>(std::min(bytes.size(), kSlice));
      const int sent = socket_.sendBytes(bytes.data(), length);
      if (sent <= 0) throw Interrupted("the connection was closed");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  } catch (const Poco::Exception& error) {
    throw Interrupted(error.displayText());
  }
}

Reply Connection::receive(std::chrono::seconds timeout) {
  const auto deadline = Clock::now() + timeout;
  for (;;) {
    std::string_view rest = received_;
    const auto state = parser_.feed(rest);
    received_.erase(0, received_.size() - rest.size());
    if (state == ReplyParser::State::kBroken) throw Interrupted("the answer is no SMTP reply");
    if (state == ReplyParser::State::kDone) return parser_.take();
    fill(deadline);
  }
}

std::string Connection::receive_line(std::chrono::seconds timeout, std::size_t most_bytes) {
  const auto deadline = Clock::now() + timeout;
  std::string line;
  for (;;) {
    const std::size_t end = std::min(received_.find('\n'), received_.size());
    line.append(received_, 0, std::min(end, most_bytes - std::min(line.size(), most_bytes)));
    const bool is_whole = end < received_.size();
    received_.erase(0, end + (is_whole ? 1 : 0));
    if (!is_whole) {
      fill(deadline);
      continue;
    }
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }
}

void Connection::fill(Clock::time_point deadline) {
  std::array<char, 4096> buffer{};
  try {
    const auto left = deadline - Clock::now();
    // Poco waits twice for a silent peer under TLS, so we wait here, unless bytes lie decrypted.
    if (left <= std::chrono::milliseconds(1) ||
        (socket_.available() == 0 &&
         !socket_.poll(to_timespan(left), Poco::Net::Socket::SELECT_READ)))
      throw Interrupted("no answer in time");
    socket_.setReceiveTimeout(to_timespan(left));
    const int length = socket_.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
    if (length == 0) throw Interrupted("the connection was closed");
    if (length > 0) received_.append(buffer.data(), static_cast<std::size_t>(length));
  } catch (const Poco::TimeoutException&) {
    throw Interrupted("no answer in time");
  } catch (const Poco::Exception& error) {
    throw Interrupted(error.displayText());
  }
}

Reply Connection::command(std::string_view line) {
  send(std::string(line) + "\r\n");
  return receive(timeout_);
}

std::string Connection::own_address_literal() const {
  const auto host = socket_.address().host();
  const bool is_v6 = host.family() == Poco::Net::AddressFamily::IPv6;
  return (is_v6 ? "[IPv6:" : "[") + host.toString() + "]";
}

}  // namespace enclosure::app::smtp
