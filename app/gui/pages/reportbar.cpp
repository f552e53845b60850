// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/reportbar.h"

#include "gui/pages/filterpopup.h"
#include "gui/widgets/daterangebutton.h"
#include "models/metrictext.h"

#include <QDateTime>
#include <QMenu>

namespace sightglass::gui {

namespace {

const QString kIs = QStringLiteral("is");
const QString kIsNot = QStringLiteral("is_not");

QString operatorText(const QString& op)
{
    if (op == kIsNot)
        return ReportBar::tr("%1 is not");
    if (op == QStringLiteral("contains"))
        return ReportBar::tr("%1 contains");
    if (op == QStringLiteral("not_contains"))
        return ReportBar::tr("%1 does not contain");
    if (op == QStringLiteral("starts_with"))
        return ReportBar::tr("%1 starts with");
    if (op == QStringLiteral("is_set"))
        return ReportBar::tr("%1 is known");
    if (op == QStringLiteral("is_not_set"))
        return ReportBar::tr("%1 is not known");
    return ReportBar::tr("%1 is");
}

QString turned(const QString& op)
{
    static const QHash<QString, QString> others{{kIs, kIsNot},
                                                {kIsNot, kIs},
                                                {QStringLiteral("contains"), QStringLiteral("not_contains")},
                                                {QStringLiteral("not_contains"), QStringLiteral("contains")},
                                                {QStringLiteral("is_set"), QStringLiteral("is_not_set")},
                                                {QStringLiteral("is_not_set"), QStringLiteral("is_set")}};
    return others.value(op, op);
}

} // namespace

QString intervalText(const QString& interval)
{
    if (interval == QStringLiteral("minute"))
        return ReportBar::tr("By minute");
    if (interval == QStringLiteral("hour"))
        return ReportBar::tr("By hour");
    if (interval == QStringLiteral("week"))
        return ReportBar::tr("By week");
    return interval == QStringLiteral("month") ? ReportBar::tr("By month") : ReportBar::tr("By day");
}

DateRange daysBefore(const DateRange& range)
{
    DateRange before = range;
    const qint64 days = range.from.daysTo(range.to) + 1;
    before.from = range.from.addDays(-days);
    before.to = range.to.addDays(-days);
    return before;
}

ReportBar::ReportBar(Session& session, QWidget* page)
    : QObject(page)
    , m_session(session)
    , m_bar(new FilterBar(page))
{
    m_bar->setObjectName(QStringLiteral("report-bar"));
    m_range = rangeOf(QStringLiteral("28d"), today());
    connect(m_bar, &FilterBar::addRequested, this, [this] { editFilter(-1); });
    connect(m_bar, &FilterBar::chipEditRequested, this, [this](const QString& id) { editFilter(id.toInt()); });
    connect(m_bar, &FilterBar::chipRemoved, this, [this](const QString& id) {
        m_filters.removeAt(id.toInt());
        changed();
    });
    connect(m_bar, &FilterBar::chipNegated, this, [this](const QString& id) {
        client::FilterTerm& term = m_filters[id.toInt()];
        term.op = turned(term.op);
        changed();
    });
    connect(m_bar->intervalButton(), &QAbstractButton::clicked, this, &ReportBar::openIntervalMenu);
    connect(m_bar->compareButton(), &QAbstractButton::clicked, this, &ReportBar::openCompareMenu);
    connect(m_bar->rangeButton(), &DateRangeButton::rangeChosen, this, &ReportBar::setRange);
    connect(&session, &Session::projectChanged, this, &ReportBar::projectChanged);
    show();
}

QDate ReportBar::today() const
{
    return QDateTime::currentDateTimeUtc().toTimeZone(m_session.zone()).date();
}

void ReportBar::projectChanged()
{
    if (m_project == m_session.projectId())
        return changed();
    m_project = m_session.projectId();
    m_filters.clear();
    if (m_range.period != QStringLiteral("custom"))
        m_range = rangeOf(m_range.period, today());
    changed();
}

models::Scope ReportBar::scope() const
{
    models::Scope scope;
    scope.project = m_session.projectId();
    scope.zone = m_session.zone();
    scope.from = m_range.from;
    scope.to = m_range.to;
    if (m_isCompared) {
        const DateRange before = daysBefore(m_range);
        scope.comparedFrom = before.from;
        scope.comparedTo = before.to;
    }
    scope.interval = m_interval;
    scope.filters = m_filters;
    return scope;
}

QString ReportBar::span() const
{
    return tr("%n days", nullptr, int(m_range.from.daysTo(m_range.to) + 1));
}

QStringList ReportBar::intervals() const
{
    constexpr int kMonth = 32;
    constexpr int kTwoMonths = 62;
    const qint64 days = m_range.from.daysTo(m_range.to) + 1;
    if (days <= 2)
        return {QStringLiteral("hour"), QStringLiteral("day")};
    if (days <= kMonth)
        return {QStringLiteral("day"), QStringLiteral("hour"), QStringLiteral("week")};
    if (days <= kTwoMonths)
        return {QStringLiteral("day"), QStringLiteral("week")};
    return {QStringLiteral("day"), QStringLiteral("week"), QStringLiteral("month")};
}

void ReportBar::choosePeriod(const QString& period)
{
    setRange(rangeOf(period, today()));
}

void ReportBar::setRange(const DateRange& range)
{
    if (!range.from.isValid() || range.to < range.from)
        return;
    m_range = range;
    if (!intervals().contains(m_interval) || range.from == range.to)
        m_interval = intervals().first();
    changed();
}

void ReportBar::move(int direction)
{
    const qint64 days = (m_range.from.daysTo(m_range.to) + 1) * direction;
    DateRange moved = m_range;
    moved.period = QStringLiteral("custom");
    moved.name.clear();
    moved.from = m_range.from.addDays(days);
    moved.to = std::min(m_range.to.addDays(days), today());
    if (moved.from <= today())
        setRange(moved);
}

void ReportBar::toggleCompare()
{
    m_isCompared = !m_isCompared;
    changed();
}

void ReportBar::nextInterval()
{
    const QStringList all = intervals();
    setInterval(all.at((all.indexOf(m_interval) + 1) % all.size()));
}

void ReportBar::setInterval(const QString& interval)
{
    m_interval = interval;
    changed();
}

void ReportBar::addFilter(const client::FilterTerm& term)
{
    if (m_filters.contains(term))
        return;
    m_filters.append(term);
    changed();
}

void ReportBar::clearFilters()
{
    if (m_filters.isEmpty())
        return;
    m_filters.clear();
    changed();
}

void ReportBar::offerKeys(const AddKey& add)
{
    for (const Period& period : allPeriods()) {
        if (!period.key.isEmpty() && period.key != QStringLiteral("R"))
            add(period.key, period.name, [this, id = period.id] { choosePeriod(id); });
    }
    add(QStringLiteral("Shift+Left"), tr("Earlier"), [this] { move(-1); });
    add(QStringLiteral("Shift+Right"), tr("Later"), [this] { move(1); });
    add(QStringLiteral("C"), tr("Dates"), [this] { m_bar->rangeButton()->openPopup(true); });
    add(QStringLiteral("/"), tr("Filter"), [this] { editFilter(-1); });
    add(QStringLiteral("Esc"), tr("Clear filters"), [this] { clearFilters(); });
}

void ReportBar::editFilter(int index)
{
    auto* popup =
        new FilterPopup(m_session, scope(), index < 0 ? client::FilterTerm() : m_filters.value(index), m_bar->window());
    connect(popup, &FilterPopup::chosen, this, [this, index](const client::FilterTerm& term) {
        if (index < 0)
            return addFilter(term);
        m_filters[index] = term;
        changed();
    });
    popup->openBelow(m_bar->filterButton());
}

void ReportBar::openIntervalMenu()
{
    QMenu* menu = new QMenu(m_bar);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& interval : intervals()) {
        QAction* action = menu->addAction(intervalText(interval));
        action->setCheckable(true);
        action->setChecked(interval == m_interval);
        connect(action, &QAction::triggered, this, [this, interval] { setInterval(interval); });
    }
    menu->popup(m_bar->intervalButton()->mapToGlobal(QPoint(0, m_bar->intervalButton()->height() + 4)));
}

void ReportBar::openCompareMenu()
{
    QMenu* menu = new QMenu(m_bar);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, bool isCompared) {
        QAction* action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_isCompared == isCompared);
        connect(action, &QAction::triggered, this, [this, isCompared] {
            m_isCompared = isCompared;
            changed();
        });
    };
    add(tr("Previous %n days", nullptr, int(m_range.from.daysTo(m_range.to) + 1)), true);
    add(tr("Compare with nothing"), false);
    menu->popup(m_bar->compareButton()->mapToGlobal(QPoint(0, m_bar->compareButton()->height() + 4)));
}

void ReportBar::changed()
{
    show();
    Q_EMIT scopeChanged();
}

void ReportBar::show()
{
    showChips();
    m_bar->intervalButton()->setContent(intervalText(m_interval));
    const int days = int(m_range.from.daysTo(m_range.to) + 1);
    m_bar->compareButton()->setContent(m_isCompared ? tr("Previous %n days", nullptr, days) : tr("Compare"),
                                       QStringLiteral("compare"));
    const DateRange before = daysBefore(m_range);
    m_bar->rangeButton()->setRange(m_range, today());
    m_bar->rangeButton()->setCompared(m_isCompared ? before.from : QDate(), m_isCompared ? before.to : QDate());
}

void ReportBar::showChips()
{
    using models::MetricText;
    std::vector<FilterChipText> chips;
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        const client::FilterTerm& term = m_filters.at(i);
        QStringList values;
        for (const QString& value : term.values)
            values.append(MetricText::propertyValue(term.property, value));
        chips.push_back({QString::number(i), MetricText::icon(term.property),
                         operatorText(term.op).arg(MetricText::property(term.property)), values.join(tr(" or ")),
                         term.op.contains(QStringLiteral("not"))});
    }
    m_bar->setChips(chips);
}

} // namespace sightglass::gui
