#pragma once
// PDFs for the tests of `check`: a good one by our own renderer, and what others might make of it.

#include <functional>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <string>
#include <string_view>

namespace enclosure::test {

/// A CII document with that BT-24 and little else: enough for what stands around it.
[[nodiscard]] std::string cii_of(std::string_view specification);

/// One page with `cii_of` the profile EN 16931 in factur-x.xml. Nothing is wrong with it.
[[nodiscard]] const std::string& good_pdf();

using Change = std::function<void(QPDF&)>;
using Writing = std::function<void(QPDFWriter&)>;

/// `good_pdf` after `change`, written by libqpdf.
[[nodiscard]] std::string changed(const Change& change, const Writing& writing = {});

/// The file specification of the e-invoice, and its stream.
[[nodiscard]] QPDFObjectHandle specification(QPDF& pdf);
[[nodiscard]] QPDFObjectHandle invoice_stream(QPDF& pdf);

/// Puts another XML in its place, with Size and CheckSum of the old one taken off.
void replace_xml(QPDF& pdf, const std::string& xml);
/// Calls the e-invoice otherwise: in the tree, in the specification and in the metadata.
void rename(QPDF& pdf, const std::string& name);
/// Replaces each `from` in the metadata.
void edit_xmp(QPDF& pdf, const std::string& from, const std::string& to);
/// Another file, in the tree of names and in /AF.
void add_file(QPDF& pdf, const std::string& name, const std::string& bytes);

}  // namespace enclosure::test
