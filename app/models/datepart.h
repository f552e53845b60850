// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datewords.h"

#include <QDate>

#include <optional>

namespace sightglass::models {

/// One end of a typed range as far as it was said: "9 Mar", "February 2026", "Tuesday", "2025". Pure; used by
/// readDates().
struct DatePart
{
    int day = 0; ///< 0: not said; the same for the others.
    int month = 0;
    int year = 0;
    int weekday = 0;
    QDate fixed; ///< Today and yesterday.

    /// First and last day of a part that says its year or needs none. Invalid days for one that does not exist.
    struct Span
    {
        QDate from, to;
        [[nodiscard]] bool isValid() const { return from.isValid() && to.isValid(); }
    };
    /// The latest one that begins on `limit` or before it.
    [[nodiscard]] Span latest(const QDate& limit) const;
    /// The first one that ends on `limit` or after it.
    [[nodiscard]] Span first(const QDate& limit) const;

    /// Takes what it does not say from the other end: "1 to 9 March", "Feb 1 to 9", "Jan to Mar 2026".
    void borrow(const DatePart& other);
    [[nodiscard]] bool isOnlyDay() const { return day > 0 && month == 0 && weekday == 0; }

private:
    [[nodiscard]] Span inYear(int of) const;
};

/// Reads the words of one end. None with the word that was not understood in `fault`.
[[nodiscard]] std::optional<DatePart> readPart(const QStringList& tokens, const QDate& today, const DateWords& words,
                                               QString& fault);

} // namespace sightglass::models
