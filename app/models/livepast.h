// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"

namespace sightglass::models {

/// Closes the gaps of a live stream: what the hub stored before the stream began, or while it was broken. Asks nobody;
/// it is told what was shown and what the hub holds. A value. GUI thread.
class LivePast
{
public:
    /// Of so many latest events it is known whether they were shown.
    static constexpr int kKnown = 100;

    /// These are shown now.
    void note(const QList<client::LiveRow>& shown);
    /// Those of the hub's latest events, newest first, that were neither shown nor are in `streamed`; oldest first.
    [[nodiscard]] QList<client::LiveRow> missing(const QList<client::LiveRow>& latest,
                                                 const QList<client::LiveRow>& streamed) const;
    void clear() { m_shown.clear(); }

private:
    QList<client::LiveRow> m_shown; ///< The last ones.
};

} // namespace sightglass::models
