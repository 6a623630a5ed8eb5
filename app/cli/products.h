#pragma once
// The verbs of `enclosure products` that have a file of their own.

#include <CLI/CLI.hpp>

#include "app/cli/context.h"

namespace enclosure::app {

void add_products_add(CLI::App& products, Context& context);
void add_products_check(CLI::App& products, Context& context);
void add_products_coverage(CLI::App& products, Context& context);

}  // namespace enclosure::app
