// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"

#include <QCoreApplication>

#include <optional>

namespace sightglass::models {

/// How a sender without a source reads, and which source would take it. Pure functions.
class UnknownSender
{
    Q_DECLARE_TR_FUNCTIONS(UnknownSender)

public:
    /// "Unknown website id 1111…", by what the protocol calls its ids.
    [[nodiscard]] static QString title(const client::SenderInfo& sender);
    /// The icon of what is unknown: a key, an id or a host.
    [[nodiscard]] static QString icon(const client::SenderInfo& sender);
    /// A source that would take what it sends: the id or host filled in, everything else as for a new one.
    [[nodiscard]] static client::SourceInfo source(const client::SenderInfo& sender);
    /// Whether that source takes it already.
    [[nodiscard]] static bool isTakenBy(const client::SourceInfo& source, const client::SenderInfo& sender);

    /// As a place of the window names it: "umami:1111…".
    [[nodiscard]] static QString place(const client::SenderInfo& sender);
    [[nodiscard]] static std::optional<client::SenderInfo> ofPlace(const QString& place);
};

} // namespace sightglass::models
