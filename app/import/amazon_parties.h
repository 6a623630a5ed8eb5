#pragma once
// Buyers and addresses of the Orders API.

#include <string_view>

#include "app/import/json_reader.h"
#include "app/import/sink.h"
#include "core/order.h"

namespace enclosure::app {

/// Reads an address. The firm stands above the street, unless the name says it already or it is
/// `known`: the buyer's own firm, which a page prints anyhow.
[[nodiscard]] Address read_api_address(const Reader& reader, std::string_view known = {});

/// Reads the buyer of `order` with the tax registrations. Personal data may be missing. `named` is
/// the order in notices: "order 302-1".
[[nodiscard]] Buyer read_api_buyer(const Reader& order, std::string_view named, Sink& sink);

/// Whether the list `programs` of `order` names `program`.
[[nodiscard]] bool has_api_program(const Reader& order, std::string_view program);

}  // namespace enclosure::app
