#include "tests/support/pdf_rules/read_pdf.h"

#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFJob.hh>
#include <qpdf/QPDFLogger.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <sstream>
#include <stdexcept>

#include "tests/support/pdf_rules/rules.h"

namespace enclosure::support {
namespace {

using namespace pdf_rules;

class Reader {
 public:
  explicit Reader(QPDF& pdf) : drawn_(check_contents(pdf, report_)) {
    for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      page_of_.emplace(page.getObjectHandle().getObjGen(), page_of_.size());
    }
  }

  void read(QPDFObjectHandle element) {
    for (QPDFObjectHandle& kid : kids_of(element)) {
      if (kid.isInteger()) {
        take(element, element.getKey("/Pg"), kid);
      } else if (name_of(kid.getKey("/Type")) == "/MCR") {
        take(element, kid.getKey("/Pg"), kid.getKey("/MCID"));
      } else if (name_of(kid.getKey("/Type")) != "/OBJR") {
        read(kid);
      }
    }
  }

  [[nodiscard]] std::vector<ReadText> take_texts() { return std::move(texts_); }

 private:
  void take(QPDFObjectHandle element, QPDFObjectHandle page, QPDFObjectHandle mcid) {
    const std::size_t number = page_of_.at(page.getObjGen());
    texts_.push_back({name_of(element.getKey("/S")), number,
                      drawn_.marks.at(number).at(mcid.getIntValueAsInt()).text});
  }

  Report report_;
  Drawn drawn_;
  std::map<QPDFObjGen, std::size_t> page_of_;
  std::vector<ReadText> texts_;
};

void open(QPDF& pdf, std::string_view bytes) {
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("file", bytes.data(), bytes.size());
}

}  // namespace

std::vector<ReadText> texts_in_order_of_structure(std::string_view bytes) {
  QPDF pdf;
  open(pdf, bytes);
  QPDFObjectHandle root = pdf.getRoot().getKey("/StructTreeRoot");
  if (!root.isDictionary()) throw std::runtime_error("no structure tree");
  Reader reader(pdf);
  reader.read(root);
  return reader.take_texts();
}

std::map<std::string, std::string> embedded_files(std::string_view bytes) {
  QPDF pdf;
  open(pdf, bytes);
  std::map<std::string, std::string> files;
  for (const auto& [name, file] : QPDFEmbeddedFileDocumentHelper(pdf).getEmbeddedFiles()) {
    files[name] = data_of(file->getEmbeddedFileStream());
  }
  return files;
}

std::string complaints_of_qpdf(const std::string& file) {
  std::ostringstream out;
  std::ostringstream err;
  try {
    const auto logger = QPDFLogger::create();
    logger->setOutputStreams(&out, &err);
    QPDFJob job;
    job.setLogger(logger);
    job.config()->inputFile(file)->check()->checkConfiguration();
    job.run();
    if (job.getExitCode() == 0 && err.str().empty()) return "";
  } catch (const std::exception& error) {
    err << error.what();
  }
  return out.str() + err.str();
}

}  // namespace enclosure::support
