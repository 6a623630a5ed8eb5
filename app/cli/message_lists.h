#pragma once
// Parts of `messages`: the story of an order, the block list, what came back.

#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/context.h"
#include "app/flow/story.h"

namespace enclosure::app {

/// Tells the story to people.
void tell_story(const Story& story);
/// Adds `delivery`, `paused`, `blocked` and `story` to `json`.
void add_story(const Story& story, nlohmann::ordered_json& json);

/// Adds block, unblock and blocked to `messages`.
void add_block_list(Command& messages, Context& context);

/// Adds bounces to `messages`.
void add_bounces(Command& messages, Context& context);

}  // namespace enclosure::app
