#pragma once
// VIES over HTTPS.

#include "app/fetch/https_client.h"
#include "app/ports/vat_registry.h"

namespace enclosure::app {

inline constexpr const char* kViesUrl = "https://ec.europa.eu/taxation_customs/vies/rest-api";

/// Asks the REST interface of VIES; a connection per question. What the wire does wrong is
/// kUnavailable: UNREACHABLE, NOT_TRUSTED, SILENCE, BROKEN, TOO_LARGE.
class ViesClient : public VatRegistry {
 public:
  ViesClient(ServiceUrl service, HttpLimits limits)
      : service_(std::move(service)), limits_(std::move(limits)) {}

  VatAnswer check(const VatQuestion& question) override;

 private:
  ServiceUrl service_;
  HttpLimits limits_;
};

}  // namespace enclosure::app
