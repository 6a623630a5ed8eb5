#pragma once
// Mail into a folder: each message a file that any mail program opens. The default until a server
// is configured.

#include <filesystem>
#include <string_view>

#include "app/ports/mail_transport.h"

namespace enclosure::app {

/// Writes `<name>.eml`, readable by its owner alone. A message is there whole or not at all, and is
/// on the disk when `send` returns. Two threads may send different names.
class OutboxTransport : public MailTransport {
 public:
  /// The folder is made on the first message.
  explicit OutboxTransport(std::filesystem::path folder);

  /// Always kSent. Writes the same name over itself. Throws WorldError when the folder cannot take
  /// the file (full, read-only, too large), and std::invalid_argument for a name that is not
  /// file-safe.
  DispatchOutcome send(const Envelope& envelope, std::string_view name,
                       std::string_view message) override;
  [[nodiscard]] bool is_idempotent() const override { return true; }

 private:
  std::filesystem::path folder_;
};

}  // namespace enclosure::app
