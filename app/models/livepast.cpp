// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livepast.h"

namespace sightglass::models {

void LivePast::note(const QList<client::LiveRow>& shown)
{
    m_shown.append(shown);
    if (m_shown.size() > kKnown)
        m_shown.remove(0, m_shown.size() - kKnown);
}

/// Events need no id, and two may be alike: each that is known stands for one.
QList<client::LiveRow> LivePast::missing(const QList<client::LiveRow>& latest,
                                         const QList<client::LiveRow>& streamed) const
{
    QList<client::LiveRow> known = m_shown + streamed;
    QList<client::LiveRow> out;
    for (auto row = latest.crbegin(); row != latest.crend(); ++row) {
        if (const qsizetype at = known.indexOf(*row); at >= 0)
            known.removeAt(at);
        else
            out.append(*row);
    }
    return out;
}

} // namespace sightglass::models
