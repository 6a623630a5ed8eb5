// Who asks: addresses, networks, and what proxies say.

#include <gtest/gtest.h>

#include <ostream>

#include "app/http/forwarded.h"
#include "app/net/ip_address.h"

namespace enclosure::app::http::test {
namespace {

using net::IpAddress;
using net::IpNetwork;

IpAddress address(std::string_view text) {
  return IpAddress::parse(text).value();
}

TEST(IpAddress, IsReadAndWritten) {
  for (const char* text : {"192.0.2.1", "2001:db8::1", "::", "::1", "0.0.0.0"})
    EXPECT_EQ(address(text).to_string(), text);
  EXPECT_EQ(address("2001:DB8:0:0::1").to_string(), "2001:db8::1");
  EXPECT_EQ(address("::ffff:192.0.2.1"), address("192.0.2.1"));
  for (const char* text : {"", "192.0.2", "192.0.2.256", "192.0.2.1:80", "[::1]", "::1%lo", "x",
                           "192.0.2.1 ", "0x7f.1"})
    EXPECT_FALSE(IpAddress::parse(text)) << text;
}

TEST(IpAddress, KnowsItsSubscriber) {
  EXPECT_EQ(address("2001:db8:1:2:3:4:5:6").subscriber(), address("2001:db8:1:2::"));
  EXPECT_NE(address("2001:db8:1:2::").subscriber(), address("2001:db8:1:3::").subscriber());
  EXPECT_EQ(address("192.0.2.1").subscriber(), address("192.0.2.1"));
}

TEST(IpAddress, IsPrivateOrNot) {
  for (const char* text : {"127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "::1", "fd00::1",
                           "fe80::1", "::ffff:10.0.0.1"})
    EXPECT_TRUE(address(text).is_private()) << text;
  for (const char* text : {"192.0.2.1", "172.32.0.1", "2001:db8::1", "11.0.0.1"})
    EXPECT_FALSE(address(text).is_private()) << text;
}

TEST(IpNetwork, HoldsAddresses) {
  EXPECT_TRUE(IpNetwork::parse("10.0.0.0/8")->contains(address("10.255.0.1")));
  EXPECT_FALSE(IpNetwork::parse("10.0.0.0/8")->contains(address("11.0.0.1")));
  EXPECT_TRUE(IpNetwork::parse("192.0.2.1")->contains(address("192.0.2.1")));
  EXPECT_FALSE(IpNetwork::parse("192.0.2.1")->contains(address("192.0.2.2")));
  EXPECT_TRUE(IpNetwork::parse("2001:db8::/33")->contains(address("2001:db8:7fff::")));
  EXPECT_FALSE(IpNetwork::parse("2001:db8::/33")->contains(address("2001:db8:8000::")));
  EXPECT_TRUE(IpNetwork::parse("0.0.0.0/0")->contains(address("192.0.2.1")));
  EXPECT_FALSE(IpNetwork::parse("0.0.0.0/0")->contains(address("2001:db8::1")));
  for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/-1",
                           "::/129", "2001:db8::1/32", "10.0.0.0/8/8", "localhost"})
    EXPECT_FALSE(IpNetwork::parse(text)) << text;
}

struct PeerCase {
  const char* name;
  const char* from;
  std::vector<HeaderField> fields;
  const char* address;
  bool secure = false;
  bool stands_for_many = false;
};
void PrintTo(const PeerCase& c, std::ostream* out) {
  *out << c.name;
}

void expect_peer(const PeerCase& c, ProxyTrust::Field field) {
  ProxyTrust trust;
  trust.field = field;
  for (const char* proxy : {"127.0.0.1", "10.0.0.0/8"})
    trust.proxies.push_back(IpNetwork::parse(proxy).value());
  RequestHead head;
  head.fields = c.fields;
  const Peer peer = peer_of(address(c.from), false, head, trust);
  EXPECT_EQ(peer.address, c.address);
  EXPECT_EQ(peer.secure, c.secure);
  EXPECT_EQ(peer.stands_for_many, c.stands_for_many);
}

class XForwarded : public testing::TestWithParam<PeerCase> {};
TEST_P(XForwarded, TellsTheRightmostThatIsNoProxy) {
  expect_peer(GetParam(), ProxyTrust::Field::kXForwarded);
}
const char* const kFor = "x-forwarded-for";
INSTANTIATE_TEST_SUITE_P(
    Chains, XForwarded,
    testing::Values(
        PeerCase{"Direct", "192.0.2.9", {}, "192.0.2.9"},
        PeerCase{"NotBelieved",
                 "192.0.2.9",
                 {{kFor, "198.51.100.1"}, {"x-forwarded-proto", "https"}},
                 "192.0.2.9"},
        PeerCase{"One",
                 "127.0.0.1",
                 {{kFor, "192.0.2.9"}, {"x-forwarded-proto", "https"}},
                 "192.0.2.9",
                 true},
        PeerCase{"ForgedInFront", "127.0.0.1", {{kFor, "198.51.100.1, 192.0.2.9"}}, "192.0.2.9"},
        PeerCase{"TwoProxies", "127.0.0.1", {{kFor, "192.0.2.9, 10.1.1.1"}}, "192.0.2.9"},
        PeerCase{
            "TwoFields", "127.0.0.1", {{kFor, "198.51.100.1"}, {kFor, "192.0.2.9"}}, "192.0.2.9"},
        PeerCase{"WithPort", "127.0.0.1", {{kFor, "192.0.2.9:4711"}}, "192.0.2.9"},
        PeerCase{"V6", "127.0.0.1", {{kFor, "2001:db8::1"}}, "2001:db8::1"},
        PeerCase{"V6WithPort", "127.0.0.1", {{kFor, "[2001:db8::1]:4711"}}, "2001:db8::1"},
        PeerCase{"Garbage", "127.0.0.1", {{kFor, "192.0.2.9, <script>"}}, "127.0.0.1", false, true},
        PeerCase{"ProxiesAlone", "127.0.0.1", {{kFor, "10.1.1.1"}}, "10.1.1.1", false, true},
        PeerCase{"NothingSaid", "127.0.0.1", {}, "127.0.0.1", false, true},
        PeerCase{"OtherField",
                 "127.0.0.1",
                 {{"forwarded", "for=198.51.100.1"}},
                 "127.0.0.1",
                 false,
                 true},
        PeerCase{"ProxyThatNobodyNamed",
                 "192.168.0.1",
                 {{kFor, "192.0.2.9"}},
                 "192.168.0.1",
                 false,
                 true},
        PeerCase{"ProtoOfTheNearest",
                 "127.0.0.1",
                 {{kFor, "192.0.2.9"}, {"x-forwarded-proto", "https, http"}},
                 "192.0.2.9"}),
    [](const auto& param) { return std::string(param.param.name); });

class Forwarded : public testing::TestWithParam<PeerCase> {};
TEST_P(Forwarded, TellsTheRightmostThatIsNoProxy) {
  expect_peer(GetParam(), ProxyTrust::Field::kForwarded);
}
INSTANTIATE_TEST_SUITE_P(
    Chains, Forwarded,
    testing::Values(
        PeerCase{"One",
                 "127.0.0.1",
                 {{"forwarded", "for=192.0.2.9;proto=https;by=10.0.0.1"}},
                 "192.0.2.9",
                 true},
        PeerCase{"V6", "127.0.0.1", {{"forwarded", "For=\"[2001:db8::1]:4711\""}}, "2001:db8::1"},
        PeerCase{"Chain",
                 "127.0.0.1",
                 {{"forwarded", "for=198.51.100.1;proto=https, for=192.0.2.9, for=10.0.0.2"}},
                 "192.0.2.9"},
        PeerCase{"CommaInQuotes",
                 "127.0.0.1",
                 {{"forwarded", "for=192.0.2.9;host=\"a,b\""}},
                 "192.0.2.9"},
        PeerCase{"Hidden", "127.0.0.1", {{"forwarded", "for=_hidden"}}, "127.0.0.1", false, true},
        PeerCase{"Unknown", "127.0.0.1", {{"forwarded", "for=unknown"}}, "127.0.0.1", false, true},
        PeerCase{"OtherField", "127.0.0.1", {{kFor, "192.0.2.9"}}, "127.0.0.1", false, true}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace enclosure::app::http::test
