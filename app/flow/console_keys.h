#pragma once
// The keys that open the console.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/config/time_zone.h"
#include "app/flow/api_keys.h"
#include "app/web/console/views.h"

namespace enclosure::app {

/// Whose a key is, and whether it may use the console. Safe for several threads.
struct ConsoleKeys {
  virtual ~ConsoleKeys() = default;
  /// The id of `key` when it is valid and may use the console.
  virtual std::optional<std::string> opened_by(std::string_view key) = 0;
  /// The name of the key of that id while it may; nothing once it is revoked.
  virtual std::optional<std::string> name_of(const std::string& id) = 0;
  /// All keys there are, for who looks.
  virtual std::vector<console::KeyLine> list() = 0;
};

/// The keys of the API whose scopes include the console (`enclosure keys add --scope console`). The
/// key of enclosure.json is not one of them.
class StoredConsoleKeys final : public ConsoleKeys {
 public:
  StoredConsoleKeys(ApiKeys& keys, Store& store, const TimeZone& zone)
      : keys_(keys), store_(store), zone_(zone) {}
  std::optional<std::string> opened_by(std::string_view key) override;
  std::optional<std::string> name_of(const std::string& id) override;
  std::vector<console::KeyLine> list() override;

 private:
  ApiKeys& keys_;
  Store& store_;
  const TimeZone& zone_;
};

}  // namespace enclosure::app
