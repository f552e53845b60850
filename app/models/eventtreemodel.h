// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace sightglass::models {

/// One event as a tree to read: what is worth knowing about it first (warnings, why it does not count), then who, page,
/// origin, device, properties, and everything else as it is stored. Two columns, name and value. GUI thread.
class EventTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Roles {
        IsGroupRole = Qt::UserRole, ///< A heading
        IsWarningRole
    };

    explicit EventTreeModel(QObject* parent = nullptr);
    ~EventTreeModel() override;

    void setEvent(const client::LiveRow& event);
    void clear();

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node;
    Node* nodeOf(const QModelIndex& index) const;
    void addNotes(const client::LiveRow& event);
    void addGroup(const QString& title, const QStringList& members, QJsonObject& left);
    void addObject(const QString& title, const QString& member, QJsonObject& left);
    static void addValue(Node& parent, const QString& name, const QJsonValue& value);

    std::unique_ptr<Node> m_root;
};

} // namespace sightglass::models
