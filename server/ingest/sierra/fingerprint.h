// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::sierra {

/// Group of an exception as 16 hex digits: rules version 1 of spec sierra §7.1, the grouping `beacon-1` (spec routes
/// §3). All text must be UTF-8. Thread: any.
[[nodiscard]] std::string fingerprint(std::string_view type, std::string_view message, std::string_view stack,
                                      std::string_view override);

/// One line of a stack without what differs from one occurrence to the next (spec sierra §7.2); "" when nothing is
/// left.
[[nodiscard]] std::string normalisedFrame(std::string_view line);
/// The lines of a stack normalised, empty ones dropped, equal neighbours as one; at most `most`.
[[nodiscard]] std::vector<std::string> normalisedFrames(std::string_view stack, std::size_t most);
/// The first line of a message that is not blank, normalised.
[[nodiscard]] std::string normalisedSummary(std::string_view message);

/// Steps of the normaliser, for its tests: addresses out, paths to base names, varying tokens to their kind.
[[nodiscard]] std::string withoutAddresses(std::string_view text);
[[nodiscard]] std::string withBaseNames(std::string_view text);
[[nodiscard]] std::string withTokenKinds(std::string_view text);

} // namespace sightglass::ingest::sierra
