// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/panel.h"
#include "models/livetable.h"

#include <QTimer>

namespace sightglass::gui {

class Button;
class LiveListView;
class LiveRowsAdapter;
class SearchField;
class Segmented;

/// The list of Live with its tabs, search and pause. GUI thread; owned by Live.
class LiveList final : public Panel
{
    Q_OBJECT

public:
    explicit LiveList(models::LiveModel& model, QWidget* parent = nullptr);

    void chooseGroup(models::LiveModel::Group group);
    void togglePause();
    void focusSearch();
    [[nodiscard]] LiveListView* view() const { return m_view; }
    [[nodiscard]] models::CsvTable table() const { return models::liveTable(m_filter); }

Q_SIGNALS:
    /// A row of the model, -1 when none is chosen.
    void rowChosen(int row);

private:
    QWidget* makeBar();
    void showHeld(qint64 held);
    void showRefused(int refused);
    void fade();

    models::LiveModel& m_model;
    models::LiveFilter m_filter;
    LiveRowsAdapter* m_adapter;
    LiveListView* m_view;
    Segmented* m_tabs = nullptr;
    SearchField* m_search = nullptr;
    Button* m_pause = nullptr;
    QTimer m_fade;
    QTimer m_fadeEnd;
};

} // namespace sightglass::gui
