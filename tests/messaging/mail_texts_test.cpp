// The built-in texts against the structural rules of the policy (docs/messages.md): what is sent is
// looked at, not the template.

#include <gmock/gmock.h>
#include <unicode/uchar.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "core/text.h"
#include "messaging/message_values.h"
#include "messaging/templates_data.h"
#include "tests/messaging/mail_world.h"
#include "tests/support/process.h"

namespace enclosure::messaging {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What one language must say and must never say, from mail_words.json.
struct LanguageRules {
  std::string tag;
  std::string help;     // the offer of help (R13)
  std::string request;  // the word for a review
  /// In lower case, found at the beginning of a word: "satisf" finds "satisfied". With a blank
  /// behind it the word or phrase stands for itself.
  std::vector<std::string> forbidden;
};
void PrintTo(const LanguageRules& rules, std::ostream* out) {
  *out << rules.tag;
}

const std::vector<LanguageRules>& all_rules() {
  static const std::vector<LanguageRules> all = [] {
    std::vector<LanguageRules> rules;
    const auto file =
        std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "tests/messaging/mail_words.json";
    const auto document = nlohmann::json::parse(support::slurp(file));
    for (const auto& [tag, words] : document.items()) {
      rules.push_back({tag, words.at("help"), words.at("request"), words.at("forbidden")});
    }
    return rules;
  }();
  return all;
}

/// One message of one language with what it was made from.
struct Sample {
  std::string name;
  MessageContent content;
  std::string subject;
  std::string text;
  std::string html;
};

Sample sample_of(const std::string& name, const MessageContent& content) {
  SCOPED_TRACE(name);
  Sample sample{name, content, "", "", ""};
  const auto message = compose(content, built_in_texts());
  EXPECT_TRUE(message) << (message ? "" : message.faults().front().message);
  if (!message) return sample;
  sample.subject = message->subject;
  sample.text = message->text;
  const auto& mail = (*built_in_texts().data().find(content.language))[index_of(content.stage)];
  std::set<std::string> empty_slots;
  sample.html = mail.html.render(values_of(content), TextFormat::kHtml, empty_slots);
  return sample;
}

/// Every shape a message can take.
std::vector<Sample> samples_of(const std::string& language) {
  std::vector<Sample> samples;
  const auto add = [&](const std::string& name, MessageContent content) {
    samples.push_back(sample_of(name, content));
    content.buyer_name.clear();
    samples.push_back(sample_of(name + " without name", content));
  };
  MessageContent documents = documents_in(language);
  add("documents", documents);
  documents.invoice_numbers = {"R-2026-000017", "R-2026-000018"};
  add("two invoices", documents);
  documents.manuals_as_links.clear();
  documents.drivers.clear();
  documents.manual_titles.clear();
  documents.invoice_url.clear();
  add("invoices alone", documents);
  documents.invoice_numbers = {"R-2026-000017"};
  add("invoice alone", documents);
  documents.invoice_attached = false;
  documents.invoice_url = "https://invoice.seller.example/i/9f3c2a71d0";
  add("invoice as link", documents);
  for (const std::size_t links : {0U, 1U, 2U}) {
    add("review", request_in(language, Stage::kReview, links));
    add("check-up with request", request_in(language, Stage::kCheckUp, links));
  }
  add("check-up", check_up_in(language));
  return samples;
}

/// Lower-case words with one blank around each: " your order has ".
std::string words_of(std::string_view text) {
  std::string words = " ";
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (u_isalpha(static_cast<UChar32>(c)) != 0) {
      append_utf8(words, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
    } else if (!words.ends_with(' ')) {
      words += ' ';
    }
  }
  return words.ends_with(' ') ? words : words + ' ';
}

std::string without_links(const std::string& text) {
  return std::regex_replace(text, std::regex("https://[^\\s\"<]+"), "");
}
std::string squeezed(const std::string& text) {
  return std::string(trim(std::regex_replace(text, std::regex("\\s+"), " ")));
}

class MailTexts : public testing::TestWithParam<LanguageRules> {
 protected:
  const LanguageRules& rules_ = GetParam();
  std::vector<Sample> samples_ = samples_of(rules_.tag);
};

TEST_P(MailTexts, NameTheOrder) {  // R21
  for (const Sample& sample : samples_) {
    EXPECT_THAT(sample.text, HasSubstr("305-1234567-1234567")) << sample.name;
    EXPECT_THAT(sample.subject, HasSubstr("305-1234567-1234567")) << sample.name;
  }
}

TEST_P(MailTexts, OfferHelpBeforeTheRequest) {  // R13, R16
  for (const Sample& sample : samples_) {
    const auto help = sample.text.find(rules_.help);
    EXPECT_NE(help, std::string::npos) << sample.text;
    const auto request = sample.text.find(rules_.request);
    EXPECT_EQ(request != std::string::npos, sample.content.asks_for_review) << sample.text;
    if (request == std::string::npos) continue;
    EXPECT_LT(help, request) << sample.text;
    EXPECT_EQ(sample.text.find(rules_.request, request + 1), std::string::npos) << sample.text;
  }
}

TEST_P(MailTexts, HoldNoForbiddenWord) {  // R01 to R08, R14 to R17
  for (const Sample& sample : samples_) {
    const std::string words = words_of(without_links(sample.subject + "\n" + sample.text));
    for (const std::string& word : rules_.forbidden) {
      EXPECT_THAT(words, Not(HasSubstr(" " + word))) << sample.name;
    }
  }
}

TEST_P(MailTexts, HoldNoLinkButTheirOwn) {  // R09, R10
  for (const Sample& sample : samples_) {
    std::set<std::string> allowed = {sample.content.invoice_url};
    for (const auto& link : sample.content.manuals_as_links) allowed.insert(link.url);
    for (const auto& link : sample.content.drivers) allowed.insert(link.url);
    for (const auto& link : sample.content.review_links) allowed.insert(link.url);
    const std::regex url("https?:[^\\s\"<]*");
    for (std::sregex_iterator it(sample.text.begin(), sample.text.end(), url), end; it != end;
         ++it) {
      EXPECT_TRUE(allowed.contains(it->str())) << it->str();
    }
    for (const auto* never : {"@", "www.", "http:", "mailto", "tel:"}) {
      EXPECT_THAT(without_links(sample.text + sample.html), Not(HasSubstr(never)));
    }
  }
}

TEST_P(MailTexts, AreQuietInStyle) {  // R17, R18
  for (const Sample& sample : samples_) {
    const std::string all = sample.subject + "\n" + sample.text;
    for (const auto* never : {"!!", "??", "...", "…", "\n\n\n", "***", "---", "~", "  ", " ,", ",,",
                              " .", "()", "Re:", "[", "]"}) {
      EXPECT_THAT(all, Not(HasSubstr(never))) << sample.name;
    }
    EXPECT_LE(std::count(all.begin(), all.end(), '!'), 1);  // "Hej Anna!"
    const std::string without_url = without_links(all);
    for (std::size_t at = 0; at < without_url.size();) {
      const char32_t c = next_code_point(without_url, at);
      EXPECT_LT(c, 0x2100U) << "a sign that could be an emoji in: " << all;
    }
    std::size_t characters = 0;
    for (std::size_t at = 0; at < sample.subject.size(); ++characters) {
      static_cast<void>(next_code_point(sample.subject, at));
    }
    EXPECT_LE(characters, 90U) << sample.subject;
  }
}

TEST_P(MailTexts, LeaveNoSlotOpen) {  // R20
  for (const Sample& sample : samples_) {
    for (const auto* never : {"{", "}", "%%", "${", "#"}) {
      EXPECT_THAT(sample.subject + sample.text, Not(HasSubstr(never))) << sample.name;
    }
    const std::string words = words_of(sample.subject + "\n" + sample.text);
    for (const auto* never : {" null ", " undefined ", " nan "}) {
      EXPECT_THAT(words, Not(HasSubstr(never))) << sample.name;
    }
    // A colon announces something; only the Spanish salutation ends with one.
    const std::string body = sample.text.substr(sample.text.find("\n\n") + 2);
    EXPECT_EQ(body.find(":\n\n"), std::string::npos) << body;
  }
}

TEST_P(MailTexts, SayTheSameInHtml) {
  for (const Sample& sample : samples_) {
    std::string html = std::regex_replace(sample.html, std::regex("<[^>]*>"), " ");
    std::string text = sample.text;
    if (!sample.content.invoice_url.empty()) {  // behind the number, not in sight
      std::string numbers;
      for (const auto& n : sample.content.invoice_numbers)
        numbers += (numbers.empty() ? "" : ", ") + n;
      text = std::regex_replace(text, std::regex(sample.content.invoice_url + "(?=\\n)"), numbers);
    }
    text = std::regex_replace(without_links(text), std::regex("(^|\\n)- "), " ");
    text = std::regex_replace(text, std::regex(": *\\n"), "\n");
    html = std::regex_replace(html, std::regex(": *\\n"), "\n");
    EXPECT_EQ(words_of(squeezed(html)), words_of(squeezed(text))) << sample.name;
  }
}

TEST_P(MailTexts, AreWhollyInTheirLanguage) {  // R19
  for (const Sample& sample : samples_) {
    const std::string words = words_of(without_links(sample.subject + "\n" + sample.text));
    for (const auto* english : {" your ", " order ", " the ", " this ", " please "}) {
      if (rules_.tag != "en") {
        EXPECT_THAT(words, Not(HasSubstr(english))) << sample.name;
      }
    }
  }
  for (const LanguageRules& other : all_rules()) {
    if (other.tag == rules_.tag) continue;
    for (const Sample& sample : samples_) {
      EXPECT_THAT(sample.text, Not(HasSubstr(other.help))) << other.tag << " in " << rules_.tag;
    }
  }
}

TEST_P(MailTexts, TellOneInvoiceFromSeveral) {
  EXPECT_NE(samples_[0].subject, samples_[2].subject);
  const auto without_numbers = [](const Sample& sample) {
    return std::regex_replace(sample.text, std::regex("R-2026-000017(, R-2026-000018)?"), "");
  };
  EXPECT_NE(without_numbers(samples_[0]), without_numbers(samples_[2]));
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, MailTexts, testing::ValuesIn(all_rules()),
                         [](const auto& param) { return param.param.tag; });

TEST(MailTextRules, ExistForEveryLanguage) {
  std::vector<std::string> tags;
  for (const auto& rules : all_rules()) tags.push_back(rules.tag);
  EXPECT_THAT(built_in_texts().languages(), testing::UnorderedElementsAreArray(tags));
}

}  // namespace
}  // namespace enclosure::messaging
