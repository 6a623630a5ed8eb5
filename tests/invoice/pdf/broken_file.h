#pragma once
// Files with one thing broken, written by libqpdf, each with the rule that the judge has to name.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <ostream>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>

#include "tests/invoice/pdf/good_file.h"

namespace enclosure::invoice::conformance {

using Breaking = std::function<void(QPDF&)>;

/// The good file after `breaking`, written by libqpdf.
inline std::string broken(const Breaking& breaking) {
  QPDF pdf;
  pdf.processMemoryFile("good", good_file().data(), good_file().size());
  breaking(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);
  writer.setPreserveUnreferencedObjects(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
}

inline QPDFObjectHandle page(QPDF& pdf) {
  return QPDFPageDocumentHelper(pdf).getAllPages().front().getObjectHandle();
}

inline QPDFObjectHandle name(const std::string& text) {
  return QPDFObjectHandle::newName(text);
}

inline QPDFObjectHandle text(const std::string& utf8) {
  return QPDFObjectHandle::newUnicodeString(utf8);
}

inline QPDFObjectHandle integer(int number) {
  return QPDFObjectHandle::newInteger(number);
}

inline std::string data_of(QPDFObjectHandle stream) {
  const auto data = stream.getStreamData(qpdf_dl_all);
  return std::string(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
}

/// Replaces the first `from` in a stream.
inline void edit(QPDFObjectHandle stream, const std::string& from, const std::string& to) {
  std::string data = data_of(stream);
  const std::size_t at = data.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  data.replace(at, from.size(), to);
  stream.replaceStreamData(data, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

inline void edit_page(QPDF& pdf, const std::string& from, const std::string& to) {
  edit(page(pdf).getKey("/Contents"), from, to);
}

inline void edit_xmp(QPDF& pdf, const std::string& from, const std::string& to) {
  edit(pdf.getRoot().getKey("/Metadata"), from, to);
}

inline QPDFObjectHandle font(QPDF& pdf) {
  return page(pdf).getKey("/Resources").getKey("/Font").getKey("/F1");
}

inline QPDFObjectHandle descendant(QPDF& pdf) {
  return font(pdf).getKey("/DescendantFonts").getArrayItem(0);
}

/// The dictionary of the image.
inline QPDFObjectHandle logo_of(QPDF& pdf) {
  return page(pdf).getKey("/Resources").getKey("/XObject").getKey("/X1").getDict();
}

inline QPDFObjectHandle annotation(QPDF& pdf) {
  return page(pdf).getKey("/Annots").getArrayItem(0);
}

inline QPDFObjectHandle invoice_file(QPDF& pdf) {
  return pdf.getRoot().getKey("/AF").getArrayItem(0);
}

/// The first element of a type.
inline QPDFObjectHandle element(QPDF& pdf, const std::string& type) {
  for (QPDFObjectHandle object : pdf.getAllObjects()) {
    if (object.isDictionary() && object.getKey("/S").isName() &&
        object.getKey("/S").getName() == type && object.hasKey("/P")) {
      return object;
    }
  }
  ADD_FAILURE() << "no " << type;
  return QPDFObjectHandle::newNull();
}

struct BrokenCase {
  std::string name;
  std::string rule;
  Breaking breaking;
};

inline void PrintTo(const BrokenCase& c, std::ostream* out) {
  *out << c.name;
}

}  // namespace enclosure::invoice::conformance
