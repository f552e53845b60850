// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/layered.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::segment {

/// What kind of program made an event, by the name of its library (spec segment §5.5, §18).
enum class Library : std::uint8_t { Unknown, Browser, Mobile, Server };
[[nodiscard]] Library libraryKind(std::string_view libraryName);

/// Who sent an event, as its context and request tell.
struct Sender
{
    Library library = Library::Unknown;
    bool clientSide = false; ///< The request came from the visitor's own device.

    [[nodiscard]] static Sender of(const Layered& context, const domain::Request& request);
    /// `channel` of an event that states none.
    [[nodiscard]] std::string_view channel() const;
};

} // namespace sightglass::ingest::segment
