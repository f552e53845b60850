// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/popup.h"
#include "gui/window/session.h"
#include "models/overviewdata.h"

class QComboBox;
class QLineEdit;

namespace sightglass::gui {

class BreakdownList;

/// One filter: property, operator, value, with the values that occur and how many visitors each has. Deletes itself
/// when it closes. GUI thread.
class FilterPopup final : public Popup
{
    Q_OBJECT

public:
    FilterPopup(Session& session, models::Scope scope, const client::FilterTerm& term, QWidget* parent);

Q_SIGNALS:
    void chosen(const sightglass::client::FilterTerm& term);

private:
    void build(const client::FilterTerm& term);
    void askValues();
    void showValues(const client::Breakdown& answer);
    void narrow();
    void finish(const QString& value);

    Session& m_session;
    const models::Scope m_scope;
    QComboBox* m_property = nullptr;
    QComboBox* m_operator = nullptr;
    QLineEdit* m_value = nullptr;
    BreakdownList* m_list = nullptr;
    client::Breakdown m_values;
    client::Pending m_pending;
};

} // namespace sightglass::gui
