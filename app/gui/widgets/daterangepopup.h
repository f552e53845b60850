// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/daterange.h"
#include "gui/widgets/popup.h"

namespace sightglass::gui {

class MonthGrid;

/// Periods with their keys at the left, two months at the right. Emits once and closes. GUI thread; deletes itself when
/// closed.
class DateRangePopup final : public Popup
{
    Q_OBJECT

public:
    DateRangePopup(const DateRange& range, const QDate& today, const QDate& firstDay, QWidget* parent = nullptr);
    void setCompared(const QDate& from, const QDate& to);

Q_SIGNALS:
    void rangeChosen(const sightglass::gui::DateRange& range);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choosePeriod(const QString& id);
    void chooseDays(const QDate& from, const QDate& to);
    /// The first day clicked starts a span, the second ends it.
    void takeDay(const QDate& day);
    void turn(int months);

    QDate m_today;
    QDate m_first;
    QDate m_pending;
    MonthGrid* m_left;
    MonthGrid* m_right;
};

} // namespace sightglass::gui
