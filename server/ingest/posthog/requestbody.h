// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/posthog/answers.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace sightglass::ingest::posthog {

/// The JSON text of a request, out of whatever it is wrapped in, in the order of spec drop-in-apis §4.2: gzip by its
/// first bytes, a form's or query's `data`, base64. No headers are believed but a form's type. `limit` bounds the
/// bytes after each unpacking. Pure; thread: any.
[[nodiscard]] std::variant<std::string, Failure> bodyText(const domain::Request& request, std::size_t limit);

/// The same, parsed. The document lives until `parser` parses again.
[[nodiscard]] std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request,
                                                             std::size_t limit);

} // namespace sightglass::ingest::posthog
