#include "tests/console/browser.h"

#include <regex>
#include <variant>

namespace enclosure::app::test {
namespace {

std::string encoded(std::string_view text) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
      out += c;
    } else {
      out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
    }
  }
  return out;
}

std::string unescaped(std::string text) {
  for (const auto& [from, to] : {std::pair{"&lt;", "<"},
                                 {"&gt;", ">"},
                                 {"&quot;", "\""},
                                 {"&#39;", "'"},
                                 {"&apos;", "'"},
                                 {"&amp;", "&"}}) {
    const std::string what = from;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1))
      text.replace(at, what.size(), to);
  }
  return text;
}

}  // namespace

std::string Answer::field(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

std::string Answer::found(const std::string& pattern) const {
  std::smatch match;
  return std::regex_search(body, match, std::regex(pattern)) ? match[1].str() : "";
}

std::string Answer::input(const std::string& name) const {
  const std::string value = found("<input[^>]*name=\"" + name + "\"[^>]*value=\"([^\"]*)\"");
  return unescaped(value);
}

std::string form_of(const Fields& fields) {
  std::string text;
  for (const auto& [name, value] : fields)
    text += (text.empty() ? "" : "&") + encoded(name) + "=" + encoded(value);
  return text;
}

Answer Browser::send(const std::string& method, const std::string& target, const std::string& body,
                     const Fields& headers) {
  http::RequestHead head;
  head.method = method;
  const auto question = target.find('?');
  head.path = target.substr(0, question);
  if (question != std::string::npos) head.query = target.substr(question + 1);
  head.fields.push_back({"host", "console.example"});
  for (const auto& [name, value] : headers) head.fields.push_back({name, value});
  if (!cookie.empty()) head.fields.push_back({"cookie", cookie});
  const auto routed = router_.route(head, peer);
  const auto* away = std::get_if<http::TurnedAway>(&routed);
  const auto response = [&]() -> http::Response {
    if (away != nullptr) return away->response;
    const auto& known = std::get<http::Routed>(routed);
    if (auto turned_away = router_.admit(known, head)) return *std::move(turned_away);
    return router_.answer(known, head, body);
  }();
  Answer answer{response.status, response.headers, response.body};
  if (const std::string set = answer.field("Set-Cookie"); !set.empty()) {
    set_cookie = set;
    cookie = set.find("Max-Age=0") == std::string::npos ? set.substr(0, set.find(';')) : "";
  }
  return answer;
}

Answer Browser::get(const std::string& target) {
  return send("GET", target, "", {{"sec-fetch-site", "same-origin"}});
}

Answer Browser::post(const std::string& target, const Fields& fields) {
  return send("POST", target, form_of(fields),
              {{"origin", (peer.secure ? "https://" : "http://") + std::string("console.example")},
               {"content-type", "application/x-www-form-urlencoded"}});
}

Answer Browser::post_multipart(const std::string& target, const std::string& boundary,
                               const std::string& body) {
  return send("POST", target, body,
              {{"origin", "http://console.example"},
               {"content-type", "multipart/form-data; boundary=" + boundary}});
}

Answer Browser::follow(const Answer& answer) {
  const std::string location = answer.field("Location");
  return location.empty() ? answer : get(location);
}

}  // namespace enclosure::app::test
