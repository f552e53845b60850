// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::http {

/// A request target taken apart. Views point into `path`, so a Target is filled in place and not moved while in use.
struct Target
{
    std::string path;      ///< Below the base path, runs of '/' joined, raw dots resolved, not decoded.
    std::string query;     ///< Raw, without '?'; a fragment ends it.
    std::string authority; ///< Of the absolute form, else "".
    bool wasBelowBase = false;
    std::vector<std::string_view> segments; ///< Raw, without a trailing empty one.

    Target() = default;
    Target(const Target&) = delete;
    Target& operator=(const Target&) = delete;
};

/// Splits a verbatim target by spec routes C20, C21, C33 and C34. False when it is neither a path nor an absolute
/// address, or its path holds an encoded NUL: 400.
[[nodiscard]] bool splitTarget(std::string_view verbatim, std::string_view basePath, Target& target);

/// The target in the first line of an unfinished or malformed head, as far as it can be told; "" otherwise.
[[nodiscard]] std::string_view targetOfFirstLine(std::string_view bytes);

} // namespace sightglass::http
