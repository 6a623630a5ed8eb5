// enclosure check FILE…

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/check/file_type.h"
#include "app/check/pdf_invoice.h"
#include "app/cli/context.h"
#include "app/cli/output.h"
#include "app/store/files.h"
#include "invoice/data/einvoice_data.h"
#include "invoice/xml/check_xml.h"

namespace enclosure::app {
namespace {

using invoice::rules::Finding;
using invoice::rules::Weight;
using invoice::xml::Verdict;

struct Options {
  std::vector<std::string> files;
  bool exact = false;
  bool warnings = false;
};

/// No e-invoice is nearly as large, nor a PDF around one.
constexpr std::size_t kMostFileBytes = std::size_t{64} * 1024 * 1024;

/// One file: the PDF around the e-invoice, where it is one, and the e-invoice itself.
struct Judged {
  std::optional<PdfInvoice> pdf;
  std::optional<Verdict> xml;
  Faults faults;           ///< why something could not be judged at all
  bool is_unread = false;  ///< the file itself could not be had
};

/// Why bytes are of another kind altogether: what a parser would say of them helps nobody.
std::optional<Fault> other_kind(std::string_view bytes) {
  const ContentGuess guess = content_of(bytes);
  switch (guess.content) {
    case Content::kEmpty:
      return Fault{"INPUT-004", "", "the file is empty",
                   "look whether it was copied or downloaded to its end"};
    case Content::kJpeg:
    case Content::kPng:
    case Content::kArchive:
    case Content::kExecutable:
      return Fault{"INPUT-004", "", fmt::format("this is {}, no e-invoice", guess.name),
                   "give the PDF or the XML itself; take it out of an archive first"};
    default:
      return std::nullopt;
  }
}

Judged judge(const std::string& file, const invoice::en16931::Data& data) {
  Judged judged;
  auto read = read_file(file, kMostFileBytes);
  if (!read) {
    judged.is_unread = true;
    judged.faults = std::move(read).faults();
    return judged;
  }
  std::string bytes = *std::move(read);
  if (auto fault = other_kind(bytes)) {
    judged.faults.push_back(*std::move(fault));
    return judged;
  }
  if (is_pdf(bytes)) {
    auto pdf = read_pdf_invoice(bytes);
    if (!pdf) {
      judged.faults = std::move(pdf).faults();
      return judged;
    }
    judged.pdf = *std::move(pdf);
    bytes = judged.pdf->xml;
    if (bytes.empty()) return judged;  // a finding about the PDF says why
  }
  auto xml = invoice::xml::check_xml(bytes, data);
  if (xml) {
    judged.xml = *std::move(xml);
  } else {
    judged.faults = std::move(xml).faults();
  }
  return judged;
}

std::string_view word_of(Weight weight) {
  switch (weight) {
    case Weight::kError:
      return "error";
    case Weight::kWarning:
      return "warning";
    case Weight::kExact:
      break;
  }
  return "exact";
}

bool is_refused(const Judged& judged, const Options& options) {
  if (!judged.faults.empty() || !judged.xml) return true;
  if (judged.pdf && judged.pdf->is_refused()) return true;
  const auto& findings = judged.xml->findings;
  return judged.xml->is_refused() ||
         (options.exact && std::any_of(findings.begin(), findings.end(), [](const Finding& one) {
            return one.weight == Weight::kExact;
          }));
}

bool is_told(const Finding& finding, const Options& options) {
  return finding.weight == Weight::kError || options.warnings ||
         (options.exact && finding.weight == Weight::kExact);
}

std::string line_of(const Finding& finding) {
  const Fault& fault = finding.fault;
  return fmt::format("  {} [{}] {}{}{}", word_of(finding.weight), fault.code, fault.message,
                     fault.path.empty() ? "" : "  @" + fault.path,
                     fault.hint.empty() ? "" : "; " + fault.hint);
}

/// "CII, EN 16931, R-1", and how the PDF names it.
std::string name_of(const Judged& judged) {
  std::string name;
  if (judged.pdf)
    name = judged.pdf->file_name.empty() ? "PDF" : "PDF with " + judged.pdf->file_name;
  if (!judged.xml) return name;
  if (!name.empty()) name += ", ";
  name += judged.xml->syntax == invoice::en16931::Syntax::kCii ? "CII, " : "UBL, ";
  name += invoice::rules::to_string(judged.xml->claim);
  return judged.xml->number.empty() ? name : name + ", " + judged.xml->number;
}

/// The findings that are wanted; gives how many are not.
std::size_t tell(const invoice::rules::Findings& findings, const Options& options) {
  std::size_t silent = 0;
  for (const Finding& finding : findings) {
    if (is_told(finding, options)) {
      say(line_of(finding));
    } else {
      ++silent;
    }
  }
  return silent;
}

void tell(const std::string& file, const Judged& judged, const Options& options) {
  const std::string name = name_of(judged);
  const char* verdict = is_refused(judged, options) ? "REFUSED" : "OK";
  say(fmt::format("{} {}{}", judged.is_unread ? "NOT READ" : verdict, file,
                  name.empty() ? "" : " [" + name + "]"));
  for (const Fault& fault : judged.faults)
    say(fmt::format("  error [{}] {}; {}", fault.code, fault.message, fault.hint));
  std::size_t silent = 0;
  if (judged.pdf) silent += tell(judged.pdf->findings, options);
  if (judged.xml) silent += tell(judged.xml->findings, options);
  if (silent > 0) say(fmt::format("  {} remarks more: --warnings", silent));
}

nlohmann::ordered_json json_of(const invoice::rules::Findings& findings) {
  auto json = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    const Fault& fault = finding.fault;
    json.push_back({{"weight", word_of(finding.weight)},
                    {"rule", fault.code},
                    {"path", fault.path},
                    {"message", fault.message},
                    {"hint", fault.hint}});
  }
  return json;
}

nlohmann::ordered_json json_of(const std::string& file, const Judged& judged,
                               const Options& options) {
  nlohmann::ordered_json one{{"file", file}, {"refused", is_refused(judged, options)}};
  if (const auto& pdf = judged.pdf) {
    one["pdf"] = {{"refused", pdf->is_refused()},
                  {"file_name", pdf->file_name},
                  {"conformance_level", pdf->conformance_level},
                  {"findings", json_of(pdf->findings)}};
  }
  if (const auto& xml = judged.xml) {
    one["syntax"] = xml->syntax == invoice::en16931::Syntax::kCii ? "CII" : "UBL";
    one["profile"] = invoice::rules::to_string(xml->claim);
    one["number"] = xml->number;
  }
  if (!judged.faults.empty()) one["faults"] = to_json(judged.faults);
  one["findings"] = judged.xml ? json_of(judged.xml->findings) : nlohmann::ordered_json::array();
  return one;
}

void check(const Options& options, Context& context) {
  const auto data = need(invoice::en16931::Data::load(einvoice_data::files()), kExitOurBug);
  auto json = nlohmann::ordered_json::array();
  std::size_t refused = 0;
  std::size_t unread = 0;
  for (const std::string& file : options.files) {
    const Judged judged = judge(file, data);
    unread += judged.is_unread;
    refused += !judged.is_unread && is_refused(judged, options);
    if (context.json) {
      json.push_back(json_of(file, judged, options));
    } else {
      tell(file, judged, options);
    }
  }
  if (context.json) {
    print_json(json);
  } else if (options.files.size() > 1) {
    say(fmt::format("{} files, {} refused{}", options.files.size(), refused,
                    unread > 0 ? fmt::format(", {} not read", unread) : ""));
  }
  if (refused > 0) context.exit_code = kExitCheckSaidNo;
  if (unread > 0) context.exit_code = kExitBadData;
}

}  // namespace

void add_check(Command& program, Context& context) {
  auto options = std::make_shared<Options>();
  Command* command =
      program.add_subcommand("check", "judges e-invoices, also a stranger's, by the rules");
  command
      ->add_option("FILE", options->files,
                   "a PDF with an e-invoice inside (Factur-X, ZUGFeRD), or its XML: CII or UBL")
      ->required();
  command->add_flag("--exact", options->exact,
                    "refuse amounts as well that are off by less than the rules tolerate");
  command->add_flag("--warnings", options->warnings, "tell what the rules take with a warning");
  command->callback([options, &context] { check(*options, context); });
}

}  // namespace enclosure::app
