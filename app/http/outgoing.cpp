#include "app/http/outgoing.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace enclosure::app::http {

void Outgoing::set_answer(Response response, const WireOptions& options) {
  std::string head = text_.substr(std::min(sent_, text_.size())) + head_bytes(response, options);
  if (options.head_only) {
    begin(std::move(head), {}, {});
  } else if (response.source) {
    source_ = std::move(response.source);
    chunked_ = options.minor_version != 0;
    begin(std::move(head), {}, {});
  } else if (response.shared.bytes) {
    begin(std::move(head), {}, std::move(response.shared));
  } else {
    begin(std::move(head), std::move(response.body), {});
  }
}

void Outgoing::set_bytes(std::string bytes) {
  begin(std::move(bytes), {}, {});
}

/// In chunks (RFC 9112, 7.1), or as they are when the end of the connection is that of the body.
void Outgoing::set_portion(const std::string& portion) {
  if (portion.empty()) source_.reset();
  if (!chunked_) return begin(portion, {}, {});
  if (portion.empty()) return begin("0\r\n\r\n", {}, {});
  begin(fmt::format("{:x}\r\n", portion.size()) + portion + "\r\n", {}, {});
}

std::span<const iovec> Outgoing::pieces() {
  std::string_view shared;
  if (shared_.bytes)
    shared = std::string_view(*shared_.bytes).substr(shared_.offset, shared_.length);
  std::size_t skip = sent_;
  std::size_t count = 0;
  for (std::string_view piece : {std::string_view(text_), std::string_view(body_), shared}) {
    const std::size_t gone = std::min(skip, piece.size());
    skip -= gone;
    piece.remove_prefix(gone);
    if (piece.empty()) continue;
    // writev takes no pointer to const, but writes nothing there.
    pieces_.at(count++) = {const_cast<char*>(piece.data()), piece.size()};  // NOLINT
  }
  return {pieces_.data(), count};
}

void Outgoing::clear() {
  begin({}, {}, {});
  source_.reset();
}

void Outgoing::begin(std::string text, std::string body, SharedBody shared) {
  text_ = std::move(text);
  body_ = std::move(body);
  shared_ = std::move(shared);
  if (shared_.bytes) {
    shared_.offset = std::min(shared_.offset, shared_.bytes->size());
    shared_.length = std::min(shared_.length, shared_.bytes->size() - shared_.offset);
  }
  size_ = text_.size() + body_.size() + (shared_.bytes ? shared_.length : 0);
  sent_ = 0;
}

}  // namespace enclosure::app::http
