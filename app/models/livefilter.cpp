// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livefilter.h"

#include <algorithm>

namespace sightglass::models {

void LiveFilter::setGroup(LiveModel::Group group)
{
    m_group = group;
    invalidateFilter();
}

void LiveFilter::setSearch(const QString& words)
{
    m_words = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

bool LiveFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    if (m_group != LiveModel::Group::All && index.data(LiveModel::GroupRole).value<LiveModel::Group>() != m_group)
        return false;
    if (m_words.isEmpty())
        return true;
    QString shown;
    for (const int role : {LiveModel::TitleRole, LiveModel::DetailRole, LiveModel::WhoRole, LiveModel::PlaceRole,
                           LiveModel::SourceRole, LiveModel::ProtocolRole})
        shown += index.data(role).toString() + QLatin1Char('\n');
    return std::all_of(m_words.cbegin(), m_words.cend(),
                       [&](const QString& word) { return shown.contains(word, Qt::CaseInsensitive); });
}

} // namespace sightglass::models
