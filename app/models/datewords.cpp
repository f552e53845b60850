// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datewords.h"

#include <algorithm>

namespace sightglass::models {

namespace {

constexpr qsizetype kShortest = 3;

struct Source
{
    const char* words;
    const char* comment;
};

struct Entry
{
    DateWords::Word word;
    Source source;
};

// Forms of one word are separated by "|"; a translation may have more or fewer of them.
constexpr Entry kEntries[] = {
    {DateWords::Word::To,
     QT_TRANSLATE_NOOP3("DateWords", "to|until|till|through|and", "between two dates: 1 Feb to 9 Mar")},
    {DateWords::Word::From, QT_TRANSLATE_NOOP3("DateWords", "from|between", "before the first of two dates")},
    {DateWords::Word::Since, QT_TRANSLATE_NOOP3("DateWords", "since|from", "before a date, meaning until today")},
    {DateWords::Word::Last, QT_TRANSLATE_NOOP3("DateWords", "last|past|previous", "last 10 days, last month")},
    {DateWords::Word::This, QT_TRANSLATE_NOOP3("DateWords", "this|current", "this month, until today")},
    {DateWords::Word::Today, QT_TRANSLATE_NOOP3("DateWords", "today|now", "a day")},
    {DateWords::Word::Yesterday, QT_TRANSLATE_NOOP3("DateWords", "yesterday", "a day")},
    {DateWords::Word::Day, QT_TRANSLATE_NOOP3("DateWords", "day|days", "last 10 days")},
    {DateWords::Word::Week, QT_TRANSLATE_NOOP3("DateWords", "week|weeks", "last 2 weeks")},
    {DateWords::Word::Month, QT_TRANSLATE_NOOP3("DateWords", "month|months", "last 3 months")},
    {DateWords::Word::Year, QT_TRANSLATE_NOOP3("DateWords", "year|years", "last year")},
    {DateWords::Word::All, QT_TRANSLATE_NOOP3("DateWords", "all|all time|everything|ever", "all days there are")},
    {DateWords::Word::Filler, QT_TRANSLATE_NOOP3("DateWords", "the|of|in|on", "words without meaning between dates")},
};

QString folded(QString name)
{
    return name.toLower().remove(QLatin1Char('.')).simplified();
}

DateWords::Order orderOf(const QLocale& locale)
{
    const QString form = locale.dateFormat(QLocale::ShortFormat);
    const qsizetype day = form.indexOf(QLatin1Char('d'));
    const qsizetype month = form.indexOf(QLatin1Char('M'));
    if (form.indexOf(QLatin1Char('y')) < std::min(day, month))
        return DateWords::Order::YearFirst;
    return month < day ? DateWords::Order::MonthFirst : DateWords::Order::DayFirst;
}

} // namespace

DateWords DateWords::english()
{
    DateWords words;
    words.addNames(QLocale(QLocale::English, QLocale::UnitedKingdom));
    for (const Entry& entry : kEntries)
        words.addWords(entry.word, QString::fromLatin1(entry.source.words));
    return words;
}

DateWords DateWords::ofWindow()
{
    DateWords words = english();
    words.addNames(QLocale());
    for (const Entry& entry : kEntries)
        words.addWords(entry.word, QCoreApplication::translate("DateWords", entry.source.words, entry.source.comment));
    return words;
}

void DateWords::addNames(const QLocale& locale)
{
    constexpr int kMonthNames = 12;
    constexpr int kWeekdayNames = 7;
    for (const QLocale::FormatType form : {QLocale::LongFormat, QLocale::ShortFormat}) {
        for (int month = 1; month <= kMonthNames; ++month) {
            m_months.insert(folded(locale.monthName(month, form)), month);
            m_months.insert(folded(locale.standaloneMonthName(month, form)), month);
        }
        for (int day = 1; day <= kWeekdayNames; ++day) {
            m_weekdays.insert(folded(locale.dayName(day, form)), day);
            m_weekdays.insert(folded(locale.standaloneDayName(day, form)), day);
        }
    }
    m_order = orderOf(locale);
}

void DateWords::addWords(Word word, const QString& words)
{
    m_words[word] += words.toLower().split(QLatin1Char('|'), Qt::SkipEmptyParts);
}

int DateWords::numberOf(const QString& text, const QHash<QString, int>& names)
{
    if (const int exact = names.value(text))
        return exact;
    if (text.size() < kShortest)
        return 0;
    int found = 0;
    for (auto it = names.cbegin(); it != names.cend(); ++it) {
        if (!it.key().startsWith(text) || it.value() == found)
            continue;
        if (found != 0)
            return 0;
        found = it.value();
    }
    return found;
}

} // namespace sightglass::models
