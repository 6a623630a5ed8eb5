#include "app/fetch/https_client.h"

#include <openssl/x509_vfy.h>
#include <Poco/Delegate.h>
#include <Poco/Exception.h>
#include <Poco/Net/Context.h>
#include <Poco/Net/DNS.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SSLManager.h>
#include <Poco/Timespan.h>
#include <Poco/URI.h>

#include <array>
#include <istream>
#include <memory>
#include <mutex>
#include <ostream>

#include "app/fetch/deadline.h"
#include "core/text.h"

namespace enclosure::app {
namespace {

namespace net = Poco::Net;

bool is_loopback(std::string_view host) {
  return host == "127.0.0.1" || host == "localhost" || host == "::1";
}

Fault no_service(std::string_view text, std::string_view hint) {
  return {"CONFIG-004", "",
          "not the address of a service: \"" + std::string(text.substr(0, 100)) + "\"",
          std::string(hint)};
}

/// What OpenSSL last held against the certificate of a server that this thread asked; 0: nothing.
thread_local int verification_error = 0;

void note_verification_error(const void*, net::VerificationErrorArgs& args) {
  verification_error = args.errorNumber();
}

/// Poco asks its manager what to do about a bad certificate, and tells nobody else what was bad.
void listen_for_verification_errors() {
  static std::once_flag once;
  std::call_once(once, [] {
    net::SSLManager::instance().ClientVerificationError += Poco::delegate(&note_verification_error);
  });
}

std::string distrust() {
  switch (verification_error) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "EXPIRED";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
      return "UNKNOWN_ISSUER";
    default:
      return {};
  }
}

/// The address of the host that is asked; throws NoAnswer where one of them may not be.
net::SocketAddress admitted_address(const ServiceUrl& service, const HttpLimits& limits) {
  const net::HostEntry host = net::DNS::resolve(service.host());
  if (host.addresses().empty()) throw NoAnswer("UNREACHABLE", service.host() + " has no address");
  for (const net::IPAddress& address : host.addresses()) {
    if (!limits.admits(address.toString()))
      throw NoAnswer("FORBIDDEN", service.host() + " is at an address that may not be asked");
  }
  return {host.addresses().front(), service.port()};
}

/// A socket that is connected already, to the address that was admitted.
std::unique_ptr<net::HTTPClientSession> open_admitted(const ServiceUrl& service,
                                                      const HttpLimits& limits,
                                                      const net::Context::Ptr& context) {
  const net::SocketAddress address = admitted_address(service, limits);
  const Poco::Timespan timeout(limits.timeout.count(), 0);
  if (!service.is_secure()) {
    net::StreamSocket socket;
    socket.connect(address, timeout);
    return std::make_unique<net::HTTPClientSession>(socket);
  }
  net::SecureStreamSocket socket(context);
  socket.setPeerHostName(service.host());
  socket.connect(address, timeout);
  return std::make_unique<net::HTTPSClientSession>(socket);
}

std::unique_ptr<net::HTTPClientSession> open(const ServiceUrl& service, const HttpLimits& limits) {
  std::unique_ptr<net::HTTPClientSession> session;
  if (service.is_secure()) {
    net::Context::Ptr context(new net::Context(net::Context::TLS_CLIENT_USE,
                                               limits.ca_file,  // NOLINT: Poco counts
                                               net::Context::VERIFY_STRICT, 9, true));
    context->requireMinimumProtocol(net::Context::PROTO_TLSV1_2);
    context->enableExtendedCertificateVerification(true);
    if (limits.admits) {
      session = open_admitted(service, limits, context);
    } else {
      session = std::make_unique<net::HTTPSClientSession>(service.host(), service.port(), context);
    }
  } else if (limits.admits) {
    session = open_admitted(service, limits, {});
  } else {
    session = std::make_unique<net::HTTPClientSession>(service.host(), service.port());
  }
  session->setTimeout(Poco::Timespan(limits.timeout.count(), 0));
  session->setKeepAlive(false);
  return session;
}

/// Hands the body to `take`; gives its size.
std::uint64_t read_body(std::istream& stream, std::size_t max_bytes,
                        const std::function<void(std::string_view)>& take) {
  std::uint64_t bytes = 0;
  std::array<char, 8192> chunk;
  while (stream.read(chunk.data(), chunk.size()), stream.gcount() > 0) {
    const auto count = static_cast<std::size_t>(stream.gcount());
    bytes += count;
    if (bytes > max_bytes) {
      throw NoAnswer("TOO_LARGE",
                     "the answer is larger than " + std::to_string(max_bytes) + " bytes");
    }
    take({chunk.data(), count});
  }
  return bytes;
}

/// The answer's head.
HttpAnswer head_of(const net::HTTPResponse& response) {
  HttpAnswer answer;
  answer.status = static_cast<int>(response.getStatus());
  const std::string type = response.getContentType();
  answer.content_type = to_lower_ascii(trim(type.substr(0, type.find(';'))));
  answer.location = response.get("Location", "");
  answer.content_range = response.get("Content-Range", "");
  if (response.hasContentLength() && response.getContentLength64() >= 0)
    answer.content_length = static_cast<std::uint64_t>(response.getContentLength64());
  return answer;
}

HttpAnswer converse(net::HTTPClientSession& session, const ServiceUrl& service,
                    const HttpQuestion& question, const HttpLimits& limits) {
  net::HTTPRequest request(question.method, service.path() + question.path,
                           net::HTTPRequest::HTTP_1_1);
  request.setHost(service.host(), service.port());
  request.set("Accept", question.accept);
  for (const auto& [name, value] : question.headers) request.set(name, value);
  request.set("User-Agent", question.user_agent);
  if (!question.range.empty()) request.set("Range", question.range);
  if (!question.body.empty()) {
    request.setContentType(question.content_type);
    request.setContentLength64(static_cast<Poco::Int64>(question.body.size()));
  }
  std::ostream& out = session.sendRequest(request);
  Deadline deadline(session.socket().impl()->sockfd(), limits.timeout);
  try {
    out << question.body << std::flush;
    net::HTTPResponse response;
    std::istream& in = session.receiveResponse(response);
    HttpAnswer answer = head_of(response);
    const std::uint64_t bytes = read_body(in, limits.max_bytes, [&](std::string_view piece) {
      question.on_body ? question.on_body(piece) : void(answer.body += piece);
    });
    if (deadline.has_passed()) throw NoAnswer("SILENCE", "the answer took too long");
    const bool has_body = question.method != net::HTTPRequest::HTTP_HEAD && answer.status != 304;
    if (has_body && answer.content_length && *answer.content_length != bytes)
      throw NoAnswer("BROKEN", "the answer was cut off");
    return answer;
  } catch (const Poco::Exception& error) {
    if (deadline.has_passed()) throw NoAnswer("SILENCE", "the answer took too long");
    throw;
  }
}

}  // namespace

Result<ServiceUrl> ServiceUrl::parse(std::string_view text) {
  constexpr std::string_view kHint =
      "write it like https://ec.europa.eu/… without a slash at its end";
  if (!is_visible_ascii(text) || text.empty() || text.back() == '/' ||
      text.find_first_of("?#@\"<>\\") != std::string_view::npos) {
    return no_service(text, kHint);
  }
  try {
    const Poco::URI uri{std::string(text)};
    ServiceUrl url;
    url.host_ = uri.getHost();
    url.path_ = uri.getPathEtc();
    url.port_ = uri.getPort();
    url.secure_ = uri.getScheme() == "https";
    if (url.host_.empty() || url.port_ == 0) return no_service(text, kHint);
    if (!url.secure_ && (uri.getScheme() != "http" || !is_loopback(url.host_)))
      return no_service(text, "use https; http is for this machine alone");
    return url;
  } catch (const Poco::Exception&) {
    return no_service(text, kHint);
  }
}

HttpAnswer ask(const ServiceUrl& service, const HttpQuestion& question, const HttpLimits& limits) {
  listen_for_verification_errors();
  verification_error = 0;
  try {
    const auto session = open(service, limits);
    return converse(*session, service, question, limits);
  } catch (const net::SSLException& error) {
    throw NoAnswer("NOT_TRUSTED", "no TLS that can be trusted: " + error.displayText(), distrust());
  } catch (const Poco::TimeoutException&) {
    throw NoAnswer("SILENCE", "no answer within " + std::to_string(limits.timeout.count()) + " s");
  } catch (const net::HTTPException& error) {
    throw NoAnswer("BROKEN", "no answer of HTTP: " + error.displayText());
  } catch (const net::NetException& error) {
    throw NoAnswer("UNREACHABLE", "cannot reach " + service.host() + ": " + error.displayText());
  } catch (const Poco::Exception& error) {
    throw NoAnswer("BROKEN", "the connection failed: " + error.displayText());
  }
}

}  // namespace enclosure::app
