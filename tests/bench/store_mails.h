#pragma once
// Mails through the dispatcher as it is: read from the store, planned again, composed, judged by
// the rules, archived, committed, handed over.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>

#include "app/ports/mail_transport.h"

namespace enclosure::bench {

/// A workspace in `folder` with `count` orders, each with an invoice of `pdf` and a mail that is
/// due.
class StoreMails {
 public:
  StoreMails(const std::filesystem::path& folder, int count, const std::string& pdf);
  ~StoreMails();
  StoreMails(const StoreMails&) = delete;
  StoreMails& operator=(const StoreMails&) = delete;

  /// Dispatches all; how many were sent.
  std::size_t dispatch(app::MailTransport& transport);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace enclosure::bench
