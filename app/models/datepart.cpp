// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datepart.h"

#include <QRegularExpression>

namespace sightglass::models {

namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2200;
constexpr int kCentury = 2000; // What two digits mean.
constexpr int kTwoDigits = 100;
constexpr int kMostDays = 31;
constexpr int kLeapGap = 8; // The longest time without a 29 February.
constexpr int kMonths = 12;

bool isYear(int year)
{
    return year >= kFirstYear && year <= kLastYear;
}

bool isDay(int day)
{
    return day >= 1 && day <= kMostDays;
}

/// Day, month and year of numbers with slashes, in the order of the locale.
DatePart ordered(int first, int second, int third, bool hasThird, DateWords::Order order)
{
    if (order == DateWords::Order::YearFirst && hasThird)
        return {third, second, first, 0, {}};
    if (order == DateWords::Order::DayFirst)
        return {first, second, third, 0, {}};
    return {second, first, third, 0, {}};
}

/// "1.2.2026", "1.2.", "2026-02-01", "2026-02", "1/2/26": none for other text.
std::optional<DatePart> numericPart(const QString& token, DateWords::Order order)
{
    static const QRegularExpression iso(QStringLiteral("^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?$"));
    static const QRegularExpression dotted(QStringLiteral("^(\\d{1,2})\\.(\\d{1,2})\\.?(\\d{4}|\\d{2})?$"));
    static const QRegularExpression slashed(QStringLiteral("^(\\d{1,4})/(\\d{1,2})(?:/(\\d{4}|\\d{1,2}))?$"));
    DatePart part;
    bool hasDay = true;
    const auto number = [](const QRegularExpressionMatch& match, int group) { return match.captured(group).toInt(); };
    if (const auto match = iso.match(token); match.hasMatch()) {
        part = {number(match, 3), number(match, 2), number(match, 1), 0, {}};
        hasDay = match.hasCaptured(3);
    } else if (const auto dots = dotted.match(token); dots.hasMatch()) {
        part = {number(dots, 1), number(dots, 2), number(dots, 3), 0, {}};
    } else if (const auto parts = slashed.match(token); parts.hasMatch()) {
        part = ordered(number(parts, 1), number(parts, 2), number(parts, 3), parts.hasCaptured(3), order);
    } else {
        return std::nullopt;
    }
    if (part.year > 0 && part.year < kTwoDigits)
        part.year += kCentury;
    const bool isGood = part.month >= 1 && part.month <= kMonths && (part.year == 0 || isYear(part.year)) &&
                        (!hasDay || isDay(part.day));
    return isGood ? std::optional(part) : std::nullopt;
}

/// "9", "9.", "9th"
int dayNumber(const QString& token)
{
    static const QRegularExpression number(QStringLiteral("^(\\d{1,2})(\\.|st|nd|rd|th)?$"));
    const int day = number.match(token).captured(1).toInt();
    return isDay(day) ? day : 0;
}

int yearNumber(const QString& token)
{
    constexpr qsizetype kDigits = 4;
    const int year = token.toInt();
    return token.size() == kDigits && isYear(year) ? year : 0;
}

/// Puts one word into its place; false when there is none for it.
bool readWord(const QString& token, const QDate& today, const DateWords& words, DatePart& part)
{
    QString bare = token;
    if (bare.endsWith(QLatin1Char('.')))
        bare.chop(1);
    const bool isEmpty = part.day == 0 && part.month == 0 && part.year == 0 && !part.fixed.isValid();
    if (const std::optional<DatePart> numeric = numericPart(token, words.order()); isEmpty && numeric) {
        const int weekday = part.weekday;
        part = *numeric;
        part.weekday = weekday;
        return true;
    }
    if (isEmpty && (words.is(bare, DateWords::Word::Today) || words.is(bare, DateWords::Word::Yesterday))) {
        part.fixed = words.is(bare, DateWords::Word::Today) ? today : today.addDays(-1);
        return true;
    }
    if (part.fixed.isValid())
        return false;
    const auto take = [](int& place, int number) {
        if (number <= 0 || place != 0)
            return false;
        place = number;
        return true;
    };
    return take(part.day, dayNumber(token)) || take(part.year, yearNumber(bare)) ||
           take(part.month, words.month(bare)) || take(part.weekday, words.weekday(bare));
}

} // namespace

DatePart::Span DatePart::inYear(int of) const
{
    if (month == 0)
        return {QDate(of, 1, 1), QDate(of, kMonths, 31)};
    if (day > 0)
        return {QDate(of, month, day), QDate(of, month, day)};
    const QDate begin(of, month, 1);
    return {begin, begin.addMonths(1).addDays(-1)};
}

DatePart::Span DatePart::latest(const QDate& limit) const
{
    if (fixed.isValid())
        return {fixed, fixed};
    if (year > 0)
        return inYear(year);
    if (month > 0) {
        for (int of = limit.year(); of >= limit.year() - kLeapGap; --of) {
            if (const Span span = inYear(of); span.isValid() && span.from <= limit)
                return span;
        }
        return {};
    }
    if (day > 0) { // "the 5th": of this month, or of one before.
        for (QDate begin(limit.year(), limit.month(), 1); begin > limit.addYears(-1); begin = begin.addMonths(-1)) {
            const QDate found(begin.year(), begin.month(), day);
            if (found.isValid() && found <= limit)
                return {found, found};
        }
        return {};
    }
    const QDate found = limit.addDays(-((limit.dayOfWeek() - weekday + kDaysInWeek) % kDaysInWeek));
    return {found, found};
}

DatePart::Span DatePart::first(const QDate& limit) const
{
    if (fixed.isValid())
        return {fixed, fixed};
    if (year > 0)
        return inYear(year);
    if (month > 0) {
        for (int of = limit.year(); of <= limit.year() + kLeapGap; ++of) {
            if (const Span span = inYear(of); span.isValid() && span.to >= limit)
                return span;
        }
        return {};
    }
    if (day > 0) {
        const QDate last = limit.addYears(1);
        for (QDate begin(limit.year(), limit.month(), 1); begin < last; begin = begin.addMonths(1)) {
            const QDate found(begin.year(), begin.month(), day);
            if (found.isValid() && found >= limit)
                return {found, found};
        }
        return {};
    }
    const QDate found = limit.addDays((weekday - limit.dayOfWeek() + kDaysInWeek) % kDaysInWeek);
    return {found, found};
}

void DatePart::borrow(const DatePart& other)
{
    if (!isOnlyDay() || fixed.isValid())
        return;
    month = other.month;
    year = other.year;
}

std::optional<DatePart> readPart(const QStringList& tokens, const QDate& today, const DateWords& words, QString& fault)
{
    DatePart part;
    bool hasAny = false;
    for (const QString& token : tokens) {
        if (words.is(token, DateWords::Word::Filler))
            continue;
        if (!readWord(token, today, words, part)) {
            fault = token;
            return std::nullopt;
        }
        hasAny = true;
    }
    // A day, and a weekday that only repeats it, need the month when there is a year.
    const bool needsMonth = (part.day > 0 || part.weekday > 0) && part.year > 0;
    const bool isWhole = hasAny && !(needsMonth && part.month == 0);
    if (!isWhole) {
        fault = tokens.join(QLatin1Char(' '));
        return std::nullopt;
    }
    return part;
}

} // namespace sightglass::models
