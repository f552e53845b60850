// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"
#include "models/breakdownmodel.h"
#include "models/overviewdata.h"

#include <QDialog>
#include <QSortFilterProxyModel>

class QTableView;

namespace sightglass::gui {

class Label;

/// All rows of a breakdown: sortable, searchable, to copy or save as CSV. Enter or a double click filters by the row.
/// Deletes itself when closed. GUI thread.
class BreakdownWindow final : public QDialog
{
    Q_OBJECT

public:
    BreakdownWindow(Session& session, const models::Scope& scope, const QString& property, const QString& metric,
                    QWidget* parent);

Q_SIGNALS:
    void filterRequested(const sightglass::client::FilterTerm& term);

private:
    void build();
    void ask(Session& session, const models::Scope& scope);
    void filterBy(const QModelIndex& index);
    void save();

    const QString m_property;
    QStringList m_metrics;
    models::BreakdownModel m_model;
    QSortFilterProxyModel m_sorted;
    QTableView* m_table = nullptr;
    Label* m_state = nullptr;
    client::Pending m_pending;
};

} // namespace sightglass::gui
