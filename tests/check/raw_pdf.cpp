#include "tests/check/raw_pdf.h"

#include <cstdio>
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>

namespace enclosure::test {

std::string packed(const std::string& bytes) {
  std::string out;
  Pl_String sink("sink", nullptr, out);
  Pl_Flate flate("pack", &sink, Pl_Flate::a_deflate);
  flate.write(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  flate.finish();
  return out;
}

std::string pdf_of(const std::map<int, std::string>& objects) {
  std::string file = "%PDF-1.7\n";
  std::string table;
  int next = 0;
  const auto row = [&](std::size_t offset, char kind) {
    char text[32];
    std::snprintf(text, sizeof text, "%010zu %05d %c \n", offset, kind == 'f' ? 65535 : 0, kind);
    table += text;
    ++next;
  };
  row(0, 'f');
  for (const auto& [number, body] : objects) {
    while (next < number) row(0, 'f');
    row(file.size(), 'n');
    file += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
  }
  const std::size_t at = file.size();
  return file + "xref\n0 " + std::to_string(next) + "\n" + table + "trailer\n<</Size " +
         std::to_string(next) + "/Root 1 0 R>>\nstartxref\n" + std::to_string(at) + "\n%%EOF\n";
}

std::string stream_object(const std::string& dictionary, const std::string& bytes) {
  return "<<" + dictionary + "/Length " + std::to_string(bytes.size()) + ">>\nstream\n" + bytes +
         "\nendstream";
}

}  // namespace enclosure::test
