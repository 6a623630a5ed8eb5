#include "app/check/pdf_invoice.h"

#include <algorithm>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <utility>

#include "app/check/carrier.h"
#include "app/check/reading_budget.h"

namespace enclosure::app {
namespace {

using invoice::rules::Finding;
using invoice::rules::Weight;

Fault too_large(const std::string& why) {
  return {"PDF-003", "", "the PDF is not read: " + why,
          "do not open it: invoices are smaller; ask the sender"};
}

Fault unreadable(std::string_view why) {
  return {"PDF-001", "", "no PDF, or one beyond repair: " + shown(why),
          "ask the sender for the file again"};
}

/// The bytes of a stream; nothing where they cannot be unpacked.
std::optional<std::string> unpacked(QPDFObjectHandle stream, std::size_t most_bytes,
                                    ReadingBudget& budget) {
  if (!stream.isStream()) return std::nullopt;
  budget.begin_stream(most_bytes, "its e-invoice or its metadata are too large");
  std::optional<std::string> bytes;
  try {
    const auto data = stream.getStreamData(qpdf_dl_generalized);
    budget.on_whole_stream(data->getSize(), most_bytes);
    bytes.emplace(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
  } catch (const std::exception&) {
    // Told by the caller, or by the budget.
  }
  budget.end_stream();
  return bytes;
}

ReadingLimits reading_limits(const PdfLimits& limits) {
  ReadingLimits reading;
  reading.read_bytes = limits.read_bytes;
  reading.structure_bytes = limits.structure_bytes;
  reading.tokens = limits.tokens;
  reading.time = limits.time;
  return reading;
}

/// One PDF on its way through the rules.
class Reading {
 public:
  Reading(std::string_view bytes, const PdfLimits& limits)
      : bytes_(bytes), limits_(limits), budget_(reading_limits(limits)), scope_(budget_) {}

  Result<PdfInvoice> read() {
    try {
      pdf_.setSuppressWarnings(true);
      pdf_.processInputSource(counted_source(bytes_, budget_));
      take_apart(pdf_.getRoot());
      judge();
    } catch (const QPDFExc& error) {
      if (budget_.overspent().empty()) return refused(error);
    } catch (const std::bad_alloc&) {
      return too_large("it needs more memory than there is");
    } catch (const std::exception& error) {
      if (budget_.overspent().empty()) return unreadable(error.what());
    }
    if (!budget_.overspent().empty()) return too_large(budget_.overspent());
    return result();
  }

 private:
  static Fault refused(const QPDFExc& error) {
    if (error.getErrorCode() != qpdf_e_password) return unreadable(error.getMessageDetail());
    return {"PDF-002", "", "the PDF is locked with a password",
            "Factur-X forbids encryption: ask the sender for the file without"};
  }

  void take_apart(QPDFObjectHandle catalog) {
    read_metadata(catalog.getKey("/Metadata"));
    carrier_.embedded = embedded_files(catalog, limits_.embedded_files);
    carrier_.invoice = choose_invoice(carrier_.embedded, carrier_.metadata.file_name);
    const EmbeddedFile* file = carrier_.invoice_file();
    if (file == nullptr) return;
    carrier_.xml = unpacked(stream_of(file->specification), limits_.xml_bytes, budget_);
    if (carrier_.xml) carrier_.specification = specification_of(*carrier_.xml);
  }

  void read_metadata(QPDFObjectHandle metadata) {
    const auto packet = unpacked(metadata, limits_.xmp_bytes, budget_);
    if (!packet) {
      findings_.error("A-6.6.2.1", "Metadata", "the PDF has no metadata that can be read",
                      "a PDF/A-3 carries an XMP packet that says what it is");
      return;
    }
    auto xmp = read_xmp(*packet);
    if (!xmp) {
      const Fault& fault = xmp.faults().front();
      findings_.error(fault.code, fault.path, shown(fault.message), fault.hint);
      return;
    }
    carrier_.metadata = invoice_metadata(*xmp);
    carrier_.xmp = *std::move(xmp);
  }

  void judge() {
    if (pdf_.isEncrypted()) {
      findings_.error("A-6.1.3", "trailer", "the PDF is encrypted",
                      "Factur-X forbids encryption, without a password too: save it without");
    }
    judge_structure();
    judge_files(carrier_, findings_);
    judge_xmp(carrier_, findings_);
  }

  void judge_structure() {
    if (!bytes_.starts_with("%PDF-")) {
      findings_.error("A-6.1.2", "", "the file does not begin as a PDF", "take off what is before");
    }
    const std::vector<QPDFExc> damages = pdf_.getWarnings();
    if (damages.empty()) return;
    const bool was_rebuilt = std::any_of(damages.begin(), damages.end(), [](const QPDFExc& damage) {
      return damage.getMessageDetail().find("reconstruct cross-reference") != std::string::npos;
    });
    // libqpdf's first word is "file is damaged"; the second says why.
    const QPDFExc& first = damages[was_rebuilt && damages.size() > 1 ? 1 : 0];
    const std::string told = shown(first.getMessageDetail());
    if (was_rebuilt) {
      findings_.error("A-6.1.4", "", "the table of objects is damaged and was made anew: " + told,
                      "readers may see different documents: ask the sender for the file again");
    } else {
      findings_.warning("A-6.1", "", "the PDF is damaged, and was read all the same: " + told,
                        "ask the sender for the file again");
    }
  }

  Result<PdfInvoice> result() {
    PdfInvoice found;
    if (const EmbeddedFile* file = carrier_.invoice_file()) found.file_name = shown(file->name);
    if (carrier_.xml) found.xml = *std::move(carrier_.xml);
    found.specification = shown(carrier_.specification);
    found.conformance_level = shown(carrier_.metadata.conformance_level);
    found.findings = std::move(findings_).take();
    return found;
  }

  std::string_view bytes_;
  const PdfLimits& limits_;
  ReadingBudget budget_;
  ReadingBudget::Scope scope_;
  QPDF pdf_;
  Carrier carrier_;  // its handles end before the document does
  FindingList findings_;
};

}  // namespace

bool PdfInvoice::is_refused() const {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& one) { return one.weight == Weight::kError; });
}

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos;
}

Result<PdfInvoice> read_pdf_invoice(std::string_view bytes, const PdfLimits& limits) {
  if (bytes.size() > limits.file_bytes) {
    return too_large("it is larger than " + std::to_string(limits.file_bytes >> 20U) + " MiB");
  }
  if (!is_pdf(bytes)) return unreadable("it does not begin as one");
  install_counted_filters();
  return Reading(bytes, limits).read();
}

}  // namespace enclosure::app
