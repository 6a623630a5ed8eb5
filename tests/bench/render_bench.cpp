// How fast orders become documents, how large they are, and where the time goes.
//
//   enclosure_bench [seconds a run]   all tables
//   enclosure_bench flat              the memory of a run over 100,000 orders
//
// Each row is the median of five runs. "docs/s/core" counts the CPU time of the one thread that
// makes documents; p50 and p99 are wall time. All documents are tagged and carry their e-invoice.

#include <cstdio>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "app/flow/shop.h"
#include "invoice/document.h"
#include "invoice/en16931/from_invoice.h"
#include "invoice/layout/lay_out.h"
#include "invoice/layout/typesetting.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/digest.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/embedded_font.h"
#include "invoice/pdf/logo.h"
#include "invoice/pdf/structure_tree.h"
#include "invoice/rules/own_rules.h"
#include "invoice/xml/write.h"
#include "sample_invoice.h"
#include "tests/bench/figures.h"
#include "tests/bench/program.h"

namespace {

using namespace enclosure;
using namespace enclosure::invoice;
using namespace enclosure::bench;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

[[noreturn]] void give_up(const char* what, const Faults& faults) {
  for (const Fault& fault : faults)
    std::fprintf(stderr, "%s: %s %s\n", what, fault.code.c_str(), fault.message.c_str());
  std::exit(1);
}

template <typename T>
T need(const char* what, Result<T> result) {
  if (!result) give_up(what, result.faults());
  return *std::move(result);
}

/// One document and what it is made with.
struct Subject {
  Subject(const char* what, const InvoiceContent& content, const Logo& logo, Effort effort,
          const DocumentTools& with)
      : name(what), invoice(sample::invoice(content)), tools(with) {
    options.logo = &logo;
    options.effort = effort;
  }

  [[nodiscard]] DocumentFiles make() const {
    return need(name, make_files(invoice, options, tools));
  }

  const char* name;
  Invoice invoice;
  DocumentTools tools;
  RenderOptions options;
};

/// Without the letters that the samples have only to be difficult.
InvoiceContent usual(int lines) {
  InvoiceContent content = sample::plain(lines);
  content.seller.address.lines = {"Beispielstraße 7"};
  content.buyer.address.lines = {"Musterweg 12 b"};
  content.einvoice = EInvoiceFormat::kFacturX;
  return content;
}

InvoiceContent difficult() {
  InvoiceContent content = sample::content("de");
  content.einvoice = EInvoiceFormat::kFacturX;
  return content;
}

void row(const Subject& subject, double seconds) {
  const std::size_t size = subject.make().pdf.bytes.size();
  const Figures figures = measure(seconds, [&] { static_cast<void>(subject.make()); });
  std::printf("%-36s %11.0f %8.2f %8.2f %8.1f %7.1f\n", subject.name, figures.per_second,
              figures.p50, figures.p99, static_cast<double>(size) / 1000.0, resident_megabytes());
  std::fflush(stdout);
}

/// Prints how many microseconds `work` takes, and gives them.
template <typename Work>
double part(const char* name, double seconds, const Work& work) {
  const double microseconds = 1e6 / measure(seconds, work).per_second;
  std::printf("  %-34s %11.0f us\n", name, microseconds);
  std::fflush(stdout);
  return microseconds;
}

/// The parts of one document by themselves; what is left over is libharu's and ours.
void where_time_goes(const Subject& subject, double seconds) {
  const Typesetting::Data& typesetting = subject.tools.typesetting.data();
  const layout::LogoSize logo_size{subject.options.logo->width(), subject.options.logo->height()};
  const auto layout = layout::lay_out(*subject.invoice, logo_size, typesetting);
  const DocumentFiles files = subject.make();
  const int level = subject.options.effort == Effort::kCompact ? 6 : 1;
  const en16931::Profile& profile =
      subject.tools.einvoices.profile(*subject.invoice->einvoice, subject.invoice->issue_date);
  const locales::Locale& locale = *subject.tools.languages.find(subject.invoice->language);
  const EInvoice einvoice = en16931::einvoice_of(*subject.invoice, profile, locale);

  std::printf("\nWhere a document's time goes: %s\n", subject.name);
  double rest = part("all of it", seconds, [&] { static_cast<void>(subject.make()); });
  rest -= part("layout", seconds, [&] {
    static_cast<void>(layout::lay_out(*subject.invoice, logo_size, typesetting));
  });
  rest -= part("the e-invoice as a value", seconds,
               [&] { static_cast<void>(en16931::einvoice_of(*subject.invoice, profile, locale)); });
  rest -=
      part("the e-invoice as XML", seconds, [&] { static_cast<void>(xml::write_cii(einvoice)); });
  rest -=
      part("compressing it", seconds, [&] { static_cast<void>(pdf::deflate(files.xml, level)); });
  rest -= part("its MD5 and the file's SHA-256", seconds, [&] {
    pdf::Sha256 digest;
    digest.update(files.pdf.bytes);
    static_cast<void>(digest.finish());
    static_cast<void>(pdf::md5(files.xml));
  });
  rest -= part("structure tree, its stream", seconds, [&] {
    pdf::ObjectFile file(level);
    std::vector<pdf::MarkedPage> pages;
    for (const layout::Page& page : layout->pages) {
      pages.push_back({file.reserve(), {}});
      for (const layout::TextRun& run : page.runs) {
        if (!layout::is_artifact(run.element)) pages.back().elements.push_back(run.element);
      }
    }
    static_cast<void>(pdf::write_structure_tree(file, *layout, pages, {}));
    static_cast<void>(std::move(file).finish(1, 1));
  });
  if (subject.options.effort == Effort::kCompact) {
    pdf::UsedCharacters used;
    for (const layout::Page& page : layout->pages) {
      for (const layout::TextRun& run : page.runs) used.add(run.text);
    }
    rest -= part("fonts of its own", seconds, [&] {
      for (const auto weight : {layout::Weight::kRegular, layout::Weight::kBold}) {
        static_cast<void>(
            pdf::compress(pdf::make_subset(typesetting.face(weight), used.sorted()), level));
      }
    });
  }
  std::printf("  %-34s %11.0f us\n", "drawing, pages, objects, output", rest);
  part("besides: the rules, asked once", seconds, [&] {
    static_cast<void>(rules::broken_einvoice_rules(*subject.invoice, subject.tools.einvoices,
                                                   subject.tools.languages));
  });
}

void print_documents(double seconds) {
  const double begin = wall_milliseconds();
  const app::Knowledge knowledge = need("knowledge", app::Knowledge::load());
  const double loaded = wall_milliseconds();
  const Logo logo = need("logo", Logo::decode(read(ENCLOSURE_SOURCE_DIR "/samples/logo.png")));
  const DocumentTools tools = knowledge.document_tools();
  const Subject fast("1 page, 10 lines", usual(10), logo, Effort::kFast, tools);
  static_cast<void>(fast.make());
  std::printf(
      "In the process: law, 24 languages, fonts %.0f ms, then the first document %.0f ms\n\n",
      loaded - begin, wall_milliseconds() - loaded);

  std::printf("%-36s %11s %8s %8s %8s %7s\n", "document", "docs/s/core", "p50 ms", "p99 ms", "KB",
              "RSS MB");
  const Subject compact("1 page, 10 lines, --compact", usual(10), logo, Effort::kCompact, tools);
  row(fast, seconds);
  row(compact, seconds);
  row({"Greek and Cyrillic names", difficult(), logo, Effort::kFast, tools}, seconds);
  row({"10 pages, 165 lines", usual(165), logo, Effort::kFast, tools}, seconds);
  row({"10 pages, 165 lines, --compact", usual(165), logo, Effort::kCompact, tools}, seconds);
  row({"500 pages, 8,700 lines", usual(8700), logo, Effort::kFast, tools}, seconds);
  row({"500 pages, 8,700 lines, --compact", usual(8700), logo, Effort::kCompact, tools}, seconds);
  where_time_goes(fast, seconds);
  where_time_goes(compact, seconds);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string_view(argv[1]) == "flat") {
    print_flatness();
    return 0;
  }
  print_documents(argc > 1 ? std::strtod(argv[1], nullptr) : 0.3);
  print_commands();
  return 0;
}
