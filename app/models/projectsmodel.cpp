// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/projectsmodel.h"

namespace sightglass::models {

void ProjectsModel::setProjects(const QList<client::ProjectInfo>& projects)
{
    if (m_projects == projects)
        return;
    beginResetModel();
    m_projects = projects;
    endResetModel();
}

int ProjectsModel::rowOf(const QString& id) const
{
    for (int row = 0; row < m_projects.size(); ++row) {
        if (m_projects.at(row).id == id)
            return row;
    }
    return -1;
}

const client::ProjectInfo* ProjectsModel::find(const QString& id) const
{
    const int row = rowOf(id);
    return row < 0 ? nullptr : &m_projects.at(row);
}

void ProjectsModel::put(const client::ProjectInfo& project)
{
    const int row = rowOf(project.id);
    if (row >= 0) {
        m_projects[row] = project;
        Q_EMIT dataChanged(index(row), index(row));
        return;
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_projects.append(project);
    endInsertRows();
}

void ProjectsModel::remove(const QString& id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_projects.removeAt(row);
    endRemoveRows();
}

int ProjectsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_projects.size());
}

QVariant ProjectsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::ProjectInfo& project = m_projects.at(index.row());
    switch (role) {
    case Qt::DisplayRole: return project.name;
    case IdRole: return project.id;
    case IsDemoRole: return project.demo;
    case TimezoneRole: return project.timezone;
    default: return {};
    }
}

} // namespace sightglass::models
