// enclosure check FILE…

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

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

/// The XML of one file. A PDF carries its own inside.
Result<std::string> xml_of(std::string bytes) {
  if (bytes.starts_with("%PDF-")) {
    return Fault{"CHECK-001", "", "this is a PDF, and check reads the XML alone",
                 "take the XML out of it, say with pdfdetach -saveall, and check that"};
  }
  return bytes;
}

Result<Verdict> judge(const std::string& file, const invoice::en16931::Data& data) {
  const auto xml = xml_of(read_file(file));
  if (!xml) return xml.faults();
  return invoice::xml::check_xml(*xml, data);
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

bool is_refused(const Result<Verdict>& verdict, const Options& options) {
  if (!verdict) return true;
  const auto& findings = verdict->findings;
  return verdict->is_refused() ||
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

void tell(const std::string& file, const Result<Verdict>& verdict, const Options& options) {
  const std::string_view word = is_refused(verdict, options) ? "REFUSED" : "OK";
  if (!verdict) {
    say(fmt::format("{} {}", word, file));
    for (const Fault& fault : verdict.faults()) {
      say(fmt::format("  error [{}] {}; {}", fault.code, fault.message, fault.hint));
    }
    return;
  }
  say(fmt::format("{} {} [{}, {}{}]", word, file,
                  verdict->syntax == invoice::en16931::Syntax::kCii ? "CII" : "UBL",
                  invoice::rules::to_string(verdict->claim),
                  verdict->number.empty() ? "" : ", " + verdict->number));
  std::size_t silent = 0;
  for (const Finding& finding : verdict->findings) {
    if (is_told(finding, options)) {
      say(line_of(finding));
    } else {
      ++silent;
    }
  }
  if (silent > 0) say(fmt::format("  {} remarks more: --warnings", silent));
}

nlohmann::ordered_json json_of(const std::string& file, const Result<Verdict>& verdict,
                               const Options& options) {
  nlohmann::ordered_json one{{"file", file}, {"refused", is_refused(verdict, options)}};
  auto findings = nlohmann::ordered_json::array();
  if (verdict) {
    one["syntax"] = verdict->syntax == invoice::en16931::Syntax::kCii ? "CII" : "UBL";
    one["profile"] = invoice::rules::to_string(verdict->claim);
    one["number"] = verdict->number;
    for (const Finding& finding : verdict->findings) {
      const Fault& fault = finding.fault;
      findings.push_back({{"weight", word_of(finding.weight)},
                          {"rule", fault.code},
                          {"path", fault.path},
                          {"message", fault.message},
                          {"hint", fault.hint}});
    }
  } else {
    one["faults"] = to_json(verdict.faults());
  }
  one["findings"] = std::move(findings);
  return one;
}

void check(const Options& options, Context& context) {
  const auto data = need(invoice::en16931::Data::load(einvoice_data::files()), kExitOurBug);
  auto json = nlohmann::ordered_json::array();
  std::size_t refused = 0;
  for (const std::string& file : options.files) {
    const auto verdict = judge(file, data);
    refused += is_refused(verdict, options);
    if (context.json) {
      json.push_back(json_of(file, verdict, options));
    } else {
      tell(file, verdict, options);
    }
  }
  if (context.json) {
    print_json(json);
  } else if (options.files.size() > 1) {
    say(fmt::format("{} files, {} refused", options.files.size(), refused));
  }
  if (refused > 0) context.exit_code = kExitCheckSaidNo;
}

}  // namespace

void add_check(CLI::App& program, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      program.add_subcommand("check", "judges e-invoices, also a stranger's, by the rules");
  command
      ->add_option("FILE", options->files,
                   "XML of EN 16931: CII (Factur-X, ZUGFeRD, XRechnung) or UBL (XRechnung, Peppol)")
      ->required();
  command->add_flag("--exact", options->exact,
                    "refuse amounts as well that are off by less than the rules tolerate");
  command->add_flag("--warnings", options->warnings, "tell what the rules take with a warning");
  command->callback([options, &context] { check(*options, context); });
}

}  // namespace enclosure::app
