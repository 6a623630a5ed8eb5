#include "tests/support/vies_server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/StreamCopier.h>

#include <condition_variable>
#include <map>
#include <nlohmann/json.hpp>

namespace enclosure::support {
namespace {

namespace net = Poco::Net;
using Json = nlohmann::json;

/// Answers one question by the body that came.
WireAnswer answer_by(const std::function<std::string(const std::string&)>& outcome_of,
                     const std::string& body) {
  const Json question = Json::parse(body, nullptr, false);
  if (!question.is_object()) return vies_answer("INVALID_INPUT", "", "", false);
  const std::string number = question.value("vatNumber", "");
  return vies_answer(outcome_of(number), question.value("countryCode", ""), number,
                     question.contains("requesterNumber"));
}

}  // namespace

std::string official_test_outcome(const std::string& number) {
  static const std::map<std::string, std::string> kTable{{"100", "VALID"},
                                                         {"200", "INVALID"},
                                                         {"201", "INVALID_INPUT"},
                                                         {"202", "INVALID_REQUESTER_INFO"},
                                                         {"300", "SERVICE_UNAVAILABLE"},
                                                         {"301", "MS_UNAVAILABLE"},
                                                         {"302", "TIMEOUT"},
                                                         {"400", "VAT_BLOCKED"},
                                                         {"401", "IP_BLOCKED"},
                                                         {"500", "GLOBAL_MAX_CONCURRENT_REQ"},
                                                         {"501", "GLOBAL_MAX_CONCURRENT_REQ_TIME"},
                                                         {"600", "MS_MAX_CONCURRENT_REQ"},
                                                         {"601", "MS_MAX_CONCURRENT_REQ_TIME"}};
  const auto at = kTable.find(number);
  return at == kTable.end() ? "SERVICE_UNAVAILABLE" : at->second;
}

WireAnswer vies_answer(const std::string& outcome, const std::string& prefix,
                       const std::string& number, bool has_requester) {
  WireAnswer answer;
  if (outcome != "VALID" && outcome != "INVALID") {
    answer.body =
        Json{{"actionSucceed", false}, {"errorWrappers", Json::array({Json{{"error", outcome}}})}}
            .dump();
    return answer;
  }
  const bool valid = outcome == "VALID";
  answer.body = Json{
      {"countryCode", prefix},
      {"vatNumber", number},
      {"requestDate", "2026-09-01T10:00:00.000Z"},
      {"valid", valid},
      {"requestIdentifier", has_requester ? "WAPIAAAAZ1234567" : ""},
      {"name", valid ? "EXEMPLE SARL" : "---"},
      {"address", valid ? "1 RUE DE L'EXEMPLE\n75001 PARIS" : "---"},
      {"userError",
       outcome}}.dump();
  return answer;
}

struct ViesServer::Impl {
  struct Handler : net::HTTPRequestHandler {
    explicit Handler(Impl& owner) : server(owner) {}

    void handleRequest(net::HTTPServerRequest& request,
                       net::HTTPServerResponse& response) override {
      std::string body;
      Poco::StreamCopier::copyToString(request.stream(), body);
      const WireAnswer answer = server.answer_to(request.getURI(), body);
      if (answer.silent || answer.drips) return keep_waiting(answer, request, response);
      response.setStatus(static_cast<net::HTTPResponse::HTTPStatus>(answer.status));
      response.setContentType(answer.content_type);
      if (!answer.location.empty()) response.set("Location", answer.location);
      response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
      const std::size_t sent = answer.cut_after == 0 ? answer.body.size() : answer.cut_after;
      response.send() << answer.body.substr(0, sent) << std::flush;
      if (sent < answer.body.size()) hang_up(request);
    }

    static void hang_up(net::HTTPServerRequest& request) {
      dynamic_cast<net::HTTPServerRequestImpl&>(request).socket().shutdown();
    }

    /// Until the client has had enough: its end of the connection then reads as closed.
    static void keep_waiting(const WireAnswer& answer, net::HTTPServerRequest& request,
                             net::HTTPServerResponse& response) {
      auto& socket = dynamic_cast<net::HTTPServerRequestImpl&>(request).socket();
      std::ostream* out = nullptr;
      if (answer.drips) {
        response.setContentType(answer.content_type);
        out = &response.send();
      }
      const Poco::Timespan pause(0, 100'000);
      while (!socket.poll(pause, net::Socket::SELECT_READ)) {
        if (out != nullptr && !(*out << ' ' << std::flush)) break;
      }
    }

    Impl& server;
  };

  struct Factory : net::HTTPRequestHandlerFactory {
    explicit Factory(Impl& owner) : server(owner) {}
    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
      return new Handler(server);  // NOLINT: Poco deletes it
    }
    Impl& server;
  };

  Impl() : socket(Poco::Net::SocketAddress("127.0.0.1", 0)) {
    script = [](const std::string&, const std::string& body) {
      return answer_by(official_test_outcome, body);
    };
    Poco::AutoPtr<net::HTTPServerParams> params(new net::HTTPServerParams);  // NOLINT
    params->setKeepAlive(false);
    server = std::make_unique<net::HTTPServer>(new Factory(*this), socket, params);  // NOLINT
    server->start();
  }

  WireAnswer answer_to(const std::string& path, const std::string& body) {
    const std::scoped_lock lock(mutex);
    bodies.push_back(body);
    return script(path, body);
  }

  mutable std::mutex mutex;
  ViesServer::Script script;
  std::vector<std::string> bodies;
  net::ServerSocket socket;
  std::unique_ptr<net::HTTPServer> server;
};

ViesServer::ViesServer() : impl_(std::make_unique<Impl>()) {}

ViesServer::~ViesServer() {
  impl_->server->stopAll(true);
}

std::string ViesServer::url() const {
  return "http://127.0.0.1:" + std::to_string(port());
}

int ViesServer::port() const {
  return impl_->socket.address().port();
}

void ViesServer::say(const std::string& outcome) {
  run([outcome](const std::string&, const std::string& body) {
    return answer_by([&](const std::string&) { return outcome; }, body);
  });
}

void ViesServer::run(Script script) {
  const std::scoped_lock lock(impl_->mutex);
  impl_->script = std::move(script);
}

std::vector<std::string> ViesServer::asked() const {
  const std::scoped_lock lock(impl_->mutex);
  return impl_->bodies;
}

}  // namespace enclosure::support
