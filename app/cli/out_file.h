#pragma once
// Files that a user asks a command to write: they never take the place of something else.

#include <filesystem>
#include <optional>
#include <string_view>

#include "app/cli/context.h"

namespace enclosure::app {

/// What an output is; by it an earlier one is known again.
enum class OutKind { kPage, kTable, kMail, kPdf, kXml, kZip };

/// Why `bytes` must not be written over what `file` holds: it is there, and not an earlier output
/// of that kind. Nothing where it may. Fault OUTPUT-001. For any thread.
[[nodiscard]] std::optional<Fault> why_not_over(const std::filesystem::path& file,
                                                std::string_view bytes, OutKind kind);

/// Ends the command (64) where nothing may be written to `file`: it belongs to the workspace, its
/// store, archive, settings, keys and texts, which `force` does not change (OUTPUT-002); or its
/// folder is not there (OUTPUT-003). To be asked before the work is done.
void check_out(const std::filesystem::path& file, bool force, const Context& context);

/// Writes `bytes` to `file` once `check_out` and, without `force`, `why_not_over` let it. `secret`
/// files are readable by their owner alone. Throws CommandFaults (64), WorldError.
void write_out(const std::filesystem::path& file, std::string_view bytes, OutKind kind, bool force,
               const Context& context, bool secret = false);

/// Makes `folder` for many outputs, and those above it. Throws as `check_out`.
void make_out_folder(const std::filesystem::path& folder, const Context& context);

}  // namespace enclosure::app
