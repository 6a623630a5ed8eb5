#pragma once
// What the server may ask on behalf of the seller at the console. The flow answers; the server
// knows nothing of stores and files.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/http/response.h"
#include "app/web/console/views.h"
#include "core/result.h"

namespace enclosure::app {

/// Fields of a form by name.
using ConsoleFields = std::vector<std::pair<std::string, std::string>>;
/// The value of a field; empty when it was not sent.
[[nodiscard]] inline std::string field_in(const ConsoleFields& fields, std::string_view name) {
  for (const auto& [key, value] : fields) {
    if (key == name) return value;
  }
  return "";
}

/// A file that was uploaded, or pasted.
struct ConsoleUpload {
  std::string name;
  std::string bytes;
};

/// What came of a form: it is done, or it is shown again.
struct ActionAnswer {
  std::string done;      ///< key of a sentence (console::done_told); empty: see `form`
  std::string location;  ///< below /console, where the seller goes on
  console::ActionView form;
};

/// The console. Called from many threads. Orders, keys and numbers are taken as they came: what
/// does not exist gives nothing.
struct ConsoleDesk {
  virtual ~ConsoleDesk() = default;

  // Who is there
  /// Opens a session with a key of scope `console`; gives what the browser holds: 256 random bits.
  virtual std::optional<std::string> log_in(std::string_view key) = 0;
  /// Whether `session` is open: seen within 30 minutes, begun within 12 hours, its key not revoked.
  /// Notes that it was seen.
  virtual bool knows_session(std::string_view session) = 0;
  virtual void log_out(std::string_view session) = 0;
  /// What stands around a page, with the token of its forms.
  virtual console::Frame frame(std::string_view session) = 0;
  /// Whether `token` is that of the forms of `session`; compared in constant time.
  virtual bool is_form_token(std::string_view session, std::string_view token) = 0;

  // What there is to see
  virtual console::HomeView home() = 0;
  /// Nothing where a word of the query is none of those that there are; likewise below.
  virtual std::optional<console::OrderListView> orders(const std::string& number,
                                                       const std::string& standing,
                                                       const std::string& behind) = 0;
  virtual std::optional<console::OrderView> order(const std::string& order) = 0;
  virtual std::optional<console::MailPage> mail(const std::string& order, int stage,
                                                const std::string& language) = 0;
  virtual std::optional<Download> mail_source(const std::string& order, int stage) = 0;
  /// The `index`-th document of an order: the PDF, or its e-invoice.
  virtual std::optional<Download> document(const std::string& order, std::size_t index,
                                           bool xml) = 0;
  virtual std::optional<console::MessageListView> messages(const console::MessageQuery& query) = 0;
  virtual std::optional<console::TextsView> texts(const std::string& language) = 0;
  virtual console::CoverageView coverage() = 0;
  virtual console::AuditView audit(bool run) = 0;
  virtual console::BouncesView bounces() = 0;
  virtual console::SettingsView settings() = 0;

  // What there is to do
  virtual console::ImportView import_form() = 0;
  /// Takes `uploads` in, one after the other. With a `form_id` each content is taken
  /// once.
  virtual console::ImportView import(const std::vector<ConsoleUpload>& uploads,
                                     const std::string& format, const std::string& form_id) = 0;
  /// The form of an action of an order ("issue", "credit", …), or of the shop ("pause", "block",
  /// …) where `order` is empty; nothing where there is no such action.
  virtual std::optional<console::ActionView> action_form(const std::string& order,
                                                         const std::string& action,
                                                         const ConsoleFields& given) = 0;
  virtual std::optional<ActionAnswer> act(const std::string& order, const std::string& action,
                                          const ConsoleFields& fields) = 0;
};

}  // namespace enclosure::app
