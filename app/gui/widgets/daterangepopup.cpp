// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/daterangepopup.h"

#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/monthgrid.h"
#include "models/typeddates.h"
#include "theme/painting.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
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
    name->setText(grid->accessibleName());
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
    , m_words(models::DateWords::ofWindow())
{
    setAccessibleName(tr("Choose a range"));
    auto* row = new QHBoxLayout(body());
    row->setContentsMargins(5, 0, 12, 0);
    row->setSpacing(0);
    row->addWidget(makePeriods(range.period));
    row->addWidget(new UprightLine(body()));
    auto* right = new QVBoxLayout;
    right->setContentsMargins(12, 10, 0, 10);
    right->setSpacing(8);
    right->addWidget(makeTyped());
    right->addWidget(makeMonths());
    right->addWidget(m_hint);
    right->addStretch(1);
    row->addLayout(right);
    showMonth(range.to.isValid() ? range.to : today);
    showLength(range.from, range.to);
    for (MonthGrid* grid : {m_left, m_right}) {
        grid->setLastDay(today);
        grid->setSpan(range.from, range.to);
        connect(grid, &MonthGrid::dayClicked, this, [this](const QDate& day) { takeDay(day); });
    }
    setFocusPolicy(Qt::StrongFocus);
    setFocus(); // Not the field: the keys of the periods act at once.
}

QWidget* DateRangePopup::makePeriods(const QString& current)
{
    auto* box = new QWidget(body());
    auto* periods = new QVBoxLayout(box);
    periods->setContentsMargins(0, 5, 5, 5);
    periods->setSpacing(0);
    for (const Period& period : allPeriods()) {
        auto* button = new PeriodRow(period, period.id == current, box);
        connect(button, &QAbstractButton::clicked, this, [this, id = period.id] { choosePeriod(id); });
        periods->addWidget(button);
    }
    periods->addStretch(1);
    return box;
}

QWidget* DateRangePopup::makeTyped()
{
    m_typed = new QLineEdit(body());
    m_typed->setObjectName(u"typed-dates"_s);
    m_typed->setPlaceholderText(tr("1 Feb to 9 Mar, last 10 days, yesterday"));
    m_typed->setAccessibleName(tr("Dates in words"));
    m_typed->setMaxLength(static_cast<int>(models::kMostTyped));
    m_hint = new Label({}, theme::Role::Caption, Ink::Text3, body());
    m_hint->setObjectName(u"typed-hint"_s);
    m_hint->setWordWrap(true);
    connect(m_typed, &QLineEdit::textEdited, this, &DateRangePopup::showTyped);
    connect(m_typed, &QLineEdit::returnPressed, this, &DateRangePopup::takeTyped);
    return m_typed;
}

QWidget* DateRangePopup::makeMonths()
{
    auto* box = new QWidget(body());
    auto* back = new IconButton(u"back"_s, tr("Month before"), box);
    auto* forward = new IconButton(u"forward"_s, tr("Month after"), box);
    connect(back, &QPushButton::clicked, this, [this] { turn(-1); });
    connect(forward, &QPushButton::clicked, this, [this] { turn(1); });
    auto* months = new QGridLayout(box);
    months->setContentsMargins(0, 0, 0, 0);
    months->setHorizontalSpacing(20);
    months->setVerticalSpacing(4);
    months->addWidget(monthHead(m_left, back, nullptr, box), 0, 0);
    months->addWidget(monthHead(m_right, nullptr, forward, box), 0, 1);
    months->addWidget(m_left, 1, 0);
    months->addWidget(m_right, 1, 1);
    return box;
}

void DateRangePopup::beginTyping()
{
    m_typed->setFocus(Qt::ShortcutFocusReason);
}

void DateRangePopup::showLength(const QDate& from, const QDate& to)
{
    const qint64 days = from.daysTo(to) + 1;
    m_hint->setInk(Ink::Text3);
    m_hint->setText(days % 7 == 0 ? tr("%n days, weekdays match the days before them.", nullptr, static_cast<int>(days))
                                  : tr("%n days", nullptr, static_cast<int>(days)));
}

void DateRangePopup::showTyped(const QString& text)
{
    const models::TypedDates dates = models::readDates(text, m_today, m_words, m_first);
    if (!dates.isValid()) { // Nobody is corrected in the middle of a word.
        m_hint->setText({});
        return;
    }
    m_left->setSpan(dates.from, dates.to);
    m_right->setSpan(dates.from, dates.to);
    showMonth(dates.to);
    showLength(dates.from, dates.to);
    m_hint->setText(u"%1 · %2"_s.arg(daysText(dates.from, dates.to, m_today), m_hint->text()));
}

void DateRangePopup::takeTyped()
{
    const models::TypedDates dates = models::readDates(m_typed->text(), m_today, m_words, m_first);
    if (dates.isValid())
        return chooseDays(dates.from, dates.to);
    m_hint->setInk(Ink::Negative);
    m_hint->setText(dates.problemText());
    m_typed->setAccessibleDescription(dates.problemText());
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
    showMonth(m_right->month().addMonths(months));
}

void DateRangePopup::showMonth(const QDate& last)
{
    m_right->setMonth(last);
    m_left->setMonth(m_right->month().addMonths(-1));
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
