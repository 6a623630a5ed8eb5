#pragma once
// A Maildir: a folder with one file per mail, as Dovecot, Postfix, qmail and many fetchers keep it.

#include <filesystem>

#include "app/ports/mailbox.h"

namespace enclosure::app {

/// Reads `new/`, then `cur/`. A report that is taken moves to `cur/`, marked as seen; nothing is
/// ever deleted. One thread at a time; other programs may work in it meanwhile.
class Maildir : public Mailbox {
 public:
  /// `keep`: nothing moves.
  Maildir(std::filesystem::path folder, bool keep) : folder_(std::move(folder)), keep_(keep) {}

  /// Throws WorldError (configuration) when the folder is no Maildir or cannot be read.
  void read(const Wanted& wanted, const Take& take) override;

 private:
  std::filesystem::path folder_;
  bool keep_;
};

}  // namespace enclosure::app
