#include "app/http/console_endpoints.h"

#include <memory>
#include <utility>

#include "app/http/console_guard.h"
#include "app/http/multipart.h"
#include "app/web/console/pages.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

using Page = std::function<Response(const Request&, const std::string& session)>;

constexpr std::size_t kMaxFormBytes = 256U * 1024;

Response page(int status, std::string body) {
  return {status,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src "
            "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
           {"X-Frame-Options", "DENY"},
           // Not "no-referrer": browsers then send "Origin: null" with our own forms.
           {"Referrer-Policy", "same-origin"},
           {"X-Robots-Tag", "noindex, nofollow"},
           {"Cross-Origin-Opener-Policy", "same-origin"},
           {"Cross-Origin-Resource-Policy", "same-origin"}},
          std::move(body)};
}

/// A mail's own HTML, for a frame without rights.
Response fragment(std::string body) {
  return {200,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy",
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
            "'none'; frame-ancestors 'self'"},
           {"X-Frame-Options", "SAMEORIGIN"},
           {"Referrer-Policy", "no-referrer"},
           {"X-Robots-Tag", "noindex, nofollow"},
           {"Cross-Origin-Resource-Policy", "same-origin"}},
          std::move(body)};
}

Response asset(std::string_view media_type, std::string_view bytes) {
  return {200,
          {{"Content-Type", std::string(media_type)}, {"Cache-Control", "private, max-age=3600"}},
          std::string(bytes)};
}

/// `location` is made of our own words and of numbers that went through `console::segment`.
Response see_other(std::string location) {
  return {303, {{"Location", std::move(location)}, {"Referrer-Policy", "same-origin"}}, ""};
}

Response forbidden() {
  return page(403, console::refused_page("This form was not sent from a page of your console, or "
                                         "the page was open for too long. Nothing was changed."));
}

Response missing() {
  return page(404, console::refused_page("There is no such page, order or document."));
}

Response no_choice() {
  return page(400, console::refused_page("The address asks for something that this page does not "
                                         "offer. Open the page anew and choose there."));
}

std::string text_of(const Form& form, std::string_view name) {
  return std::string(form.field(name).value_or(""));
}

/// What the endpoints share.
struct Console {
  ConsoleDesk& desk;
  ConsoleSettings settings;
  LoginLimit logins;

  [[nodiscard]] std::optional<std::string> session(const RequestHead& head, const Peer& peer) {
    auto session = session_of(head, peer);
    return session && desk.knows_session(*session) ? session : std::nullopt;
  }

  [[nodiscard]] console::Frame frame(const Request& request, const std::string& session) {
    auto frame = desk.frame(session);
    frame.done = console::done_told(text_of(request.query, "done"));
    return frame;
  }
};

using Shared = std::shared_ptr<Console>;

/// A page for who is logged in.
Endpoint get(const Shared& console, std::string_view path, Page answer) {
  return {"GET", path, {}, [console, answer = std::move(answer)](const Request& request) {
            const auto session = console->session(request.head, request.peer);
            return session ? answer(request, *session) : see_other("/console/login");
          }};
}

/// Nothing of a stranger's body is read.
auto form_gate(const Shared& console, bool needs_session) {
  return [console, needs_session](const RequestHeadOf& request) -> std::optional<Response> {
    if (!is_from_here(request.head, request.peer, console->settings.public_origin))
      return forbidden();
    if (needs_session && !console->session(request.head, request.peer))
      return see_other("/console/login");
    return std::nullopt;
  };
}

using Act =
    std::function<Response(const Request&, const std::string& session, const ConsoleFields&)>;

std::optional<ConsoleFields> fields_of(const Request& request) {
  const std::string type = to_lower_ascii(request.head.field("content-type").value_or(""));
  if (!type.starts_with("application/x-www-form-urlencoded")) return std::nullopt;
  auto form = Form::parse(request.body);
  if (!form) return std::nullopt;
  return form->fields();
}

/// A form of who is logged in, with the token of the session.
Endpoint post(const Shared& console, std::string_view path, Act act) {
  return {"POST", path, form_gate(console, true),
          [console, act = std::move(act)](const Request& request) {
            const auto session = console->session(request.head, request.peer);
            if (!session) return see_other("/console/login");
            const auto fields = fields_of(request);
            if (!fields || !console->desk.is_form_token(*session, field_in(*fields, "csrf")))
              return forbidden();
            return act(request, *session, *fields);
          },
          kMaxFormBytes};
}

Response log_in(Console& console, const Request& request) {
  // Behind a proxy that nobody told us of, one who guesses would shut out everybody.
  const bool limited = !request.peer.stands_for_many;
  const std::string& address = request.peer.address;
  if (const auto wait = console.logins.wait_for(address); limited && wait.count() > 0) {
    Response response =
        page(429, console::login_page("Too many keys were tried from your address. Wait a quarter "
                                      "of an hour, then try again."));
    response.headers.emplace_back("Retry-After", std::to_string(wait.count()));
    return response;
  }
  const auto fields = fields_of(request);
  const std::string key = fields ? std::string(trim(field_in(*fields, "key"))) : "";
  const bool may_be_one = !key.empty() && key.size() <= 1024 && is_visible_ascii(key);
  const auto session = may_be_one ? console.desk.log_in(key) : std::nullopt;
  if (!session) {
    if (limited) console.logins.failed(address);
    return page(403, console::login_page("This key does not open the console: it is unknown, "
                                         "revoked, or of another scope."));
  }
  // Whatever session the browser came with ends: nobody can have planted one.
  if (const auto before = session_of(request.head, request.peer)) console.desk.log_out(*before);
  Response response = see_other("/console");
  response.headers.emplace_back("Set-Cookie", session_cookie(*session, request.peer));
  return response;
}

Response log_out(Console& console, const Request& request, const std::string& session) {
  console.desk.log_out(session);
  Response response = see_other("/console/login");
  response.headers.emplace_back("Set-Cookie", no_session_cookie(request.peer));
  response.headers.emplace_back("Clear-Site-Data", "\"cache\"");
  return response;
}

void add_login(const Shared& console, Endpoints& all) {
  all.push_back({"GET", "/console/login", {}, [console](const Request& request) {
                   return console->session(request.head, request.peer)
                              ? see_other("/console")
                              : page(200, console::login_page(""));
                 }});
  all.push_back({"POST", "/console/login", form_gate(console, false),
                 [console](const Request& request) { return log_in(*console, request); }, 4096});
  all.push_back(
      post(console, "/console/logout",
           [console](const Request& request, const std::string& session, const ConsoleFields&) {
             return log_out(*console, request, session);
           }));
  all.push_back({"GET", "/console/assets/console.css", {}, [](const Request&) {
                   return asset("text/css; charset=utf-8", console::stylesheet());
                 }});
  all.push_back({"GET", "/console/assets/console.js", {}, [](const Request&) {
                   return asset("text/javascript; charset=utf-8", console::script());
                 }});
}

void add_lists(const Shared& c, Endpoints& all) {
  all.push_back(get(c, "/console/",
                    [](const Request&, const std::string&) { return see_other("/console"); }));
  all.push_back(get(c, "/console", [c](const Request& request, const std::string& session) {
    return page(200, console::home_page(c->frame(request, session), c->desk.home()));
  }));
  all.push_back(get(c, "/console/orders", [c](const Request& request, const std::string& session) {
    const auto view =
        c->desk.orders(text_of(request.query, "number"), text_of(request.query, "standing"),
                       text_of(request.query, "behind"));
    return view ? page(200, console::orders_page(c->frame(request, session), *view)) : no_choice();
  }));
  all.push_back(
      get(c, "/console/messages", [c](const Request& request, const std::string& session) {
        const Form& query = request.query;
        const auto view = c->desk.messages({text_of(query, "state"), text_of(query, "reason"),
                                            text_of(query, "stage"), text_of(query, "behind")});
        return view ? page(200, console::messages_page(c->frame(request, session), *view))
                    : no_choice();
      }));
  all.push_back(get(c, "/console/texts", [c](const Request& request, const std::string& session) {
    const auto view = c->desk.texts(text_of(request.query, "language"));
    return view ? page(200, console::texts_page(c->frame(request, session), *view)) : no_choice();
  }));
  all.push_back(
      get(c, "/console/coverage", [c](const Request& request, const std::string& session) {
        return page(200, console::coverage_page(c->frame(request, session), c->desk.coverage()));
      }));
  all.push_back(get(c, "/console/audit", [c](const Request& request, const std::string& session) {
    return page(200, console::audit_page(c->frame(request, session), c->desk.audit(false)));
  }));
  all.push_back(
      post(c, "/console/audit",
           [c](const Request& request, const std::string& session, const ConsoleFields&) {
             return page(200, console::audit_page(c->frame(request, session), c->desk.audit(true)));
           }));
  all.push_back(get(c, "/console/bounces", [c](const Request& request, const std::string& session) {
    return page(200, console::bounces_page(c->frame(request, session), c->desk.bounces()));
  }));
  all.push_back(
      get(c, "/console/settings", [c](const Request& request, const std::string& session) {
        return page(200, console::settings_page(c->frame(request, session), c->desk.settings()));
      }));
}

Response file(std::optional<Download> found) {
  return found ? download(*std::move(found)) : missing();
}

void add_story(const Shared& c, Endpoints& all) {
  all.push_back(
      get(c, "/console/orders/{id}", [c](const Request& request, const std::string& session) {
        const auto view = c->desk.order(request.variables.text("id"));
        return view ? page(200, console::order_page(c->frame(request, session), *view)) : missing();
      }));
  for (const bool xml : {false, true}) {
    all.push_back(get(
        c,
        xml ? "/console/orders/{id}/documents/{n}.xml" : "/console/orders/{id}/documents/{n}.pdf",
        [c, xml](const Request& request, const std::string&) {
          return file(
              c->desk.document(request.variables.text("id"), request.variables.index(), xml));
        }));
  }
  const auto stage = [](const Request& request) {
    return static_cast<int>(request.variables.index());
  };
  all.push_back(get(c, "/console/orders/{id}/mails/{n}",
                    [c, stage](const Request& request, const std::string& session) {
                      const auto view = c->desk.mail(request.variables.text("id"), stage(request),
                                                     text_of(request.query, "language"));
                      return view ? page(200, console::mail_page(c->frame(request, session), *view))
                                  : missing();
                    }));
  all.push_back(get(c, "/console/orders/{id}/mails/{n}/html",
                    [c, stage](const Request& request, const std::string&) {
                      const auto view = c->desk.mail(request.variables.text("id"), stage(request),
                                                     text_of(request.query, "language"));
                      return view ? fragment(console::mail_fragment(*view)) : missing();
                    }));
  all.push_back(get(c, "/console/orders/{id}/mails/{n}/source",
                    [c, stage](const Request& request, const std::string&) {
                      return file(
                          c->desk.mail_source(request.variables.text("id"), stage(request)));
                    }));
}

/// A form without a button tells why it is not there any more.
int status_of(const console::ActionView& form, int otherwise) {
  return form.button.empty() ? 409 : otherwise;
}

Response answer_form(Console& console, const Request& request, const std::string& session,
                     const std::string& order, const ConsoleFields& fields) {
  const auto answer = console.desk.act(order, request.variables.text("action"), fields);
  if (!answer) return missing();
  if (!answer->done.empty())
    return see_other("/console" + answer->location +
                     (answer->location.find('?') == std::string::npos ? "?" : "&") +
                     "done=" + answer->done);
  const bool faulty = !answer->form.faults.empty();
  return page(faulty ? status_of(answer->form, 422) : 200,
              console::action_page(console.frame(request, session), answer->form));
}

void add_actions(const Shared& c, Endpoints& all) {
  const auto order_of = [](const Request& request, bool of_order) {
    return of_order ? request.variables.text("id") : std::string();
  };
  for (const bool of_order : {true, false}) {
    const std::string_view path =
        of_order ? "/console/orders/{id}/{action}" : "/console/do/{action}";
    all.push_back(
        get(c, path, [c, order_of, of_order](const Request& request, const std::string& session) {
          const auto form =
              c->desk.action_form(order_of(request, of_order), request.variables.text("action"),
                                  request.query.fields());
          return form ? page(status_of(*form, 200),
                             console::action_page(c->frame(request, session), *form))
                      : missing();
        }));
    all.push_back(post(c, path,
                       [c, order_of, of_order](const Request& request, const std::string& session,
                                               const ConsoleFields& fields) {
                         return answer_form(*c, request, session, order_of(request, of_order),
                                            fields);
                       }));
  }
}

/// Files beside a pasted text, of one form.
Response import_form(Console& console, const Request& request) {
  const auto session = console.session(request.head, request.peer);
  if (!session) return see_other("/console/login");
  const auto boundary = multipart_boundary(request.head.field("content-type").value_or(""));
  if (!boundary) return forbidden();
  const auto parts = parse_multipart(*boundary, request.body);
  if (!parts) {
    auto view = console.desk.import_form();
    view.results.emplace_back();
    view.results.back().name = "nothing";
    view.results.back().faults = parts.faults();
    return page(400, console::import_page(console.frame(request, *session), view));
  }
  std::string token;
  std::string format;
  std::string form_id;
  std::vector<ConsoleUpload> uploads;
  for (const FormPart& part : *parts) {
    if (part.name == "csrf") token = part.bytes;
    if (part.name == "format") format = part.bytes;
    if (part.name == "form") form_id = part.bytes;
    // A field for files without one comes with neither a name nor bytes.
    if (part.name == "file" && !(part.bytes.empty() && part.file_name.value_or("").empty()))
      uploads.push_back({part.file_name.value_or("file"), std::string(part.bytes)});
    if (part.name == "text" && !part.bytes.empty())
      uploads.push_back({"pasted text", std::string(part.bytes)});
  }
  if (!console.desk.is_form_token(*session, token)) return forbidden();
  const auto view = console.desk.import(uploads, format, form_id);
  return page(200, console::import_page(console.frame(request, *session), view));
}

void add_import(const Shared& c, Endpoints& all) {
  all.push_back(get(c, "/console/import", [c](const Request& request, const std::string& session) {
    return page(200, console::import_page(c->frame(request, session), c->desk.import_form()));
  }));
  all.push_back({"POST", "/console/import", form_gate(c, true),
                 [c](const Request& request) { return import_form(*c, request); }});
}

}  // namespace

Response console_refusal(int status, std::string_view detail) {
  switch (status) {
    case 404:
      return missing();
    case 413:
      return page(413, console::refused_page("This is too large to be sent here. Larger files go "
                                             "in with the command enclosure import."));
    default:
      return page(status,
                  console::refused_page("The console says no: " + std::string(detail) + "."));
  }
}

Endpoints console_endpoints(ConsoleDesk& desk, ConsoleSettings settings) {
  auto clock = settings.clock;
  const auto console =
      std::shared_ptr<Console>(new Console{desk, std::move(settings), LoginLimit(clock)});
  Endpoints all;
  add_login(console, all);
  add_lists(console, all);
  add_import(console, all);
  add_story(console, all);
  add_actions(console, all);
  return all;
}

}  // namespace enclosure::app::http
