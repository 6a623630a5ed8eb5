#pragma once
// The port to the register of VAT numbers (VIES): does this number exist today?

#include <optional>
#include <string>

#include "core/vat_id.h"

namespace enclosure::app {

/// One question. Prefix and number apart, as VIES takes them: "EL" and "094259216".
struct VatQuestion {
  std::string prefix;
  std::string number;
  std::string requester_prefix;  ///< who asks; without it there is no consultation number
  std::string requester_number;

  /// `requester` is the seller's own number; one that VIES does not know is left out.
  static VatQuestion about(const VatId& asked, const std::optional<VatId>& requester) {
    VatQuestion question;
    question.prefix = asked.to_string().substr(0, 2);
    question.number = asked.to_string().substr(2);
    if (requester && requester->is_in_vies()) {
      question.requester_prefix = requester->to_string().substr(0, 2);
      question.requester_number = requester->to_string().substr(2);
    }
    return question;
  }
};

/// What the register said.
struct VatAnswer {
  enum class Kind {
    kValid,
    kInvalid,
    kUnavailable,  ///< no answer this time: that is never a no
    kRefused,      ///< it will not answer this question, however often it is asked
  };
  /// Who is overloaded, for those who want to ask on.
  enum class Busy { kNobody, kThatState, kEverybody };

  Kind kind = Kind::kUnavailable;
  Busy busy = Busy::kNobody;
  std::string code;           ///< "MS_UNAVAILABLE", "SILENCE"; empty for valid and invalid
  std::string consultation;   ///< requestIdentifier: the proof that it was asked; or empty
  std::string register_time;  ///< requestDate as it was told, or empty
  std::string name;           ///< as the state discloses it, or empty
  std::string address;
  bool asked = true;  ///< false: by our own doing it was not asked this time; that proves nothing

  friend bool operator==(const VatAnswer&, const VatAnswer&) = default;
};

/// The register. One thread at a time.
struct VatRegistry {
  virtual ~VatRegistry() = default;

  /// Asks once and never throws for what the world does: that is kUnavailable with a code.
  virtual VatAnswer check(const VatQuestion& question) = 0;
};

}  // namespace enclosure::app
