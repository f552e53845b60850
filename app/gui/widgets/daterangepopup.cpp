// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/daterangepopup.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/monthgrid.h"
#include "theme/painting.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

/// A row of the list of periods. Owned by the popup.
class PeriodRow final : public ThemedButton
{
public:
    PeriodRow(const Period& period, bool on, QWidget* parent)
        : ThemedButton(parent)
        , m_keys(period.key)
        , m_on(on)
    {
        setText(period.name);
        setAccessibleName(period.name);
    }
    [[nodiscard]] QSize sizeHint() const override { return {t().px(158), t().px(26)}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const QColor ground = m_on ? t().surface.selected : isHovered() ? t().surface.hover : QColor();
        theme::roundedBox(painter, rect(), 5, ground, showsRing() ? t().line.focus : QColor(), 2);
        const QRectF inside = QRectF(rect()).adjusted(8, 0, -8, 0);
        theme::drawKeyCap(painter, inside, m_keys, t());
        theme::drawLine(painter, inside.adjusted(0, 0, -t().px(24), 0), text(), t().font(theme::Role::Small),
                        t().text.text);
    }

private:
    QString m_keys;
    bool m_on;
};

/// The line between periods and months.
class UprightLine final : public ThemedWidget
{
public:
    explicit UprightLine(QWidget* parent)
        : ThemedWidget(parent)
    {
        setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), t().line.line);
    }
};

QWidget* monthHead(MonthGrid* grid, QWidget* before, QWidget* after, QWidget* parent)
{
    auto* head = new QWidget(parent);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* name = new Label({}, theme::Role::SmallMedium, Ink::Text, head);
    name->setAlignment(Qt::AlignCenter);
    name->setText(QLocale().toString(grid->month(), u"MMMM yyyy"_s));
    name->setObjectName(u"monthName"_s);
    if (before != nullptr)
        row->addWidget(before);
    else
        row->addSpacing(28);
    row->addWidget(name, 1);
    if (after != nullptr)
        row->addWidget(after);
    else
        row->addSpacing(28);
    return head;
}

} // namespace

DateRangePopup::DateRangePopup(const DateRange& range, const QDate& today, const QDate& firstDay, QWidget* parent)
    : Popup(parent)
    , m_today(today)
    , m_first(firstDay)
    , m_left(new MonthGrid(body()))
    , m_right(new MonthGrid(body()))
{
    setAccessibleName(tr("Choose a range"));
    auto* row = new QHBoxLayout(body());
    row->setContentsMargins(5, 0, 12, 0);
    row->setSpacing(0);
    auto* periods = new QVBoxLayout;
    periods->setContentsMargins(0, 5, 5, 5);
    periods->setSpacing(0);
    for (const Period& period : allPeriods()) {
        auto* button = new PeriodRow(period, period.id == range.period, body());
        connect(button, &QAbstractButton::clicked, this, [this, id = period.id] { choosePeriod(id); });
        periods->addWidget(button);
    }
    periods->addStretch(1);
    row->addLayout(periods);
    row->addWidget(new UprightLine(body()));
    m_right->setMonth(range.to.isValid() ? range.to : today);
    m_left->setMonth(m_right->month().addMonths(-1));
    auto* back = new IconButton(u"back"_s, tr("Month before"), body());
    auto* forward = new IconButton(u"forward"_s, tr("Month after"), body());
    connect(back, &QPushButton::clicked, this, [this] { turn(-1); });
    connect(forward, &QPushButton::clicked, this, [this] { turn(1); });
    auto* months = new QGridLayout;
    months->setContentsMargins(12, 8, 0, 10);
    months->setHorizontalSpacing(20);
    months->setVerticalSpacing(4);
    months->addWidget(monthHead(m_left, back, nullptr, body()), 0, 0);
    months->addWidget(monthHead(m_right, nullptr, forward, body()), 0, 1);
    months->addWidget(m_left, 1, 0);
    months->addWidget(m_right, 1, 1);
    const qint64 days = range.from.daysTo(range.to) + 1;
    auto* hint =
        new Label(days % 7 == 0 ? tr("%n days, weekdays match the days before them.", nullptr, static_cast<int>(days))
                                : tr("%n days", nullptr, static_cast<int>(days)),
                  theme::Role::Caption, Ink::Text3, body());
    months->addWidget(hint, 2, 0, 1, 2);
    months->setRowStretch(3, 1);
    row->addLayout(months);
    for (MonthGrid* grid : {m_left, m_right}) {
        grid->setLastDay(today);
        grid->setSpan(range.from, range.to);
        connect(grid, &MonthGrid::dayClicked, this, [this](const QDate& day) { takeDay(day); });
    }
}

void DateRangePopup::setCompared(const QDate& from, const QDate& to)
{
    m_left->setCompared(from, to);
    m_right->setCompared(from, to);
}

void DateRangePopup::choosePeriod(const QString& id)
{
    Q_EMIT rangeChosen(rangeOf(id, m_today, m_first));
    close();
}

void DateRangePopup::chooseDays(const QDate& from, const QDate& to)
{
    Q_EMIT rangeChosen({u"custom"_s, tr("Chosen days"), from, to});
    close();
}

void DateRangePopup::takeDay(const QDate& day)
{
    if (m_pending.isValid())
        return chooseDays(std::min(m_pending, day), std::max(m_pending, day));
    m_pending = day;
    m_left->setSpan(day, day);
    m_right->setSpan(day, day);
}

void DateRangePopup::turn(int months)
{
    m_left->setMonth(m_left->month().addMonths(months));
    m_right->setMonth(m_right->month().addMonths(months));
    const QList<Label*> names = body()->findChildren<Label*>(u"monthName"_s);
    if (names.size() == 2) {
        names.at(0)->setText(m_left->accessibleName());
        names.at(1)->setText(m_right->accessibleName());
    }
}

void DateRangePopup::keyPressEvent(QKeyEvent* event)
{
    for (const Period& period : allPeriods()) {
        if (event->modifiers() == Qt::NoModifier && event->text().compare(period.key, Qt::CaseInsensitive) == 0)
            return choosePeriod(period.id);
    }
    Popup::keyPressEvent(event);
}

} // namespace sightglass::gui
