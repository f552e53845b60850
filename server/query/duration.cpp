// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/duration.h"

#include <QRegularExpression>

namespace sightglass::query {

namespace {

using namespace std::chrono;
using Days = std::chrono::duration<std::int64_t, std::ratio<86400>>;

constexpr qsizetype kMaxChars = 64;

} // namespace

std::optional<milliseconds> parseDuration(const QString& text)
{
    // Nine digits at most: no sum of these overflows 64 bits of milliseconds.
    static const QRegularExpression form(QStringLiteral("\\AP(?:(?<w>[0-9]{1,9})W|(?=[0-9T])(?:(?<d>[0-9]{1,9})D)?(?:T("
                                                        "?=[0-9])(?:(?<h>[0-9]{1,9})H)?(?:(?<m>[0-9]{1,9})M)?"
                                                        "(?:(?<s>[0-9]{1,9})(?:[.,](?<f>[0-9]{1,3}))?S)?)?)\\z"));
    if (text.size() > kMaxChars)
        return std::nullopt;
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const auto part = [&match](const char* group) { return match.captured(QLatin1String(group)).toLongLong(); };
    const QString fraction = match.captured(QStringLiteral("f")).leftJustified(3, QLatin1Char('0'));
    return Days(7 * part("w") + part("d")) + hours(part("h")) + minutes(part("m")) + seconds(part("s")) +
           milliseconds(fraction.toLongLong());
}

QString durationText(milliseconds duration)
{
    const auto days = duration_cast<Days>(duration);
    const hh_mm_ss clock(duration - days);
    QString out = QStringLiteral("P");
    if (days.count() > 0)
        out += QString::number(days.count()) + u'D';
    QString time;
    if (clock.hours().count() > 0)
        time += QString::number(clock.hours().count()) + u'H';
    if (clock.minutes().count() > 0)
        time += QString::number(clock.minutes().count()) + u'M';
    if (const auto rest = clock.seconds() + clock.subseconds(); rest.count() > 0) {
        time += QString::number(clock.seconds().count());
        if (clock.subseconds().count() > 0)
            time += u'.' + QStringLiteral("%1").arg(clock.subseconds().count(), 3, 10, QLatin1Char('0'));
        time += u'S';
    }
    if (!time.isEmpty())
        return out + u'T' + time;
    return out.size() > 1 ? out : QStringLiteral("PT0S");
}

} // namespace sightglass::query
