// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/daterange.h"
#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// ‹ icon name dates ›: the range of the page. The arrows move by its length, the middle opens the popup. GUI thread;
/// owned by its parent.
class DateRangeButton final : public ThemedButton
{
    Q_OBJECT

public:
    explicit DateRangeButton(QWidget* parent = nullptr);
    /// `today` and `firstDay` in the project's zone; days after today cannot be chosen.
    void setRange(const DateRange& range, const QDate& today, const QDate& firstDay = {});
    [[nodiscard]] const DateRange& range() const { return m_range; }
    /// Days it is compared with, underlined in the calendar; invalid for none.
    void setCompared(const QDate& from, const QDate& to);
    /// `typing` puts the cursor into the field for typed dates.
    void openPopup(bool typing = false);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// A period or days were chosen in the popup, or an arrow was pressed.
    void rangeChosen(const sightglass::gui::DateRange& range);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void shift(int direction);
    [[nodiscard]] bool canGoLater() const { return m_range.to < m_today; }

    DateRange m_range;
    QDate m_today;
    QDate m_first;
    QDate m_comparedFrom;
    QDate m_comparedTo;
};

} // namespace sightglass::gui
