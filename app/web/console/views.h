#pragma once
// What the pages of the seller's console show, as values: the flow fills them in, the functions of
// app/web/console make HTML of them. Nothing in here is escaped; everything may be hostile.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/web/mail_pages.h"
#include "core/fault.h"

namespace enclosure::app::console {

/// A moment, for programs and for the seller.
struct Moment {
  std::string iso;   ///< "2026-09-01T08:00:00Z"
  std::string told;  ///< "1 Sep 2026, 10:00", in the seller's zone; empty: there is none

  [[nodiscard]] bool is_set() const { return !told.empty(); }
};

/// How good or bad a thing is; a sign and a word always stand beside its colour.
enum class Tone { kPlain, kGood, kWarn, kBad };

/// What stands around every page.
struct Frame {
  std::string brand;
  std::string user;  ///< the name of the key
  std::string csrf;
  std::string zone;  ///< "Europe/Berlin"
  Moment now;
  bool shadow = false;              ///< no mail reaches a buyer
  std::vector<std::string> pauses;  ///< a sentence each
  std::string done;                 ///< what was just done, a sentence; or empty
};

/// A number of the home page that leads to where it comes from.
struct Tile {
  std::string id;
  std::string label;
  std::string value;
  std::string note;
  std::string href;  ///< below /console; or empty
  Tone tone = Tone::kPlain;
};

/// One order in a list.
struct OrderLine {
  std::string order;
  std::string channel;        ///< "Amazon FBA"
  std::string standing;       ///< "refused"
  std::string standing_told;  ///< "waits for you"
  Tone tone = Tone::kPlain;
  Moment imported_at;
  Fault fault;  ///< the first one; its code is empty where there is none
  Moment due_by;
  std::string due_told;  ///< "in 5 h", "late by 2 days"
  std::string due_rule;  ///< a sentence
  bool is_late = false;
};

/// A number for each of some days.
struct DayChart {
  std::vector<std::string> days;  ///< "2026-09-01", oldest first
  std::vector<std::size_t> orders;
  std::vector<std::size_t> documents;
  std::vector<std::size_t> mails;
};

struct StageCount {
  int stage = 1;
  std::string name;  ///< "Documents"
  std::size_t sent = 0;
  std::size_t waiting = 0;
  std::size_t suppressed = 0;
  std::size_t failed = 0;
};

struct ReasonCount {
  std::string code;
  std::string sentence;
  std::size_t count = 0;
};

/// One step from an empty workspace to the first mail.
struct FirstStep {
  std::string title;
  std::string told;
  std::string href;
  std::string button;
  bool done = false;
};

struct HomeView {
  std::vector<FirstStep> steps;  ///< empty once the first mail is out
  std::vector<Tile> tiles;
  std::vector<OrderLine> open;      ///< held and refused, the most urgent first
  std::size_t waiting_for_you = 0;  ///< of all orders
  std::size_t held = 0;
  std::vector<OrderLine> sent_in;  ///< by buyers, and not done yet
  std::vector<OrderLine> deadlines;
  DayChart chart;
  std::vector<StageCount> stages;
  std::vector<ReasonCount> suppressed;  ///< the most frequent first
  std::vector<ReasonCount> bounces;     ///< of the last 30 days, by class
  Faults checks;                        ///< what doctor finds wrong
};

struct Choice {
  std::string value;
  std::string label;
};

struct OrderListView {
  std::string number;    ///< searched for
  std::string standing;  ///< shown alone; or empty
  std::vector<std::pair<Choice, std::size_t>> standings;
  std::size_t all = 0;
  std::vector<OrderLine> orders;
  bool first = true;  ///< the page begins the list
  std::string next;   ///< the place behind its last order; empty: that was all
};

/// One thing that happened, of the time line.
struct StoryEntry {
  Moment at;
  std::string kind;   ///< "import", "event", "document", "mail", "decision"
  std::string title;  ///< "Mail 2, review request: taken off the plan"
  std::string told;   ///< a sentence or two
  std::string code;   ///< "S:refunded"; or empty
  Tone tone = Tone::kPlain;
};

struct DocumentLine {
  std::string number;
  std::string kind;  ///< "Credit note"
  std::string date;
  std::string total;  ///< "69.86 EUR"
  std::string note;   ///< "cancels R-2026-000001", "cancelled"
  std::string sha256;
  bool can_be_corrected = false;
};

/// One of the three mails of an order.
struct MailLine {
  int stage = 1;
  std::string name;
  std::string state;  ///< "cancelled"
  std::string state_told;
  Tone tone = Tone::kPlain;
  Moment due_at;
  Moment sent_at;
  std::string code;
  std::string reason;  ///< a sentence; or empty
  bool was_sent = false;
};

struct LinkView {
  std::string url;  ///< empty: there is none
  Moment expires_at;
};

/// What the buyer sent in through the link last.
struct SentInView {
  Moment at;           ///< not set: nothing
  std::string fields;  ///< "company, VAT number"
  std::string outcome;
  std::string correct;  ///< number of the invoice that the seller may correct with it; or empty
};

struct WhyLine {
  std::string heading;  ///< "Shipment S-1: waits for you"
  Tone tone = Tone::kPlain;
  std::vector<std::string> sentences;
  Faults faults;
};

/// Something that may be done with an order now.
struct OrderAction {
  std::string id;     ///< "credit": the last part of its address
  std::string label;  ///< "Credit note"
};

struct OrderView {
  std::string order;
  std::string standing_told;
  Tone tone = Tone::kPlain;
  std::vector<std::pair<std::string, std::string>> facts;
  OrderLine deadline;  ///< `due_by` is not set where there is none
  std::vector<WhyLine> why;
  std::vector<StoryEntry> story;
  std::vector<DocumentLine> documents;
  std::vector<MailLine> mails;
  std::vector<std::string> enclosures;
  LinkView link;
  SentInView sent_in;
  std::vector<OrderAction> actions;
};

/// A mail as it went out, or as it would go out now.
struct MailPage {
  std::string order;
  MailLine line;
  web::MailView mail;
  bool as_sent = false;           ///< these are the bytes that were handed over
  bool has_source = false;        ///< they can be downloaded
  std::vector<Choice> languages;  ///< in which it can be previewed
  std::string language;           ///< asked for; or empty
  Faults faults;                  ///< it cannot be composed now
};

/// A form that does something, asked for confirmation with what it will do.
struct ActionView {
  struct Field {
    enum class Kind { kText, kNumber, kArea, kSelect, kHidden };
    Kind kind = Kind::kText;
    std::string name;
    std::string label;
    std::string value;
    std::string hint;
    std::string most = {};  ///< kNumber: the greatest that makes sense
    std::vector<Choice> choices;
    bool required = false;
    std::string autocomplete = "off";
  };
  std::string title;
  std::string back;  ///< address below /console
  std::string back_label;
  std::vector<std::string> told;                             ///< what it does, sentences
  std::vector<std::pair<std::string, std::string>> outcome;  ///< of a rehearsal
  std::vector<Field> fields;
  std::string action;  ///< address below /console
  std::string button;
  bool confirming = false;  ///< the rehearsal is shown; the button does it
  bool danger = false;
  std::string form_id;  ///< does its work once
  Faults faults;
};

struct ImportLine {
  std::string name;
  std::string same_as = {};  ///< the file of the same upload that has the same bytes; or empty
  std::string format;
  std::vector<std::pair<std::string, std::size_t>> counts;
  std::vector<std::string> notices;
  Faults faults;
};

struct ImportView {
  std::vector<Choice> formats;
  std::string form_id;
  std::vector<ImportLine> results;
};

/// Which messages, as an address says it; each may be empty.
struct MessageQuery {
  std::string state;
  std::string reason;
  std::string stage;
  std::string behind;  ///< `MessageListView::next` of the page before
};

struct MessageListView {
  std::string state;
  std::string reason;
  std::string reason_told;
  std::string stage;  ///< shown alone; or empty
  std::vector<Choice> states;
  std::vector<StageCount> stages;
  std::vector<ReasonCount> reasons;  ///< of this state
  struct Line {
    std::string order;
    MailLine mail;
  };
  std::vector<Line> lines;
  bool first = true;                   ///< the page begins the list
  std::string next;                    ///< the place behind its last line; empty: that was all
  std::vector<std::string> campaigns;  ///< a sentence each
};

/// All texts of one language, with what the rules say.
struct TextsView {
  std::vector<Choice> languages;
  web::SheetLanguage language;
};

struct CoverageView {
  std::vector<std::string> columns;  ///< "AT-de"
  struct Row {
    std::string product;
    std::vector<int> cells;  ///< 0 nothing expected, 1 there, 2 in another language, 3 missing
    std::size_t have = 0, fallback = 0, missing = 0;
  };
  std::vector<Row> rows;
  std::size_t have = 0, fallback = 0, missing = 0;
  std::size_t rows_left_out = 0;
  std::vector<std::string> expects_nothing;
};

struct AuditView {
  bool done = false;  ///< it takes a while, so it is asked for
  Moment at;
  std::size_t orders = 0, documents = 0, messages = 0, files = 0, unused = 0;
  struct Series {
    std::string name;
    std::int64_t last = 0;
    std::string gaps;  ///< "none", or which numbers are missing
    Tone tone = Tone::kPlain;
  };
  std::vector<Series> series;
  Faults defects;
};

struct BounceLine {
  Moment at;
  std::string kind, rule, status, detail, order, stage;
};

struct BlockLine {
  std::string kind, value, stops, because;
  Moment since;
};

struct BouncesView {
  std::vector<ReasonCount> classes;
  std::vector<BounceLine> bounces;
  std::vector<BlockLine> blocks;
};

struct KeyLine {
  std::string id, name, scopes;
  Moment created_at, last_used_at;
  bool revoked = false;
};

struct CheckLine {
  std::string what, found;
  Faults defects;
  Faults hints;
};

struct SettingsView {
  std::vector<KeyLine> keys;
  std::vector<CheckLine> checks;
};

}  // namespace enclosure::app::console
