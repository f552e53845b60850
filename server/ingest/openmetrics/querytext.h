// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::openmetrics {

/// Everything after the first '?' of a verbatim target. A '#' is content here: the node client sends it raw.
[[nodiscard]] std::string_view rawQuery(std::string_view target);

/// Where the value of `q` may end, the likeliest first: at the first '&' outside a JSON string, at the end, at the
/// first '&' (spec openmetrics §3.1). Still encoded. Nothing when there is no `q`.
[[nodiscard]] std::optional<std::array<std::string_view, 3>> payloadCandidates(std::string_view rawQuery);

/// The bytes of a candidate as text: percent sequences become bytes, a lone '%' stays; '+' is a blank only where the
/// sender form-encoded (or with `plusIsBlank`); bytes that are no UTF-8 are Latin-1 (spec openmetrics §3.2).
[[nodiscard]] std::string payloadText(std::string_view candidate, bool plusIsBlank);
/// The same for a body, which has no percent sequences.
[[nodiscard]] std::string bodyText(std::string_view body);

} // namespace sightglass::ingest::openmetrics
