#pragma once
// The pages of the seller's console: HTML that works without scripts, for light, dark, phones and
// paper. Every text of a view is escaped.

#include <string>
#include <string_view>

#include "app/web/console/views.h"

namespace enclosure::app::console {

/// `trouble`: why the last try failed; or empty.
[[nodiscard]] std::string login_page(std::string_view trouble);
/// A page that says no, with the way back.
[[nodiscard]] std::string refused_page(std::string_view why);

[[nodiscard]] std::string home_page(const Frame& frame, const HomeView& view);
[[nodiscard]] std::string orders_page(const Frame& frame, const OrderListView& view);
[[nodiscard]] std::string order_page(const Frame& frame, const OrderView& view);
[[nodiscard]] std::string mail_page(const Frame& frame, const MailPage& view);
/// What stands in the frame of `mail_page`: the mail's own HTML as mail programs show it. It is
/// ours (messaging/html_check.h) and shown without any rights all the same.
[[nodiscard]] std::string mail_fragment(const MailPage& view);
[[nodiscard]] std::string action_page(const Frame& frame, const ActionView& view);
[[nodiscard]] std::string import_page(const Frame& frame, const ImportView& view);
[[nodiscard]] std::string messages_page(const Frame& frame, const MessageListView& view);
[[nodiscard]] std::string texts_page(const Frame& frame, const TextsView& view);
[[nodiscard]] std::string coverage_page(const Frame& frame, const CoverageView& view);
[[nodiscard]] std::string audit_page(const Frame& frame, const AuditView& view);
[[nodiscard]] std::string bounces_page(const Frame& frame, const BouncesView& view);
[[nodiscard]] std::string settings_page(const Frame& frame, const SettingsView& view);

/// The sentence for what was done ("issued"); empty for anything else.
[[nodiscard]] std::string done_told(std::string_view key);

[[nodiscard]] std::string_view stylesheet();
[[nodiscard]] std::string_view script();

}  // namespace enclosure::app::console
