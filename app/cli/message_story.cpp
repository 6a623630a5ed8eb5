// The story behind `enclosure messages why`.

#include <fmt/format.h>

#include "app/cli/message_lists.h"
#include "app/cli/output.h"

namespace enclosure::app {
namespace {

using Json = nlohmann::ordered_json;

std::string delivery_told(const Story& story) {
  if (story.delivered_at)
    return fmt::format("Delivered {} ({})", to_string(*story.delivered_at),
                       messaging::to_string(story.delivery));
  if (!story.estimate) return "Delivery not known: nobody is asked for a review";
  return fmt::format(
      "Delivery estimated between {} and {} (source: {}); {}", to_string(story.estimate->earliest),
      to_string(story.estimate->latest), story.estimate->grounds,
      story.estimate_counts ? "messages.review.accept_estimated lets that open a review request"
                            : "that opens no review request");
}

void tell_line(const StoryLine& line) {
  const std::string stage =
      line.stage ? fmt::format("stage {} ", static_cast<int>(*line.stage)) : "";
  say(fmt::format("  {}  {}{}{}", to_string(line.at), stage, line.what,
                  line.reason.empty() ? "" : "  " + line.reason));
  if (!line.stage || !line.reason.empty()) say("      " + line.sentence);
}

Json json_of(const std::vector<StoryLine>& lines) {
  auto json = Json::array();
  for (const StoryLine& line : lines) {
    json.push_back({{"at", to_string(line.at)},
                    {"what", line.what},
                    {"stage", line.stage ? Json(static_cast<int>(*line.stage)) : Json()},
                    {"reason", line.reason},
                    {"sentence", line.sentence}});
  }
  return json;
}

Json instant_or_null(const std::optional<Instant>& at) {
  return at ? Json(to_string(*at)) : Json();
}

}  // namespace

void tell_story(const Story& story) {
  say(fmt::format("Order {}: {}", story.order.to_string(), delivery_told(story)));
  for (const messaging::Block& block : story.blocks)
    say(fmt::format("  On the block list: {} {}{}", messaging::to_string(block.kind), block.value,
                    block.because.empty() ? "" : " (" + block.because + ")"));
  if (story.pause)
    say(fmt::format("  Sending is paused since {}{}", to_string(story.pause->since),
                    story.pause->because.empty() ? "" : ": " + story.pause->because));
  for (const std::string& note : story.notes) say("  " + note);
  for (const StoryLine& line : story.lines) tell_line(line);
  if (!story.ahead.empty()) say("  Still to come:");
  for (const StoryLine& line : story.ahead) tell_line(line);
}

void add_story(const Story& story, Json& json) {
  json["delivery"] = {{"kind", messaging::to_string(story.delivery)},
                      {"at", instant_or_null(story.delivered_at)}};
  if (story.estimate) {
    json["delivery"]["earliest"] = to_string(story.estimate->earliest);
    json["delivery"]["latest"] = to_string(story.estimate->latest);
    json["delivery"]["source"] = story.estimate->grounds;
    json["delivery"]["opens_a_request"] = story.estimate_counts;
  }
  json["paused"] = Json();
  if (story.pause)
    json["paused"] = {{"since", to_string(story.pause->since)}, {"because", story.pause->because}};
  json["blocked"] = Json::array();
  for (const messaging::Block& block : story.blocks)
    json["blocked"].push_back({{"kind", messaging::to_string(block.kind)},
                               {"value", block.value},
                               {"because", block.because}});
  json["story"] = json_of(story.lines);
  json["ahead"] = json_of(story.ahead);
  json["notes"] = story.notes;
}

}  // namespace enclosure::app
