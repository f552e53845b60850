// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/daterange.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

struct Periods
{
    Q_DECLARE_TR_FUNCTIONS(Periods)
};

QDate earliest(const QDate& first, const QDate& today)
{
    return first.isValid() && first < today ? first : today;
}

} // namespace

std::vector<Period> allPeriods()
{
    return {
        {u"today"_s, Periods::tr("Today"), u"D"_s},           {u"yesterday"_s, Periods::tr("Yesterday"), u"E"_s},
        {u"30min"_s, Periods::tr("Last 30 minutes"), u"R"_s}, {u"24h"_s, Periods::tr("Last 24 hours"), u"H"_s},
        {u"7d"_s, Periods::tr("Last 7 days"), u"W"_s},        {u"28d"_s, Periods::tr("Last 28 days"), u"F"_s},
        {u"30d"_s, Periods::tr("Last 30 days"), u"T"_s},      {u"91d"_s, Periods::tr("Last 91 days"), u"N"_s},
        {u"month"_s, Periods::tr("Month to date"), u"M"_s},   {u"lastMonth"_s, Periods::tr("Last month"), u"P"_s},
        {u"year"_s, Periods::tr("Year to date"), u"Y"_s},     {u"6mo"_s, Periods::tr("Last 6 months"), u"S"_s},
        {u"12mo"_s, Periods::tr("Last 12 months"), u"L"_s},   {u"all"_s, Periods::tr("All time"), u"A"_s},
    };
}

DateRange rangeOf(const QString& period, const QDate& today, const QDate& first)
{
    DateRange range{period, {}, today, today};
    for (const Period& known : allPeriods())
        if (known.id == period)
            range.name = known.name;
    const QDate month(today.year(), today.month(), 1);
    if (period == "yesterday"_L1)
        range.from = range.to = today.addDays(-1);
    else if (period == "24h"_L1)
        range.from = today.addDays(-1);
    else if (period == "7d"_L1)
        range.from = today.addDays(-6);
    else if (period == "28d"_L1)
        range.from = today.addDays(-27);
    else if (period == "30d"_L1)
        range.from = today.addDays(-29);
    else if (period == "91d"_L1)
        range.from = today.addDays(-90);
    else if (period == "month"_L1)
        range.from = month;
    else if (period == "lastMonth"_L1) {
        range.from = month.addMonths(-1);
        range.to = month.addDays(-1);
    } else if (period == "year"_L1)
        range.from = QDate(today.year(), 1, 1);
    else if (period == "6mo"_L1)
        range.from = month.addMonths(-5);
    else if (period == "12mo"_L1)
        range.from = month.addMonths(-11);
    else if (period == "all"_L1)
        range.from = earliest(first, today);
    return range;
}

QString daysText(const QDate& from, const QDate& to, const QDate& today)
{
    const QLocale locale;
    const bool years = from.year() != today.year() || to.year() != today.year();
    const QString form = years ? u"d MMM yyyy"_s : u"d MMM"_s;
    if (from == to)
        return locale.toString(from, form);
    return locale.toString(from, form) + u" – "_s + locale.toString(to, form);
}

} // namespace sightglass::gui
