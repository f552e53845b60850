// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;

namespace sightglass::charts {
class BarsChart;
class WorldDots;
} // namespace sightglass::charts

namespace sightglass::gui {

class BreakdownList;
class Panel;

/// The right column of Live: where visitors are, the last 30 minutes, what is being looked at. Asks the hub every ten
/// seconds while it is shown. GUI thread; owned by Live.
class LiveSide final : public QWidget
{
    Q_OBJECT

public:
    explicit LiveSide(Session& session, QWidget* parent = nullptr);
    void refresh();
    /// The three panels side by side, for a page that puts them below its list.
    void setAcross(bool across);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void showRealtime();
    void showPlaces(const client::Breakdown& answer);
    void showPages(const client::Breakdown& answer);
    [[nodiscard]] client::Question lastMinutes(const QString& property, int minutes, int limit) const;

    Session& m_session;
    QBoxLayout* m_panels;
    Panel* m_places;
    Panel* m_minutes;
    Panel* m_pages;
    charts::WorldDots* m_map;
    charts::BarsChart* m_bars;
    BreakdownList* m_list;
    client::Pending m_placesPending;
    client::Pending m_pagesPending;
    QTimer m_timer;
};

} // namespace sightglass::gui
