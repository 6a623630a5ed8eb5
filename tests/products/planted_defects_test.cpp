// Twenty defects in one library, eleven of its files and nine of its links, and all twenty named in
// one run: files in a folder, servers on this machine.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/products/check_files.h"
#include "app/products/check_links.h"
#include "app/products/link_client.h"
#include "app/products/product_folder.h"
#include "tests/products/manual.h"
#include "tests/support/process.h"
#include "tests/support/vies_server.h"
#include "tests/vies/tls_server.h"

namespace enclosure::app {
namespace {

using namespace std::string_literals;
using attachments::Catalogue;
using test::manual;
using testing::IsEmpty;
using testing::SizeIs;

struct PlantedFile {
  std::string name;
  std::string code;  ///< empty: it is sound
  std::optional<std::string> bytes;
};

const std::vector<PlantedFile> kFiles{
    {"missing.pdf", "PRODUCT-001", std::nullopt},
    {"files/changed-0123456789ab.pdf", "PRODUCT-003", manual("/A 2")},
    {"french.pdf", "PRODUCT-004", manual("", "fr")},
    {"page.pdf", "FILE-004", "<html></html>"},
    {"program.pdf", "FILE-002", "MZ\0\0"s},
    {"archive.pdf", "FILE-003", "PK\3\4\0"s},
    {"text.pdf", "FILE-007", "Nur Text."},
    {"cut.pdf", "FILE-010", manual().substr(0, 150)},
    {"script.pdf", "FILE-012", manual("/OpenAction<</S/JavaScript/JS(1)>>")},
    {"launch.pdf", "FILE-013", manual("/OpenAction<</S/Launch/F(a)>>")},
    {"picture.png", "FILE-030", "\x89PNG\r\n\x1A\n"s},
    {"sound.pdf", "", manual("/A 1")},
    {"sound.txt", "", "Vor Gebrauch lesen."}};

struct PlantedLink {
  std::string url;
  std::string code;
  std::string members = {};
};

const std::vector<PlantedLink> kLinks{
    {"https://closed.example/a", "LINK-001"},
    {"https://maker.example/gone", "LINK-002"},
    {"https://maker.example/sold", "LINK-003"},
    {"https://expired.example/a", "LINK-004"},
    {"https://stranger.example/a", "LINK-005"},
    {"https://misnamed.example/a", "LINK-006"},
    {"https://maker.example/larger", "LINK-007", R"(,"size":5)"},
    {"https://maker.example/other", "LINK-008", R"(,"sha256":")" + std::string(64, 'a') + "\""},
    {"https://maker.example/round", "LINK-009"},
    {"https://maker.example/sound", "", R"(,"size":6)"}};

Catalogue library() {
  std::string products;
  for (const PlantedFile& file : kFiles) {
    products += R"({"match":{"sku":")" + file.name.substr(0, file.name.find('/')) +
                R"("},"name":"N","documents":[{"kind":"manual","language":"de","file":")" +
                file.name + "\"}]},";
  }
  std::string drivers;
  for (const PlantedLink& link : kLinks) {
    drivers += (drivers.empty() ? "" : ",") + R"({"title":"T","topic":"t)"s +
               std::to_string(drivers.size()) + R"(","url":")" + link.url + "\"" + link.members +
               "}";
  }
  return *Catalogue::parse(R"({"schema":2,"products":[)" + products +
                           R"({"match":{"sku":"D"},"name":"D","drivers":[)" + drivers + "]}]}");
}

/// Where a host of the catalogue is found on this machine, and whose certificates to trust there.
struct Home {
  std::string service;
  std::string ca_file = {};
};

/// The real client, led home by the host of the address.
class LedHome : public LinkProbe {
 public:
  explicit LedHome(std::map<std::string, Home> homes) : homes_(std::move(homes)) {}
  LinkAnswer ask(const LinkQuestion& question) override {
    const auto path = question.url.find('/', 8);
    const Home& home = homes_.at(question.url.substr(8, path - 8));
    LinkQuestion led = question;
    led.url = home.service + question.url.substr(path);
    return LinkClient("enclosure tests", home.ca_file, std::chrono::seconds{5}).ask(led);
  }
  void pause(std::chrono::milliseconds) override {}

 private:
  std::map<std::string, Home> homes_;
};

struct NoMemory : LinkMemory {
  std::optional<LinkCheck> of(const std::string&) override { return std::nullopt; }
  void keep(const LinkCheck&) override {}
};

/// The makers' servers.
struct World {
  World() {
    maker.run([](const std::string& path, const std::string&) {
      support::WireAnswer answer;
      answer.body = "driver";
      if (path.ends_with("/gone")) answer.status = 404;
      if (path.ends_with("/sold") || path.ends_with("/round")) answer.status = 302;
      if (path.ends_with("/sold")) answer.location = "https://buyer-of-the-domain.example/";
      if (path.ends_with("/round")) answer.location = "/round";
      return answer;
    });
    support::spit(folder / "expired.pem", expired.certificate_pem());
    support::spit(folder / "misnamed.pem", misnamed.certificate_pem());
  }
  LinkCheckup check(const Catalogue& catalogue) {
    LedHome probe({{"maker.example", {"http://127.0.0.1:" + std::to_string(maker.port())}},
                   {"closed.example", {"http://127.0.0.1:1"}},
                   {"expired.example", {expired.url(), folder / "expired.pem"}},
                   {"stranger.example", {stranger.url()}},
                   {"misnamed.example", {misnamed.url(), folder / "misnamed.pem"}}});
    NoMemory memory;
    return check_links(catalogue, probe, memory, *parse_instant("2026-09-01T08:00:00Z"));
  }

  support::ViesServer maker;
  TlsServer expired{"DNS:localhost", "{}", -1};
  TlsServer stranger{"DNS:localhost", "{}"};
  TlsServer misnamed{"DNS:maker.example", "{}"};
  support::TemporaryFolder folder;
};

/// "FILE-012 products/script.pdf" of each finding, without the page.
std::set<std::string> told(const Faults& faults) {
  std::set<std::string> all;
  for (const Fault& fault : faults) {
    all.insert(fault.code + " " + fault.path.substr(0, fault.path.find(',')));
    EXPECT_FALSE(fault.message.empty());
    EXPECT_FALSE(fault.hint.empty());
  }
  return all;
}

TEST(PlantedDefects, AreAllNamedInOneRun) {
  const support::TemporaryFolder products;
  std::set<std::string> planted;
  for (const PlantedFile& file : kFiles) {
    std::filesystem::create_directories((products / file.name).parent_path());
    if (file.bytes) support::spit(products / file.name, *file.bytes);
    if (!file.code.empty()) planted.insert(file.code + " products/" + file.name);
  }
  for (const PlantedLink& link : kLinks) {
    if (!link.code.empty()) planted.insert(link.code + " " + link.url);
  }
  ASSERT_THAT(planted, SizeIs(20));
  const Catalogue catalogue = library();
  Faults findings = check_files(catalogue, products.path()).findings;
  append(findings, World().check(catalogue).findings);
  EXPECT_EQ(told(findings), planted);
}

}  // namespace
}  // namespace enclosure::app
