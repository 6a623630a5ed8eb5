#include "app/flow/recipients.h"

#include "app/store/files.h"
#include "core/text.h"

namespace enclosure::app {

std::string recipient_key(const EmailAddress& address, const Shop& shop) {
  if (address.empty()) return "";
  return sha256_hex(hmac_sha256(shop.link_keys->current()->for_recipients(),
                                "recipient:" + to_lower_ascii(address.to_string())));
}

}  // namespace enclosure::app
