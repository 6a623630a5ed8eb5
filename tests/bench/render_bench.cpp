// How fast invoices become PDFs, how large they are, and where the time goes.
//
//   enclosure_bench [seconds a run]
//
// Each row is the median of five runs. "docs/s/core" counts the CPU time of the one thread that
// renders; p50 and p99 are wall time. All documents are tagged and carry an e-invoice of 19 KB.

#include <cstdio>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "fonts/fonts.h"
#include "invoice/layout/lay_out.h"
#include "invoice/layout/typesetting.h"
#include "invoice/pdf/deflate.h"
#include "invoice/pdf/digest.h"
#include "invoice/pdf/document_writer.h"
#include "invoice/pdf/embedded_font.h"
#include "invoice/pdf/logo.h"
#include "invoice/pdf/structure_tree.h"
#include "invoice/render.h"
#include "locales/data.h"
#include "sample_invoice.h"
#include "tests/bench/figures.h"

namespace {

using namespace enclosure;
using namespace enclosure::invoice;
using namespace enclosure::bench;

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Logo load_logo() {
  auto logo = Logo::decode(read(ENCLOSURE_SOURCE_DIR "/samples/logo.png"));
  if (!logo) {
    std::fprintf(stderr, "%s\n", logo.faults().front().message.c_str());
    std::exit(1);
  }
  return *std::move(logo);
}

/// As long and as repetitive as the CII file of a ten line invoice.
EmbeddedXml e_invoice(int lines) {
  EmbeddedXml xml;
  xml.bytes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossIndustryInvoice>\n";
  for (int i = 0; i < lines; ++i) {
    const std::string n = std::to_string(i + 1);
    const std::string amount = std::to_string(1999 + 731 * i) + "." + std::to_string(10 + i % 89);
    xml.bytes +=
        "<ram:IncludedSupplyChainTradeLineItem>\n<ram:AssociatedDocumentLineDocument>\n"
        "<ram:LineID>" +
        n +
        "</ram:LineID>\n</ram:AssociatedDocumentLineDocument>\n"
        "<ram:SpecifiedTradeProduct>\n<ram:SellerAssignedID>MW-" +
        n +
        "</ram:SellerAssignedID>\n"
        "<ram:Name>Docking-Station USB-C, " +
        n +
        " Anschlüsse, mit Netzteil</ram:Name>\n"
        "</ram:SpecifiedTradeProduct>\n<ram:SpecifiedLineTradeAgreement>\n"
        "<ram:NetPriceProductTradePrice>\n<ram:ChargeAmount>" +
        amount +
        "</ram:ChargeAmount>\n"
        "</ram:NetPriceProductTradePrice>\n</ram:SpecifiedLineTradeAgreement>\n"
        "<ram:SpecifiedLineTradeDelivery>\n<ram:BilledQuantity unitCode=\"C62\">" +
        n +
        "</ram:BilledQuantity>\n</ram:SpecifiedLineTradeDelivery>\n"
        "<ram:SpecifiedLineTradeSettlement>\n<ram:ApplicableTradeTax>\n"
        "<ram:TypeCode>VAT</ram:TypeCode>\n<ram:CategoryCode>S</ram:CategoryCode>\n"
        "<ram:RateApplicablePercent>19</ram:RateApplicablePercent>\n</ram:ApplicableTradeTax>\n"
        "<ram:SpecifiedTradeAllowanceCharge>\n<ram:ChargeIndicator>\n"
        "<udt:Indicator>false</udt:Indicator>\n</ram:ChargeIndicator>\n<ram:ActualAmount>" +
        amount +
        "</ram:ActualAmount>\n<ram:ReasonCode>95</ram:ReasonCode>\n"
        "</ram:SpecifiedTradeAllowanceCharge>\n"
        "<ram:SpecifiedTradeSettlementLineMonetarySummation>\n<ram:LineTotalAmount>" +
        amount +
        "</ram:LineTotalAmount>\n</ram:SpecifiedTradeSettlementLineMonetarySummation>\n"
        "</ram:SpecifiedLineTradeSettlement>\n</ram:IncludedSupplyChainTradeLineItem>\n";
  }
  for (int i = 0; xml.bytes.size() < 19000; ++i) {
    xml.bytes += "<ram:Party" + std::to_string(i) + ">Musterwerk " + std::to_string(i * 7919) +
                 "</ram:Party" + std::to_string(i) + ">\n";
  }
  xml.bytes += "</rsm:CrossIndustryInvoice>\n";
  return xml;
}

/// One document and what it is rendered with.
struct Subject {
  Subject(const char* what, const InvoiceContent& content, const Logo& logo, Effort effort)
      : name(what),
        invoice(sample::invoice(content)),
        xml(e_invoice(static_cast<int>(content.lines.size()))),
        options{&logo, &xml, effort, {}} {}
  Subject(const Subject&) = delete;
  Subject& operator=(const Subject&) = delete;

  [[nodiscard]] RenderedPdf render() const {
    auto pdf = enclosure::invoice::render(invoice, options, sample::typesetting());
    if (!pdf) {
      std::fprintf(stderr, "%s: %s\n", name, pdf.faults().front().message.c_str());
      std::exit(1);
    }
    return *std::move(pdf);
  }

  const char* name;
  Invoice invoice;
  EmbeddedXml xml;
  RenderOptions options;
};

/// Without the letters that the samples have only to be difficult.
InvoiceContent usual(int lines) {
  InvoiceContent content = sample::plain(lines);
  content.seller.address.lines = {"Beispielstraße 7"};
  content.buyer.address.lines = {"Musterweg 12 b"};
  return content;
}

void row(const Subject& subject, double seconds) {
  const std::size_t size = subject.render().bytes.size();
  const Figures figures = measure(seconds, [&] { static_cast<void>(subject.render()); });
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
  const Typesetting& typesetting = sample::typesetting();
  const layout::LogoSize logo_size{subject.options.logo->width(), subject.options.logo->height()};
  const auto layout = layout::lay_out(*subject.invoice, logo_size, typesetting.data());
  const RenderedPdf pdf = subject.render();
  const int level = subject.options.effort == Effort::kCompact ? 6 : 1;
  std::printf("\nWhere a document's time goes: %s\n", subject.name);
  double rest = part("all of it", seconds, [&] { static_cast<void>(subject.render()); });
  rest -= part("layout", seconds, [&] {
    static_cast<void>(layout::lay_out(*subject.invoice, logo_size, typesetting.data()));
  });
  rest -= part("compressing the e-invoice", seconds,
               [&] { static_cast<void>(pdf::deflate(subject.xml.bytes, level)); });
  rest -= part("its MD5 and the file's SHA-256", seconds, [&] {
    pdf::Sha256 digest;
    digest.update(pdf.bytes);
    static_cast<void>(digest.finish());
    static_cast<void>(pdf::md5(subject.xml.bytes));
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
            pdf::compress(pdf::make_subset(typesetting.data().face(weight), used.sorted()), level));
      }
    });
  }
  std::printf("  %-34s %11.0f us\n", "drawing, pages, objects, output", rest);
}

/// What a new process needs until it has its first document.
void first_document(const Logo& logo) {
  const double begin = wall_milliseconds();
  const auto catalog = locales::Catalog::load(locale_data::files());
  const double languages = wall_milliseconds();
  const auto typesetting = Typesetting::load(fonts::files(), *catalog);
  const double loaded = wall_milliseconds();
  const EmbeddedXml xml = e_invoice(10);
  const Invoice invoice = sample::invoice(usual(10));
  static_cast<void>(render(invoice, {&logo, &xml, Effort::kFast}, *typesetting));
  const double end = wall_milliseconds();
  std::printf("Start to first document: %.0f ms (languages %.0f, fonts %.0f, document %.0f)\n\n",
              end - begin, languages - begin, loaded - languages, end - loaded);
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::strtod(argv[1], nullptr) : 0.5;
  const Logo logo = load_logo();
  first_document(logo);
  std::printf("%-36s %11s %8s %8s %8s %7s\n", "document", "docs/s/core", "p50 ms", "p99 ms", "KB",
              "RSS MB");
  const Subject fast("1 page, 10 lines", usual(10), logo, Effort::kFast);
  const Subject compact("1 page, 10 lines, --compact", usual(10), logo, Effort::kCompact);
  row(fast, seconds);
  row(compact, seconds);
  row({"Greek and Cyrillic names", sample::content("de"), logo, Effort::kFast}, seconds);
  row({"10 pages, 165 lines", usual(165), logo, Effort::kFast}, seconds);
  row({"10 pages, 165 lines, --compact", usual(165), logo, Effort::kCompact}, seconds);
  row({"500 pages, 8,700 lines", usual(8700), logo, Effort::kFast}, seconds);
  row({"500 pages, 8,700 lines, --compact", usual(8700), logo, Effort::kCompact}, seconds);
  where_time_goes(fast, seconds);
  where_time_goes(compact, seconds);
  return 0;
}
