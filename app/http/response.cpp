#include "app/http/response.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <iterator>

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/http/request_head.h"
#include "core/text.h"

namespace enclosure::app::http {
namespace {

std::string dump(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// Without parameters, but for the one that a text has.
bool is_media_type(std::string_view text) {
  constexpr std::string_view kUtf8 = "; charset=utf-8";
  if (text.starts_with("text/") && text.ends_with(kUtf8)) text.remove_suffix(kUtf8.size());
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '/' || is_token_character(c); }) &&
         std::count(text.begin(), text.end(), '/') == 1;
}

bool may_stand_in_name(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return !control && std::u32string_view(U"/\\:*?\"<>|").find(c) == std::u32string_view::npos;
}

/// `name` with an underscore for whatever a file system or a shell could trip over.
std::string safe_name(std::string_view name) {
  std::string out;
  if (!is_utf8(name)) name = {};
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    append_utf8(out, may_stand_in_name(c) ? c : U'_');
  }
  out = trim(out);
  out.erase(0, std::min(out.find_first_not_of('.'), out.size()));
  return out.empty() ? "download" : out;
}

/// `name` with an underscore for each character that is not ASCII, or means something in quotes.
std::string ascii_name(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    out.push_back(c < 0x7F && c != U'%' ? static_cast<char>(c) : '_');
  }
  return out;
}

/// ext-value of RFC 8187.
std::string ext_value(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool plain =
        is_token_character(c) && std::string_view("*'%").find(c) == std::string::npos;
    if (plain) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

std::string_view reason_phrase(int status) {
  static constexpr std::pair<int, std::string_view> kPhrases[] = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {303, "See Other"},
      {304, "Not Modified"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {416, "Range Not Satisfiable"},
      {417, "Expectation Failed"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [code, phrase] : kPhrases) {
    if (code == status) return phrase;
  }
  return "Unknown";
}

Response problem(int status, std::string_view detail, const Faults& faults) {
  return typed_problem("about:blank", status, detail, faults);
}

Response typed_problem(std::string_view type, int status, std::string_view detail,
                       const Faults& faults) {
  nlohmann::ordered_json json = {
      {"type", type}, {"title", reason_phrase(status)}, {"status", status}, {"detail", detail}};
  for (const Fault& fault : faults) {
    json["faults"].push_back({{"code", fault.code},
                              {"path", fault.path},
                              {"message", fault.message},
                              {"hint", fault.hint}});
  }
  return {status, {{"Content-Type", "application/problem+json"}}, dump(json)};
}

Response json(int status, std::string body) {
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

Response plain_text(int status, std::string body) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body)};
}

Response html(int status, std::string body) {
  return {status,
          {{"Content-Type", "text/html; charset=utf-8"},
           {"Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
            "frame-ancestors 'none'"},
           {"Referrer-Policy", "no-referrer"},
           {"X-Robots-Tag", "noindex, nofollow"},
           {"Cross-Origin-Resource-Policy", "same-origin"}},
          std::move(body)};
}

Response download(Download file) {
  const bool known = is_media_type(file.media_type);
  return {200,
          {{"Content-Type", known ? file.media_type : "application/octet-stream"},
           {"Content-Disposition", content_disposition(file.file_name)},
           {"Content-Security-Policy", "default-src 'none'; sandbox"},
           {"Referrer-Policy", "no-referrer"},
           {"X-Robots-Tag", "noindex, nofollow"},
           {"Cross-Origin-Resource-Policy", "same-origin"}},
          std::move(file.bytes)};
}

std::string content_disposition(std::string_view file_name) {
  const std::string name = safe_name(file_name);
  const std::string ascii = ascii_name(name);
  std::string out = "attachment; filename=\"" + ascii + "\"";
  if (ascii != name) out += "; filename*=UTF-8''" + ext_value(name);
  return out;
}

std::string head_bytes(const Response& response, const WireOptions& options) {
  std::string out;
  out.reserve(768);
  const auto add = [&](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append("\r\n");
  };
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status,
                 reason_phrase(response.status));
  add("Date", http_date(options.now));
  bool has_cache_control = false;
  for (const auto& [name, value] : response.headers) {
    add(name, value);
    has_cache_control |= name == "Cache-Control";
  }
  if (!has_cache_control) add("Cache-Control", "no-store");
  add("X-Content-Type-Options", "nosniff");
  if (options.secure) add("Strict-Transport-Security", "max-age=31536000");
  const bool bodyless = response.status == 204 || response.status == 304;
  if (response.source) {
    if (options.minor_version != 0) add("Transfer-Encoding", "chunked");
  } else if (!bodyless) {
    const std::size_t length =
        response.shared.bytes ? response.shared.length : response.body.size();
    add("Content-Length", fmt::format_int(length).c_str());
  }
  add("Connection", options.keep_alive ? "keep-alive" : "close");
  out += "\r\n";
  return out;
}

std::string to_bytes(const Response& response, const WireOptions& options) {
  std::string out = head_bytes(response, options);
  if (!options.head_only && !response.source && !response.shared.bytes) out += response.body;
  return out;
}

std::string http_date(Instant instant) {
  static constexpr std::array<const char*, 7> kDays = {"Sun", "Mon", "Tue", "Wed",
                                                       "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(instant - day);
  return fmt::format(
      "{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(std::chrono::weekday(day).c_encoding()),
      static_cast<unsigned>(date.day()), kMonths.at(static_cast<unsigned>(date.month()) - 1),
      static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
      time.seconds().count());
}

}  // namespace enclosure::app::http
