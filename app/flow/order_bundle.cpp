#include "app/flow/order_bundle.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/export/zip.h"
#include "locales/respell.h"

namespace enclosure::app {
namespace {

constexpr std::size_t kPortion = std::size_t{64} << 10U;

class Bundle : public http::BodySource {
 public:
  explicit Bundle(std::vector<BundleFile> files) : files_(std::move(files)) {}

  std::string next() override {
    while (given_ == made_.size()) {
      if (finished_) return "";
      make_more();
    }
    const std::size_t size = std::min(kPortion, made_.size() - given_);
    std::string portion = made_.substr(given_, size);
    given_ += size;
    return portion;
  }

 private:
  void make_more() {
    given_ = 0;
    if (done_ == files_.size()) {
      made_ = zip_.finish();
      finished_ = true;
      return;
    }
    const BundleFile& file = files_[done_++];
    made_ = zip_.add({path_of(file), file.bytes(), file.at});
  }

  /// "manuals/Anleitung-2.pdf", where there is an Anleitung.pdf already.
  std::string path_of(const BundleFile& file) {
    const std::string latin = locales::respell(file.name, [](char32_t c) { return c < 0x80; });
    const std::string name = zip_path(latin);
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    std::string path = zip_path(file.folder) + "/" + name;
    for (int i = 2; !taken_.insert(path).second; ++i) {
      path = zip_path(file.folder) + "/" + name.substr(0, dot) + "-" + std::to_string(i) +
             name.substr(dot);
    }
    return path;
  }

  std::vector<BundleFile> files_;
  ZipStream zip_;
  std::set<std::string> taken_;
  std::string made_;
  std::size_t given_ = 0;
  std::size_t done_ = 0;
  bool finished_ = false;
};

}  // namespace

std::shared_ptr<http::BodySource> bundle_of(std::vector<BundleFile> files) {
  return std::make_shared<Bundle>(std::move(files));
}

}  // namespace enclosure::app
