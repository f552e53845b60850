// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/livemodel.h"

#include <QSortFilterProxyModel>

namespace sightglass::models {

/// The part of the live list that a kind tab and a search leave. Keeps the order of its source.
class LiveFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit LiveFilter(QObject* parent = nullptr)
        : QSortFilterProxyModel(parent)
    {
    }

    void setGroup(LiveModel::Group group);
    [[nodiscard]] LiveModel::Group group() const { return m_group; }
    /// Words that must all occur in what a row shows; letter case does not matter.
    void setSearch(const QString& words);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    LiveModel::Group m_group = LiveModel::Group::All;
    QStringList m_words;
};

} // namespace sightglass::models
