#include "app/cli/command.h"

#include <CLI/CLI.hpp>
#include <filesystem>

namespace enclosure::app {

Command::Option* Command::Option::required() {
  option_->required();
  return this;
}

Command::Option* Command::Option::type_name(const std::string& name) {
  option_->type_name(name);
  return this;
}

Command::Option* Command::Option::capture_default_str() {
  option_->capture_default_str();
  return this;
}

Command::Option* Command::Option::envname(const std::string& name) {
  option_->envname(name);
  return this;
}

Command::Option* Command::Option::allow_extra_args(bool several) {
  option_->allow_extra_args(several);
  return this;
}

Command::Option* Command::Option::between(std::int64_t low, std::int64_t high) {
  option_->check(CLI::Range(low, high));
  return this;
}

Command::Option* Command::Option::one_of(const std::vector<std::string>& words) {
  option_->check(CLI::IsMember(words));
  return this;
}

Command* Command::add_subcommand(const std::string& name, const std::string& what) {
  return &commands_.emplace_back(*app_.add_subcommand(name, what));
}

void Command::require_subcommand(int count) {
  app_.require_subcommand(count);
}

void Command::callback(std::function<void()> work) {
  app_.callback(std::move(work));
}

template <typename T>
Command::Option* Command::add_option(const std::string& name, T& value, const std::string& what) {
  return keep(app_.add_option(name, value, what));
}
template Command::Option* Command::add_option(const std::string&, std::string&, const std::string&);
template Command::Option* Command::add_option(const std::string&, std::optional<std::string>&,
                                              const std::string&);
template Command::Option* Command::add_option(const std::string&, std::vector<std::string>&,
                                              const std::string&);
template Command::Option* Command::add_option(const std::string&, std::filesystem::path&,
                                              const std::string&);
template Command::Option* Command::add_option(const std::string&, int&, const std::string&);
template Command::Option* Command::add_option(const std::string&, unsigned&, const std::string&);
template Command::Option* Command::add_option(const std::string&, std::size_t&, const std::string&);

Command::Option* Command::add_flag(const std::string& name, bool& value, const std::string& what) {
  return keep(app_.add_flag(name, value, what));
}

Command::Option* Command::add_instant(const std::string& name, std::optional<Instant>& value,
                                      const std::string& what) {
  const auto read = [name, &value](const std::string& text) {
    const auto instant = parse_instant(text);
    if (!instant) {
      const Fault& fault = instant.faults().front();
      throw CLI::ValidationError(name, fault.message + "; " + fault.hint);
    }
    value = *instant;
  };
  return keep(app_.add_option_function<std::string>(name, read, what))->type_name("INSTANT");
}

}  // namespace enclosure::app
