// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/typeddates.h"

#include "models/datepart.h"

#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace sightglass::models {

namespace {

using Word = DateWords::Word;
using Problem = TypedDates::Problem;

constexpr int kMostCount = 10'000;
const QString kDash = QStringLiteral("-");

/// Lower case, one kind of dash with spaces around it, no commas, single spaces.
QStringList tokensOf(QString text)
{
    static const QRegularExpression dashes(QStringLiteral("[\\x{2012}-\\x{2015}\\x{2212}\\x{2026}\\x{2192}]|\\.\\."));
    static const QRegularExpression numbers(QStringLiteral("(?<![\\d-])(\\d{1,2}\\.?)-(\\d{1,2}\\.?)(?![\\d-])"));
    static const QRegularExpression names(QStringLiteral("(\\p{L})-(?=\\p{L}|\\d{1,2}(?!\\d))"));
    text = text.toLower().replace(QLatin1Char(','), QLatin1Char(' ')).replace(dashes, QStringLiteral(" - "));
    text.replace(numbers, QStringLiteral("\\1 - \\2")).replace(names, QStringLiteral("\\1 - "));
    return text.split(QRegularExpression(QStringLiteral("\\s+")), Qt::SkipEmptyParts);
}

TypedDates fault(Problem problem, const QString& word = {})
{
    return {{}, {}, problem, word};
}

QDate mondayOf(const QDate& day)
{
    return day.addDays(1 - day.dayOfWeek());
}

/// The unit "days" of "last 10 days"; none for other words.
std::optional<Word> unitOf(const QString& token, const DateWords& words)
{
    for (const Word unit : {Word::Day, Word::Week, Word::Month, Word::Year}) {
        if (words.is(token, unit))
            return unit;
    }
    return std::nullopt;
}

QDate beginOf(Word unit, const QDate& day)
{
    if (unit == Word::Week)
        return mondayOf(day);
    if (unit == Word::Month)
        return {day.year(), day.month(), 1};
    return unit == Word::Year ? QDate(day.year(), 1, 1) : day;
}

QDate stepped(Word unit, const QDate& day, int by)
{
    if (unit == Word::Month)
        return day.addMonths(by);
    if (unit == Word::Year)
        return day.addYears(by);
    return day.addDays(unit == Word::Week ? by * kDaysInWeek : by);
}

/// "last 10 days" ends today and has it in it; months and years begin on their first day.
TypedDates lastOnes(int count, Word unit, const QDate& today)
{
    if (unit == Word::Day || unit == Word::Week)
        return {stepped(unit, today, -count).addDays(1), today, Problem::None, {}};
    return {stepped(unit, beginOf(unit, today), 1 - count), today, Problem::None, {}};
}

/// The whole unit before the one that runs: "last month".
TypedDates oneBefore(Word unit, const QDate& today)
{
    const QDate end = beginOf(unit, today).addDays(-1);
    return {beginOf(unit, end), end, Problem::None, {}};
}

/// "last 10 days", "10 days", "last month", "this week": none when it is something else.
std::optional<TypedDates> readRelative(QStringList tokens, const QDate& today, const DateWords& words)
{
    tokens.removeIf([&](const QString& token) { return words.is(token, Word::Filler); });
    if (tokens.size() < 2 || tokens.size() > 3)
        return std::nullopt;
    const std::optional<Word> unit = unitOf(tokens.last(), words);
    if (!unit)
        return std::nullopt;
    const bool isLast = words.is(tokens.first(), Word::Last);
    bool isNumber = false;
    const int count = tokens.at(tokens.size() - 2).toInt(&isNumber);
    if (isNumber && (tokens.size() == 2 || isLast)) {
        if (count < 1 || count > kMostCount || !stepped(*unit, today, -count).isValid())
            return fault(Problem::NotUnderstood, tokens.at(tokens.size() - 2));
        return lastOnes(count, *unit, today);
    }
    if (tokens.size() == 2 && isLast)
        return oneBefore(*unit, today);
    if (tokens.size() == 2 && words.is(tokens.first(), Word::This))
        return TypedDates{beginOf(*unit, today), today, Problem::None, {}};
    return std::nullopt;
}

/// Nothing after today, and the first day before the last.
TypedDates checked(const DatePart::Span& from, const DatePart::Span& to, const QDate& today, const QString& text)
{
    if (!from.isValid() || !to.isValid())
        return fault(Problem::NoSuchDay, text);
    if (from.from > today)
        return fault(Problem::InFuture, text);
    if (to.to < from.from)
        return fault(Problem::Backwards, text);
    return {from.from, std::min(to.to, today), Problem::None, {}};
}

TypedDates readRange(const QStringList& before, const QStringList& after, const QDate& today, const DateWords& words)
{
    QString word;
    std::optional<DatePart> from = readPart(before, today, words, word);
    std::optional<DatePart> to = from ? readPart(after, today, words, word) : std::nullopt;
    if (!from || !to)
        return fault(Problem::NotUnderstood, word);
    from->borrow(*to);
    to->borrow(*from);
    const bool isEndKnown = to->year > 0 || to->fixed.isValid();
    const QString text = (before + QStringList{QStringLiteral("–")} + after).join(QLatin1Char(' '));
    const QDate limit = isEndKnown ? to->latest(today).to : today;
    const DatePart::Span begin = from->latest(limit.isValid() ? limit : today);
    if (!begin.isValid())
        return fault(Problem::NoSuchDay, before.join(QLatin1Char(' ')));
    const DatePart::Span end = isEndKnown ? to->latest(today) : to->first(begin.from);
    return end.isValid() ? checked(begin, end, today, text) : fault(Problem::NoSuchDay, after.join(QLatin1Char(' ')));
}

TypedDates readOne(const QStringList& tokens, bool isSince, const QDate& today, const DateWords& words)
{
    QString word;
    const std::optional<DatePart> part = readPart(tokens, today, words, word);
    if (!part)
        return fault(Problem::NotUnderstood, word);
    const DatePart::Span span = part->latest(today);
    return checked(span, isSince ? DatePart::Span{today, today} : span, today, tokens.join(QLatin1Char(' ')));
}

} // namespace

QString TypedDates::problemText() const
{
    switch (problem) {
    case Problem::NotUnderstood:
        return tr("“%1” is not understood. Try “1 Feb to 9 Mar”, “last 10 days” or “2026-02-01 – 2026-03-09”.")
            .arg(word);
    case Problem::NoSuchDay: return tr("There is no day “%1”.").arg(word);
    case Problem::Backwards: return tr("“%1” ends before it begins.").arg(word);
    case Problem::InFuture: return tr("“%1” is yet to come.").arg(word);
    case Problem::None:
    case Problem::Empty: break;
    }
    return {};
}

TypedDates readDates(const QString& text, const QDate& today, const DateWords& words, const QDate& firstDay)
{
    QStringList tokens = tokensOf(text.left(kMostTyped));
    if (tokens.isEmpty())
        return fault(Problem::Empty);
    if (words.is(tokens.join(QLatin1Char(' ')), Word::All))
        return {firstDay.isValid() && firstDay < today ? firstDay : today, today, Problem::None, {}};
    if (const std::optional<TypedDates> relative = readRelative(tokens, today, words))
        return *relative;
    const bool isSince = words.is(tokens.first(), Word::Since);
    if (tokens.size() > 1 && (isSince || words.is(tokens.first(), Word::From)))
        tokens.removeFirst();
    for (qsizetype i = 1; i + 1 < tokens.size(); ++i) {
        if (tokens.at(i) == kDash || words.is(tokens.at(i), Word::To))
            return readRange(tokens.mid(0, i), tokens.mid(i + 1), today, words);
    }
    return readOne(tokens, isSince, today, words);
}

} // namespace sightglass::models
