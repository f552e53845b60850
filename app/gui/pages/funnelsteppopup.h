// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/popup.h"
#include "gui/window/session.h"
#include "models/funneldefinition.h"
#include "models/overviewdata.h"

class QLineEdit;
class QVBoxLayout;

namespace sightglass::gui {

class BreakdownList;
class Segmented;

/// One step of a funnel: a page or an event, with those that occur and how many visitors each has. Deletes itself when
/// it closes. GUI thread.
class FunnelStepPopup final : public Popup
{
    Q_OBJECT

public:
    /// `step` without text is a new one and cannot be removed or moved.
    FunnelStepPopup(Session& session, models::Scope scope, const models::FunnelCondition& step, QWidget* parent);

Q_SIGNALS:
    void chosen(const sightglass::models::FunnelCondition& step);
    void moved(int by);
    void removed();

private:
    void build(const models::FunnelCondition& step);
    void addWays(QVBoxLayout* column);
    void askValues();
    void narrow();
    void finish(const QString& text);

    Session& m_session;
    const models::Scope m_scope;
    Segmented* m_kind = nullptr;
    QLineEdit* m_text = nullptr;
    BreakdownList* m_list = nullptr;
    client::Breakdown m_values;
    client::Pending m_pending;
};

} // namespace sightglass::gui
