// Every page of an empty workspace and of a full one, and what hostile data become on them.

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>
#include <set>

#include "tests/console/console_world.h"

namespace enclosure::app::test {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::vector<std::string> kPages{"/console",
                                      "/console/orders",
                                      "/console/import",
                                      "/console/messages",
                                      "/console/texts",
                                      "/console/audit",
                                      "/console/coverage",
                                      "/console/bounces",
                                      "/console/settings",
                                      "/console/do/pause",
                                      "/console/do/resume",
                                      "/console/do/block",
                                      "/console/do/unblock",
                                      "/console/do/issue"};

/// What stands between each `mark` and the next quotation mark. (std::regex takes minutes for it.)
std::vector<std::string> quoted_after(const std::string& html, const std::string& mark) {
  std::vector<std::string> all;
  for (auto at = html.find(mark); at != std::string::npos; at = html.find(mark, at + 1)) {
    const auto begin = at + mark.size();
    all.push_back(html.substr(begin, html.find('"', begin) - begin));
  }
  return all;
}

/// Whether a tag has an attribute `style` or one that begins with "on".
bool has_inline_code(const std::string& html) {
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::string tag = html.substr(at, html.find('>', at) - at);
    if (tag.find(" style=") != std::string::npos) return true;
    for (auto on = tag.find(" on"); on != std::string::npos; on = tag.find(" on", on + 1)) {
      const auto end = tag.find_first_not_of("abcdefghijklmnopqrstuvwxyz", on + 3);
      if (end != std::string::npos && end > on + 3 && tag[end] == '=') return true;
    }
  }
  return false;
}

class Pages : public ConsoleWorld {
 protected:
  Pages() { log_in(); }

  /// Invoiced, mailed, reviewed, refunded: a little of everything.
  void fill() {
    take(order_json("A-1"));
    take(business_order_json("A-2"));
    pass();
    now_ += std::chrono::hours{1};
    pass();
    log_in();  // the session from before has ended
  }

  void expect_sound(const std::string& target) {
    const Answer answer = browser_.get(target);
    EXPECT_EQ(answer.status, 200) << target << errors_;
    EXPECT_THAT(answer.body, HasSubstr("<h1>")) << target;
    const auto csp = answer.field("Content-Security-Policy");
    EXPECT_THAT(csp, HasSubstr("default-src 'none'")) << target;
    EXPECT_THAT(csp, HasSubstr("frame-ancestors 'none'")) << target;
    EXPECT_THAT(csp, Not(HasSubstr("unsafe"))) << target;
    EXPECT_EQ(answer.field("X-Frame-Options"), "DENY") << target;
    EXPECT_EQ(answer.field("Cache-Control"), "") << "kept: the server says no-store";
    for (const char* attribute : {"src=\"", "href=\"", "action=\""}) {
      for (const std::string& address : quoted_after(answer.body, attribute)) {
        const bool elsewhere = address.starts_with("//") || address.starts_with("http://") ||
                               address.starts_with("https://");
        EXPECT_FALSE(elsewhere) << target << " loads or leads elsewhere: " << address;
      }
    }
    EXPECT_FALSE(has_inline_code(answer.body)) << target << " has what its own policy forbids";
    // Every control has a label, every id stands once.
    std::set<std::string> ids;
    for (const std::string& id : quoted_after(answer.body, " id=\""))
      EXPECT_TRUE(ids.insert(id).second) << target << " has the id " << id << " twice";
    for (const std::string& id : quoted_after(answer.body, "<label for=\""))
      EXPECT_TRUE(ids.contains(id)) << target << " labels nothing with " << id;
  }
};

TEST_F(Pages, OfAnEmptyWorkspace) {
  for (const std::string& page : kPages) expect_sound(page);
  const Answer home = browser_.get("/console");
  EXPECT_TRUE(home.shows("First steps"));
  EXPECT_TRUE(browser_.get("/console/orders").shows("There are no orders yet"));
}

TEST_F(Pages, OfAFullOne) {
  fill();
  for (const std::string& page : kPages) expect_sound(page);
  for (const char* page :
       {"/console/orders/A-1", "/console/orders/A-1/mails/1", "/console/orders/A-1/mails/2",
        "/console/orders/A-1/credit", "/console/orders/A-1/link", "/console/orders/A-1/unlink",
        "/console/orders/A-1/issue", "/console/orders/A-1/block", "/console/orders/A-1/vat",
        "/console/orders/A-2", "/console/orders?standing=issued", "/console/messages?state=sent",
        "/console/texts?language=el"})
    expect_sound(page);
  EXPECT_FALSE(browser_.get("/console").shows("First steps"));
}

TEST_F(Pages, ThatAreNotThereSaySo) {
  take(order_json("A-1"));
  for (const char* page :
       {"/console/orders/B-1", "/console/orders/%3Cb%3E", "/console/orders/A-1/mails/1",
        "/console/orders/A-1/mails/9", "/console/orders/A-1/documents/0.pdf",
        "/console/orders/A-1/credit", "/console/orders/A-1/nothing", "/console/do/nothing",
        "/console/orders/A-1/correct?number=R-1"}) {
    const Answer answer = browser_.get(page);
    EXPECT_EQ(answer.status, 404) << page << errors_;
  }
}

TEST_F(Pages, AnswerOddAddressesAsPages) {
  struct Odd {
    const char* method;
    const char* target;
    int status;
  };
  for (const Odd& odd :
       {Odd{"GET", "/console/nope", 404}, Odd{"GET", "/console/orders/A-1/documents/x.pdf", 404},
        Odd{"GET", "/console/a/b/c/d/e/f", 404}, Odd{"GET", "/console//orders", 404},
        Odd{"GET", "/console/orders/%zz", 400}, Odd{"GET", "/console/orders?a=%zz", 400},
        Odd{"POST", "/console/orders", 405}, Odd{"DELETE", "/console", 405}}) {
    const Answer answer = browser_.send(odd.method, odd.target, "", {});
    EXPECT_EQ(answer.status, odd.status) << odd.target;
    EXPECT_EQ(answer.field("Content-Type"), "text/html; charset=utf-8") << odd.target;
    EXPECT_EQ(answer.field("X-Frame-Options"), "DENY") << odd.target;
    EXPECT_TRUE(answer.shows("href=\"/console\"")) << odd.target;
  }
  EXPECT_EQ(browser_.get("/console/").field("Location"), "/console");
}

TEST_F(Pages, RefuseWordsThatTheyDoNotOffer) {
  fill();
  for (const char* page :
       {"/console/orders?standing=nothing", "/console/orders?behind=unknown",
        "/console/messages?state=gone", "/console/messages?stage=4", "/console/messages?stage=x",
        "/console/messages?behind=50", "/console/messages?behind=x,1,A-1",
        "/console/messages?behind=,4,A-1", "/console/messages?behind=,1,",
        "/console/orders?behind=-1", "/console/texts?language=xx",
        "/console/orders/A-1/mails/2?language=%25"}) {
    const Answer answer = browser_.get(page);
    EXPECT_THAT(answer.status, testing::AnyOf(400, 404)) << page;
    EXPECT_TRUE(answer.shows("Not this way")) << page;
  }
}

TEST_F(Pages, LeadThroughManyMessages) {
  for (int i = 0; i < 30; ++i) take(order_json("M-" + std::to_string(100 + i)));
  pass();
  const Answer first = browser_.get("/console/messages");
  const std::string next = first.found("rel=\"next\" href=\"([^\"]+)\"");
  ASSERT_NE(next, "");
  std::set<std::string> seen;
  static const std::regex kMail("/console/orders/(M-[0-9]+/mails/[123])\"");
  const std::sregex_iterator end;
  for (const Answer& page :
       {first, browser_.get(std::regex_replace(next, std::regex("&amp;"), "&"))}) {
    for (std::sregex_iterator at(page.body.begin(), page.body.end(), kMail); at != end; ++at)
      EXPECT_TRUE(seen.insert((*at)[1]).second) << (*at)[1] << " stands on both";
  }
  const auto planned = store_.read<std::size_t>([](StoreTransaction& tx) {
    const auto open = tx.open_messages();
    return static_cast<std::size_t>(
        std::count_if(open.begin(), open.end(), [](const StoredMessage& one) {
          return one.plan.state == messaging::MessageState::kScheduled;
        }));
  });
  EXPECT_GT(planned, 50U);
  EXPECT_EQ(seen.size(), planned);
  EXPECT_FALSE(first.shows("The first ones"));
}

TEST_F(Pages, TellOfOneInstantWhatCameAboutFirst) {
  take(order_json("A-1"));
  pass();
  const Answer page = browser_.get("/console/orders/A-1");
  const std::size_t import = page.body.find("<li class=\"import");
  const std::size_t document = page.body.find("<li class=\"document");
  const std::size_t mail = page.body.find("<li class=\"mail");
  ASSERT_NE(mail, std::string::npos);
  EXPECT_LT(import, document);
  EXPECT_LT(document, mail) << "mails are planned with the invoice";
}

TEST_F(Pages, TellWhatAnOrderWaitsFor) {
  fill();
  const Answer list = browser_.get("/console/orders");
  EXPECT_TRUE(list.shows("/console/orders/A-1"));
  const Answer home = browser_.get("/console");
  EXPECT_THAT(home.found("id=\"tile-refused\">.*?class=\"value\">([0-9]+)"), "1");
  EXPECT_THAT(home.found("id=\"tile-invoices\">.*?class=\"value\">([0-9]+)"), "1");
  EXPECT_THAT(home.found("id=\"tile-sent\">.*?class=\"value\">([0-9]+)"), "1");
  EXPECT_TRUE(home.shows("VIES-002")) << "why it waits";
  EXPECT_TRUE(home.shows("languages: 1, credit notes: 0"));
  EXPECT_TRUE(browser_.get("/console/orders/A-2").shows("VIES-002"));
}

TEST_F(Pages, ShowTheMailThatWasSentAndItsFiles) {
  fill();
  const Answer page = browser_.get("/console/orders/A-1/mails/1");
  EXPECT_TRUE(page.shows("as it was handed over"));
  EXPECT_TRUE(page.shows("<iframe sandbox src=\"/console/orders/A-1/mails/1/html\""));
  const Answer html = browser_.get("/console/orders/A-1/mails/1/html");
  EXPECT_THAT(html.field("Content-Security-Policy"), testing::StartsWith("sandbox; default-src"));
  EXPECT_EQ(html.field("X-Frame-Options"), "SAMEORIGIN");
  const Answer source = browser_.get("/console/orders/A-1/mails/1/source");
  EXPECT_EQ(source.field("Content-Type"), "message/rfc822");
  EXPECT_TRUE(source.shows("Message-ID:"));
  const Answer pdf = browser_.get("/console/orders/A-1/documents/0.pdf");
  EXPECT_EQ(pdf.field("Content-Type"), "application/pdf");
  EXPECT_TRUE(browser_.get("/console/orders/A-1").shows(sha256_hex(pdf.body)));
  const Answer xml = browser_.get("/console/orders/A-1/documents/0.xml");
  EXPECT_EQ(xml.status, 200);
  EXPECT_TRUE(xml.shows("CrossIndustryInvoice"));
}

TEST_F(Pages, TellWhyAReviewRequestWasSuppressed) {
  fill();
  store_.write([&](StoreTransaction& tx) {
    tx.put_event({*EventId::parse("r"), *OrderId::parse("A-1"), EventType::kRefunded, now_, {}},
                 now_);
  });
  pass();
  const Answer page = browser_.get("/console/orders/A-1");
  EXPECT_TRUE(page.shows("Mail 2 (review request): suppressed")) << page.body;
  EXPECT_TRUE(page.shows("<code>S:refunded</code>"));
  EXPECT_TRUE(browser_.get("/console/messages?state=cancelled&reason=S%3Arefunded").shows("A-1"));
}

TEST_F(Pages, FindOrdersByAPartOfTheirNumberOrAnInvoice) {
  fill();
  EXPECT_TRUE(browser_.get("/console/orders?number=a-1").shows("/console/orders/A-1"));
  EXPECT_FALSE(browser_.get("/console/orders?number=a-1").shows("/console/orders/A-2"));
  EXPECT_TRUE(browser_.get("/console/orders?number=%25").shows("No order is found"));
  const std::string number = store_.read<std::string>(
      [](StoreTransaction& tx) { return tx.invoice_numbers().front().to_string(); });
  EXPECT_TRUE(browser_.get("/console/orders?number=" + number).shows("/console/orders/A-1"));
}

TEST_F(Pages, ListFiftyOrdersAndLeadOn) {
  for (int i = 0; i < 60; ++i) take(order_json("L-" + std::to_string(100 + i)));
  const Answer first = browser_.get("/console/orders");
  const std::string next = first.found("rel=\"next\" href=\"([^\"]+)\"");
  ASSERT_NE(next, "");
  const Answer second = browser_.get(std::regex_replace(next, std::regex("&amp;"), "&"));
  EXPECT_TRUE(first.shows("/console/orders/L-159"));
  EXPECT_FALSE(first.shows("/console/orders/L-100\""));
  EXPECT_TRUE(second.shows("/console/orders/L-100\""));
  EXPECT_FALSE(second.shows("/console/orders/L-159"));
}

TEST_F(Pages, AuditTellsSeriesAndDefects) {
  fill();
  const Answer before = browser_.get("/console/audit");
  const Answer sound = browser_.post("/console/audit", {{"csrf", before.input("csrf")}});
  EXPECT_TRUE(sound.shows("no defects")) << sound.body << errors_;
  const Answer pdf = browser_.get("/console/orders/A-1/documents/0.pdf");
  const auto file = shop_.archive().path_of(sha256_hex(pdf.body));
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  support::spit(file, "not a PDF");
  const Answer broken = browser_.post("/console/audit", {{"csrf", before.input("csrf")}});
  EXPECT_TRUE(broken.shows("VERIFY-004"));
}

TEST_F(Pages, EscapeWhatOrdersHold) {
  const std::string hostile = R"(<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>)";
  take(order_json("A-1", hostile, R"(, "company": "</title><svg onload=alert(3)>")",
                  "</pre></textarea><b>Becher</b>"));
  pass();
  now_ += std::chrono::hours{1};
  pass();
  log_in();  // the session from before has ended
  store_.write([&](StoreTransaction& tx) {
    auto block = *messaging::parse_block("sku:<b>x</b>");
    block.because = "<script>alert(4)</script>";
    tx.put_block(block);
  });
  std::vector<std::string> pages = kPages;
  for (const char* page :
       {"/console/orders/A-1", "/console/orders/A-1/mails/1", "/console/orders/A-1/mails/1/html",
        "/console/orders/A-1/mails/2", "/console/orders/A-1/credit"})
    pages.emplace_back(page);
  pages.emplace_back("/console/orders?number=%3Cscript%3Ealert(5)&standing=%22%3E%3Ci%3E");
  pages.emplace_back("/console/messages?reason=%3Cscript%3Ealert(6)&state=%22%3E");
  pages.emplace_back("/console?done=%3Cscript%3E");
  pages.emplace_back("/console/do/unblock?entry=%22%3E%3Cscript%3E");
  for (const std::string& page : pages) {
    const Answer answer = browser_.get(page);
    EXPECT_LT(answer.status, 500) << page << errors_;
    for (const char* mark : {"<script>alert", "<svg onload", "<img src=x", "<b>Becher", "<b>x</b>",
                             "<script>\"", "\"><script", "\"><i>"})
      EXPECT_THAT(answer.body, Not(HasSubstr(mark))) << page;
  }
}

class Importing : public Pages {
 protected:
  Answer send(const std::string& file_name, const std::string& bytes, const std::string& pasted) {
    const Answer form = browser_.get("/console/import");
    form_id_ = form.input("form");
    return send_again(form.input("csrf"), file_name, bytes, pasted);
  }
  Answer send_again(const std::string& csrf, const std::string& file_name, const std::string& bytes,
                    const std::string& pasted) {
    const auto part = [](const std::string& disposition, const std::string& body) {
      return "--XX\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n" + body + "\r\n";
    };
    return browser_.post_multipart(
        "/console/import", "XX",
        part("name=\"csrf\"", csrf) + part("name=\"form\"", form_id_) +
            part("name=\"file\"; filename=\"" + file_name + "\"", bytes) +
            part("name=\"text\"", pasted) + part("name=\"format\"", "") + "--XX--\r\n");
  }
  std::size_t orders() {
    return store_.read<std::size_t>([](StoreTransaction& tx) { return tx.count_orders(); });
  }
  std::string form_id_;
};

TEST_F(Importing, TakesFilesAndPastedText) {
  const Answer answer = send("orders.json", order_json("A-1"), order_json("B-1"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.shows("orders.json")) << answer.body;
  EXPECT_EQ(orders(), 2U);
  EXPECT_EQ(woken_, 1);
}

TEST_F(Importing, TellsEveryFaultWithItsPath) {
  const Answer answer = send("bad.json", R"({"id": "A-1", "currency": "XX", "lines": []})", "");
  EXPECT_TRUE(answer.shows("Nothing of it was taken in"));
  EXPECT_TRUE(answer.shows("<code>IMPORT-"));
  EXPECT_TRUE(answer.shows("bad.json"));
  EXPECT_EQ(orders(), 0U);
}

TEST_F(Importing, TakesEachContentOncePerForm) {
  send("a.json", order_json("A-1"), "");
  take(order_json("A-1", "Erika Beispiel"));  // changed elsewhere
  const std::string csrf = browser_.get("/console/import").input("csrf");
  const Answer again = send_again(csrf, "a.json", order_json("A-1"), "");
  EXPECT_TRUE(again.shows("CONSOLE-002"));
  const auto name = store_.read<std::string>(
      [](StoreTransaction& tx) { return tx.order(*OrderId::parse("A-1"))->order.buyer.name; });
  EXPECT_EQ(name, "Erika Beispiel");
}

TEST_F(Importing, TakesAFileThatWasMendedWithTheSameForm) {
  const Answer mixed = send("bad.json", R"({"id": "A-1"})", order_json("B-1"));
  EXPECT_TRUE(mixed.shows("Nothing of it was taken in"));
  EXPECT_EQ(orders(), 1U);
  const std::string csrf = browser_.get("/console/import").input("csrf");
  const Answer mended = send_again(csrf, "bad.json", order_json("A-1"), "");
  EXPECT_FALSE(mended.shows("CONSOLE-002")) << mended.body;
  EXPECT_EQ(orders(), 2U);
}

TEST_F(Importing, SaysWhatIsWrongWithTheNameOfAFile) {
  const Answer answer = send(std::string(3000, 'a') + ".json", order_json("A-1"), "");
  EXPECT_EQ(answer.status, 400);
  EXPECT_TRUE(answer.shows("UPLOAD-002"));
  EXPECT_TRUE(answer.shows("the name of a file is too long")) << answer.body;
  EXPECT_TRUE(send("a\\b.json", order_json("A-1"), "").shows("UPLOAD-001"));
  EXPECT_EQ(orders(), 0U);
}

TEST_F(Importing, NeedsSomething) {
  EXPECT_TRUE(send("", "", "").shows("CONSOLE-001"));
}

TEST_F(Importing, TellsOfEmptyFiles) {
  const Answer alone = send("empty.json", "", "");
  EXPECT_TRUE(alone.shows("IMPORT-003")) << alone.body;
  EXPECT_TRUE(alone.shows("empty.json"));
  EXPECT_FALSE(alone.shows("CONSOLE-001"));
  const Answer beside = send("empty.json", "", order_json("A-1"));
  EXPECT_TRUE(beside.shows("IMPORT-003")) << beside.body;
  EXPECT_EQ(orders(), 1U);
}

TEST_F(Importing, TellsOfASecondCopyInTheSameUpload) {
  const Answer answer = send("a.json", order_json("A-1"), order_json("A-1"));
  EXPECT_FALSE(answer.shows("CONSOLE-002")) << answer.body;
  EXPECT_TRUE(answer.shows("the same file as")) << answer.body;
  EXPECT_EQ(orders(), 1U);
}

TEST_F(Importing, NeedsTheTokenOfTheSession) {
  const Answer form = browser_.get("/console/import");
  form_id_ = form.input("form");
  EXPECT_EQ(send_again("wrong", "a.json", order_json("A-1"), "").status, 403);
  EXPECT_EQ(orders(), 0U);
}

TEST_F(Importing, LeadsFromNothingToTheFirstMail) {
  EXPECT_TRUE(browser_.get("/console").shows("First steps"));
  send("orders.json", order_json("A-1"), "");
  const Answer form = browser_.get("/console/do/issue");
  EXPECT_EQ(submit(form, "/console/do/issue", {{"step", "do"}}).status, 303);
  EXPECT_EQ(documents(), 1U);
  now_ += std::chrono::hours{1};
  pass();
  log_in();  // the session from before has ended
  EXPECT_FALSE(browser_.get("/console").shows("First steps"));
  EXPECT_TRUE(browser_.get("/console/messages?state=sent").shows("A-1"));
}

}  // namespace
}  // namespace enclosure::app::test
