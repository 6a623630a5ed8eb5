#include "attachments/bundle.h"

#include <gmock/gmock.h>

namespace enclosure::attachments {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A hub with manuals in several languages and a lamp that shares the safety sheet with it.
constexpr std::string_view kProducts = R"({"schema": 1, "products": [
  {"match": {"sku": "HUB-*"}, "name": "USB hub", "documents": [
     {"kind": "manual", "language": "en", "file": "hub-en.pdf"},
     {"kind": "manual", "language": "de", "file": "hub-de.pdf"},
     {"kind": "manual", "language": "de-CH", "file": "hub-de-ch.pdf"},
     {"kind": "manual", "language": "fr-BE", "file": "hub-fr-be.pdf"},
     {"kind": "guide", "language": "de", "file": "hub-guide-1.pdf"},
     {"kind": "guide", "language": "de", "file": "hub-guide-2.pdf"},
     {"kind": "safety", "language": "pl", "file": "safety.pdf"}],
   "drivers": [
     {"title": "Driver", "url": "https://d.example/win/en", "os": "Windows", "language": "en"},
     {"title": "Treiber", "url": "https://d.example/win/de", "os": "Windows", "language": "de"},
     {"title": "Driver", "url": "https://d.example/mac", "os": "macOS", "language": "en"}]},
  {"match": {"sku": "LAMP"}, "name": "Lamp", "do_not_ask": true, "documents": [
     {"kind": "safety", "language": "pl", "file": "safety.pdf"},
     {"kind": "manual", "language": "sv", "file": "lamp-sv.pdf"}],
   "drivers": [
     {"title": "App", "url": "https://d.example/mac", "os": "macOS", "language": "en"}]}]})";

/// The bundle of an order of these SKUs.
Bundle bundle_of(std::vector<const char*> skus, const char* language,
                 std::vector<const char*> fallbacks = {}) {
  Order order;
  for (const char* sku : skus) {
    OrderLine line;
    line.sku = *Sku::parse(sku);
    order.lines.push_back(line);
  }
  std::vector<LanguageTag> chain;
  for (const char* tag : fallbacks) chain.push_back(*LanguageTag::parse(tag));
  return bundle(order, *Catalogue::parse(kProducts), *LanguageTag::parse(language), chain);
}

std::vector<std::string> files_of(const Bundle& bundle) {
  std::vector<std::string> files;
  for (const Enclosure& enclosure : bundle.enclosures) files.push_back(enclosure.document.file);
  return files;
}

std::vector<std::string> urls_of(const Bundle& bundle) {
  std::vector<std::string> urls;
  for (const DriverLink& driver : bundle.drivers) urls.push_back(driver.url);
  return urls;
}

TEST(Bundle, TakesTheBuyersLanguage) {
  EXPECT_THAT(files_of(bundle_of({"HUB-4"}, "de")),
              ElementsAre("hub-de.pdf", "hub-guide-1.pdf", "hub-guide-2.pdf", "safety.pdf"));
}

struct ChainCase {
  const char* name;
  const char* language;
  std::vector<const char*> fallbacks;
  const char* manual;
};
void PrintTo(const ChainCase& c, std::ostream* out) {
  *out << c.language;
}

class BundleChain : public testing::TestWithParam<ChainCase> {};

TEST_P(BundleChain, ChoosesTheManual) {
  const auto& c = GetParam();
  EXPECT_EQ(files_of(bundle_of({"HUB-4"}, c.language, c.fallbacks)).front(), c.manual);
}

INSTANTIATE_TEST_SUITE_P(
    Manual, BundleChain,
    testing::Values(ChainCase{"SameRegion", "de-CH", {}, "hub-de-ch.pdf"},
                    ChainCase{"WithoutRegion", "de-AT", {}, "hub-de.pdf"},
                    ChainCase{"OtherRegion", "fr-FR", {}, "hub-fr-be.pdf"},
                    ChainCase{"OtherRegionBeforeFallback", "fr", {"en"}, "hub-fr-be.pdf"},
                    ChainCase{"FirstFallback", "nl", {"fr-BE", "de"}, "hub-fr-be.pdf"},
                    ChainCase{"SecondFallback", "nl", {"it", "de-AT"}, "hub-de.pdf"},
                    ChainCase{"FirstThereIs", "nl", {"it"}, "hub-en.pdf"}),
    [](const auto& param) { return param.param.name; });

TEST(Bundle, EachFileAndLinkOncePerOrder) {
  const Bundle both = bundle_of({"LAMP", "HUB-4", "HUB-7"}, "en");
  EXPECT_THAT(files_of(both), ElementsAre("safety.pdf", "lamp-sv.pdf", "hub-en.pdf",
                                          "hub-guide-1.pdf", "hub-guide-2.pdf"));
  EXPECT_THAT(urls_of(both), ElementsAre("https://d.example/mac", "https://d.example/win/en"));
  EXPECT_EQ(both.enclosures.front().product, "Lamp");
}

TEST(Bundle, DriversPerOperatingSystem) {
  EXPECT_THAT(urls_of(bundle_of({"HUB-4"}, "de")),
              ElementsAre("https://d.example/win/de", "https://d.example/mac"));
}

TEST(Bundle, NamesTheItemsThatAreNotAskedAbout) {
  EXPECT_THAT(bundle_of({"HUB-4", "LAMP", "LAMP"}, "de").do_not_ask, ElementsAre("Lamp"));
  EXPECT_THAT(bundle_of({"HUB-4"}, "de").do_not_ask, IsEmpty());
}

TEST(Bundle, NothingForUnknownItems) {
  EXPECT_EQ(bundle_of({"MUG"}, "de"), Bundle{});
}

TEST(EncodedSize, CountsBase64LinesWithTheirEnds) {
  EXPECT_EQ(encoded_size(0), 0U);
  EXPECT_EQ(encoded_size(1), 4U + 2);
  EXPECT_EQ(encoded_size(57), 76U + 2);
  EXPECT_EQ(encoded_size(58), 80U + 4);
  EXPECT_EQ(encoded_size(~std::uint64_t{0}), ~std::uint64_t{0});
}

/// Which of the hub's documents in German are attached.
std::vector<std::string> attached(std::map<std::string, std::uint64_t> sizes, std::uint64_t fixed,
                                  std::uint64_t budget) {
  std::vector<std::string> files;
  for (const Packed& p : pack(bundle_of({"HUB-4"}, "de"), sizes, fixed, budget)) {
    if (p.attached) files.push_back(p.enclosure.document.file);
  }
  return files;
}

constexpr std::uint64_t kMegabyte = 1'000'000;
const std::map<std::string, std::uint64_t> kSizes = {{"hub-de.pdf", 5 * kMegabyte},
                                                     {"hub-guide-1.pdf", 2 * kMegabyte},
                                                     {"hub-guide-2.pdf", 1 * kMegabyte},
                                                     {"safety.pdf", kMegabyte / 10}};

TEST(Pack, EverythingWhenItFits) {
  EXPECT_THAT(attached(kSizes, 0, 12 * kMegabyte),
              ElementsAre("hub-de.pdf", "hub-guide-1.pdf", "hub-guide-2.pdf", "safety.pdf"));
}

TEST(Pack, SmallerOnesFirst) {
  EXPECT_THAT(attached(kSizes, 0, 10 * kMegabyte),
              ElementsAre("hub-guide-1.pdf", "hub-guide-2.pdf", "safety.pdf"));
  EXPECT_THAT(attached(kSizes, 5 * kMegabyte, 10 * kMegabyte),
              ElementsAre("hub-guide-2.pdf", "safety.pdf"));
}

TEST(Pack, TheInvoiceAloneMayBreakTheBudget) {
  EXPECT_THAT(attached(kSizes, 20 * kMegabyte, 10 * kMegabyte), IsEmpty());
}

TEST(Pack, AFileOfUnknownSizeGoesAsLink) {
  EXPECT_THAT(attached({{"safety.pdf", 10}}, 0, 10 * kMegabyte), ElementsAre("safety.pdf"));
}

TEST(Pack, HugeSizesDoNotWrapAround) {
  EXPECT_THAT(attached({{"safety.pdf", ~std::uint64_t{0}}, {"hub-de.pdf", ~std::uint64_t{0}}}, 5,
                       10 * kMegabyte),
              IsEmpty());
}

TEST(Pack, KeepsTheOrderOfTheBundle) {
  const Bundle hub = bundle_of({"HUB-4"}, "de");
  const auto packed = pack(hub, kSizes, 0, 10 * kMegabyte);
  ASSERT_EQ(packed.size(), hub.enclosures.size());
  for (std::size_t i = 0; i < packed.size(); ++i) {
    EXPECT_EQ(packed[i].enclosure, hub.enclosures[i]);
  }
}

}  // namespace
}  // namespace enclosure::attachments
