// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"

#include <QAbstractListModel>

namespace sightglass::models {

/// The hub's projects, in the order the hub gives. GUI thread.
class ProjectsModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles { IdRole = Qt::UserRole, IsDemoRole, TimezoneRole };

    using QAbstractListModel::QAbstractListModel;

    void setProjects(const QList<client::ProjectInfo>& projects);
    [[nodiscard]] const QList<client::ProjectInfo>& projects() const { return m_projects; }
    /// Nothing when there is none of that id.
    [[nodiscard]] const client::ProjectInfo* find(const QString& id) const;
    /// Puts a changed or added project in its place.
    void put(const client::ProjectInfo& project);
    void remove(const QString& id);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    [[nodiscard]] int rowOf(const QString& id) const;
    QList<client::ProjectInfo> m_projects;
};

} // namespace sightglass::models
