#pragma once
// The verbs of `enclosure products` that have a file of their own.

#include "app/cli/command.h"
#include "app/cli/context.h"

namespace enclosure::app {

void add_products_add(Command& products, Context& context);
void add_products_check(Command& products, Context& context);
void add_products_coverage(Command& products, Context& context);
void add_products_sheet(Command& products, Context& context);

}  // namespace enclosure::app
