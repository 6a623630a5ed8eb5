#include <algorithm>
#include <array>

#include "attachments/checks.h"
#include "attachments/read_catalogue.h"
#include "core/text.h"

namespace enclosure::attachments {
namespace {

enum DriverMember {
  kDriverTitle,
  kUrl,
  kLanguage,
  kOs,
  kFirstUse,
  kTopic,
  kVersion,
  kSha256,
  kSize
};
constexpr std::array<Member, 9> kMembers{{{"title", true},
                                          {"url", true},
                                          {"language"},
                                          {"os"},
                                          {"needed_before_first_use"},
                                          {"topic"},
                                          {"version"},
                                          {"sha256"},
                                          {"size"}}};
/// Of schema 1: the language was a must.
constexpr std::array<Member, 5> kMembersOfSchema1{
    {{"title", true}, {"url", true}, {"language", true}, {"os"}, {"needed_before_first_use"}}};

Result<std::string> check_sha256(std::string_view text) {
  std::string digits = to_lower_ascii(text);
  if (digits.size() == 64 && digits.find_first_not_of("0123456789abcdef") == std::string::npos)
    return digits;
  return Fault{"CATALOGUE-002", "", "not a SHA-256", "64 hexadecimal digits"};
}

void read_member(std::size_t member, Reader& reader, int schema, DriverLink& driver) {
  constexpr std::int64_t kLargest = std::int64_t{1} << 40;
  switch (member) {
    case kDriverTitle:
      driver.title = read_title(reader, schema);
      if (driver.title.texts.empty())
        reader.complain("CATALOGUE-002", "expected a text that is not empty",
                        "see docs/catalogue.md");
      return;
    case kUrl:
      driver.url = reader.checked(&check_link);
      return;
    case kLanguage:
      driver.language = reader.language();
      return;
    case kOs:
      driver.os = reader.line(80, true);
      return;
    case kFirstUse:
      driver.needed_before_first_use = reader.boolean();
      return;
    case kTopic:
      driver.topic = reader.id();
      return;
    case kVersion:
      driver.version = reader.line(40);
      return;
    case kSha256:
      driver.sha256 = reader.checked(&check_sha256);
      return;
    case kSize:
      driver.size = static_cast<std::uint64_t>(reader.whole(1, kLargest).value_or(0));
      return;
    default:
      reader.skip();
  }
}

}  // namespace

DriverLink read_driver(Reader& reader, int schema) {
  DriverLink driver;
  const auto known =
      schema == 1 ? std::span<const Member>(kMembersOfSchema1) : std::span<const Member>(kMembers);
  reader.object(known, [&](std::size_t member) { read_member(member, reader, schema, driver); });
  return driver;
}

}  // namespace enclosure::attachments
