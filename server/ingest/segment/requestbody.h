// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/segment/answers.h"
#include "ingest/segment/call.h"

#include <optional>
#include <string>
#include <variant>

namespace sightglass::ingest::segment {

/// What a request's route says about its body.
enum class Shape : std::uint8_t { Single, Batch, Pixel };

/// Reads the body of a request whatever its content type says (spec segment §3): JSON, or a form's flat members with
/// dots that nest; a pixel's query likewise, or its `data` member in base64 (§9.3). The document lives until
/// `parser` parses again.
[[nodiscard]] std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request,
                                                             Shape shape, const Limits& limits);

/// Flat form members as JSON text: "properties.subject=x" → {"properties":{"subject":"x"}}.
[[nodiscard]] std::string nestedJson(std::string_view form);

/// The write key in `Authorization: Basic`; nothing without one, for other schemes and for what is no base64.
[[nodiscard]] std::optional<std::string> basicKey(const domain::Request& request);
/// The write key of a request, from the first place that has one (spec segment §2.1); "" without any.
[[nodiscard]] std::string writeKey(const domain::Request& request, json::Value body, Shape shape);

} // namespace sightglass::ingest::segment
