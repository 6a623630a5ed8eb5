#include "tests/check/foreign_pdf.h"

#include <stdexcept>

#include "sample_invoice.h"

namespace enclosure::test {
namespace {

QPDFObjectHandle name(const std::string& text) {
  return QPDFObjectHandle::newName(text);
}

QPDFObjectHandle names_of(QPDF& pdf) {
  return pdf.getRoot().getKey("/Names").getKey("/EmbeddedFiles").getKey("/Names");
}

std::string bytes_of(QPDFObjectHandle stream) {
  const auto data = stream.getStreamData(qpdf_dl_generalized);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

void replace_bytes(QPDFObjectHandle stream, const std::string& bytes) {
  stream.replaceStreamData(bytes, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

}  // namespace

std::string cii_of(std::string_view specification) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<rsm:CrossIndustryInvoice"
         " xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\""
         " xmlns:ram=\"urn:un:unece:uncefact:data:standard:"
         "ReusableAggregateBusinessInformationEntity:100\">"
         "<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>" +
         std::string(specification) +
         "</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>"
         "</rsm:ExchangedDocumentContext></rsm:CrossIndustryInvoice>\n";
}

const std::string& good_pdf() {
  static const std::string bytes = [] {
    invoice::EmbeddedXml xml;
    xml.bytes = cii_of("urn:cen.eu:en16931:2017");
    auto pdf =
        invoice::render(invoice::sample::invoice(invoice::sample::plain(1)),
                        {nullptr, &xml, invoice::Effort::kFast}, invoice::sample::typesetting());
    if (!pdf) throw std::runtime_error(pdf.faults().front().message);
    return std::move(pdf->bytes);
  }();
  return bytes;
}

std::string changed(const Change& change, const Writing& writing) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("good", good_pdf().data(), good_pdf().size());
  change(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStaticID(true);
  if (writing) writing(writer);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

QPDFObjectHandle specification(QPDF& pdf) {
  return names_of(pdf).getArrayItem(1);
}

QPDFObjectHandle invoice_stream(QPDF& pdf) {
  return specification(pdf).getKey("/EF").getKey("/F");
}

void replace_xml(QPDF& pdf, const std::string& xml) {
  replace_bytes(invoice_stream(pdf), xml);
  QPDFObjectHandle parameters = invoice_stream(pdf).getDict().getKey("/Params");
  parameters.removeKey("/Size");
  parameters.removeKey("/CheckSum");
}

void rename(QPDF& pdf, const std::string& to) {
  const QPDFObjectHandle text = QPDFObjectHandle::newUnicodeString(to);
  names_of(pdf).setArrayItem(0, text);
  specification(pdf).replaceKey("/F", text);
  specification(pdf).replaceKey("/UF", text);
  edit_xmp(pdf, "<fx:DocumentFileName>factur-x.xml", "<fx:DocumentFileName>" + to);
}

void edit_xmp(QPDF& pdf, const std::string& from, const std::string& to) {
  QPDFObjectHandle metadata = pdf.getRoot().getKey("/Metadata");
  std::string text = bytes_of(metadata);
  std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("the metadata have no " + from);
  for (; at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  replace_bytes(metadata, text);
}

void add_file(QPDF& pdf, const std::string& file_name, const std::string& bytes) {
  QPDFObjectHandle stream = pdf.newStream(bytes);
  stream.getDict().replaceKey("/Type", name("/EmbeddedFile"));
  stream.getDict().replaceKey("/Subtype", name("/application/octet-stream"));
  QPDFObjectHandle file = QPDFObjectHandle::parse("<</Type/Filespec/AFRelationship/Supplement>>");
  for (const char* key : {"/F", "/UF"}) {
    file.replaceKey(key, QPDFObjectHandle::newUnicodeString(file_name));
  }
  file.replaceKey("/EF", QPDFObjectHandle::newDictionary());
  file.getKey("/EF").replaceKey("/F", stream);
  file = pdf.makeIndirectObject(file);
  names_of(pdf).appendItem(QPDFObjectHandle::newUnicodeString(file_name));
  names_of(pdf).appendItem(file);
  pdf.getRoot().getKey("/AF").appendItem(file);
}

}  // namespace enclosure::test
