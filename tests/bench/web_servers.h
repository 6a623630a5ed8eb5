#pragma once
// Web servers on loopback, each with files of its own in a folder that is gone at the end, and wrk,
// which asks them.

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace enclosure::bench {

/// A folder that is gone at the end.
class Folder {
 public:
  Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder();
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// A program in the background; ended with SIGTERM.
class Background {
 public:
  Background(const std::vector<std::string>& arguments, const std::filesystem::path& out);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background();

  /// Resident memory of it and its children, in MB.
  [[nodiscard]] double megabytes() const;

 private:
  pid_t pid_;
};

/// Runs a program to its end and gives what it wrote to stdout. The benchmark stops when it cannot
/// be run.
std::string output_of(const std::vector<std::string>& arguments);

/// `enclosure serve` over the sample workspace with its invoices issued.
class ServedShop {
 public:
  explicit ServedShop(const Folder& folder);
  [[nodiscard]] int port() const { return port_; }
  /// Of one order: "/i/…".
  [[nodiscard]] const std::string& link() const { return link_; }
  [[nodiscard]] double megabytes() const { return server_->megabytes(); }

 private:
  int port_ = 0;
  std::string link_;
  std::unique_ptr<Background> server_;
};

/// nginx with `invoice.pdf` as a file, as many workers as cores, no log.
class Nginx {
 public:
  Nginx(const Folder& folder, const std::string& pdf);
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] double megabytes() const { return server_->megabytes(); }

 private:
  int port_;
  std::unique_ptr<Background> server_;
};

/// The body of an answer to GET or POST, over a connection of its own.
std::string fetch(int port, const std::string& method, const std::string& target,
                  const std::string& fields = "");

/// What wrk measured.
struct Load {
  double per_second = 0;
  double p50_milliseconds = 0;
  double p99_milliseconds = 0;
  std::string trouble;  ///< answers that were none, or not of 200; empty
};
/// Asks for `target` over `connections` kept connections for some seconds.
Load load(int port, const std::string& target, int connections, int seconds);

}  // namespace enclosure::bench
