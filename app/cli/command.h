#pragma once
// Commands as the command line knows them: their names, options and what they do.

#include <cstdint>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <vector>

#include "core/date.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace enclosure::app {

/// A program, or one of its commands. Stands before CLI11, whose header costs a compiler a quarter
/// of a minute for each file that reads it. Options write into values that must outlive the
/// parsing.
class Command {
 public:
  class Option {
   public:
    explicit Option(CLI::Option* option) : option_(option) {}

    Option* required();
    /// What stands for the value in the help: "DIR".
    Option* type_name(const std::string& name);
    /// The value that it has without the option stands in the help.
    Option* capture_default_str();
    /// The variable of the environment that stands in for it.
    Option* envname(const std::string& name);
    /// Whether one mention takes several values.
    Option* allow_extra_args(bool several);
    /// A number from `low` to `high`.
    Option* between(std::int64_t low, std::int64_t high);
    Option* one_of(const std::vector<std::string>& words);

   private:
    CLI::Option* option_;
  };

  explicit Command(CLI::App& app) : app_(app) {}
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;

  Command* add_subcommand(const std::string& name, const std::string& what);
  /// Exactly so many commands must follow this one.
  void require_subcommand(int count);
  void callback(std::function<void()> work);

  /// `name` is "--out", or "FILE" for a value by its place. `T`: text, optional text, texts, a
  /// whole number.
  template <typename T>
  Option* add_option(const std::string& name, T& value, const std::string& what);
  Option* add_flag(const std::string& name, bool& value, const std::string& what);
  /// A moment, RFC 3339.
  Option* add_instant(const std::string& name, std::optional<Instant>& value,
                      const std::string& what);

 private:
  Option* keep(CLI::Option* option) { return &options_.emplace_back(option); }

  CLI::App& app_;
  std::list<Command> commands_;
  std::list<Option> options_;
};

}  // namespace enclosure::app
