// Who gets in, for how long, and whose forms are taken.

#include <gmock/gmock.h>

#include "tests/console/console_world.h"

namespace enclosure::app::test {
namespace {

class Login : public ConsoleWorld {};

TEST_F(Login, IsNeededForEveryPage) {
  for (const http::Endpoint& endpoint : router_.endpoints()) {
    const std::string path(endpoint.path_template);
    if (path == "/console/login" || path.starts_with("/console/assets/")) continue;
    std::string target = path;
    for (const auto& [variable, value] :
         {std::pair{"{id}", "A-1"}, {"{n}", "1"}, {"{action}", "pause"}}) {
      if (const auto at = target.find(variable); at != std::string::npos)
        target.replace(at, std::string(variable).size(), value);
    }
    const Answer answer =
        endpoint.method == "GET" ? browser_.get(target) : browser_.post(target, {});
    EXPECT_EQ(answer.status, 303) << target;
    EXPECT_EQ(answer.field("Location"), "/console/login") << target;
    EXPECT_EQ(answer.body, "") << target;
  }
}

TEST_F(Login, WithAKeyOfTheConsoleLeadsHome) {
  log_in();
  const Answer home = browser_.get("/console");
  EXPECT_EQ(home.status, 200);
  EXPECT_TRUE(home.shows("<h1>Today</h1>")) << home.body;
  EXPECT_TRUE(home.shows("desk"));
}

TEST_F(Login, WithAnyOtherKeyFails) {
  for (const std::string& key : {make_key(false), std::string("enc_nonsense"), std::string(),
                                 std::string(5000, 'x'), std::string("a b")}) {
    const Answer answer = browser_.post("/console/login", {{"key", key}});
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.field("Set-Cookie"), "");
    EXPECT_TRUE(answer.shows("role=\"alert\""));
    EXPECT_FALSE(key.size() > 4 && answer.shows(key)) << "the key stands on the page";
  }
}

TEST_F(Login, SetsACookieThatScriptsAndOtherSitesDoNotGet) {
  log_in();
  EXPECT_THAT(browser_.set_cookie,
              testing::MatchesRegex("enclosure-console=[A-Za-z0-9_-]{43}; Path=/console; "
                                    "HttpOnly; SameSite=Strict"));
  browser_.peer.secure = true;
  log_in();
  EXPECT_THAT(browser_.set_cookie,
              testing::MatchesRegex("__Host-enclosure-console=[A-Za-z0-9_-]{43}; Path=/; Secure; "
                                    "HttpOnly; SameSite=Strict"));
}

TEST_F(Login, GivesANewSessionEachTimeAndEndsTheOneBefore) {
  log_in();
  const std::string first = browser_.cookie;
  log_in();
  EXPECT_NE(browser_.cookie, first);
  browser_.cookie = first;
  EXPECT_EQ(browser_.get("/console").status, 303);
}

TEST_F(Login, NeverTakesASessionThatTheBrowserBrings) {
  browser_.cookie = "enclosure-console=" + std::string(43, 'A');
  const std::string planted = browser_.cookie;
  log_in();
  EXPECT_NE(browser_.cookie, planted);
  browser_.cookie = planted;
  EXPECT_EQ(browser_.get("/console").status, 303);
}

TEST_F(Login, TellsTheCommandThatMakesAKey) {
  EXPECT_TRUE(
      browser_.get("/console/login").shows("enclosure keys add --name NAME --scope console"));
}

TEST_F(Login, TwoCookiesOfThatNameAreNone) {
  log_in();
  browser_.cookie += "; " + browser_.cookie;
  EXPECT_EQ(browser_.get("/console").status, 303);
}

/// One that asks neither the checks nor the whole store.
constexpr const char* kCheapPage = "/console/import";

TEST_F(Login, EndsHalfAnHourAfterTheLastPage) {
  log_in();
  for (int i = 0; i < 4; ++i) {
    now_ += std::chrono::minutes{29};
    EXPECT_EQ(browser_.get(kCheapPage).status, 200) << i;
  }
  now_ += std::chrono::minutes{31};
  EXPECT_EQ(browser_.get(kCheapPage).status, 303);
  now_ -= std::chrono::minutes{31};
  EXPECT_EQ(browser_.get(kCheapPage).status, 303) << "it came back";
}

TEST_F(Login, EndsAfterTwelveHoursInAnyCase) {
  log_in();
  const Instant begin = now_;
  while (now_ - begin < std::chrono::minutes{11 * 60 + 40}) {
    now_ += std::chrono::minutes{20};
    ASSERT_EQ(browser_.get(kCheapPage).status, 200) << to_string(now_);
  }
  now_ += std::chrono::minutes{20};
  EXPECT_EQ(browser_.get(kCheapPage).status, 303);
}

TEST_F(Login, EndsWithItsKey) {
  log_in();
  keys_.all[key_id_].opens = false;
  EXPECT_EQ(browser_.get("/console").status, 303);
}

TEST_F(Login, EndsByLoggingOut) {
  log_in();
  const std::string before = browser_.cookie;
  const Answer home = browser_.get("/console");
  EXPECT_EQ(browser_.post("/console/logout", {{"csrf", home.input("csrf")}}).status, 303);
  EXPECT_EQ(browser_.cookie, "");
  browser_.cookie = before;
  EXPECT_EQ(browser_.get("/console").status, 303);
}

TEST_F(Login, IsKeptAsAHash) {
  log_in();
  const std::string session = browser_.cookie.substr(browser_.cookie.find('=') + 1);
  const std::string bytes =
      support::slurp(folder_ / "enclosure.db") + support::slurp(folder_ / "enclosure.db-wal");
  EXPECT_EQ(bytes.find(session), std::string::npos);
  EXPECT_NE(bytes.find(sha256_hex(session)), std::string::npos);
}

TEST_F(Login, IsHeardTenTimesInAQuarterOfAnHour) {
  const std::string key = make_key();
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(browser_.post("/console/login", {{"key", "wrong"}}).status, 403) << i;
  const Answer answer = browser_.post("/console/login", {{"key", key}});
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.field("Retry-After"), "900");
  browser_.peer.address = "192.0.2.8";
  EXPECT_EQ(browser_.post("/console/login", {{"key", key}}).status, 303) << "another address";
  browser_.peer.address = "192.0.2.7";
  now_ += std::chrono::minutes{15};
  EXPECT_EQ(browser_.post("/console/login", {{"key", key}}).status, 303);
}

class Forms : public ConsoleWorld {
 protected:
  Forms() {
    log_in();
    page_ = browser_.get("/console/do/pause");
  }

  /// The form as it is, with these header fields in the place of those of a browser.
  Answer send(const Fields& headers, const std::string& csrf) {
    Fields all = headers;
    all.emplace_back("content-type", "application/x-www-form-urlencoded");
    return browser_.send("POST", "/console/do/pause",
                         form_of({{"csrf", csrf}, {"form", page_.input("form")}, {"step", "do"}}),
                         all);
  }
  bool is_paused() {
    return store_.read<bool>(
        [](StoreTransaction& tx) { return tx.setting("dispatcher") == "paused"; });
  }

  Answer page_;
};

TEST_F(Forms, OfOurOwnPagesAreTaken) {
  EXPECT_EQ(send({{"origin", "http://console.example"}}, page_.input("csrf")).status, 303);
  EXPECT_TRUE(is_paused());
}

TEST_F(Forms, OfOtherPagesAreNot) {
  const std::string token = page_.input("csrf");
  for (const Fields& headers : std::vector<Fields>{
           {},
           {{"origin", "null"}},
           {{"origin", "http://evil.example"}},
           {{"origin", "http://console.example.evil.example"}},
           {{"origin", "http://console.example:81"}},
           {{"origin", "http://console.example"}, {"origin", "http://console.example"}},
           {{"origin", "http://console.example"}, {"sec-fetch-site", "cross-site"}},
           {{"origin", "http://console.example"}, {"sec-fetch-site", "same-site"}},
           {{"origin", "http://console.example"}, {"sec-fetch-site", "none"}}}) {
    EXPECT_EQ(send(headers, token).status, 403);
    EXPECT_FALSE(is_paused());
  }
}

TEST_F(Forms, WithoutTheTokenOfTheirSessionAreNot) {
  const std::string token = page_.input("csrf");
  ASSERT_EQ(token.size(), 43U);
  std::string wrong = token;
  wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
  log_in();  // the token of the session before is none of this one
  for (const std::string& text : {std::string(), token, wrong, token + "A", token.substr(1)}) {
    EXPECT_EQ(send({{"origin", "http://console.example"}}, text).status, 403) << text;
    EXPECT_FALSE(is_paused());
  }
}

TEST_F(Forms, AreNotTakenByGet) {
  browser_.get("/console/do/pause?csrf=" + page_.input("csrf") + "&step=do");
  EXPECT_FALSE(is_paused());
}

TEST_F(Forms, OfAnotherMediaTypeAreNotTaken) {
  const Answer answer =
      browser_.send("POST", "/console/do/pause", form_of({{"csrf", page_.input("csrf")}}),
                    {{"origin", "http://console.example"}, {"content-type", "text/plain"}});
  EXPECT_EQ(answer.status, 403);
  EXPECT_FALSE(is_paused());
}

TEST_F(Forms, DoTheirWorkOnce) {
  const Fields fields{{"csrf", page_.input("csrf")}, {"form", page_.input("form")}, {"step", "do"}};
  EXPECT_EQ(browser_.post("/console/do/pause", fields).field("Location"),
            "/console/messages?done=paused");
  store_.write([](StoreTransaction& tx) { tx.put_setting("dispatcher", "running"); });
  EXPECT_EQ(browser_.post("/console/do/pause", fields).field("Location"),
            "/console/messages?done=before");
  EXPECT_FALSE(is_paused());
}

TEST_F(Forms, ThroughTlsNameTheHostWithHttps) {
  browser_.peer.secure = true;
  log_in();
  page_ = browser_.get("/console/do/pause");
  EXPECT_EQ(send({{"origin", "http://console.example"}}, page_.input("csrf")).status, 403);
  EXPECT_EQ(send({{"origin", "https://console.example"}}, page_.input("csrf")).status, 303);
}

}  // namespace
}  // namespace enclosure::app::test
