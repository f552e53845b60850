// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/daterange.h"
#include "gui/widgets/popup.h"
#include "models/datewords.h"

class QLineEdit;

namespace sightglass::gui {

class Label;
class MonthGrid;

/// Periods with their keys at the left; typed dates and two months at the right. What is typed is marked in the months
/// while it is; Enter takes it, or says what is not understood. Emits once and closes. GUI thread; deletes itself when
/// closed.
class DateRangePopup final : public Popup
{
    Q_OBJECT

public:
    DateRangePopup(const DateRange& range, const QDate& today, const QDate& firstDay, QWidget* parent = nullptr);
    void setCompared(const QDate& from, const QDate& to);
    /// Puts the cursor into the field for typed dates.
    void beginTyping();

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
    void showMonth(const QDate& last);
    QWidget* makeTyped();
    QWidget* makePeriods(const QString& current);
    QWidget* makeMonths();
    void showTyped(const QString& text);
    void takeTyped();
    void showLength(const QDate& from, const QDate& to);

    QDate m_today;
    QDate m_first;
    QDate m_pending;
    MonthGrid* m_left;
    MonthGrid* m_right;
    QLineEdit* m_typed = nullptr;
    Label* m_hint = nullptr;
    const models::DateWords m_words;
};

} // namespace sightglass::gui
